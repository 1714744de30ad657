import { existsSync } from 'node:fs';
import { resolve, join } from 'node:path';

import type { Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import { readConfig } from '../config.ts';
import { lockDataFolder } from '../runtime/data-folder.ts';
import { withSecrets } from '../security/secret-files.ts';
import { copySqlite } from '../store/postgres/copy-sqlite.ts';
import type { CliSession } from './cli-session.ts';

/** `itc migrate`: from the data folder into PostgreSQL. */
export function addMigrateCommand(program: Command, session: CliSession): void {
  session
    .command(program, 'migrate', 'copy the embedded database of a stopped server into the empty one of DATABASE_URL')
    .option('--data-dir <folder>', 'the data folder (ITC_DATA_DIR)')
    .action(
      session.action(async ({ io, out }, { dataDir }: { dataDir?: string }) => {
        const env = withSecrets(io.env);
        const config = readConfig(dataDir === undefined ? env : { ...env, ITC_DATA_DIR: dataDir });
        if (config.databaseUrl === null) {
          throw new ConnectorError('ITC_CONFIG_INVALID', 'DATABASE_URL: is not set.', {
            hint: 'Set it to the address of an empty PostgreSQL database.',
          });
        }
        const folder = resolve(io.cwd, config.dataDir);
        const file = join(folder, 'connector.db');
        if (!existsSync(file)) {
          throw new ConnectorError('ITC_CONFIG_INVALID', `ITC_DATA_DIR: there is no connector.db in ${folder}.`, {
            hint: 'Name the data folder of the server that is to move, with --data-dir or ITC_DATA_DIR.',
            details: { path: 'ITC_DATA_DIR' },
          });
        }
        // held while the rows are read, so that no server adds any
        const unlock = lockDataFolder(folder);
        try {
          const tables = await copySqlite(file, config.databaseUrl);
          out.show({ tables }, () => [
            ...tables.map(({ table, rows, sha256 }) => `${table}: ${String(rows)} rows, ${sha256.slice(0, 16)}`),
            'Both sides are the same. Start the servers with DATABASE_URL, and the same ITC_MASTER_KEY for all of them.',
          ]);
        } finally {
          unlock();
        }
        return undefined;
      }),
    );
}

import { resolve } from 'node:path';

import type { Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import { makeBackup, restoreBackup } from '../backup/backup-file.ts';
import { packageVersion } from '../runtime/package-root.ts';
import { lockDataFolder, makeDataFolder } from '../runtime/data-folder.ts';
import { readSecret } from '../security/secret-files.ts';
import type { CliIo } from './cli-io.ts';
import type { CliSession } from './cli-session.ts';
import { dataFolder } from './find-server.ts';

/** The file of a data folder is not what a server on PostgreSQL works on. Throws ITC_CONFIG_INVALID */
function refuseOnPostgres({ env }: CliIo): void {
  if (!readSecret(env, 'DATABASE_URL')) return;
  throw new ConnectorError('ITC_CONFIG_INVALID', 'DATABASE_URL: a backup is of the embedded database.', {
    hint: 'Back PostgreSQL up with pg_dump or your provider, and keep ITC_MASTER_KEY in another place.',
    details: { path: 'DATABASE_URL' },
  });
}

/** `itc backup` and `itc restore`: on this machine, with or without a running server. */
export function addBackupCommands(program: Command, session: CliSession): void {
  session
    .command(program, 'backup <file>', 'copy the database while the server runs, and check the copy')
    .option('--with-key', 'put the master key beside it: who has both can read every stored secret')
    .action(
      session.action(async ({ io, out }, file: string, { withKey = false }: { withKey?: boolean }) => {
        refuseOnPostgres(io);
        const target = resolve(io.cwd, file);
        const facts = await makeBackup(dataFolder(io), target, {
          withKey,
          version: packageVersion(),
          now: () => Date.now(),
        });
        out.show({ file: target, ...facts }, () => [
          `Wrote ${target} (${String(facts.bytes)} bytes) and ${target}.json${withKey ? ` and ${target}.key` : ''}.`,
        ]);
        if (!withKey) out.note('Keep master.key, or ITC_MASTER_KEY, in another place: without it no secret opens.');
        return undefined;
      }),
    );
  session
    .command(program, 'restore <file>', 'put a backup into an empty data folder, after checking it and the key')
    .action(
      session.action(async ({ io, out }, file: string) => {
        refuseOnPostgres(io);
        const folder = dataFolder(io);
        makeDataFolder(folder);
        const unlock = lockDataFolder(folder);
        try {
          const masterKey = readSecret(io.env, 'ITC_MASTER_KEY') || null;
          const facts = await restoreBackup(resolve(io.cwd, file), folder, { masterKey });
          out.show({ folder, ...facts }, () => [`Restored the backup of ${facts.at} into ${folder}.`]);
        } finally {
          unlock();
        }
        return undefined;
      }),
    );
}

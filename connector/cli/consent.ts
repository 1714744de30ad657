import type { Command } from 'commander';

import type { ImportReport } from '../consent/consent-csv.ts';
import { apiPath } from './api-client.ts';
import type { CliSession } from './cli-session.ts';
import { chooseConnection } from './command-options.ts';
import { exitCodes } from './exit-codes.ts';
import { importFile, withImport, type ImportOptions } from './import-file.ts';
import { safeLine } from './text-table.ts';

/** `itc consent export|import`. */
export function addConsentCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'consent', 'preferences of people');

  session
    .command(group, 'export', 'print all preferences as CSV')
    .option('--connection <name>', 'the project; may be left out when there is one only')
    .action(
      session.action(async ({ io, api }, options: { connection?: string }) => {
        const connection = await chooseConnection(api, options.connection);
        const decoder = new TextDecoder();
        for await (const part of await api.download(apiPath`/consent/${connection}/export`, {})) {
          io.stdout.write(decoder.decode(part, { stream: true }));
        }
        return undefined;
      }),
    );

  const takeFile = session.command(
    group,
    'import <file>',
    'take preferences from a CSV with the columns of the export',
  );
  withImport(takeFile, 'only tell what would happen').action(
    session.action(async (tools, file: string, options: ImportOptions) => {
      const { api, out } = tools;
      const connection = await chooseConnection(api, options.connection);
      const dryRun = options.dryRun === true;
      const taken = await importFile(tools, apiPath`/consent/${connection}/import-tasks`, {
        file,
        dryRun,
        rejected: options.rejected,
      });
      const { applied = 0, late = 0, repeated = 0 } = taken.counts;
      const { rows, failed, faults } = taken;
      const report: ImportReport & { dryRun: boolean } = { dryRun, rows, applied, late, repeated, failed, faults };
      out.show(report, () => [
        `${report.rows} rows: ${report.applied} applied, ${report.late} late, ${report.repeated} repeated, ${report.failed} failed`,
        ...report.faults.map(({ row, code, message }) => safeLine(`row ${row}: ${message} (${code})`)),
      ]);
      return report.failed > 0 ? exitCodes.partial : exitCodes.ok;
    }),
  );
}

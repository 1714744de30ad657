import { runBulkCrash } from '../test/bulk/bulk-crash-run.ts';
import { machine, markdownTable, pageParts } from './page-parts.ts';

/** Half a million profiles at Iterable's limit (5 calls per second of 1,000 users), killed three times on the way. */
export default async function run(): Promise<void> {
  const rows = Number(process.env['ITC_BULK_ROWS'] ?? 500_000);
  const kills = Number(process.env['ITC_BULK_KILLS'] ?? 3);
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const report = await runBulkCrash({ rows, kills, sandbox: [], log });
  const floor = rows / 1000 / 5;
  const table = markdownTable(
    [`bulk upsert of ${String(rows)} profiles, killed ${String(kills)} times`, 'figure'],
    [
      [`seconds (floor ${floor.toFixed(1)})`, report.seconds.toFixed(1)],
      ['seconds that the server was down', report.downSeconds.toFixed(1)],
      ['while it was up, against the floor', ((report.seconds - report.downSeconds) / floor).toFixed(3)],
      ['growth of memory, MB', report.growthMb.toFixed(0)],
      ['accepted, lost, counted twice', `${String(report.accepted)}, ${String(report.lost)}, ${String(report.twice)}`],
      ['people in the sandbox', String(report.users)],
    ],
  );
  process.stdout.write(`${table}\n`);
  await pageParts('bulk.md').write('bulk-long', `${machine()}.\n\n${table}`);
}

import { startTestServer } from '../postgres/test-server.ts';
import { recordFigure } from '../trust/record-figure.ts';
import { runCluster } from './cluster-run.ts';

const kills = Number(process.env['ITC_CLUSTER_KILLS'] ?? 200);
const events = Number(process.env['ITC_CLUSTER_EVENTS'] ?? kills * 100);
const seed = Number(process.env['ITC_CLUSTER_SEED'] ?? 1);
// one in ten is a pause or a cut besides the kills
const faults = Array.from({ length: kills }, (_, index) =>
  index % 20 === 9
    ? (['kill', 'pause'] as const)
    : index % 20 === 19
      ? (['kill', 'cut'] as const)
      : (['kill'] as const),
).flat();

const server = await startTestServer();
try {
  const databaseUrl = await server.newDatabase();
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const report = await runCluster({ databaseUrl, events, faults, seed, log });
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  const broken =
    report.lost +
    report.duplicateJobs +
    report.missingJobs +
    report.unsettled +
    report.repeatedSends +
    report.phantomSends;
  recordFigure({
    goal: 'cluster',
    what: `acknowledged events lost, jobs doubled or missing, and sends repeated, by four processes on PostgreSQL under ${String(report.kills)} kills, ${String(report.pauses)} pauses and ${String(report.cuts)} cuts`,
    tried: events,
    failed: broken + events - report.acked,
    seed,
    command: 'npm run test:cluster',
  });
  process.exitCode = broken === 0 && report.acked === events && report.slowestTakeoverMs <= 5_000 ? 0 : 1;
} finally {
  await server.stop();
}

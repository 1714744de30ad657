import { recordFigure } from '../trust/record-figure.ts';
import { runCrash } from './crash-run.ts';

const usualEvents = 50_000;
const events = Number(process.env.ITC_CRASH_EVENTS ?? usualEvents);
const kills = Number(process.env.ITC_CRASH_KILLS ?? 100);
const seed = Number(process.env.ITC_CRASH_SEED ?? 1);
const report = await runCrash({ events, kills, seed, log: (line) => process.stderr.write(`${line}\n`) });
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
const faults =
  report.lost +
  report.duplicateJobs +
  report.missingJobs +
  report.unsettled +
  report.repeatedSends +
  report.phantomSends;
recordFigure({
  goal: 'G1',
  what: `acknowledged events lost, jobs doubled or missing, and sends repeated, under ${String(kills)} kills`,
  tried: events,
  failed: faults + events - report.acked,
  seed,
  command: `${events === usualEvents ? '' : `ITC_CRASH_EVENTS=${String(events)} `}npm run test:crash`,
});
process.exit(faults === 0 && report.stored === events && report.acked === events ? 0 : 1);

/** `npm run test:fuzz [count] [seed]`: hostile requests by the million. Ends with 1 when one is answered with 5xx, late or not at all. */
import { recordFigure } from '../trust/record-figure.ts';
import { runHostile } from './hostile-run.ts';

const count = Number(process.argv[2] ?? 2_000_000);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31));
const started = Date.now();
const report = await runHostile(seed, count, (done) => process.stderr.write(`${done} of ${count}\n`));
const statuses = Object.fromEntries([...report.statuses].sort(([a], [b]) => a - b));
process.stdout.write(
  `${JSON.stringify({ seed, tried: report.tried, failed: report.faults.length, slowestMs: Math.round(report.slowestMs), seconds: Math.round((Date.now() - started) / 1000), isPrototypeClean: report.isPrototypeClean, statuses })}\n`,
);
for (const fault of report.faults.slice(0, 10)) process.stdout.write(`${JSON.stringify(fault)}\n`);
recordFigure(
  {
    goal: 'G11',
    what: 'hostile requests, the long form, that ended in a crash, a 5xx or an answer after more than a second',
    tried: report.tried,
    failed: report.faults.length + (report.isPrototypeClean ? 0 : 1),
    seed,
    command: `npm run test:fuzz -- ${String(count)}`,
  },
  ({ what }) => what.includes('the long form'),
);
process.exitCode = report.faults.length > 0 || !report.isPrototypeClean ? 1 : 0;

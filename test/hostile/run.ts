/** `npm run test:fuzz [count] [seed]`: hostile requests by the million. Ends with 1 when one is answered with 5xx, late or not at all. */
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
process.exitCode = report.faults.length > 0 || !report.isPrototypeClean ? 1 : 0;

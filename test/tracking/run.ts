import { recordFigure } from '../trust/record-figure.ts';
import { runTracking } from './tracking-run.ts';

const callsPerSdk = Number(process.env.ITC_TRACKING_CALLS ?? 10_000);
const kills = Number(process.env.ITC_TRACKING_KILLS ?? 3);
const report = await runTracking({ callsPerSdk, kills, log: (line) => process.stderr.write(`${line}\n`) });
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
const { lost, missing, repeated, disordered, wrongProfiles, accepted, calls } = report;
const failed = lost + missing + repeated + disordered + wrongProfiles + calls - accepted;
recordFigure({
  goal: 'tracking',
  what: `calls of two SDKs, through a server killed ${String(kills)} times, that were refused, lost, repeated or out of the order of their person`,
  tried: calls,
  failed,
  seed: null,
  command: 'npm run test:tracking',
});
process.exit(failed === 0 ? 0 : 1);

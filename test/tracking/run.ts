import { runTracking } from './tracking-run.ts';

const callsPerSdk = Number(process.env.ITC_TRACKING_CALLS ?? 10_000);
const kills = Number(process.env.ITC_TRACKING_KILLS ?? 3);
const report = await runTracking({ callsPerSdk, kills, log: (line) => process.stderr.write(`${line}\n`) });
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
const { lost, missing, repeated, disordered, wrongProfiles, accepted, calls } = report;
process.exit(lost + missing + repeated + disordered + wrongProfiles === 0 && accepted === calls ? 0 : 1);

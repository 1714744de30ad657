import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';

import { recordFigure } from '../trust/record-figure.ts';
import { measureJobs } from './jobs.ts';
import { measureOutage, outages, type Outage } from './outage.ts';
import type { Measured } from './part.ts';
import { measureRestore } from './restore.ts';
import { measureResume } from './resume.ts';
import { measureStart, measureStop } from './start.ts';
import { measureBurst, measureSteady } from './steady.ts';

// `npm run test:load`: a real server under a constant rate; the flags choose a part, and make it longer or shorter
const defaults = {
  rate: 2_000,
  seconds: 60,
  times: 20,
  'burst-seconds': 10,
  jobs: 20_000,
  rounds: 10,
  'outage-rate': 500,
  'outage-seconds': 30,
  events: 1_000_000,
};
const names = ['steady', 'burst', 'jobs', 'resume', 'outage', 'start', 'restore'] as const;
const { values } = parseArgs({
  options: {
    part: { type: 'string', multiple: true, default: [...names] },
    ...Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: 'string' }] as const)),
  },
});
const given = values as Partial<Record<keyof typeof defaults, string>>;
const usage = `usage: npm run test:load -- [--part ${names.join('|')}] ${Object.keys(defaults)
  .map((name) => `[--${name} N]`)
  .join(' ')}`;
const number = (name: keyof typeof defaults): number => {
  const value = Number(given[name] ?? defaults[name]);
  if (!(value > 0)) throw new Error(usage);
  return value;
};
const [rate, rounds] = [number('rate'), number('rounds')];

const parts: Record<string, (() => Promise<Measured>)[]> = {
  steady: [() => measureSteady({ rate, lasting: number('seconds') })],
  burst: [
    () =>
      measureBurst({
        rate,
        times: number('times'),
        burstSeconds: number('burst-seconds'),
        after: number('seconds') / 2,
      }),
  ],
  jobs: [() => measureJobs({ jobs: number('jobs') })],
  resume: [() => measureResume({ rounds, jobs: 300 })],
  outage: (Object.keys(outages) as Outage[]).map(
    (kind) => () =>
      measureOutage(kind, {
        rate: number('outage-rate'),
        away: number('outage-seconds'),
        around: 10,
        startSeconds: 10,
      }),
  ),
  start: [
    () => measureStart({ rounds, events: 20_000 }),
    () => measureStop({ rounds, rate: 1_000, delayMs: 0 }),
    () => measureStop({ rounds, rate: 1_000, delayMs: 4_000 }),
  ],
  restore: [() => measureRestore({ events: number('events'), rate: 500 })],
};
const chosen = values.part.map((part) => [part, parts[part] ?? []] as const);
if (chosen.some(([, measures]) => measures.length === 0)) throw new Error(usage);

const flags = Object.entries(given).flatMap(([name, value]) => (name in defaults ? [` --${name} ${value}`] : []));
let failed = 0;
for (const [part, measures] of chosen) {
  const command = `npm run test:load -- --part ${part}${flags.join('')}`;
  for (const measure of measures) {
    const { goal, title, told: found, tried, failed: notHeld } = await measure();
    const told = `${found}; load of the machine at the end ${(loadavg()[0] ?? 0).toFixed(1)}`;
    process.stdout.write(`${goal} ${title}: ${told}; ${String(notHeld)} of ${String(tried)}\n`);
    failed += notHeld;
    recordFigure({ goal, what: `${title}: ${told}`, tried, failed: notHeld, seed: null, command }, ({ what }) =>
      what.startsWith(`${title}: `),
    );
  }
}
process.exit(failed === 0 ? 0 : 1);

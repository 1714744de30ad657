/**
 * `npm run test:timing [samples] [part of a name]`: times every comparison with a secret for two kinds of wrong answers and asks whether the times
 * tell them apart. Ends with 1 when |t| reaches 4.5, or when the way of measuring does not see a comparison that is careless.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { recordFigure } from '../trust/record-figure.ts';
import { seededRandom } from '../seeded-random.ts';
import { openComparisons, stopsAtFirstDifference, type Comparison } from './comparisons.ts';
import { largestDifference, type Difference, type Timings } from './welch.ts';

const samples = Number(process.argv[2] ?? 1_000_000);
const part = process.argv[3] ?? '';
const seed = Math.floor(Math.random() * 2 ** 31);
const leakT = 4.5;
// what is presented is made well before: the work of making it differs by class, and the next nanoseconds would show it
const batch = 1_000;

/** Nanoseconds that each check took, the classes in random order. */
async function time({ present, check }: Comparison, count: number): Promise<Timings> {
  const random = seededRandom(seed);
  const times = new Float64Array(count);
  const classes = new Uint8Array(count);
  // the first ones run before the code is compiled
  const warmUp = Math.min(10_000, Math.ceil(count / 10));
  for (let from = -warmUp; from < count; from += batch) {
    const size = Math.min(batch, count - from);
    const ones = Array.from({ length: size }, () => (random() < 0.5 ? 0 : 1));
    const presented = ones.map((one) => present(one, random) as never);
    for (let index = 0; index < size; index += 1) {
      const next = presented[index] as never;
      const start = performance.now();
      const result = check(next);
      // a turn of the loop for what is at hand would be timed as well
      const isIn = typeof result === 'boolean' ? result : await result;
      const end = performance.now();
      if (isIn) throw new Error('something wrong was let in');
      if (from + index < 0) continue;
      times[from + index] = (end - start) * 1e6;
      classes[from + index] = ones[index] as number;
    }
  }
  return { times, classes };
}

const told = ({ t, apart, kept }: Difference): string =>
  `|t| ${Math.abs(t).toFixed(2)}, ${apart.toPrecision(3)} ns apart in ${kept.toLocaleString('en-US')} of them`;

const folder = mkdtempSync(join(tmpdir(), 'itc-timing-'));
const { all, close } = await openComparisons(folder);
try {
  const control = stopsAtFirstDifference();
  const seen = largestDifference(await time(control, samples));
  process.stdout.write(`${control.what}: ${told(seen)}\n`);
  if (Math.abs(seen.t) < leakT) throw new Error('this way of measuring sees nothing: take more samples');
  for (const comparison of all.filter(({ what }) => what.includes(part))) {
    const tried = Math.ceil(samples * comparison.share);
    const found = largestDifference(await time(comparison, tried));
    const { what: name, allowedNs = 0 } = comparison;
    const t = Math.abs(found.t).toFixed(2);
    const isApart = Math.abs(found.t) >= leakT;
    const isLeak = isApart && Math.abs(found.apart) > allowedNs;
    const verdict = isApart ? `told apart by ${Math.abs(found.apart).toFixed(0)} ns` : `below ${String(leakT)}`;
    const allowed = allowedNs > 0 ? `, up to ${String(allowedNs)} ns are allowed` : '';
    process.stdout.write(`${name}: ${String(tried)} samples, ${told(found)}; ${verdict}${allowed}\n`);
    const what = `times of checking ${name}`;
    recordFigure(
      {
        goal: 'G18',
        what: `${what}: |t| ${t}, ${verdict}${allowed} (a comparison that stops early: |t| ${Math.abs(seen.t).toFixed(0)})`,
        tried,
        failed: isLeak ? 1 : 0,
        seed,
        command: `npm run test:timing -- ${String(samples)}`,
      },
      (old) => old.what.startsWith(`${what}:`),
    );
    if (isLeak) process.exitCode = 1;
  }
} finally {
  await close();
  rmSync(folder, { recursive: true, force: true });
}

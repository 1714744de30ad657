import { appendFileSync } from 'node:fs';

const { ITC_GUIDED_AREA: area, ITC_GUIDED_KEEP: kept } = process.env;
/** @type {{ fuzz: (data: Buffer) => void | Promise<void> }} */
const target = await import(`./targets/${area}.ts`);
/** @type {{ Fuzzer: { coverageTracker: { moduleCounters: Buffer[], coverageMap: Buffer, currentNumCounters: number } } }} */
const { Fuzzer } = /** @type {any} */ (globalThis);
/** branch and how often it ran, counted in powers of two as the engine does; one number each */
const seen = new Set();

/** Writes down an input that makes a branch run that none before it did. @param {Buffer} data */
function keep(data) {
  const before = seen.size;
  const { moduleCounters, coverageMap, currentNumCounters } = Fuzzer.coverageTracker;
  let base = 0;
  for (const counters of [...moduleCounters, coverageMap.subarray(0, currentNumCounters)]) {
    for (let at = 0; at < counters.length; at++) {
      const times = counters[at] ?? 0;
      if (times > 0) seen.add((base + at) * 8 + Math.floor(Math.log2(times)));
    }
    base += counters.length;
  }
  if (seen.size > before) appendFileSync(/** @type {string} */ (kept), `${data.toString('base64')}\n`);
}

/**
 * What Jazzer.js calls with every input. With ITC_GUIDED_KEEP it runs once through all there are, shortest first, and leaves the few that are needed.
 * @param {Buffer} data
 */
export function fuzz(data) {
  const done = target.fuzz(data);
  if (kept === undefined) return done;
  return done === undefined ? keep(data) : done.then(() => keep(data));
}

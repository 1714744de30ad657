import { expect, test } from '@jest/globals';

import type { Endpoint } from '../../connector/define.ts';
import { createLimiter } from '../../connector/iterable/limits.ts';
import { seededRandom } from '../seeded-random.ts';
import { tellFigure } from '../trust/tell-figure.ts';

/** A clock of many sleepers: it goes on to the next who wakes once nobody has anything left to do. */
function virtualClock() {
  let at = 1_000_000;
  const sleepers: { wakesAt: number; wake: () => void }[] = [];
  return {
    now: () => at,
    sleep: (ms: number) => new Promise<void>((wake) => sleepers.push({ wakesAt: at + ms, wake })),
    async runUntil(isDone: () => boolean): Promise<void> {
      while (!isDone()) {
        await new Promise((resolve) => setImmediate(resolve));
        if (sleepers.length === 0) continue;
        at = Math.min(...sleepers.map(({ wakesAt }) => wakesAt));
        for (const sleeper of sleepers.filter(({ wakesAt }) => wakesAt <= at)) {
          sleepers.splice(sleepers.indexOf(sleeper), 1);
          sleeper.wake();
        }
      }
    },
  };
}

test('through five minutes with two storms of 429 no call of 40 workers is lost, sent beyond the limit, or sent before the time asked for', async () => {
  const seed = 20_310_208;
  const random = seededRandom(seed);
  const clock = virtualClock();
  const limiter = createLimiter(clock);
  const limit = { calls: 10, perMs: 1_000, scope: 'project' } as const;
  const endpoint: Endpoint = { method: 'POST', path: '/api/users/update', limit };
  const start = clock.now();
  const isStorm = (at: number): boolean =>
    [
      [60_000, 90_000],
      [150_000, 200_000],
    ].some(([from = 0, to = 0]) => at - start >= from && at - start < to);

  const jobs = 2_200;
  let [begun, done, refused, tooEarly, refusedAt, blockedUntil] = [0, 0, 0, 0, 0, 0];
  const sent: number[] = [];
  const call = (): boolean => {
    const at = clock.now();
    // what leaves in the very instant of a refusal was on its way already
    if (at > refusedAt && at < blockedUntil) tooEarly += 1;
    sent.push(at);
    if (!isStorm(at)) return true;
    const waitMs = 500 + Math.floor(random() * 4_500);
    refusedAt = at;
    blockedUntil = Math.max(blockedUntil, at + waitMs);
    limiter.penalise('key', endpoint, waitMs);
    refused += 1;
    return false;
  };
  const work = async (): Promise<void> => {
    while (begun < jobs) {
      begun += 1;
      for (;;) {
        const waitMs = await limiter.waitFor('key', endpoint, 1_500);
        // longer than a worker waits: the job comes back later, and others have their turn
        if (waitMs > 0) await clock.sleep(waitMs);
        else if (call()) break;
      }
      done += 1;
    }
  };
  const workers = Promise.all(Array.from({ length: 40 }, work));
  await clock.runUntil(() => done === jobs);
  await workers;

  const overruns = sent.filter(
    (at, index) => index >= limit.calls && at - (sent[index - limit.calls] ?? 0) < limit.perMs,
  );
  tellFigure({
    goal: 'G10',
    what: 'calls of 40 workers through five minutes with two storms of 429 (by a clock of its own) that were lost, beyond the limit or too early',
    tried: sent.length,
    failed: overruns.length + tooEarly + (jobs - done),
    seed,
  });
  expect({ done, tooEarly, overruns }).toEqual({ done: jobs, tooEarly: 0, overruns: [] });
  expect(refused).toBeGreaterThan(20);
  expect(sent).toHaveLength(jobs + refused);
  expect(clock.now() - start).toBeGreaterThan(280_000);
});

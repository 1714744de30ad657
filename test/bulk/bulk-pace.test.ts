import { afterEach, describe, expect, test } from '@jest/globals';

import { bulkUpsertUsers } from '../../actions/users/bulk-upsert-users.ts';
import { createLimiter, type Limiter } from '../../connector/iterable/limits.ts';
import { jsonLines, startBulkWorld, type BulkWorld } from './bulk-world.ts';

let world: BulkWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

/** The real limiter on a clock that waits move; tells when it let each bulk call go. */
function clockedLimiter(): Limiter & { leftAt: number[] } {
  let nowMs = 0;
  const leftAt: number[] = [];
  const limiter = createLimiter({
    now: () => nowMs,
    sleep: async (ms) => {
      const end = nowMs + ms;
      await Promise.resolve();
      // two that wait at once wait side by side
      nowMs = Math.max(nowMs, end);
    },
  });
  return {
    ...limiter,
    leftAt,
    waitFor: async (scope, endpoint, maxWaitMs) => {
      const wait = await limiter.waitFor(scope, endpoint, maxWaitMs);
      if (wait === 0 && endpoint.path === '/api/users/bulkUpdate') leftAt.push(nowMs);
      return wait;
    },
  };
}

const rows = 20_000;
const longRun = 500_000;
const quarterHourMs = 15 * 60_000;

describe('The pace of a bulk run', () => {
  test('L13: profiles leave in full calls as fast as the published limit lets them, which is 500,000 in a fraction of 15 minutes.', async () => {
    const limiter = clockedLimiter();
    world = await startBulkWorld({ limiter, change: { endpoint: bulkUpsertUsers.endpoint } });
    const id = await world.begin(
      jsonLines(Array.from({ length: rows }, (_, n) => ({ email: `p${n}@example.com`, dataFields: { n } }))),
    );
    const run = await world.settled(id);
    expect(run).toMatchObject({ status: 'done', progress: { counts: { accepted: rows } } });
    const calls = world.sandbox.calls.filter(({ path }) => path === '/api/users/bulkUpdate');
    expect(calls.length).toBe(rows / 1_000);

    const { leftAt } = limiter;
    expect(leftAt.length).toBe(calls.length);
    const inSecondFrom = (start: number): number => leftAt.filter((at) => at >= start && at < start + 1_000).length;
    expect(Math.max(...leftAt.map(inSecondFrom))).toBe(5);
    const msPerCall = ((leftAt.at(-1) ?? Infinity) - (leftAt[0] ?? 0)) / (leftAt.length - 5);
    expect(msPerCall).toBe(200);
    expect((longRun / 1_000) * msPerCall).toBeLessThan(quarterHourMs / 5);
  }, 60_000);
});

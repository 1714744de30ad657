import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Endpoint } from '../../connector/define.ts';
import { createLimiter } from '../../connector/iterable/limits.ts';
import { readRetryAfter, waitAfterLimit } from '../../connector/iterable/retry-after.ts';

/** A clock that moves only when somebody sleeps. */
function fakeClock() {
  let at = 1_000_000;
  return { now: () => at, sleep: async (ms: number) => void (at += ms), pass: (ms: number) => void (at += ms) };
}
const endpoint = (calls: number, perMs: number): Endpoint => ({
  method: 'GET',
  path: '/api/lists',
  limit: { calls, perMs, scope: 'project' },
});

describe('Limits', () => {
  test('A daily cap holds beside the limit per second, and the wait for it is handed back.', async () => {
    const clock = fakeClock();
    const limiter = createLimiter(clock);
    const capped: Endpoint = { ...endpoint(3, 1000), cap: { calls: 10, perMs: 86_400_000, scope: 'project' } };
    const firstAt = clock.now();
    for (let n = 0; n < 10; n += 1) expect(await limiter.waitFor('key', capped, 15_000)).toBe(0);
    expect(clock.now() - firstAt).toBe(3000);
    expect(await limiter.waitFor('key', capped, 15_000)).toBe(86_400_000 - 3000);
    expect(await limiter.waitFor('other', capped, 15_000)).toBe(0);
    clock.pass(86_400_000 - 3000);
    expect(await limiter.waitFor('key', capped, 15_000)).toBe(0);
  });

  test('No period of any phase carries more calls than are published.', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 60 }),
        async (calls, gaps) => {
          const clock = fakeClock();
          const limiter = createLimiter(clock);
          const sent: number[] = [];
          for (const gap of gaps) {
            clock.pass(gap);
            expect(await limiter.waitFor('key', endpoint(calls, 1000), 60_000)).toBe(0);
            sent.push(clock.now());
          }
          for (const start of sent) {
            expect(sent.filter((at) => at >= start && at < start + 1000).length).toBeLessThanOrEqual(calls);
          }
        },
      ),
    );
  });

  test('A limit counts for its own key and endpoint only.', async () => {
    const clock = fakeClock();
    const limiter = createLimiter(clock);
    await limiter.waitFor('a', endpoint(1, 60_000), 0);
    expect(await limiter.waitFor('b', endpoint(1, 60_000), 0)).toBe(0);
    expect(await limiter.waitFor('a', { ...endpoint(1, 60_000), path: '/api/channels' }, 0)).toBe(0);
    expect(await limiter.waitFor('a', endpoint(1, 60_000), 0)).toBe(60_000);
  });

  test('A wait longer than the caller allows is handed back and takes no place.', async () => {
    const clock = fakeClock();
    const limiter = createLimiter(clock);
    await limiter.waitFor('a', endpoint(1, 60_000), 0);
    expect(await limiter.waitFor('a', endpoint(1, 60_000), 15_000)).toBe(60_000);
    clock.pass(60_000);
    expect(await limiter.waitFor('a', endpoint(1, 60_000), 0)).toBe(0);
  });

  test('After a 429 nothing is sent before the wait is over, also to an endpoint without a published limit.', async () => {
    const clock = fakeClock();
    const limiter = createLimiter(clock);
    const open: Endpoint = { method: 'POST', path: '/api/sms/target' };
    limiter.penalise('a', open, 5000);
    expect(await limiter.waitFor('a', open, 1000)).toBe(5000);
    expect(await limiter.waitFor('a', open, 10_000)).toBe(0);
    expect(clock.now()).toBe(1_005_000);
  });
});

describe('Retry-After', () => {
  const nowMs = Date.UTC(2031, 7, 4, 8, 0, 0);

  test.each<[string | undefined, number | null]>([
    ['60', 60_000],
    [' 1.5 ', 1500],
    ['0', 0],
    ['Mon, 04 Aug 2031 08:01:00 GMT', 60_000],
    ['Monday, 04-Aug-31 08:01:00 GMT', 60_000],
    ['Mon Aug  4 08:01:00 2031', 60_000],
    ['Mon, 04 Aug 2031 07:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['-5', null],
    ['2031', 2_031_000],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('The Retry-After value %j gives a wait of %j milliseconds.', (header, expected) => {
    expect(readRetryAfter(header, nowMs)).toBe(expected);
  });

  const limit = { calls: 5, perMs: 60_000, scope: 'project' } as const;
  test.each([
    ['what the header says', { retryAfter: '7', message: 'rate limit of 4.0 per minute', limit }, 7000],
    [
      'the limit named in the message',
      { retryAfter: undefined, message: 'Exceeded rate limit of 4.0 per minute for', limit },
      15_000,
    ],
    ['the published limit', { retryAfter: undefined, message: 'slow down', limit }, 12_000],
    ['at least a second', { retryAfter: undefined, message: 'rate limit of 100.0 per second', limit }, 1000],
    ['five seconds when nothing is known', { retryAfter: undefined, message: '', limit: undefined }, 5000],
    [
      'a whole period for a limit of nothing',
      { retryAfter: undefined, message: 'rate limit of 0 per minute', limit },
      60_000,
    ],
  ])('The wait after a 429 is %s.', (_, answer, expected) => {
    expect(waitAfterLimit({ ...answer, nowMs })).toBe(expected);
  });
});

import { expect, test } from '@jest/globals';

import { runExhaustive } from './exhaustive-run.ts';

test('a server that stands still around and within a send, longer than its lease and its time-outs, loses, repeats and leaves open nothing', async () => {
  const report = await runExhaustive({
    kinds: ['pause'],
    choice: { share: 1, seed: 1, scenario: 'send', only: 'iterable.call' },
  });
  expect(report.broken).toEqual([]);
  // before the call, while it is under way, and after its answer
  expect(report.tried).toBe(3);
}, 300_000);

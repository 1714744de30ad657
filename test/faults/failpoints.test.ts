import { describe, expect, test } from '@jest/globals';

import { runExhaustive } from './exhaustive-run.ts';
import { failpoints } from './failpoints.ts';

// `npm run test:faults` runs all cases; these are drawn anew with each seed that is put here
const seed = 20_261_121;

describe('failpoints in a real server', () => {
  test('every failpoint of the list is passed, and a sample of throws and delays loses, doubles and repeats nothing', async () => {
    const { broken, reached, tried } = await runExhaustive({ kinds: ['throw', 'delay'], share: 0.01, seed });
    expect(broken).toEqual([]);
    expect(failpoints.filter((point) => !reached.includes(point))).toEqual([]);
    expect(tried).toBeGreaterThan(5);
  }, 300_000);
});

import { describe, expect, test } from '@jest/globals';

import { runExhaustive } from './exhaustive-run.ts';
import { failpoints } from './failpoints.ts';

// `npm run test:faults` runs all cases; these are drawn anew with each seed that is put here
const seed = 20_261_121;

describe('failpoints in a real server', () => {
  test('every failpoint of the list is passed, and a few delays among them change nothing', async () => {
    const { broken, reached } = await runExhaustive({ kinds: ['delay'], choice: { share: 0.005, seed } });
    expect(broken).toEqual([]);
    expect(failpoints.filter((point) => !reached.includes(point))).toEqual([]);
  }, 300_000);
});

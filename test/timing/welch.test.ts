import { describe, expect, test } from '@jest/globals';

import { seededRandom } from '../seeded-random.ts';
import { largestDifference, type Timings } from './welch.ts';

const random = seededRandom(1_876);

/** Times around 1,000 with a long tail, those of class 1 longer by `apart`. */
function series(count: number, apart: number): Timings {
  const classes = Uint8Array.from({ length: count }, () => (random() < 0.5 ? 0 : 1));
  const times = Float64Array.from(classes, (one) => {
    const noise = 10 * (random() + random() + random());
    return 1_000 + noise + (random() < 0.01 ? 50_000 * random() : 0) + one * apart;
  });
  return { times, classes };
}

describe('the statistical test of times', () => {
  test("is Welch's t of the two classes", () => {
    // by hand: means 2 and 6, variances 1 and 4, three each: 4 / sqrt(1/3 + 4/3)
    const timings = { times: Float64Array.of(1, 4, 2, 6, 3, 8), classes: Uint8Array.of(0, 1, 0, 1, 0, 1) };
    expect(largestDifference(timings)).toEqual({ t: expect.closeTo(4 / Math.sqrt(5 / 3), 9), apart: 4, kept: 6 });
  });

  test('tells a difference that rare long times hide, and which class takes longer', () => {
    for (const apart of [0.5, -0.5]) {
      const found = largestDifference(series(100_000, apart));
      expect(Math.abs(found.t)).toBeGreaterThan(4.5);
      expect(Math.sign(found.t)).toBe(Math.sign(apart));
    }
  });

  test('tells none where there is none', () => {
    expect(Math.abs(largestDifference(series(100_000, 0)).t)).toBeLessThan(4.5);
  });

  test('takes no class for slower where all times are the same or a class is missing', () => {
    const same = { times: Float64Array.of(1, 1, 1, 1), classes: Uint8Array.of(0, 1, 0, 1) };
    expect(largestDifference(same).t).toBe(0);
    expect(largestDifference({ ...same, classes: Uint8Array.of(0, 0, 0, 0) }).t).toBe(0);
  });
});

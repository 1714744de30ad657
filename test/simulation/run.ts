import { parseArgs } from 'node:util';

import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '2000' }, from: { type: 'string', default: '1' } },
});
const [seeds, firstSeed] = [Number(values.seeds), Number(values.from)];
if (!Number.isSafeInteger(seeds) || seeds < 1 || !Number.isSafeInteger(firstSeed)) {
  throw new Error('usage: npm run test:simulation -- --seeds <number> --from <first seed>');
}
const report = await simulate({ seeds, firstSeed }, (done) => {
  if (done % 100 === 0) process.stderr.write(`${String(done)} of ${String(seeds)} seeds\n`);
});
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);

/**
 * `npm run test:guided -- <area|all> [--seconds N] [--seed N] [--keep]`: coverage-guided search for inputs that break a rule. `--keep` renews the
 * inputs kept in corpus/. `npm run test:guided -- <area> --input <file>` runs one input.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { recordFigure } from '../trust/record-figure.ts';
import { areas } from './areas.ts';
import { fuzzArea, keepArea, repeatInput } from './fuzz-area.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    keep: { type: 'boolean', default: false },
    input: { type: 'string' },
  },
});
const [asked = '', ...rest] = positionals;
const names = asked === 'all' ? Object.keys(areas) : [asked];
if (rest.length > 0 || names.some((name) => areas[name] === undefined)) {
  throw new Error(
    `usage: npm run test:guided -- <area> [--seconds N]; areas are all, ${Object.keys(areas).join(', ')}`,
  );
}
// a heavy tool that only this command needs, with a lock of its own
const folder = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(new URL('node_modules', import.meta.url))) {
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: folder, stdio: 'inherit' });
}

for (const name of names) {
  const area = areas[name];
  if (area === undefined) continue;
  if (values.input !== undefined) {
    if (!(await repeatInput(name, area, resolve(values.input)))) process.exitCode = 1;
    continue;
  }
  const seed = Number(values.seed ?? 1 + Math.floor(Math.random() * 2 ** 31));
  const { tried, failed, branches, branchesBefore, seconds } = await fuzzArea(name, area, Number(values.seconds), seed);
  process.stdout.write(
    `${name}: ${String(tried)} inputs in ${String(seconds)} s, ${String(branchesBefore)} branches at the begin and ${String(branches)} at the end, ${String(failed)} findings\n`,
  );
  if (failed > 0) process.exitCode = 1;
  else if (values.keep) process.stdout.write(`${name}: ${String(await keepArea(name, area))} inputs kept\n`);
  recordFigure(
    {
      goal: 'G12',
      what: `${area.what}: ${name}, ${String(seconds)} s of coverage-guided search`,
      tried,
      failed,
      seed,
      command: `npm run test:guided -- ${name} --seconds ${values.seconds}`,
    },
    ({ what }) => what.startsWith(area.what),
  );
}

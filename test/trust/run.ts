/** `npm run test:trust`: the tests of `npm test` that count their tries, with what they counted written to test/trust/figures.json. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const counting = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
  .filter((name) => readFileSync(join(root, 'test', name), 'utf8').includes('tellFigure('))
  .map((name) => `test/${name}`);
const asked = process.argv.slice(2);
const chosen = counting.filter((name) => asked.length === 0 || asked.some((part) => name.includes(part)));
if (chosen.length === 0)
  throw new Error(`usage: npm run test:trust [-- part of a name]; names are ${counting.join(', ')}`);

// one after the other: they write one file
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const jest = [join(root, 'node_modules/jest/bin/jest.js'), '--runInBand', '--runTestsByPath', ...chosen];
const { status } = spawnSync(process.execPath, [...flags, ...jest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ITC_RECORD_FIGURES: '1' },
});
process.exitCode = status ?? 1;

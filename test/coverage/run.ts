/**
 * `npm run test:coverage [-- paths]`: which lines and branches of the code that decides the tests run through, in the process of the tests alone: what only
 * a server in a process of its own runs counts as not covered. Without paths, all of `npm test` but the tests of such servers under load and faults, and of memory;
 * with paths, the table is printed and no figure kept.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { z } from 'zod';

import { recordFigure } from '../trust/record-figure.ts';

const counted = z.object({ total: z.int(), covered: z.int(), pct: z.number() });
const summarySchema = z.record(z.string(), z.object({ lines: counted, branches: counted }));

const root = fileURLToPath(new URL('../..', import.meta.url));
const code = ['connector', 'recipes', 'schemas', 'actions', 'triggers', 'errors'];
const ofProcesses = ['cluster', 'crash', 'faults', 'hostile', 'load', 'power-cut', 'server', 'simulation', 'tracking'];
// asks how much a process grows, and one that is counted in grows by half a gigabyte
const ofMemory = ['intake/confusion'];
const paths = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'itc-coverage-'));
try {
  const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  const coverage = [
    '--coverage',
    '--coverageProvider=v8',
    '--coverageReporters=json-summary',
    '--coverageReporters=text',
  ];
  const { status } = spawnSync(
    process.execPath,
    [
      ...jest,
      ...coverage,
      `--coverageDirectory=${folder}`,
      `--collectCoverageFrom={${code.join(',')}}/**/*.ts`,
      `--testPathIgnorePatterns=/test/(${[...ofProcesses, ...ofMemory].join('|')})[/.]`,
      '--silent',
      ...paths,
    ],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) throw new Error('tests failed: what they did not reach would count as not covered');
  const { total } = summarySchema.parse(JSON.parse(readFileSync(join(folder, 'coverage-summary.json'), 'utf8')));
  for (const of of paths.length === 0 ? (['lines', 'branches'] as const) : []) {
    const { total: all, covered, pct } = total![of];
    const title = `${of} of ${code.join(', ')} that no test runs through in its own process`;
    recordFigure(
      {
        goal: 'G31',
        what: `${title}: ${pct.toFixed(1)} % covered`,
        tried: all,
        failed: all - covered,
        seed: null,
        command: 'npm run test:coverage',
      },
      ({ what }) => what.startsWith(title),
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

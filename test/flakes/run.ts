/**
 * `npm run test:flakes [-- runs [paths]]`: runs tests again and again, in another order each time, and tells which of them did not pass every time.
 * Without paths, all of `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { z } from 'zod';

import { recordFigure } from '../trust/record-figure.ts';

/** What is read of the results that jest writes. */
const resultsSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

const root = fileURLToPath(new URL('../..', import.meta.url));
const [runs = '20', ...paths] = process.argv.slice(2);
if (!/^[1-9]\d*$/.test(runs)) throw new Error('usage: npm run test:flakes [-- runs [paths]]');
const folder = mkdtempSync(join(tmpdir(), 'itc-flakes-'));
const file = join(folder, 'results.json');
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

let tried = 0;
const failures = new Map<string, number>();
const fail = (name: string): void => void failures.set(name, (failures.get(name) ?? 0) + 1);
const failed = (): number => [...failures.values()].reduce((sum, count) => sum + count, 0);
const keep = (): void =>
  recordFigure({
    goal: 'G40',
    what: `tests that failed when ${paths.length === 0 ? 'all' : paths.join(', ')} were run again and again, in another order each time`,
    tried,
    failed: failed(),
    seed: null,
    command: ['npm run test:flakes --', runs, ...paths].join(' '),
  });
try {
  for (let run = 1; run <= Number(runs); run += 1) {
    rmSync(file, { force: true });
    spawnSync(process.execPath, [...jest, '--silent', '--json', `--outputFile=${file}`, ...paths], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    const { testResults } = resultsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    for (const { name, status, message, assertionResults } of testResults) {
      const broken = assertionResults.filter((one) => one.status === 'failed');
      tried += assertionResults.length;
      for (const { fullName } of broken) fail(fullName);
      // a file whose tests could not be begun
      if (status === 'failed' && broken.length === 0) fail(name.slice(root.length));
      if (status === 'failed') process.stderr.write(`${message}\n`);
    }
    // after each run: one that is cut off has counted too
    keep();
    process.stderr.write(`run ${String(run)} of ${runs}: ${String(failures.size)} tests have failed so far\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

for (const [name, count] of failures) process.stdout.write(`${String(count)} of ${runs}: ${name}\n`);
process.stdout.write(`${String(tried)} tests run, ${String(failed())} failed\n`);
process.exitCode = failures.size === 0 ? 0 : 1;

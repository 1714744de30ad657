import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { recordFigure } from '../trust/record-figure.ts';
import { areas } from './areas.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const [name = '', ...rest] = process.argv.slice(2);
const area = areas[name];
if (area === undefined || rest.length > 0) {
  throw new Error(`usage: npm run test:mutation -- <area>; areas are ${Object.keys(areas).join(', ')}`);
}
// a heavy tool that only this command needs, with a lock of its own
if (!existsSync(join(folder, 'node_modules'))) {
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: folder, stdio: 'inherit' });
}

const results = mkdtempSync(join(tmpdir(), 'itc-mutation-'));
const report = join(results, 'mutation.json');
const settings = {
  testRunner: 'jest',
  plugins: [join(folder, 'node_modules/@stryker-mutator/jest-runner/dist/src/index.js')],
  // jest runs ES modules only with this flag, and then nothing tells which test ran which line before it ends
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  mutate: area.mutate,
  ignorePatterns: ['/dist', '/data', '/docs', '/designer', '/bench', '/test/e2e', '/test/mutation/node_modules'],
  // inside the project, so that what is run there finds its packages
  tempDirName: '.stryker-tmp',
  jest: {
    configFile: 'jest.config.js',
    enableFindRelatedTests: false,
    config: { testMatch: area.tests.map((path) => `<rootDir>/${path}${path.endsWith('.ts') ? '' : '/**/*.test.ts'}`) },
  },
  reporters: ['json', 'clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  jsonReporter: { fileName: report },
  // a mutant that never ends counts as noticed, once it has had time on a busy machine
  timeoutMS: 20_000,
};
writeFileSync(join(results, 'stryker.json'), JSON.stringify(settings));
const { status } = spawnSync(
  process.execPath,
  [join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', join(results, 'stryker.json')],
  { cwd: root, stdio: 'inherit' },
);
if (status !== 0) throw new Error(`stryker ended with ${String(status)}`);

interface MutationReport {
  files: Record<string, { mutants: { status: string }[] }>;
}
const { files } = JSON.parse(readFileSync(report, 'utf8')) as MutationReport;
const counts = new Map<string, number>();
for (const { mutants } of Object.values(files)) {
  for (const mutant of mutants) counts.set(mutant.status, (counts.get(mutant.status) ?? 0) + 1);
}
const count = (...statuses: string[]): number => statuses.reduce((sum, one) => sum + (counts.get(one) ?? 0), 0);
const noticed = count('Killed', 'Timeout');
const failed = count('Survived', 'NoCoverage');
const score = ((100 * noticed) / (noticed + failed)).toFixed(1);
recordFigure({
  goal: 'G30',
  what: `changes to the code of ${name} that no test notices (mutation score ${score} %)`,
  tried: noticed + failed,
  failed,
  seed: null,
  command: `npm run test:mutation -- ${name}`,
});
process.stdout.write(`mutation score of ${name}: ${score} % (${String(noticed)} of ${String(noticed + failed)})\n`);
rmSync(results, { recursive: true });

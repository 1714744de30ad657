import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Area } from './areas.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
/** what was found, by area: a run goes on where the last one ended, as long as neither the code nor its tests changed */
const findings = join(root, '.stryker-tmp', 'findings');
/** how much longer than without a change the tests may take before a change counts as an endless loop, and at the second try; milliseconds */
const timeouts = [5_000, 20_000] as const;

/** How many changes to the code made a test fail, and how many did not. */
export interface Score {
  noticed: number;
  survived: number;
}

interface Findings {
  files: Record<string, { mutants: { status: string }[] }>;
}

/**
 * Mutates the files of an area and runs its tests against every change. A change that ran out of time is tried once more, with more of it:
 * on a busy machine that alone is no proof that a test noticed it.
 */
export function mutateArea(name: string, area: Area): Score {
  mkdirSync(findings, { recursive: true });
  const file = join(findings, `${name}.json`);
  runStryker(name, area, file, timeouts[0]);
  if (forgetTimeouts(file)) runStryker(name, area, file, timeouts[1]);
  const statuses = Object.values(readFindings(file).files).flatMap(({ mutants }) =>
    mutants.map(({ status }) => status),
  );
  const count = (...asked: string[]): number => statuses.filter((status) => asked.includes(status)).length;
  return { noticed: count('Killed', 'Timeout'), survived: count('Survived', 'NoCoverage') };
}

const readFindings = (file: string): Findings => JSON.parse(readFileSync(file, 'utf8')) as Findings;

/** Whether there were any. */
function forgetTimeouts(file: string): boolean {
  const found = readFindings(file);
  let hadSome = false;
  for (const entry of Object.values(found.files)) {
    const kept = entry.mutants.filter(({ status }) => status !== 'Timeout');
    hadSome ||= kept.length < entry.mutants.length;
    entry.mutants = kept;
  }
  if (hadSome) writeFileSync(file, JSON.stringify(found));
  return hadSome;
}

function runStryker(name: string, area: Area, incrementalFile: string, timeoutMS: number): void {
  const settings = {
    testRunner: 'jest',
    plugins: [join(folder, 'node_modules/@stryker-mutator/jest-runner/dist/src/index.js')],
    // jest runs ES modules only with this flag
    testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    coverageAnalysis: 'perTest',
    concurrency: 1,
    // the modules of a run are never freed: a process of hundreds of runs collects garbage for longer than it tests
    maxTestRunnerReuse: 40,
    mutate: area.mutate,
    ignorePatterns: [
      '/dist',
      '/data',
      // all but the page that is made from the functions
      '/docs/*',
      '!/docs/mapping.md',
      '/designer',
      '/bench',
      '/test/e2e',
      '/test/mutation/node_modules',
      '/.stryker-tmp',
    ],
    // inside the project, so that what is run there finds its packages
    tempDirName: join('.stryker-tmp', name),
    incremental: true,
    incrementalFile,
    jest: {
      configFile: 'jest.config.js',
      enableFindRelatedTests: false,
      // none of these tests needs the database server that the setup of the whole suite brings
      config: {
        testMatch: area.tests.map((path) => `<rootDir>/${path}`),
        // looked through before every run
        roots: [...new Set(area.tests.map((path) => `<rootDir>/${dirname(path)}`))],
        watchman: false,
        globalSetup: null,
        globalTeardown: null,
        setupFiles: ['<rootDir>/test/property-seed.js', '<rootDir>/test/mutation/short-properties.js'],
        reporters: [],
      },
    },
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
    timeoutMS,
  };
  const settingsFile = join(findings, `${name}.settings.json`);
  writeFileSync(settingsFile, JSON.stringify(settings));
  const stryker = join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  // none of these tests is about a disk: where there is a folder in memory, their stores lie there
  const env = { ...process.env, ...(existsSync('/dev/shm') ? { TMPDIR: '/dev/shm' } : {}) };
  const { status } = spawnSync(process.execPath, [stryker, 'run', settingsFile], { cwd: root, stdio: 'inherit', env });
  if (status !== 0 || !existsSync(incrementalFile)) throw new Error(`stryker ended with ${String(status)} in ${name}`);
}

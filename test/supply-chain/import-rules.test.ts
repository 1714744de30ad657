import { fileURLToPath } from 'node:url';

import { describe, expect, test } from '@jest/globals';
import { ESLint } from 'eslint';

const root = fileURLToPath(new URL('../..', import.meta.url));
const lint = new ESLint({ cwd: root });

/** Which rules of imports a line breaks in a file of this folder. */
async function broken(folder: string, line: string): Promise<string[]> {
  const [result] = await lint.lintText(`${line}\n`, { filePath: `${root}${folder}/forbidden.ts` });
  return (result?.messages ?? [])
    .map(({ ruleId }) => String(ruleId))
    .filter((rule) => rule.startsWith('no-restricted') || rule === 'no-eval' || rule === 'no-new-func');
}

// what would let an action, a trigger or a step reach past what it is given
const dangers = [
  `import { exec } from 'node:child_process'; exec('id');`,
  `import { readFile } from 'node:fs/promises'; await readFile('/etc/passwd');`,
  `import { connect } from 'node:net'; connect(1);`,
  `import vm from 'node:vm'; vm.runInThisContext('1');`,
  `import { Worker } from 'node:worker_threads'; new Worker('x');`,
  `import axios from 'axios'; await axios.get('http://a');`,
  `import Database from 'better-sqlite3'; new Database('x');`,
];

describe('a folder that only declares or computes', () => {
  test.each(['actions/users', 'triggers', 'recipes', 'schemas/infer', 'errors'])(
    '%s may not run, read, connect, evaluate or ask a database: the lint step fails',
    async (folder) => {
      for (const line of dangers) expect([line, await broken(folder, line)]).toEqual([line, ['no-restricted-imports']]);
    },
    60_000,
  );

  test.each([
    ['actions/users', `import { x } from '../../connector/store/store.ts'; x();`],
    ['triggers', `import { x } from '../connector/security/seal.ts'; x();`],
    ['recipes', `import { x } from '../actions/index.ts'; x();`],
    ['designer', `import { x } from '../connector/main.ts'; x();`],
    ['sandbox', `import { x } from '../actions/index.ts'; x();`],
    ['connector/http', `import { x } from '../../test/trust/figure.ts'; x();`],
  ])('%s may not write %s', async (folder, line) => {
    expect(await broken(folder, line)).toEqual(['no-restricted-imports']);
  });

  test('nobody may evaluate a text as code', async () => {
    for (const folder of ['connector/jobs', 'actions/users', 'designer']) {
      expect(await broken(folder, `eval('1');`)).toEqual(['no-eval']);
      expect(await broken(folder, `new Function('return 1')();`)).toEqual(['no-new-func']);
    }
  });

  test('and may import what it is written with', async () => {
    expect(await broken('actions/users', `import { z } from 'zod'; z.string();`)).toEqual([]);
    expect(await broken('actions/users', `import { x } from '../../connector/define.ts'; x();`)).toEqual([]);
  });
});

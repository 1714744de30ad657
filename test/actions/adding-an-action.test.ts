import { readFile, rm, writeFile } from 'node:fs/promises';

import { afterAll, expect, test } from '@jest/globals';

import { picklists } from '../../actions/index.ts';
import type { Action } from '../../connector/define.ts';
import { loadRegistry } from '../../connector/registry.ts';

// as deep below the root as a file of actions/users, so that only the shared fields are elsewhere
const file = new URL('./from-the-docs.ts', import.meta.url);

afterAll(() => rm(file, { force: true }));

test('The example in docs/adding-an-action.md compiles and passes the loader.', async () => {
  const docs = await readFile(new URL('../../docs/adding-an-action.md', import.meta.url), 'utf8');
  const code = /```ts\n([\s\S]*?)```/.exec(docs)?.[1] ?? '';
  await writeFile(file, code.replace("'../fields.ts'", "'../../actions/fields.ts'"));
  const module = (await import(file.href)) as Record<string, Action>;
  await rm(file);
  const [action] = Object.values(module);
  const registry = loadRegistry({ actions: [action!], triggers: [], picklists });
  expect(registry.describeAction('forget_user')).toMatchObject({
    effect: 'write',
    method: 'POST',
    path: '/api/users/forget',
  });
  expect(code).toBe(await readFile(new URL('../../actions/privacy/forget-user.ts', import.meta.url), 'utf8'));
});

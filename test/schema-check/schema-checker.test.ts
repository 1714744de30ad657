import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterEach, describe, expect, it } from '@jest/globals';

import { createSchemaChecker, type SchemaChecker } from '../../connector/schema-check/schema-checker.ts';

let checker: SchemaChecker;
afterEach(() => checker.close());

/** Alternatives in alternatives: ajv writes out each of the 2^depth branches. */
function explosive(depth: number): object {
  let schema: object = { type: 'string' };
  for (let i = 0; i < depth; i++) schema = { allOf: [{ not: { not: schema } }, { not: { not: schema } }] };
  return schema;
}

// a thousand objects are compared with every item of a list of lists
const known = { enum: Array.from({ length: 1_000 }, (_, id) => ({ id, pad: 'x' })) };
const slowToRun = { items: { items: { allOf: [known, { not: { not: known } }] } } };
const manyItems = Array.from({ length: 300 }, () => Array.from({ length: 300 }, () => ({ id: 999, pad: 'x' })));

describe('JSON Schemas of users', () => {
  it('are compiled and run apart, and tell each fault with its path', async () => {
    checker = createSchemaChecker();
    const schema = { type: 'object', properties: { total: { type: 'number' } }, required: ['total'] };
    const faults = await checker.check(schema, [{ total: 1 }, { total: 'x' }, {}]);
    expect(faults.map((list) => list.map(({ path }) => path))).toEqual([[], ['/total'], ['']]);
  });

  it('are refused with their own code when a keyword is not allowed, and the thread goes on', async () => {
    checker = createSchemaChecker();
    await expect(checker.check({ pattern: '(a+)+$' }, [])).rejects.toMatchObject({
      code: 'ITC_SCHEMA_INVALID',
      details: { path: '/pattern' },
    });
    expect(await checker.check({ type: 'string' }, ['a', 1])).toHaveLength(2);
  });

  it.each([
    ['compiles for too long', explosive(10), ['x']],
    ['runs for too long', slowToRun, [manyItems]],
  ])('end in a coded error when one %s, while the event loop keeps turning', async (_what, schema, values) => {
    checker = createSchemaChecker({ timeoutMs: 20_000 });
    await checker.check({}, []);
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    try {
      await expect(checker.check(schema, values, 100)).rejects.toMatchObject({ code: 'ITC_SCHEMA_TOO_SLOW' });
    } finally {
      clearInterval(turning);
    }
    expect(turns).toBeGreaterThan(0);
    expect(await checker.check({ type: 'string' }, [1])).toHaveLength(1);
  });

  it('end in a coded error when the thread runs out of memory', async () => {
    checker = createSchemaChecker({ timeoutMs: 20_000, heapMb: 16 });
    const large = Array.from({ length: 1_000_000 }, (_, id) => ({ id }));
    await expect(checker.check({}, [large])).rejects.toMatchObject({ code: 'ITC_SCHEMA_TOO_SLOW' });
  });

  it('wait in a bounded line', async () => {
    checker = createSchemaChecker({ maxWaiting: 1 });
    const first = checker.check({}, [1]);
    await expect(checker.check({}, [1])).rejects.toMatchObject({ code: 'ITC_SCHEMA_TOO_SLOW' });
    expect(await first).toEqual([[]]);
  });
});

describe('the compiled tree', () => {
  const compiled = fileURLToPath(new URL('../../dist/connector/schema-check/schema-checker.js', import.meta.url));

  it('starts the thread for schema checks from its own files', async () => {
    checker = createSchemaChecker();
    // `npm test` builds first
    expect(existsSync(compiled)).toBe(true);
    const script = `import { createSchemaChecker } from ${JSON.stringify(compiled)};
      const checker = createSchemaChecker();
      console.log(JSON.stringify(await checker.check({ type: 'string' }, ['a', 1])));
      await checker.close();`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    expect(JSON.parse(stdout)).toEqual([[], [expect.objectContaining({ path: '' })]]);
  });
});

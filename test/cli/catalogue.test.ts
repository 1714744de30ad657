import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { errorOf, inFolder, run } from './run-command.ts';

const action = {
  name: 'upsert_user',
  input: {
    type: 'object',
    properties: {
      userId: { type: 'string' },
      listId: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
      dataFields: { type: 'object' },
    },
  },
};
const success = {
  outcome: 'success',
  output: { code: 'Success' },
  items: null,
  error: null,
  exchanges: [],
  requests: [],
};
const one = { 'GET /connections': () => ({ items: [{ name: 'only' }], next: null }) };

function runRoutes(answer: unknown): Record<string, () => unknown> {
  return { ...one, 'GET /actions/upsert_user': () => action, 'POST /actions/upsert_user/run': () => answer };
}

describe('itc actions', () => {
  it('sets fields with the type that the schema of the action asks for.', async () => {
    const sets = [
      'userId=42',
      'listId=7',
      'dataFields.age=30',
      'dataFields.name=Ann',
      'dataFields.address.zip=8001',
      'dataFields.eq=a=b',
    ];
    const argv = ['actions', 'run', 'upsert_user', ...sets.flatMap((set) => ['--set', set])];
    const { code, calls } = await run(argv, { routes: runRoutes(success) });
    expect(code).toBe(0);
    expect(calls.at(-1)?.body).toEqual({
      connection: 'only',
      dryRun: false,
      input: { userId: '42', listId: 7, dataFields: { age: 30, name: 'Ann', address: { zip: 8001 }, eq: 'a=b' } },
    });
  });

  it('reads the input from stdin or a file, as JSON or YAML, and lets --set go over it.', async () => {
    await inFolder(async (cwd) => {
      await writeFile(join(cwd, 'input.yaml'), 'userId: "1"\nlistId: 3\n');
      const fromFile = await run(
        ['actions', 'run', 'upsert_user', '-i', 'input.yaml', '--set', 'userId=2', '-c', 'p'],
        {
          routes: runRoutes(success),
          cwd,
        },
      );
      expect(fromFile.calls.at(-1)?.body).toEqual({
        connection: 'p',
        dryRun: false,
        input: { userId: '2', listId: 3 },
      });
    });
    const fromStdin = await run(['actions', 'run', 'upsert_user', '-i', '-'], {
      routes: runRoutes(success),
      stdin: '{"userId":"9"}',
    });
    expect(fromStdin.calls.at(-1)?.body).toMatchObject({ input: { userId: '9' } });
  });

  it('refuses input that is not an object, a missing file and a path through __proto__.', async () => {
    const base = ['actions', 'run', 'upsert_user', '-c', 'p'];
    const routes = runRoutes(success);
    expect((await run([...base, '-i', '-'], { routes, stdin: '[1]' })).code).toBe(2);
    expect((await run([...base, '-i', '-'], { routes, stdin: '{"a": ' })).code).toBe(2);
    expect((await run([...base, '-i', 'missing.json'], { routes })).stderr).toContain('does not exist');
    expect((await run([...base, '--set', '__proto__.polluted=1'], { routes })).code).toBe(2);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('shows the request of a dry run.', async () => {
    const requests = [{ method: 'POST', url: 'https://api.iterable.com/api/users/update', query: {}, body: {} }];
    const { code, stdout, calls } = await run(['actions', 'run', 'upsert_user', '--dry-run'], {
      routes: runRoutes({ ...success, outcome: null, requests }),
    });
    expect(code).toBe(0);
    expect(stdout).toContain('/api/users/update');
    expect(calls.at(-1)?.body).toMatchObject({ dryRun: true });
  });

  it.each([
    ['rejected', 'ITC_ITERABLE_REJECTED', null, 1],
    ['rejected', 'ITC_ITERABLE_KEY_REJECTED', null, 4],
    ['retry', 'ITC_ITERABLE_RATE_LIMIT', null, 5],
    ['unknown', 'ITC_ITERABLE_NO_ANSWER', null, 5],
    ['success', null, ['accepted', 'failed'], 6],
    ['rejected', 'ITC_ITERABLE_PARTIAL', ['accepted', 'failed'], 6],
    ['rejected', 'ITC_ITERABLE_REJECTED', ['failed', 'failed'], 1],
  ])('ends a run with outcome %s, error %s and items %j with %i.', async (outcome, code, items, exitCode) => {
    const answer = {
      ...success,
      outcome,
      error: code === null ? null : { code, message: 'No.', hint: 'Do.' },
      items: items?.map((result, index) => ({ index, key: `k${index}`, outcome: result, reason: 'why' })) ?? null,
    };
    const result = await run(['actions', 'run', 'upsert_user', '--json'], { routes: runRoutes(answer) });
    expect(result.code).toBe(exitCode);
    expect(JSON.parse(result.stdout)).toMatchObject({ outcome });
    if (code !== null) expect(errorOf(result).code).toBe(code);
  });

  it('asks for --connection when there are several connections or none.', async () => {
    const several = { items: [{ name: 'a' }, { name: 'b' }], next: null };
    const { code, stderr } = await run(['actions', 'run', 'x'], { routes: { 'GET /connections': () => several } });
    expect(code).toBe(2);
    expect(stderr).toContain('--connection');
    const none = await run(['picklists', 'lists'], {
      routes: { 'GET /connections': () => ({ items: [], next: null }) },
    });
    expect(none.stderr).toContain('itc connect add');
  });

  it('ends with 3 for an action that does not exist.', async () => {
    expect((await run(['actions', 'show', 'nope'])).code).toBe(3);
  });
});

describe('itc picklists', () => {
  it('passes the arguments on and shows the choices.', async () => {
    const items = [{ value: 7, label: 'Newsletter', note: 'Standard' }];
    const { stdout, calls } = await run(
      ['picklists', 'message_types', '-c', 'p', '--arg', 'medium=Email', '--refresh'],
      {
        routes: { 'GET /picklists/message_types': () => ({ items, next: null, loadedAt: '2026-01-01T00:00:00.000Z' }) },
      },
    );
    expect(calls[0]?.query).toEqual({ connection: 'p', refresh: 'true', medium: 'Email' });
    expect(stdout).toMatch(/^7 +Newsletter +Standard$/m);
  });

  it('lists the pick lists with their arguments.', async () => {
    const items = [{ name: 'channels', title: 'Channels', args: { medium: 'x' } }];
    const { stdout } = await run(['picklists'], { routes: { 'GET /picklists': () => ({ items, next: null }) } });
    expect(stdout).toMatch(/^channels +Channels +medium$/m);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { adminToken, eventually, startTestServer, type TestServer } from '../http/test-server.ts';

interface Task {
  id: string;
  status: string;
  total: number;
  done: number;
  result: {
    rows: number;
    counts: Record<string, number>;
    failed: number;
    faults: { row: number; code: string; message: string }[];
  } | null;
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.api('POST', '/connections/sandbox/consent/notices', { key: 'news', channelIds: [51001] });
});
afterAll(() => server.close());

async function call(method: string, path: string, body?: string): Promise<Response> {
  return fetch(`${server.running.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'text/csv' },
    ...(body === undefined ? {} : { body }),
  });
}
async function upload(lines: string[]): Promise<string> {
  return ((await (await call('POST', '/bulk/files', lines.join('\n'))).json()) as { file: string }).file;
}
const ended = (id: string): Promise<Task> =>
  eventually('the end of the import', async () => {
    const { body } = await server.api<Task>('GET', `/tasks/${id}`);
    return body.status === 'running' ? null : body;
  });
async function taken(path: string, order: object): Promise<Task> {
  const { status, body } = await server.api<Task>('POST', path, order);
  expect(status).toBe(201);
  return ended(body.id);
}
const suppressionsOf = async (email: string): Promise<unknown[]> =>
  (await server.api<{ items: unknown[] }>('POST', '/suppressions/search', { connection: 'sandbox', email })).body.items;

describe('an import as a task', () => {
  it('takes suppressions step by step after a dry run of the same file, which it removes at its end', async () => {
    const people = Array.from({ length: 2_500 }, (_, index) => `many${index}@example.com,email,manual`);
    const file = await upload(['email,channel,reason', ...people, 'odd@example.com,pigeon,manual']);
    const order = { connection: 'sandbox', file };
    const dry = await taken('/suppressions/import-tasks', { ...order, dryRun: true });
    const result = { rows: 2_501, counts: { added: 2_500, changed: 0, unchanged: 0 }, failed: 1 };
    expect(dry).toMatchObject({ status: 'done', result });
    expect(dry.done).toBe(dry.total);
    expect(await suppressionsOf('many2499@example.com')).toEqual([]);

    const real = await taken('/suppressions/import-tasks', order);
    expect(real).toMatchObject({ status: 'done', result });
    expect(real.result?.faults).toEqual([
      { row: 2_501, code: 'ITC_INPUT_INVALID', message: expect.stringContaining('`channel`') as never },
    ]);
    expect(await suppressionsOf('many2499@example.com')).toHaveLength(1);
    expect((await server.api('POST', '/suppressions/import-tasks', order)).status).toBe(404);
  });

  it('takes preferences, tells every refused row in a file without a name of a person, and repeats nothing', async () => {
    const good = Array.from({ length: 30 }, (_, index) => `pref${index}@example.com,news,opt_out,2026-01-05T12:00:00Z`);
    const wrong = Array.from({ length: 30 }, (_, index) => `news,secret${index}@example.com,opt_out,`);
    const lines = ['email,notice,preference,changed_at', ...good, ...wrong];
    const task = await taken('/consent/sandbox/import-tasks', { file: await upload(lines) });
    expect(task).toMatchObject({ result: { rows: 60, counts: { applied: 30, late: 0, repeated: 0 }, failed: 30 } });
    expect(task.result?.faults).toHaveLength(20);
    const faults = await (await call('GET', `/tasks/${task.id}/faults`)).text();
    const told = faults.trimEnd().split('\n');
    expect(told).toHaveLength(31);
    expect(told.slice(0, 2)).toEqual([
      'row,code,message',
      '31,ITC_CONSENT_NOTICE,notice: the connection has none of this key.',
    ]);
    expect(faults + JSON.stringify(task)).not.toContain('secret');
    const again = await taken('/consent/sandbox/import-tasks', { file: await upload(lines) });
    expect(again).toMatchObject({ result: { counts: { applied: 0, repeated: 30 }, failed: 30 } });
  });

  it('stops at a cancel with an exact count of what it took, and rests at a pause', async () => {
    const people = Array.from({ length: 20_000 }, (_, index) => `stopped${index}@example.com`);
    const order = { connection: 'sandbox', file: await upload(['email', ...people]) };
    const { body } = await server.api<Task>('POST', '/suppressions/import-tasks', order);
    expect((await server.api<Task>('POST', `/tasks/${body.id}/pause`)).body.status).toBe('paused');
    expect((await server.api('POST', `/tasks/${body.id}/pause`)).body).toMatchObject({
      error: { code: 'ITC_TASK_STATE' },
    });
    expect((await server.api<Task>('POST', `/tasks/${body.id}/resume`)).body.status).toBe('running');
    await eventually('its first rows', async () => {
      const { body: now } = await server.api<Task>('GET', `/tasks/${body.id}`);
      return now.result === null ? null : true;
    });
    const { body: cancelled } = await server.api<Task>('POST', `/tasks/${body.id}/cancel`);
    expect(cancelled.status).toBe('cancelled');
    const added = cancelled.result?.counts['added'] ?? 0;
    expect(added).toBeGreaterThan(0);
    expect(added).toBeLessThan(20_000);
    expect(await suppressionsOf(`stopped${added - 1}@example.com`)).toHaveLength(1);
    expect(await suppressionsOf(`stopped${added}@example.com`)).toEqual([]);
  });

  it('refuses a file that is none, fails at text that is no CSV, and takes no large file within one call', async () => {
    const none = { connection: 'sandbox', file: 'fil_00000000-0000-0000-0000-000000000000' };
    expect((await server.api('POST', '/suppressions/import-tasks', none)).status).toBe(404);
    const file = await upload(['email', '"never closed']);
    const broken = await taken('/suppressions/import-tasks', { connection: 'sandbox', file });
    expect(broken).toMatchObject({ status: 'failed', error: { code: 'ITC_INPUT_INVALID' } });
    const large = ['email', ...Array.from({ length: 60_000 }, (_, index) => `large${index}@example.com`)].join('\n');
    expect(await (await call('POST', '/suppressions/import?connection=sandbox', large)).json()).toMatchObject({
      error: { code: 'ITC_BULK_TOO_LARGE' },
    });
    expect(await suppressionsOf('large0@example.com')).toEqual([]);
    expect((await call('GET', '/tasks/task_none/faults')).status).toBe(404);
  });
});

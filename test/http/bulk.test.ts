import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually, startTestServer, type TestServer } from './test-server.ts';

interface Run {
  id: string;
  status: string;
  job: string | null;
  counts: Record<string, number>;
}
interface Check {
  rows: number;
  ready: number;
  faulty: number;
  calls: number;
  isComplete: boolean;
  faults: { row: number; line?: number; reason: string }[];
  request: { method: string; path: string; items: number; body: Record<string, unknown> } | null;
}
interface Sample {
  columns: string[];
  rows: { row: number; value: unknown; fault: string | null }[];
}
interface Cause {
  outcome: string;
  reason: string;
  hint: string;
  rows: number;
  firstRow: number;
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const calls = (path: string): number => server.sandbox.calls.filter((call) => call.path === path).length;
const upload = async (text: string): Promise<string> => {
  const answer = await fetch(`${server.running.url}/api/v1/bulk/files`, {
    method: 'POST',
    headers: { authorization: 'Bearer test-admin-token-0001', 'content-type': 'application/octet-stream' },
    body: text,
  });
  return ((await answer.json()) as { file: string }).file;
};
const post = async <T>(path: string, body: object): Promise<{ status: number; body: T }> =>
  server.api<T>('POST', path, { connection: 'sandbox', ...body });
const checked = async (body: object): Promise<Check> =>
  (await post<{ check: Check }>('/bulk', { action: 'bulk_upsert_users', dryRun: true, ...body })).body.check;
const ended = async (body: object): Promise<Run> => {
  const { run } = (await post<{ run: Run }>('/bulk', { action: 'bulk_upsert_users', ...body })).body;
  return eventually('the run ends', async () => {
    const { body: now } = await server.api<Run>('GET', `/bulk/${run.id}`);
    return ['done', 'failed'].includes(now.status) ? now : null;
  });
};
const mapping = { email: '{{ row.email }}', dataFields: { plan: '{{ row.plan }}' } };

describe('a source before its run', () => {
  it('shows the columns of a CSV, empty ones too, and its first rows with their faults; the file can still be taken', async () => {
    const file = await upload('email;plan;none\na@example.com;pro;\nshort\nb@example.com;free;\n');
    const csv = { file, format: 'csv', delimiter: ';' };
    const { status, body } = await post<Sample>('/bulk/sample', csv);
    expect(status).toBe(200);
    expect(body.columns).toEqual(['email', 'plan', 'none']);
    expect(body.rows).toEqual([
      { row: 1, value: { email: 'a@example.com', plan: 'pro' }, fault: null },
      { row: 2, value: null, fault: 'The row has 1 cell, and the header has 3.' },
      { row: 3, value: { email: 'b@example.com', plan: 'free' }, fault: null },
    ]);
    expect((await ended({ ...csv, mapping })).counts).toMatchObject({ accepted: 2, failed: 1 });
    expect(await post('/bulk/sample', csv)).toMatchObject({
      status: 404,
      body: { error: { code: 'ITC_BULK_UNKNOWN' } },
    });
  });

  it('names the line of each bad row, also behind blank lines and cells with breaks, and shows the first call without sending it', async () => {
    const before = calls('/api/users/bulkUpdate');
    const file = await upload(
      'email,plan\na@example.com,"p\nro"\n\nshort\nb@example.com,free\nc@example.com,\nd@example.com,x\n',
    );
    const check = await checked({ file, format: 'csv', mapping });
    expect(check).toMatchObject({ rows: 5, ready: 4, faulty: 1, calls: 1, isComplete: true });
    expect(check.faults).toMatchObject([{ row: 2, line: 5, reason: 'The row has 1 cell, and the header has 2.' }]);
    expect(check.request).toEqual({
      method: 'POST',
      path: '/api/users/bulkUpdate',
      items: 4,
      body: {
        users: [
          { email: 'a@example.com', dataFields: { plan: 'p\nro' } },
          { email: 'b@example.com', dataFields: { plan: 'free' } },
          { email: 'c@example.com', dataFields: {} },
        ],
      },
    });
    expect(calls('/api/users/bulkUpdate')).toBe(before);
  });

  it('reads the first members of a list and no more, and says so', async () => {
    const subscribers = Array.from({ length: 1_200 }, (_, at) => ({ email: `listed${String(at)}@example.com` }));
    await post('/actions/add_subscribers_to_list/run', { input: { listId: 1001, subscribers } });
    const { body: sample } = await post<Sample>('/bulk/sample', { list: 1001 });
    expect(sample.columns).toEqual(['email']);
    expect(sample.rows).toHaveLength(5);
    const check = await checked({
      list: 1001,
      mapping: { email: '{{ row.email }}', dataFields: { season: 'spring' } },
    });
    expect(check).toMatchObject({ rows: 1_000, ready: 1_000, isComplete: false });
    expect(await post('/bulk/sample', { list: 424_242 })).toMatchObject({
      body: { error: { code: expect.stringMatching(/^ITC_ITERABLE/) as unknown } },
    });
  });

  it('is refused without a source or with two', async () => {
    for (const body of [{}, { list: 1001, rows: [] }]) {
      expect(await post('/bulk/sample', body)).toMatchObject({ status: 422 });
    }
  });
});

describe('the causes of a run', () => {
  it('are counted by reason, the most frequent first, each with what to do', async () => {
    const file = await upload('email,plan\nshort\nnone at all,x\nshort\nnot an address,y\nshort\ngood@example.com,z\n');
    const run = await ended({ file, format: 'csv', mapping });
    expect(run).toMatchObject({ status: 'done', job: null, counts: { accepted: 1, failed: 5 } });
    const { body } = await server.api<{ items: Cause[] }>('GET', `/bulk/${run.id}/causes`);
    expect(body.items[0]).toEqual({
      outcome: 'failed',
      reason: 'The row has 1 cell, and the header has 2.',
      hint: 'Quote cells that hold the delimiter, and give every row as many cells as the header.',
      rows: 3,
      firstRow: 1,
    });
    expect(body.items.reduce((sum, { rows }) => sum + rows, 0)).toBe(5);
    expect(body.items.every(({ hint }) => hint.length > 10)).toBe(true);
    expect(await server.api('GET', '/bulk/blk_00000000-0000-4000-8000-000000000000/causes')).toMatchObject({
      status: 404,
    });
  });
});

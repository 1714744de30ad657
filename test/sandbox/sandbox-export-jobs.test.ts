import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call } from './sandbox-client.ts';

const start = Date.UTC(2031, 0, 10, 12);
interface Files {
  jobId: number;
  jobState: string;
  exportTruncated: boolean;
  files: { file: string; url: string }[];
}

describe('export jobs of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false, now: () => start, exportFileBytes: 20_000 });
    await call(sandbox, '/sandbox/export-rows', { dataTypeName: 'emailSend', count: 400, awkward: true });
  });
  afterEach(() => sandbox.close());

  const startJob = (body: object = {}) =>
    call(sandbox, '/api/export/start', {
      dataTypeName: 'emailSend',
      outputFormat: 'application/x-json-stream',
      ...body,
    });
  const startedId = async (body: object = {}) => ((await startJob(body)).body as { jobId: number }).jobId;
  const filesOf = async (id: number, startAfter = '') =>
    (await call(sandbox, `/api/export/${id}/files?startAfter=${startAfter}`)).body as Files;
  const advance = (advanceMs: number) => call(sandbox, '/sandbox/clock', { advanceMs });
  const settings = (body: object) => call(sandbox, '/sandbox/settings', body);
  const cancel = (id: number) => call(sandbox, `/api/export/${id}`, undefined, { method: 'DELETE' });

  test('A job is enqueued, then running with more and more files, then completed.', async () => {
    const id = await startedId();
    const seen: [string, number][] = [];
    for (let i = 0; i < 10; i += 1) {
      const { jobState, files } = await filesOf(id);
      seen.push([jobState, files.length]);
      await advance(100);
    }
    expect(seen.slice(0, 4)).toEqual([
      ['enqueued', 0],
      ['enqueued', 0],
      ['running', 0],
      ['running', 1],
    ]);
    expect(seen.at(-1)?.[0]).toBe('completed');
    expect(seen.at(-1)?.[1]).toBeGreaterThan(3);
    expect((await call(sandbox, '/api/export/jobs')).body).toMatchObject({
      jobs: [{ id, jobState: 'completed', dataTypeName: 'emailSend', scheduledStartTime: '2031-01-10T12:00:00.000Z' }],
    });
  });

  test('Files are paged by the last name, hold every row once, and none is over the size.', async () => {
    await settings({ exportFilesPerPage: 2 });
    const id = await startedId();
    await advance(60_000);
    const rows: string[] = [];
    let startAfter = '';
    for (;;) {
      const { files } = await filesOf(id, startAfter);
      if (files.length === 0) break;
      expect(files.length).toBeLessThanOrEqual(2);
      for (const { url } of files) {
        const text = await (await fetch(url)).text();
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(20_000);
        rows.push(
          ...text
            .trimEnd()
            .split('\n')
            .map((line) => (JSON.parse(line) as { email: string }).email),
        );
      }
      startAfter = files.at(-1)?.file ?? '';
    }
    expect(rows).toEqual(Array.from({ length: 400 }, (_, i) => `row-${i}@example.com`));
  });

  test('Every file of a CSV job has a header of its own.', async () => {
    const id = await startedId({ outputFormat: 'text/csv', delimiter: ';', onlyFields: 'email,campaignId' });
    await advance(60_000);
    const { files } = await filesOf(id);
    const [text = ''] = await Promise.all(files.map(async ({ url }) => (await fetch(url)).text()));
    expect(files[0]?.file).toMatch(/^file-\d{13}\.csv$/);
    expect(text.split('\n').slice(0, 2)).toEqual([
      'createdAt;email;campaignId',
      '"2031-01-10 11:53:20 +00:00";row-0@example.com;7001001',
    ]);
  });

  test('A download needs no key, but its own signature, and ends after thirty minutes.', async () => {
    const id = await startedId();
    await advance(60_000);
    const url = (await filesOf(id)).files[0]?.url ?? '';
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url.replace(/signature=./, 'signature=x'))).status).toBe(403);
    await advance(30 * 60_000 + 1);
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch((await filesOf(id)).files[0]?.url ?? '')).status).toBe(200);
  });

  test('Four jobs run at a time, a fifth waits for one of them.', async () => {
    for (let i = 0; i < 5; i += 1) await startedId();
    await advance(250);
    const states = async () =>
      ((await call(sandbox, '/api/export/jobs')).body as { jobs: { jobState: string }[] }).jobs.map(
        ({ jobState }) => jobState,
      );
    expect(await states()).toEqual(['enqueued', 'running', 'running', 'running', 'running']);
    await advance(60_000);
    expect(new Set(await states())).toEqual(new Set(['completed']));
  });

  test('A cancelled job stops: at once in the queue, at its next step when it runs, and never twice.', async () => {
    const [queued, running] = [await startedId(), await startedId()];
    expect((await cancel(queued)).status).toBe(200);
    expect((await filesOf(queued)).jobState).toBe('cancelled');
    await advance(350);
    expect((await cancel(running)).status).toBe(200);
    expect((await filesOf(running)).jobState).toBe('cancelling');
    await advance(60_000);
    expect(await filesOf(running)).toMatchObject({ jobState: 'cancelled', files: [{}] });
    expect((await cancel(running)).status).toBe(400);
    expect((await cancel(1)).status).toBe(404);
    expect((await call(sandbox, '/api/export/jobs?jobState=Cancelled')).body).toMatchObject({ jobs: [{}, {}] });
  });

  test('A job may fall back from running to enqueued once and then goes on where it was.', async () => {
    await settings({ exportRestarts: true });
    const id = await startedId();
    await advance(450);
    expect(await filesOf(id)).toMatchObject({ jobState: 'enqueued', files: [{}] });
    await advance(60_000);
    const { jobState, files } = await filesOf(id);
    expect(jobState).toBe('completed');
    const texts = await Promise.all(files.map(async ({ url }) => (await fetch(url)).text()));
    expect(texts.join('').trimEnd().split('\n')).toHaveLength(400);
  });

  test('A job can fail after its first file, and one that grows too large is truncated.', async () => {
    await settings({ exportFails: true });
    const failed = await startedId();
    await advance(60_000);
    expect(await filesOf(failed)).toMatchObject({ jobState: 'failed', files: [{}] });
    await settings({ exportFails: false, exportTotalBytes: 30_000 });
    const truncated = await startedId();
    await advance(60_000);
    expect(await filesOf(truncated)).toMatchObject({ jobState: 'completed', exportTruncated: true, files: [{}] });
  });

  test('A job exports what was there when it ran, not what came later.', async () => {
    const track = () => call(sandbox, '/api/events/track', { email: 'ada@example.com', eventName: 'cart' });
    await track();
    const id = await startedId({ dataTypeName: 'customEvent' });
    await advance(60_000);
    await track();
    const text = await (await fetch((await filesOf(id)).files[0]?.url ?? '')).text();
    expect(text.trimEnd().split('\n')).toHaveLength(1);
  });

  test('A job of an unknown type, format or time is refused, and starting is limited to one a second.', async () => {
    expect((await startJob({ dataTypeName: 'faxSend' })).status).toBe(400);
    expect((await startJob({ outputFormat: 'text/xml' })).status).toBe(400);
    expect((await startJob({ startDateTime: 'x' })).status).toBe(400);
    expect((await startJob({ outputFormat: 7 })).body).toMatchObject({ code: 'BadJsonBody' });
    await settings({ limits: true });
    expect((await startJob()).status).toBe(200);
    expect((await startJob()).status).toBe(429);
    await advance(1000);
    expect((await startJob()).status).toBe(200);
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox/index.ts';
import { runSandbox } from '../../sandbox/main.ts';
import type { Fault, Sandbox } from '../../sandbox/index.ts';
import { call, dataFieldsOf } from './sandbox-client.ts';

const ada = 'ada@example.com';

describe('control plane of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false });
  });
  afterEach(() => sandbox.close());
  const update = () => call(sandbox, '/api/users/update', { email: ada });
  const fault = (body: object) => call(sandbox, '/sandbox/faults', body);

  test('Calls are logged with method, path, query, body and status and no key is needed to read them.', async () => {
    await update();
    await call(sandbox, '/api/lists/getUsers?listId=42');
    const answer = await fetch(`${sandbox.url}/sandbox/calls`);
    expect(await answer.json()).toMatchObject({
      total: 2,
      calls: [
        { n: 1, method: 'POST', path: '/api/users/update', body: { email: ada }, status: 200, processed: true },
        { n: 2, path: '/api/lists/getUsers', query: { listId: '42' }, status: 400, processed: false },
      ],
    });
    expect((await call(sandbox, '/sandbox/calls?path=/api/lists&limit=5')).body).toMatchObject({ calls: [{ n: 2 }] });
    expect((await call(sandbox, '/sandbox/state')).body).toMatchObject({ users: [{ email: ada }], calls: [{}, {}] });
  });

  test('A status fault hits as often as told, with its body and headers, and processes nothing.', async () => {
    await fault({
      match: { method: 'POST', path: '/api/users/update' },
      kind: 'status',
      status: 429,
      body: { msg: 'slow', code: 'RateLimitExceeded', params: null },
      headers: { 'Retry-After': '2' },
      times: 1,
    });
    const answer = await update();
    expect(answer).toMatchObject({ status: 429, body: { msg: 'slow' } });
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(sandbox.state.users).toHaveLength(0);
    expect((await update()).status).toBe(200);
  });

  test('A reset drops the connection before, and resetAfterProcessing after the call takes effect.', async () => {
    await fault({ kind: 'reset', times: 1 });
    await expect(update()).rejects.toThrow();
    expect(sandbox.state.users).toHaveLength(0);
    await fault({ kind: 'resetAfterProcessing', times: 1 });
    await expect(update()).rejects.toThrow();
    expect(sandbox.state.users).toHaveLength(1);
    expect(sandbox.calls).toMatchObject([
      { fault: 'reset', processed: false },
      { fault: 'resetAfterProcessing', processed: true, status: 200 },
    ]);
  });

  test('A hanging call is answered never and frees its connection when the caller leaves.', async () => {
    await fault({ kind: 'hang' });
    const waiting = fetch(`${sandbox.url}/api/lists`, { signal: AbortSignal.timeout(80) });
    await expect(waiting).rejects.toThrow();
  });

  test('Delays, HTML pages, cut and broken bodies come as asked.', async () => {
    await fault({ kind: 'delay', delayMs: 60, times: 1 });
    const began = performance.now();
    expect((await update()).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(50);
    await fault({ kind: 'html', times: 1 });
    expect(await update()).toMatchObject({ status: 502, contentType: 'text/html; charset=utf-8' });
    await fault({ kind: 'truncate', times: 1 });
    await expect(update()).rejects.toThrow();
    await fault({ kind: 'badJson', times: 1 });
    expect(await update()).toMatchObject({ status: 200, body: '{"msg":"","code":' });
  });

  test('Faults match whole path segments and can be listed and deleted.', async () => {
    const kind: Fault['kind'] = 'status';
    await fault({ match: { path: '/api/users/update' }, kind });
    expect((await call(sandbox, '/api/users/updateSubscriptions', { email: ada })).status).toBe(200);
    expect((await update()).status).toBe(503);
    expect((await call(sandbox, '/sandbox/faults')).body).toMatchObject({ faults: [{ kind, hits: 1 }] });
    await call(sandbox, '/sandbox/faults', undefined, { method: 'DELETE' });
    expect((await update()).status).toBe(200);
    expect((await fault({ kind: 'explode' })).status).toBe(400);
  });

  test('A reset of the sandbox empties it, faults and limits included.', async () => {
    await update();
    await fault({ kind: 'status' });
    await call(sandbox, '/sandbox/reset', {});
    expect(sandbox.state.users).toHaveLength(0);
    expect(sandbox.calls).toHaveLength(0);
    expect((await update()).status).toBe(200);
  });

  test('Settings change while it runs and a wrong one is refused.', async () => {
    await call(sandbox, '/sandbox/settings', { projectType: 'userId', disallowedEventNames: ['x'] });
    expect((await update()).status).toBe(400);
    expect((await call(sandbox, '/sandbox/settings', { projectType: 'other' })).status).toBe(400);
  });

  test('A state file carries users and lists over a restart.', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const stateFile = join(folder, 'state.json');
    const first = await startSandbox({ stateFile });
    await call(first, '/api/users/update', { email: ada, dataFields: { plan: 'pro' } });
    await call(first, '/api/lists/subscribe', { listId: 1001, subscribers: [{ email: ada }] });
    await first.close();
    const second = await startSandbox({ stateFile });
    expect(await dataFieldsOf(second, ada)).toMatchObject({ plan: 'pro', emailListIds: [1001] });
    await second.close();
    rmSync(folder, { recursive: true });
  });

  test('The command-line words start a sandbox with keys, faults and project type.', async () => {
    const words = [
      '--port',
      '0',
      '--key',
      'my-key',
      '--project-type',
      'hybrid',
      '--fault',
      '{"kind":"status","status":500}',
    ];
    const running = await runSandbox(words);
    expect(running?.settings.projectType).toBe('hybrid');
    expect(running && (await call(running, '/api/lists')).status).toBe(500);
    expect(running?.key).toBe('my-key');
    await running?.close();
    await expect(runSandbox(['--project-type', 'other'])).rejects.toThrow();
  });

  test('A thousand calls at once are all answered.', async () => {
    await Promise.all(
      Array.from({ length: 1000 }, (_, i) =>
        call(sandbox, '/api/events/track', { email: `u${i}@example.com`, eventName: 'a' }),
      ),
    );
    expect(sandbox.state.events).toHaveLength(1000);
  });
});

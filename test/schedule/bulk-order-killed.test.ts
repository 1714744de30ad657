import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { eventually } from '../http/test-server.ts';
import { freePort, fromSources, ServerProcess } from '../server/server-process.ts';
import { endedJob, fieldsOf, recipeOf, type Reader, type Run } from './bulk-order-world.ts';

describe('a bulk run of a recipe under SIGKILL', () => {
  let sandbox: Sandbox;
  let server: ServerProcess;
  let dataDir: string;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'itc-order-'));
    sandbox = await startSandbox({ limits: false });
    server = new ServerProcess({ port: await freePort(), dataDir, token: 'test-admin-token-0001', run: fromSources });
  });
  afterEach(async () => {
    await server.kill();
    await sandbox.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('L22: a process killed after the run began and before its step was recorded begins no second one', async () => {
    await server.start(60_000);
    const { webhookUrl, secret } = await server.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
      name: 'sandbox',
      apiKey: sandbox.key,
      projectType: 'email',
      sandboxUrl: sandbox.url,
    });
    const trigger = { use: 'new_object', with: { eventName: 'emailSubscribe' } };
    const csv = 'email,tier\nfirst@example.com,gold\nsecond@example.com,silver\n';
    const document = recipeOf(trigger, { csv, columns: { tier: 'tier' }, wait: true });
    await server.api('POST', '/recipes', { document, enable: true });
    const called = (): number => sandbox.calls.filter(({ path }) => path === '/api/users/bulkUpdate').length;
    sandbox.addFault({ match: { path: '/api/users/bulkUpdate' }, kind: 'hang', times: 1 });
    await fetch(webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-itc-secret': secret },
      body: JSON.stringify({ email: 'ada@example.com', eventName: 'emailSubscribe', dataFields: {} }),
    });
    await eventually('the run makes its call', async () => called() || null);
    await server.kill();
    await server.start(60_000);
    const read: Reader = (method, path) => server.api(method, path);
    const job = await endedJob(read);
    expect(job.status).toBe('succeeded');
    expect(job.ledger.at(-1)).toMatchObject({
      attempt: 2,
      output: { isNew: false, status: 'done', accepted: 2, failed: 0 },
    });
    expect((await read<{ items: Run[] }>('GET', '/bulk')).items).toHaveLength(1);
    expect(fieldsOf(sandbox, 'first@example.com')).toMatchObject({ tier: 'gold' });
    expect(fieldsOf(sandbox, 'second@example.com')).toMatchObject({ tier: 'silver' });
  }, 180_000);
});

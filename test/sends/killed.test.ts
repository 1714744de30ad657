import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { eventually } from '../http/test-server.ts';
import { freePort, fromSources, ServerProcess } from '../server/server-process.ts';
import { content, settings } from './send-world.ts';

interface Job {
  id: string;
  status: string;
}

let sandbox: Sandbox;
let server: ServerProcess;
let dataDir: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'itc-killed-'));
  sandbox = await startSandbox({ limits: false });
  server = new ServerProcess({ port: await freePort(), dataDir, token: 'test-admin-token-0001', run: fromSources });
});
afterEach(async () => {
  await server.kill();
  await sandbox.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const called = (path: string): number => sandbox.calls.filter((call) => call.path === path).length;

describe('Sends under SIGKILL', () => {
  test('G7: a process killed between making the campaign and recording it makes no second one, and its message goes out once', async () => {
    await server.start(60_000);
    const { webhookUrl, secret } = await server.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
      name: 'sandbox',
      apiKey: sandbox.key,
      projectType: 'email',
      sandboxUrl: sandbox.url,
    });
    await server.api('POST', '/connections/sandbox/send-settings', settings());
    await server.api('POST', '/recipes', {
      document: {
        name: 'confirm',
        connection: 'sandbox',
        trigger: { use: 'new_object', with: { eventName: 'emailSubscribe' } },
        steps: [{ id: 'mail', use: 'send_content', with: content({ html: '<p>Hi</p>' }) }],
      },
      enable: true,
    });
    // the campaign is made, and what comes behind it never ends
    sandbox.addFault({ match: { path: '/api/campaigns/activateTriggered' }, kind: 'hang', times: 1 });
    const body = JSON.stringify({ email: 'ada@example.com', eventName: 'emailSubscribe', dataFields: {} });
    await fetch(webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-itc-secret': secret },
      body,
    });
    await eventually('the campaign is made', async () => called('/api/campaigns/activateTriggered') || null);
    await server.kill();
    expect(called('/api/email/target')).toBe(0);

    await server.start(60_000);
    // the process cannot know whether the message left, so a person decides
    const held = await eventually('the job is held', async () => {
      const [job] = await server.all<Job>('/jobs');
      return job?.status === 'held' ? job : null;
    });
    await server.api('POST', `/jobs/${held.id}/release`);
    await eventually(
      'the job ends',
      async () => {
        const { status } = await server.api<Job>('GET', `/jobs/${held.id}`);
        return status === 'succeeded' ? status : null;
      },
      90_000,
    );
    expect(called('/api/templates/email/upsert')).toBe(1);
    expect(called('/api/campaigns/create')).toBe(1);
    expect(called('/api/email/target')).toBe(1);
  }, 180_000);
});

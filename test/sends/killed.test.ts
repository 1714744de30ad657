import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { Sandbox } from '../../sandbox/index.ts';
import { eventually } from '../http/test-server.ts';
import { prepareServerBesideSandbox, type ServerBesideSandbox } from '../server/server-beside-sandbox.ts';
import type { ServerProcess } from '../server/server-process.ts';
import { content, settings } from './send-world.ts';

interface Job {
  id: string;
  status: string;
}

let both: ServerBesideSandbox;
let sandbox: Sandbox;
let server: ServerProcess;
beforeEach(async () => {
  both = await prepareServerBesideSandbox();
  ({ server, sandbox } = both);
});
afterEach(() => both.close());

const called = (path: string): number => sandbox.calls.filter((call) => call.path === path).length;

describe('Sends under SIGKILL', () => {
  test('G7: a process killed between making the campaign and recording it makes no second one, and its message goes out once', async () => {
    const deliver = await both.connect();
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
    await deliver({ email: 'ada@example.com', eventName: 'emailSubscribe', dataFields: {} });
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

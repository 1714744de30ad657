import { afterEach, describe, expect, test } from '@jest/globals';

import { actions, picklists } from '../../actions/index.ts';
import type { ProjectType } from '../../connector/define.ts';
import { createIterableClient } from '../../connector/iterable/client.ts';
import { createPicklistLoader } from '../../connector/iterable/load-picklist.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import { testConnection } from '../../connector/iterable/test-connection.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/index.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

const client = createIterableClient({
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => 0,
});
const connection = (projectType: ProjectType = 'email') => ({
  id: 'con_1',
  name: 'sandbox',
  region: 'us' as const,
  sandboxUrl: sandbox.url,
  projectType,
  apiKey: sandbox.key,
});
const start = async (options: SandboxOptions = {}) => (sandbox = await startSandbox(options));
const run = (name: string, input: unknown, projectType: ProjectType = 'email') =>
  runAction({
    action: actions.find((action) => action.name === name)!,
    input,
    connection: connection(projectType),
    stepKey: 'job-1/step-1',
    client,
  });

describe('Against the sandbox', () => {
  test('A user is written, read back, subscribed to a new list and tracked.', async () => {
    await start();
    const email = 'a+b/c@example.com';
    expect(await run('upsert_user', { email, dataFields: { plan: 'pro', order_id: 1 } })).toMatchObject({
      outcome: 'success',
    });
    expect(await run('get_user_by_email', { email })).toMatchObject({
      output: { found: true, user: { dataFields: { plan: 'pro', order_id: 1 } } },
    });
    expect(await run('get_user_by_email', { email: 'nobody@example.com' })).toMatchObject({ output: { found: false } });
    const list = await run('create_list', { name: 'Spring' });
    const { listId } = list.output as { listId: number };
    expect(await run('add_subscribers_to_list', { listId, subscribers: [{ email }] })).toMatchObject({
      outcome: 'success',
      output: { successCount: 1 },
    });
    expect((await run('list_project_lists', {})).output).toMatchObject({
      lists: expect.arrayContaining([expect.objectContaining({ id: listId })]),
    });
    expect(await run('track_event', { eventName: 'cartAbandoned', email, createdAt: 1730000000 })).toMatchObject({
      outcome: 'success',
    });
    expect(await run('update_user_subscriptions', { email, emailListIds: [listId] })).toMatchObject({
      outcome: 'success',
    });
    expect((await run('list_channels', {})).outcome).toBe('success');
  });

  test('An SMS goes to a campaign found in the pick list, and an event of a disallowed name is rejected.', async () => {
    await start();
    await run('upsert_user', { email: 'ada@example.com', dataFields: { phoneNumber: '+15550100001' } });
    const loader = createPicklistLoader({ client, now: Date.now });
    const campaigns = picklists.find(({ name }) => name === 'campaigns')!;
    const { options } = await loader.load(connection(), campaigns, {
      medium: 'SMS',
      type: 'Triggered',
      state: 'Running',
    });
    expect(options.length).toBeGreaterThan(0);
    expect(await run('send_sms', { campaignId: options[0]?.value, recipientEmail: 'ada@example.com' })).toMatchObject({
      outcome: 'success',
    });
    expect((await run('send_sms', { campaignId: 999_999_999, recipientEmail: 'ada@example.com' })).outcome).toBe(
      'rejected',
    );
    expect((await run('track_event', { eventName: 'blockedEvent', email: 'ada@example.com' })).outcome).toBe(
      'rejected',
    );
  });

  test('One row of a wrong type does not sink its batch.', async () => {
    await start();
    await run('upsert_user', { email: 'first@example.com', dataFields: { age: 41 } });
    const users = Array.from({ length: 50 }, (_, n) => ({
      email: `u${n}@example.com`,
      dataFields: { age: n === 17 ? 'old' : n },
    }));
    const result = await run('bulk_upsert_users', { users: [...users, { email: 'bad@' }] });
    expect(result).toMatchObject({
      outcome: 'success',
      error: { code: 'ITC_ITERABLE_PARTIAL', details: { items: [17, 50] } },
    });
    expect((await run('get_user_by_email', { email: 'u49@example.com' })).output).toMatchObject({ found: true });
  });

  test.each<[ProjectType, object]>([
    ['email', { email: 'ada@example.com' }],
    ['userId', { userId: 'u-1', email: 'ada@example.com' }],
    ['hybrid', { userId: 'u-1', email: 'ada@example.com' }],
  ])(
    'In a project of the type %s a user is written and an event tracked by the name that counts there.',
    async (projectType, person) => {
      await start({ projectType });
      expect(await run('upsert_user', { ...person, dataFields: { plan: 'pro' } }, projectType)).toMatchObject({
        outcome: 'success',
        error: null,
      });
      expect(await run('track_event', { ...person, eventName: 'e' }, projectType)).toMatchObject({
        outcome: 'success',
        error: null,
      });
      expect((await run('track_event', { eventName: 'e', email: '' }, projectType)).error?.code).toBe(
        'ITC_IDENTITY_MISSING',
      );
    },
  );

  test('The test of a connection says connected, and a wrong key is found.', async () => {
    await start();
    expect((await testConnection(client, connection())).state).toBe('connected');
    expect((await testConnection(client, { ...connection(), apiKey: 'another-key-0001' })).state).toBe('wrong_key');
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';

import { z } from 'zod';

import { runAction } from '../../connector/iterable/run-action.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { actionNamed, startCalls, type CallWorld } from '../peer-defects/call-world.ts';

let world: CallWorld | undefined;
let sandbox: Sandbox | undefined;
afterEach(async () => {
  await world?.fake.close();
  await sandbox?.close();
  world = undefined;
  sandbox = undefined;
});

const ada = 'ada@example.com';

describe('Actions that write people, lists and events', () => {
  test('W12: subscribers of either name go into a list in chunks, with a result for each of them.', async () => {
    world = await startCalls((call) => {
      const { subscribers } = JSON.parse(call.body) as { subscribers: { email?: string; userId?: string }[] };
      const invalid = subscribers.flatMap(({ email = '' }) => (email.startsWith('bad') ? [email] : []));
      return {
        body: {
          successCount: subscribers.length - invalid.length,
          failCount: invalid.length,
          invalidEmails: invalid,
          invalidUserIds: [],
        },
      };
    });
    const subscribers = Array.from({ length: 2_500 }, (_, n) =>
      n % 2 === 0 ? { email: `${n === 1_400 ? 'bad' : 'p'}${n}@example.com` } : { userId: `user-${n}` },
    );
    const result = await world.run('add_subscribers_to_list', { listId: 1001, subscribers }, 'hybrid');
    const sent = world.fake.calls.map((_, call) => world?.sent(call)['subscribers'] as object[]);
    expect(sent.every(({ length }) => length <= 1_000)).toBe(true);
    expect(sent.flat()).toEqual(subscribers);
    expect(result.items?.length).toBe(2_500);
    expect(result.items?.flatMap(({ outcome }, index) => (outcome === 'accepted' ? [] : [index]))).toEqual([1_400]);
  });

  test('W14: a new list gives its id, under which it is a static list, and only static ones can be asked for.', async () => {
    sandbox = await startSandbox({ limits: false });
    world = await startCalls();
    const { client } = world.fake;
    const connection = { ...world.fake.connection, sandboxUrl: sandbox.url, apiKey: sandbox.key };
    const run = (name: string, input: unknown) =>
      runAction({ action: actionNamed(name), input, connection, stepKey: 'step', client });
    const { listId } = (await run('create_list', { name: 'Spring guests' })).output as { listId: number };
    const { lists } = (await run('list_project_lists', {})).output as { lists: object[] };
    expect(lists).toContainEqual(
      expect.objectContaining({
        id: listId,
        name: 'Spring guests',
        listType: expect.stringMatching(/static|standard/i),
      }),
    );
    expect(await run('create_list', { name: 'x', listType: 'Dynamic' })).toMatchObject({
      outcome: 'rejected',
      error: { code: 'ITC_INPUT_INVALID' },
    });
    expect(actionNamed('create_list').summary).toContain('static');
  });

  test('W18: an event goes out with name, person, time, fields and numeric ids, and under one id however often it is sent.', async () => {
    world = await startCalls();
    const event = {
      eventName: 'cartAbandoned',
      email: ada,
      createdAt: '2026-01-05T12:00:00Z',
      dataFields: { 'order.total': 19.9, items: [{ sku: '007' }] },
      campaignId: '701245',
      templateId: 88,
    };
    await world.run('track_event', event);
    await world.run('track_event', event);
    await world.run('track_event', { ...event, id: 'order-7' });
    expect(world.fake.calls[0]).toMatchObject({ method: 'POST', url: '/api/events/track' });
    expect(world.sent(0)).toEqual({ ...event, createdAt: 1767614400, campaignId: 701245, id: expect.any(String) });
    expect(world.sent(1)).toEqual(world.sent(0));
    expect(world.sent(2)['id']).toBe('order-7');
    const before = world.fake.calls.length;
    for (const wrong of [{ eventName: ' ' }, { campaignId: 'spring' }, { createdAt: 'soon' }, { email: undefined }]) {
      expect((await world.run('track_event', { ...event, ...wrong })).outcome).toBe('rejected');
    }
    expect(world.fake.calls.length).toBe(before);
  });

  test('W19: subscriptions that are left out are not sent, an empty list is, and the help tells that it replaces what is stored.', async () => {
    world = await startCalls();
    await world.run('update_user_subscriptions', { email: ada, emailListIds: [1001] });
    await world.run('update_user_subscriptions', { email: ada, unsubscribedChannelIds: [] });
    expect(world.sent(0)).toEqual({ email: ada, emailListIds: [1001] });
    expect(world.sent(1)).toEqual({ email: ada, unsubscribedChannelIds: [] });
    for (const empty of ['', null]) {
      const { outcome } = await world.run('update_user_subscriptions', { email: ada, emailListIds: empty });
      expect(outcome).toBe('rejected');
    }
    expect(world.fake.calls.length).toBe(2);
    const properties = z.toJSONSchema(actionNamed('update_user_subscriptions').input, { io: 'input' }).properties ?? {};
    const replacing = Object.entries(properties).flatMap(([name, field]) =>
      /^Replaces what is stored.*empty list clears/.test((field as { description?: string }).description ?? '')
        ? [name]
        : [],
    );
    expect(replacing).toEqual([
      'emailListIds',
      'unsubscribedChannelIds',
      'unsubscribedMessageTypeIds',
      'subscribedMessageTypeIds',
    ]);
  });

  test('W20: a user is written with the options for objects, identity and new fields as chosen, and with none of them by itself.', async () => {
    world = await startCalls();
    const user = { email: ada, userId: 'user-1', dataFields: { address: { city: 'Porto' }, old: null } };
    await world.run('upsert_user', { email: ada, dataFields: user.dataFields });
    await world.run(
      'upsert_user',
      { ...user, mergeNestedObjects: true, preferUserId: true, createNewFields: false },
      'hybrid',
    );
    expect(world.sent(0)).toEqual({ email: ada, dataFields: user.dataFields });
    expect(world.sent(1)).toEqual({ ...user, mergeNestedObjects: true, preferUserId: true, createNewFields: false });
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';

import { actions, picklists } from '../../actions/index.ts';
import { inputSchema } from '../../connector/check-declaration.ts';
import { readCsv } from '../../connector/bulk/read-csv.ts';
import type { SourceRow } from '../../connector/bulk/source-row.ts';
import { createPicklistLoader } from '../../connector/iterable/load-picklist.ts';
import { testConnection } from '../../connector/iterable/test-connection.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import { loadRegistry } from '../../connector/registry.ts';
import { retryDelay } from '../../recipes/retry-delay.ts';
import { settleStep } from '../../recipes/settle-step.ts';
import { triggers } from '../../triggers/index.ts';
import { startFakeIterable } from '../iterable/fake-iterable.ts';
import { actionNamed, email, startCalls, type CallWorld } from './call-world.ts';

let world: CallWorld;
afterEach(() => world.fake.close());

const refused = (path: string) => ({ code: 'ITC_INPUT_INVALID', details: { path } });

describe('Workato, calling', () => {
  test('Workato 4: CSV is read by RFC 4180, and each row is a record of its own.', async () => {
    world = await startCalls();
    const text = 'name,note\r\n"Lovelace, Ada","two\nlines"\r\nBob,a___b\r\n';
    const rows: SourceRow[] = [];
    const input = (async function* () {
      yield Buffer.from(text);
    })();
    for await (const some of readCsv(input, { row: 0, offset: 0 }, null, {})) rows.push(...some);
    expect(rows.map((row) => ('value' in row ? row.value : row))).toEqual([
      { name: 'Lovelace, Ada', note: 'two\nlines' },
      { name: 'Bob', note: 'a___b' },
    ]);
  });

  test('Workato 11: an output that its schema does not describe, or a form that is none, does not load.', async () => {
    world = await startCalls();
    const action = actionNamed('view_email_in_browser');
    const load = (change: object) => () =>
      loadRegistry({ actions: [{ ...action, ...change }], triggers: [], picklists });
    expect(load({ examples: [{ ...action.examples[0], output: [] }] })).toThrow(/examples\[0\]\.output/);
    expect(load({ input: action.output })).toThrow(/input/);
    expect(load({})).not.toThrow();
  });

  const wanted = [
    'track_purchase',
    'update_cart',
    'update_user_email',
    'merge_users',
    'forget_user',
    'remove_subscribers_from_list',
    'send_push',
    'send_whatsapp',
    'trigger_journey',
    'get_user_by_user_id',
  ];
  test('Workato 19: what it lacks is here, and a 429 is waited for.', async () => {
    world = await startCalls(() => ({ status: 429, headers: { 'Retry-After': '2' }, body: '' }));
    expect(wanted.filter((name) => !actions.some((action) => action.name === name))).toEqual([]);
    expect(await world.run('upsert_user', { email })).toMatchObject({ outcome: 'retry', retryAfterMs: 2000 });
  });
});

describe('n8n, calling', () => {
  test('n8n 4: nothing of one call is in the next.', async () => {
    world = await startCalls(() => ({ body: { user: {} } }));
    await world.run('get_user_by_email', { email });
    await world.run('list_channels', {});
    expect(world.fake.calls.map(({ url }) => new URL(url, world.fake.url).search)).toEqual([
      '?email=ada%40example.com',
      '',
    ]);
  });

  test('n8n 5: the address of a user to delete is one part of the path.', async () => {
    world = await startCalls();
    await world.run('delete_user_by_email', { email: 'a/b?c@example.com' });
    expect(world.fake.calls[0]?.url).toBe('/api/users/a%2Fb%3Fc%40example.com');
  });

  test('n8n 8: a choice of many pages is read to its end.', async () => {
    world = await startCalls((_, count) => ({
      body: { journeys: [{ id: count, name: `j${count}` }], ...(count < 3 ? { nextPageUrl: 'x' } : {}) },
    }));
    const journeys = picklists.find(({ name }) => name === 'journeys')!;
    const loader = createPicklistLoader({ client: world.fake.client, now: () => 0 });
    expect((await loader.load(world.fake.connection, journeys)).options.map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  test('n8n 10: a key without the permission for webhooks is a good key that lacks a permission.', async () => {
    world = await startCalls(({ url }) => (url === '/api/webhooks' ? { status: 403 } : { body: {} }));
    const { state, checks } = await testConnection(world.fake.client, world.fake.connection);
    expect(state).toBe('missing_permission');
    expect(checks).toContainEqual({ name: 'key', ok: true });
    expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['webhooks']);
    expect(world.fake.calls.map(({ method }) => method)).not.toContain('POST');
  });
});

describe('Settings and people', () => {
  test('Segment 1: how calls are batched is no part of what is sent.', async () => {
    world = await startCalls();
    await world.run('track_event', { eventName: 'e', email, dataFields: { a: 1 } });
    expect(Object.keys(world.sent()).sort()).toEqual(['dataFields', 'email', 'eventName', 'id']);
    const settings = { enable_batching: true, batch_size: 100 };
    expect((await world.run('track_event', { eventName: 'e', email, ...settings })).outcome).toBe('rejected');
  });

  test('Segment 8: a createdAt that cannot be read is refused and never sent as null.', async () => {
    world = await startCalls();
    for (const createdAt of ['', 'soon', Number.NaN, {}])
      expect((await world.run('track_event', { eventName: 'e', email, createdAt })).error).toMatchObject(
        refused('createdAt'),
      );
    expect(world.fake.calls).toHaveLength(0);
  });

  test('RudderStack 3: that a cart is overwritten as a whole is said where it is mapped.', async () => {
    world = await startCalls();
    const { summary, input } = actionNamed('update_cart');
    expect(summary).toMatch(/^Overwrites/);
    expect(inputSchema(input).properties?.['items']?.['description']).toMatch(/not listed are gone/);
    expect(input.safeParse({ user: { email } }).success).toBe(false);
  });

  test('RudderStack 7: a user ID is what is mapped as one, and nothing else becomes it.', async () => {
    world = await startCalls();
    expect((await world.run('track_event', { eventName: 'e', anonymousId: 'a-1' }, 'userId')).outcome).toBe('rejected');
    expect((await world.run('track_event', { eventName: 'e', email }, 'userId')).error?.code).toBe('ITC_IDENTITY_TYPE');
    expect(world.fake.calls).toHaveLength(0);
  });

  test('mParticle 4: a person without an address in a project that goes by address is refused, and none is made up.', async () => {
    world = await startCalls();
    expect((await world.run('track_event', { eventName: 'e', userId: 'u-1' })).error?.code).toBe('ITC_IDENTITY_TYPE');
    expect(world.fake.calls).toHaveLength(0);
  });

  test('Iterable TS client 6: of both names of a person the one that counts in the project is sent.', async () => {
    world = await startCalls();
    for (const projectType of ['email', 'userId', 'hybrid'] as const)
      await world.run('track_event', { eventName: 'e', email, userId: 'u-1' }, projectType);
    const names = (index: number) => Object.keys(world.sent(index)).filter((key) => /^(email|userId)$/.test(key));
    expect([names(0), names(1), names(2)]).toEqual([['email'], ['userId'], ['userId']]);
  });

  test('Fides 1: a person is erased by user ID where the project goes by it.', async () => {
    world = await startCalls();
    expect((await world.run('forget_user', { email, userId: 'u-1' }, 'userId')).outcome).toBe('success');
    await world.run('delete_user_by_user_id', { userId: 'u/1' }, 'userId');
    expect(world.sent()).toEqual({ userId: 'u-1' });
    expect(world.fake.calls[1]?.url).toBe('/api/users/byUserId/u%2F1');
  });

  test('w6w 4: a person can be forgotten, and that can be taken back.', async () => {
    world = await startCalls();
    await world.run('forget_user', { email });
    await world.run('unforget_user', { email });
    expect(world.fake.calls.map(({ url }) => url)).toEqual(['/api/users/forget', '/api/users/unforget']);
  });
});

describe("Iterable's own fields", () => {
  test('Iterable TS client 1: a webhook is changed with the fields of the API.', async () => {
    world = await startCalls(() => ({ body: { id: 9001 } }));
    const webhook = {
      id: 9001,
      endpoint: 'https://hooks.example.com/in',
      enabled: true,
      authType: 'Basic',
      authToken: 't',
    };
    await world.run('update_webhook', webhook);
    expect(world.sent()).toEqual(webhook);
    expect((await world.run('update_webhook', { webhookId: 9001, active: true })).outcome).toBe('rejected');
  });

  test('Iterable TS client 3: at most 200 events of a person are asked for.', async () => {
    world = await startCalls(() => ({ body: { events: [] } }));
    expect((await world.run('list_user_events_by_email', { email, limit: 200 })).outcome).toBe('success');
    expect((await world.run('list_user_events_by_email', { email, limit: 201 })).error).toMatchObject(refused('limit'));
  });

  test('Iterable TS client 8: a page of campaigns is as large as Iterable allows.', async () => {
    world = await startCalls(() => ({ body: { campaigns: [], totalCampaignsCount: 0 } }));
    await world.run('list_campaigns', {});
    expect(new URL(world.fake.calls[0]!.url, world.fake.url).searchParams.get('pageSize')).toBe('1000');
  });

  test('Iterable TS client 9: purchases, carts, forgetting and devices have their actions.', async () => {
    world = await startCalls();
    const wanted = ['track_purchase', 'update_cart', 'forget_user', 'register_device_token', 'disable_device'];
    for (const name of wanted) expect(actionNamed(name)).toMatchObject({ name, effect: 'write' });
  });

  test('Estuary 1: exports take the type that Iterable spells emailUnSubscribe, and no other spelling.', async () => {
    world = await startCalls(() => ({ body: '' }));
    const bounds = { range: 'Yesterday' };
    expect((await world.run('export_data_json', { dataTypeName: 'emailUnSubscribe', ...bounds })).outcome).toBe(
      'success',
    );
    expect((await world.run('export_data_json', { dataTypeName: 'emailUnsubscribe', ...bounds })).error).toMatchObject(
      refused('dataTypeName'),
    );
  });

  test('Grouparoo 2: the id of a list is a number, and an empty name makes no list.', async () => {
    world = await startCalls(() => ({ body: { listId: 7 } }));
    expect((await world.run('create_list', { name: '' })).error).toMatchObject(refused('name'));
    expect((await world.run('create_list', { name: 'Spring' })).output).toEqual({ listId: 7 });
    expect(
      (await world.run('add_subscribers_to_list', { listId: 'Spring', subscribers: [{ email }] })).error,
    ).toMatchObject(refused('listId'));
  });

  test('tap-iterable 1: campaigns are asked for page by page, and each page says whether one follows.', async () => {
    world = await startCalls((_, count) => ({
      body: { campaigns: [], ...(count === 1 ? { nextPageUrl: '/p2' } : {}) },
    }));
    expect((await world.run('list_campaigns', { page: 1 })).output).toMatchObject({ nextPageUrl: '/p2' });
    await world.run('list_campaigns', { page: 2 });
    expect(new URL(world.fake.calls[1]!.url, world.fake.url).searchParams.get('page')).toBe('2');
  });

  test('tap-iterable 3: the 5 calls a minute for members of a list are kept, and a preview needs none of them.', async () => {
    world = await startCalls();
    expect(actionNamed('list_members').endpoint).toMatchObject({ limit: { calls: 5, perMs: 60_000 } });
    expect(picklists.map(({ endpoint }) => endpoint.path)).not.toContain('/api/lists/getUsers');
    expect(actionNamed('preview_list_members').endpoint).not.toEqual(actionNamed('list_members').endpoint);
  });
});

describe('Retries and limits', () => {
  const send = { effect: 'send', idempotent: false, onUnknownOutcome: 'hold' } as const;
  const limited = { attempt: 1, maxAttempts: 5, random: 0 };

  test.each([
    'Grouparoo 1: the answer to a 429 is obeyed.',
    'Iterable TS client 7: a 429 is tried again when Iterable says so.',
    'tap-iterable 4: Retry-After is the least wait.',
    'w6w 3: what is limited is tried again later.',
  ])('%s', async () => {
    world = await startCalls(() => ({ status: 429, headers: { 'Retry-After': '40' }, body: '' }));
    const { outcome, retryAfterMs } = await world.run('send_sms', { campaignId: 1, recipientEmail: email });
    const { kind, delayMs } = settleStep({ ...send, ...limited, outcome, retryAfterMs }) as {
      kind: string;
      delayMs: number;
    };
    expect(kind).toBe('wait');
    expect(delayMs).toBeGreaterThanOrEqual(40_000);
  });

  test('iterable-go 3: waits grow, are spread, and are never shorter than asked for.', async () => {
    world = await startCalls();
    expect([1, 2, 3].map((attempt) => retryDelay(attempt, null, 0))).toEqual([500, 1000, 2000]);
    expect(retryDelay(1, null, 0.9)).toBeGreaterThan(retryDelay(1, null, 0.1));
    expect(retryDelay(1, 7000, 0)).toBeGreaterThanOrEqual(7000);
  });

  test('iterable-go 9: the published limit is kept without a word in any setting.', async () => {
    world = await startCalls(() => ({ body: 'a@example.com' }));
    let nowMs = 0;
    const client = world.fake.makeClient({ now: () => nowMs, sleep: async (ms) => void (nowMs += ms), maxWaitMs: 0 });
    const { connection } = world.fake;
    const outcomes: string[] = [];
    for (let n = 0; n < 6; n++) {
      const run = { action: actionNamed('list_members'), input: { listId: 1 }, connection, stepKey: 's', client };
      outcomes.push((await runAction(run)).outcome);
    }
    expect(outcomes).toEqual(['success', 'success', 'success', 'success', 'success', 'retry']);
    expect(world.fake.calls).toHaveLength(5);
  });

  test('w6w 5: an event and a purchase carry a key that makes a repeated call the same one.', async () => {
    world = await startCalls();
    await world.run('track_event', { eventName: 'e', email });
    await world.run('track_purchase', { user: { email }, items: [], total: 0 });
    expect([world.sent(0).id, world.sent(1).id]).toEqual(['step', 'step']);
  });

  test('w6w 2: there are triggers, and ids are chosen from lists.', async () => {
    world = await startCalls();
    expect(triggers.map(({ source }) => source)).toEqual(expect.arrayContaining(['system_webhook', 'journey_webhook']));
    expect(picklists.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['lists', 'campaigns', 'templates', 'journeys', 'channels', 'message_types']),
    );
  });
});

describe('Failures of the server', () => {
  const limited = { attempt: 1, maxAttempts: 5, random: 0 };

  test.each([
    'iterable-go 2: a read that failed is made again.',
    'mParticle 2: after a 500 or 503 nothing is dropped.',
  ])('%s', async () => {
    world = await startCalls((_, count) => ({ status: count === 1 ? 500 : 503, body: '' }));
    for (const _ of [500, 503]) {
      const { outcome, retryAfterMs } = await world.run('upsert_user', { email });
      const nature = { effect: 'write', idempotent: true, onUnknownOutcome: 'retry' } as const;
      expect(settleStep({ ...nature, ...limited, outcome, retryAfterMs }).kind).toBe('wait');
    }
  });
});

describe('Data centers', () => {
  test.each([
    ['Segment 3: lists of the EU are written in the EU.', 'add_subscribers_to_list'],
    ['iterable-go 1: the host is chosen by the region of the connection.', 'upsert_user'],
    ['mParticle 5: events of the EU are tracked in the EU.', 'track_event'],
    ['tap-iterable 2: members of lists of the EU are read in the EU.', 'list_members'],
    ['Estuary 2: exports of the EU are read in the EU.', 'export_data_json'],
    ['Fides 2: people of the EU are forgotten in the EU.', 'forget_user'],
  ])('%s', async (_, name) => {
    world = await startCalls(() => ({ body: { successCount: 1, failCount: 0 } }));
    const us = await startFakeIterable(() => ({}));
    const client = world.fake.makeClient({ hosts: { us: us.url, eu: world.fake.url } });
    const connection = { ...world.fake.connection, sandboxUrl: null, region: 'eu' } as const;
    const action = actionNamed(name);
    await runAction({ action, input: action.examples[0].input, connection, stepKey: 's', client });
    expect([world.fake.calls.length, us.calls.length]).toEqual([1, 0]);
    await us.close();
  });
});

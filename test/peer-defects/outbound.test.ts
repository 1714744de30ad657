import { afterEach, describe, expect, test } from '@jest/globals';

import { actions, picklists } from '../../actions/index.ts';
import { inputSchema, type FormSchema } from '../../connector/check-declaration.ts';
import type { ProjectType } from '../../connector/define.ts';
import { createPicklistLoader } from '../../connector/iterable/load-picklist.ts';
import { loadRegistry } from '../../connector/registry.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import { startFakeIterable, type Answer, type FakeIterable, type SeenCall } from '../iterable/fake-iterable.ts';

let fake: FakeIterable;
afterEach(() => fake.close());
const ok = (): Answer => ({});
const start = async (answer: (call: SeenCall) => Answer = ok) => (fake = await startFakeIterable(answer));
const run = (name: string, input: unknown, projectType: ProjectType = 'email') =>
  runAction({
    action: actions.find((action) => action.name === name)!,
    input,
    connection: { ...fake.connection, projectType },
    stepKey: 'step',
    client: fake.client,
  });
const sent = (index = 0) => JSON.parse(fake.calls[index]!.body) as Record<string, unknown>;
const email = 'ada@example.com';

/** The names of all form hints in a schema. */
const hintsOf = ({ form = {}, properties = {}, items }: FormSchema): string[] => [
  ...Object.keys(form),
  ...[...Object.values(properties), ...(items === undefined ? [] : [items])].flatMap(hintsOf),
];

describe('Workato', () => {
  test('Workato 1: keys of data fields keep their underscores.', async () => {
    await start();
    await run('track_event', { eventName: 'e', email, dataFields: { order_id: 1, a_b: { c_d: 2 } } });
    expect(sent().dataFields).toEqual({ order_id: 1, a_b: { c_d: 2 } });
  });

  test('Workato 2: keys of an answer keep their dots.', async () => {
    const user = { email, dataFields: { 'a.b': 1, a_b: 2 } };
    await start(() => ({ body: { user } }));
    expect((await run('get_user_by_email', { email })).output).toEqual({ found: true, user });
  });

  test('Workato 5: a path whose parameter no field fills does not load.', async () => {
    await start();
    const [action] = actions;
    const broken = { ...action!, endpoint: { method: 'POST', path: '/api/catalogs/{catalog_name}/items' } as const };
    expect(() => loadRegistry({ actions: [broken], triggers: [], picklists })).toThrow(/catalog_name/);
  });

  test('Workato 6: which fields are needed comes from the schema, so no hint can mistype it.', async () => {
    await start();
    const { input } = loadRegistry({ actions, triggers: [], picklists }).action('put_catalog_item');
    expect(inputSchema(input).required).toEqual(['catalogName', 'itemId', 'value']);
    const hints = actions.flatMap((action) => hintsOf(inputSchema(action.input)));
    expect(new Set(hints)).toEqual(new Set(['sticky', 'advanced', 'picklist', 'control']));
  });

  test('Workato 9: a connection of the EU region calls the EU host.', async () => {
    await start();
    const us = await startFakeIterable(ok);
    const client = fake.makeClient({ hosts: { us: us.url, eu: fake.url } });
    const connection = { ...fake.connection, sandboxUrl: null, region: 'eu' } as const;
    await runAction({ action: actions[0]!, input: { email }, connection, stepKey: 's', client });
    expect([fake.calls.length, us.calls.length]).toEqual([1, 0]);
    await us.close();
  });

  test('Workato 10: the body holds the documented keys and nothing of the form.', async () => {
    await start(() => ({ body: { successCount: 1, failCount: 0 } }));
    await run('add_subscribers_to_list', { listId: '42', subscribers: [{ email }] });
    expect(sent()).toEqual({ listId: 42, subscribers: [{ email }] });
  });

  test('Workato 12: dates, nulls and numbers in an answer come through unchanged at any depth.', async () => {
    const user = {
      email,
      dataFields: {
        createdAt: '2031-01-01 18:01:15 +00:00',
        updatedAt: null,
        deep: { startAt: 1500000000000, endedAt: 'never' },
      },
    };
    await start(() => ({ body: { user } }));
    expect((await run('get_user_by_email', { email })).output).toEqual({ found: true, user });
  });

  test('Workato 13: text that is no id is refused, and empty text never clears subscriptions.', async () => {
    await start();
    for (const emailListIds of ['abc', '', [''], ['1', 'x'], [0]]) {
      expect((await run('update_user_subscriptions', { email, emailListIds })).error?.code).toBe('ITC_INPUT_INVALID');
    }
    expect(fake.calls).toHaveLength(0);
    await run('update_user_subscriptions', { email, unsubscribedChannelIds: [] });
    expect(sent()).toEqual({ email, unsubscribedChannelIds: [] });
  });

  test.each(['a+b@x.com', 'a/b@x.com', 'a?b@x.com', 'a#b@x.com', 'a&b=c@x.com'])(
    'Workato 14: the address %s arrives whole.',
    async (address) => {
      await start(() => ({ body: {} }));
      await run('get_user_by_email', { email: address });
      expect(new URL(fake.calls[0]!.url, fake.url).searchParams.get('email')).toBe(address);
    },
  );

  test('Workato 15: 45 campaigns are all listed, and an SMS step sees those of its medium.', async () => {
    await start(({ url }) => {
      const page = Number(new URL(url, fake.url).searchParams.get('page'));
      const count = page === 3 ? 5 : 20;
      const campaigns = Array.from({ length: count }, (_, n) => ({
        id: page * 100 + n,
        name: 'c',
        messageMedium: n % 2 === 0 ? 'SMS' : 'Email',
        type: 'Triggered',
        campaignState: 'Running',
      }));
      return { body: { campaigns, ...(page < 3 ? { nextPageUrl: 'x' } : {}) } };
    });
    const loader = createPicklistLoader({ client: fake.client, now: () => 0 });
    const campaigns = picklists.find(({ name }) => name === 'campaigns')!;
    expect((await loader.load(fake.connection, campaigns)).options).toHaveLength(45);
    expect((await loader.load(fake.connection, campaigns, { medium: 'SMS' })).options).toHaveLength(23);
  });

  test('Workato 16: what fills a form can only read, and never from an endpoint with a scarce limit.', async () => {
    await start();
    for (const { endpoint } of picklists) {
      expect(endpoint.method).toBe('GET');
      expect(endpoint.path).not.toMatch(/export|getUsers|size|metrics/);
    }
  });

  test('Workato 17: an unknown address gives a result that says so.', async () => {
    await start(() => ({ body: {} }));
    expect(await run('get_user_by_email', { email })).toMatchObject({ outcome: 'success', output: { found: false } });
  });

  test('Workato 18: HTTP 200 with two failures is partial and names the two rows.', async () => {
    await start(() => ({
      body: {
        successCount: 1,
        failCount: 2,
        failedUpdates: { invalidEmails: ['bad@'], forgottenEmails: ['gone@example.com'] },
      },
    }));
    const result = await run('bulk_upsert_users', {
      users: [{ email }, { email: 'bad@' }, { email: 'Gone@Example.com' }],
    });
    expect(result).toMatchObject({
      outcome: 'success',
      error: { code: 'ITC_ITERABLE_PARTIAL', details: { failed: 2, items: [1, 2] } },
    });
    expect(result.items?.map(({ outcome }) => outcome)).toEqual(['accepted', 'failed', 'failed']);
  });

  test('Workato 21: a userId project sends by user ID.', async () => {
    await start();
    await run('send_sms', { campaignId: 1, recipientUserId: 'u-1' }, 'userId');
    expect(sent()).toEqual({ campaignId: 1, recipientUserId: 'u-1' });
  });
});

describe('n8n', () => {
  test('n8n 1: an event is tracked by user ID alone, and is refused with an id but no person.', async () => {
    await start();
    expect((await run('track_event', { eventName: 'e', userId: 'u-1' }, 'userId')).outcome).toBe('success');
    expect((await run('track_event', { eventName: 'e', id: 'evt-1' }, 'hybrid')).error?.code).toBe(
      'ITC_IDENTITY_MISSING',
    );
    expect(fake.calls).toHaveLength(1);
  });

  test('n8n 2: data fields keep their types and ids are sent as numbers.', async () => {
    await start();
    await run('track_event', {
      eventName: 'e',
      email,
      campaignId: '12',
      dataFields: { total: 19.9, paid: true, tags: ['a'] },
    });
    expect(sent()).toMatchObject({ campaignId: 12, dataFields: { total: 19.9, paid: true, tags: ['a'] } });
  });

  test('n8n 3: each item of a batch is its own, and one failing item stops no other.', async () => {
    await start((call) => ({
      body: { successCount: (JSON.parse(call.body) as { users: unknown[] }).users.length, failCount: 0 },
    }));
    const result = await run('bulk_upsert_users', {
      users: [{ email, dataFields: { a: 1 } }, { email: '' }, { email: 'b@example.com', dataFields: { b: 2 } }],
    });
    expect(sent().users).toEqual([
      { email, dataFields: { a: 1 } },
      { email: 'b@example.com', dataFields: { b: 2 } },
    ]);
    expect(result.items?.map(({ outcome }) => outcome)).toEqual(['accepted', 'failed', 'accepted']);
  });
});

describe('Segment', () => {
  test('Segment 7: the input is left as it was, and only one name of a person is sent where one is meant.', async () => {
    await start();
    const input = { campaignId: 1, recipientEmail: email, recipientUserId: 'u-1', dataFields: { a: 1 } };
    const before = structuredClone(input);
    await run('send_sms', input);
    expect(input).toEqual(before);
    expect(sent()).toEqual({ campaignId: 1, recipientEmail: email, dataFields: { a: 1 } });
  });

  test.each(['2024-01-01T1000', ',5Z', 'T99:99', '2024-02-30', '31/12/2024'])(
    'Segment 6: the date %s is refused and becomes no other day.',
    async (createdAt) => {
      await start();
      expect((await run('track_event', { eventName: 'e', email, createdAt })).error).toMatchObject({
        code: 'ITC_INPUT_INVALID',
        details: { path: 'createdAt' },
      });
    },
  );

  test('Segment 10: a batch call carries 1,000 items and not 1,001.', async () => {
    await start(() => ({ body: { successCount: 1000, failCount: 0 } }));
    await run('bulk_upsert_users', { users: Array.from({ length: 1001 }, (_, n) => ({ email: `u${n}@example.com` })) });
    expect(fake.calls.map(({ body }) => (JSON.parse(body) as { users: unknown[] }).users.length)).toEqual([1000, 1]);
  });
});

describe('RudderStack', () => {
  test('RudderStack 1: the time of an event is sent in seconds, and milliseconds are refused.', async () => {
    await start();
    await run('track_event', { eventName: 'e', email, createdAt: '2031-02-27T23:06:40.500Z' });
    expect(sent().createdAt).toBe(1930000000);
    expect((await run('track_event', { eventName: 'e', email, createdAt: 1598631966468 })).error?.code).toBe(
      'ITC_INPUT_INVALID',
    );
  });

  test('RudderStack 2: an event without a name is refused.', async () => {
    await start();
    expect((await run('track_event', { email })).error?.details?.path).toBe('eventName');
  });

  test('RudderStack 4: a large first item makes no empty call.', async () => {
    await start(() => ({ body: { successCount: 1, failCount: 0 } }));
    await run('bulk_upsert_users', {
      users: [{ email: 'big@example.com', dataFields: { x: 'x'.repeat(4_000_001) } }, { email }],
    });
    expect(fake.calls).toHaveLength(1);
    expect(sent().users).toEqual([{ email }]);
  });

  test('RudderStack 5: a failing row of a person does not fail the other rows of that person.', async () => {
    await start((call) =>
      call.body.includes('"n":2')
        ? { body: { successCount: 0, failCount: 1, invalidEmails: [email] } }
        : { body: { successCount: 1, failCount: 0 } },
    );
    const result = await run('bulk_upsert_users', { users: [1, 2, 3].map((n) => ({ email, dataFields: { n } })) });
    expect(result.items?.map(({ outcome }) => outcome)).toEqual(['accepted', 'failed', 'accepted']);
  });

  test('RudderStack 6: an event name that is not allowed is a rejection in spite of HTTP 200.', async () => {
    await start(() => ({
      body: { msg: 'Event blockedEvent is disallowed from tracking.', code: 'Success', params: null },
    }));
    expect(await run('track_event', { eventName: 'blockedEvent', email })).toMatchObject({
      outcome: 'rejected',
      error: { details: { path: 'eventName' } },
    });
  });

  test('RudderStack 8: an event sent again carries the same id.', async () => {
    await start();
    await run('track_event', { eventName: 'e', email });
    await run('track_event', { eventName: 'e', email });
    expect([sent(0).id, sent(1).id]).toEqual(['step', 'step']);
  });
});

describe('Iterable TS client', () => {
  test('Iterable TS client 2: the real names of failed rows, notFound and forgotten, are read.', async () => {
    await start(() => ({
      body: { successCount: 0, failCount: 2, failedUpdates: { notFoundUserIds: ['u-1'], forgottenUserIds: ['u-2'] } },
    }));
    const result = await run(
      'add_subscribers_to_list',
      { listId: 1, subscribers: [{ userId: 'u-1' }, { userId: 'u-2' }] },
      'userId',
    );
    expect(result.items?.map(({ reason }) => reason)).toEqual([
      'Iterable does not know this person.',
      'The person was forgotten (GDPR) and cannot be written.',
    ]);
  });

  test('Iterable TS client 5: a user without an address is read, and preferUserId and createNewFields are sent.', async () => {
    await start((call) =>
      call.method === 'GET'
        ? { body: { user: { userId: 'u-1', dataFields: {} } } }
        : { body: { successCount: 1, failCount: 0 } },
    );
    expect((await run('get_user_by_email', { email })).outcome).toBe('success');
    await run('bulk_upsert_users', { users: [{ userId: 'u-1', preferUserId: true }], createNewFields: false });
    expect(sent(1)).toEqual({ users: [{ userId: 'u-1', preferUserId: true }], createNewFields: false });
  });

  test('Iterable TS client 4: the text false is no boolean.', async () => {
    await start();
    expect((await run('upsert_user', { email, mergeNestedObjects: 'false' })).error?.code).toBe('ITC_INPUT_INVALID');
  });
});

describe('iterable-go', () => {
  test('iterable-go 4: fields without a value are left out and not sent as 0 or empty text.', async () => {
    await start();
    await run('track_event', { eventName: 'e', email, userId: '' });
    expect(sent()).toEqual({ eventName: 'e', email, id: 'step' });
    await run('update_user_subscriptions', { email });
    expect(sent(1)).toEqual({ email });
  });

  test('iterable-go 5: a failure by user ID or in other letters counts for its row.', async () => {
    await start(() => ({
      body: {
        successCount: 0,
        failCount: 2,
        failedUpdates: { conflictUserIds: ['u-1'], invalidDataEmails: ['mixed@example.com'] },
      },
    }));
    const result = await run('bulk_upsert_users', {
      users: [{ email: 'a@example.com', userId: 'u-1' }, { email: 'Mixed@Example.com' }],
    });
    expect(result.items?.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  });
});

describe('Others', () => {
  test('mParticle 1: text that looks like a number stays text.', async () => {
    await start();
    await run('upsert_user', { email, dataFields: { zip: '02134', size: '1.5f', big: '12345678901234567890' } });
    expect(sent().dataFields).toEqual({ zip: '02134', size: '1.5f', big: '12345678901234567890' });
  });

  test('w6w 1: a bulk answer with HTTP 200 in which all rows failed is no success.', async () => {
    await start(() => ({ body: { successCount: 0, failCount: 1, invalidEmails: ['bad@'] } }));
    expect((await run('add_subscribers_to_list', { listId: 1, subscribers: [{ email: 'bad@' }] })).outcome).toBe(
      'rejected',
    );
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { rudderClient, segmentClient } from './sdk-clients.ts';
import { startTrackingServer, type TrackingServer } from './tracking-server.ts';

let tracking: TrackingServer;
let count = 0;
let email: string;
beforeAll(async () => {
  tracking = await startTrackingServer();
});
afterAll(() => tracking.server.close());
beforeEach(() => {
  count += 1;
  email = `ada${String(count)}@example.com`;
});

const profile = () => tracking.server.sandbox.state.users.find((user) => user.email === email);
const events = () => tracking.server.sandbox.state.events.filter((event) => event.email === email);
const identified = () => ({ userId: `u-${String(count)}`, context: { traits: { email } } });

describe('calls of the tracking protocol', () => {
  test('D7: identify creates the user and later identify calls update it; traits become profile fields', async () => {
    expect(await tracking.post('/v1/identify', { userId: 'u-7', traits: { email, plan: 'free', age: 36 } })).toEqual({
      status: 200,
      body: { success: true },
    });
    await tracking.settledJobs();
    expect(profile()?.dataFields).toMatchObject({ plan: 'free', age: 36 });
    expect(profile()?.userId).toBe('u-7');
    await tracking.post('/v1/identify', { userId: 'u-7', traits: { email, plan: 'pro' } });
    await tracking.settledJobs();
    expect(profile()?.dataFields).toMatchObject({ plan: 'pro', age: 36 });
  });

  test('D6: track and page calls become custom events; name and properties are kept, and a page without a name has a defined one', async () => {
    const timestamp = '2026-01-05T10:00:00.000Z';
    await tracking.post('/v1/track', {
      ...identified(),
      event: ' Plan Chosen ',
      properties: { plan: 'pro', seats: 3 },
      timestamp,
    });
    await tracking.post('/v1/page', {
      ...identified(),
      name: 'Pricing',
      category: 'Docs',
      properties: { url: 'https://x.example' },
    });
    await tracking.post('/v1/page', { ...identified(), name: '  ' });
    await tracking.post('/v1/screen', { ...identified() });
    await tracking.settledJobs();
    expect(events().map(({ eventName, dataFields }) => ({ eventName, dataFields }))).toEqual([
      { eventName: 'Plan Chosen', dataFields: { plan: 'pro', seats: 3 } },
      { eventName: 'Page Viewed', dataFields: { name: 'Pricing', category: 'Docs', url: 'https://x.example' } },
      { eventName: 'Page Viewed', dataFields: { name: '  ' } },
      { eventName: 'Screen Viewed', dataFields: {} },
    ]);
    expect(events()[0]?.createdAt).toBe(Date.parse(timestamp));
  });

  test('D8: a completed order becomes a purchase with the order ID, typed items and total, and its currency', async () => {
    const order = {
      ...identified(),
      event: 'order completed',
      properties: {
        order_id: 'order-8',
        total: '19.90',
        currency: 'EUR',
        products: [
          {
            product_id: 'sku-1',
            sku: 'S1',
            name: 'Mug',
            price: '9.95',
            quantity: 2,
            image_url: 'https://x.example/m.png',
          },
        ],
      },
    };
    await tracking.post('/v1/track', order);
    await tracking.post('/v1/track', { ...order, messageId: 'another' });
    await tracking.settledJobs();
    const purchases = events();
    expect(purchases).toHaveLength(1);
    expect(purchases[0]).toMatchObject({ eventType: 'purchase', id: 'order-8' });
    expect(purchases[0]?.dataFields).toMatchObject({
      total: 19.9,
      currency: 'EUR',
      shoppingCartItems: [{ id: 'sku-1', name: 'Mug', price: 9.95, quantity: 2, imageUrl: 'https://x.example/m.png' }],
    });
  });

  test('D8: an order whose total is no number ends before sending, and the job names the field', async () => {
    await tracking.post('/v1/track', {
      ...identified(),
      event: 'Order Completed',
      properties: { order_id: 'o', total: '19,90', products: [] },
    });
    const job = (await tracking.settledJobs())[0];
    expect(job).toMatchObject({ status: 'failed', error: { code: 'ITC_INPUT_INVALID' } });
    expect(job?.error?.message).toContain('total');
    expect(events()).toEqual([]);
  });

  test('D8: a cart update overwrites the cart, and a call that lists no products leaves it', async () => {
    const products = [{ product_id: 'sku-1', name: 'Mug', price: 9.95, quantity: 1 }];
    await tracking.post('/v1/track', { ...identified(), event: 'Cart Updated', properties: { products } });
    await tracking.post('/v1/track', { ...identified(), event: 'Cart Updated', properties: {} });
    const jobs = await tracking.settledJobs();
    expect(profile()?.dataFields['shoppingCartItems']).toEqual([
      { id: 'sku-1', name: 'Mug', price: 9.95, quantity: 1 },
    ]);
    expect(jobs[0]).toMatchObject({ status: 'stopped' });
  });

  test('D9: a call without the identity of the project ends before sending, and the job names the field', async () => {
    const before = tracking.server.sandbox.calls.length;
    await tracking.post('/v1/track', { userId: 'only-an-id', event: 'Seen' });
    await tracking.post('/v1/track', { anonymousId: 'nobody', event: 'Seen' });
    const [second, first] = await tracking.settledJobs();
    expect(first).toMatchObject({ status: 'failed', error: { code: 'ITC_IDENTITY_TYPE', details: { path: 'email' } } });
    expect(second).toMatchObject({
      status: 'failed',
      error: { code: 'ITC_IDENTITY_MISSING', details: { path: 'email' } },
    });
    expect(tracking.server.sandbox.calls).toHaveLength(before);
  });

  test('D10: calls are answered to servers alone: no other method and no header that lets pages of other sites in', async () => {
    for (const method of ['GET', 'OPTIONS', 'PUT']) {
      const answer = await fetch(`${tracking.url}/v1/track`, {
        method,
        headers: { origin: 'https://shop.example.com' },
      });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('D6: a batch becomes one event per call with one commit, context and time of the batch go to each', async () => {
    const sentAt = '2026-01-05T10:00:01.000Z';
    const batch = [
      { type: 'track', event: 'One', userId: 'u', messageId: `b1-${email}` },
      { type: 'track', event: 'Two', userId: 'u', messageId: `b2-${email}` },
    ];
    expect(
      (
        await tracking.post('/v1/import', {
          batch,
          sentAt,
          context: { traits: { email } },
          writeKey: tracking.writeKey,
        })
      ).body,
    ).toEqual({ success: true });
    await tracking.settledJobs();
    expect(events().map(({ eventName, id }) => [eventName, id])).toEqual([
      ['One', `b1-${email}`],
      ['Two', `b2-${email}`],
    ]);
    const { body } = await tracking.server.api<{ items: { id: string }[] }>('GET', '/events?limit=1');
    const { text } = await tracking.server.api('GET', `/events/${body.items[0]?.id ?? ''}`);
    expect(text).toContain(sentAt);
    expect(text).not.toContain(tracking.writeKey);
    expect(text).not.toContain(Buffer.from(`${tracking.writeKey}:`).toString('base64'));
  });

  test('D6: a call that is delivered again with its message ID starts nothing a second time', async () => {
    const call = { ...identified(), event: 'Once', messageId: `m-${email}` };
    for (let delivery = 0; delivery < 3; delivery += 1)
      expect((await tracking.post('/v1/track', call)).status).toBe(200);
    await tracking.settledJobs();
    expect(events()).toHaveLength(1);
  });

  test('D6: a faulty call of a batch is named and kept from Iterable, its neighbours are taken', async () => {
    const batch = [
      { type: 'track', event: 'Good', ...identified() },
      { type: 'track', ...identified() },
      { type: 'buy', ...identified() },
      { type: 'track', event: 'Large', ...identified(), properties: { text: 'x'.repeat(33_000) } },
      { type: 'identify', traits: 'none', ...identified() },
      7,
    ];
    const answer = await tracking.post('/v1/batch', { batch });
    expect(answer.status).toBe(200);
    expect(answer.body.rejected?.map(({ index, code }) => [index, code])).toEqual([
      [1, 'ITC_CALL_INVALID'],
      [2, 'ITC_CALL_INVALID'],
      [3, 'ITC_HOOK_TOO_LARGE'],
      [4, 'ITC_CALL_INVALID'],
      [5, 'ITC_CALL_INVALID'],
    ]);
    expect(answer.body.rejected?.[0]?.message).toContain('batch[1].event');
    await tracking.settledJobs();
    expect(events().map(({ eventName }) => eventName)).toEqual(['Good']);
  });

  test('D6: gzip is read, within the bounds of what it inflates to', async () => {
    const headers = { 'content-encoding': 'gzip', 'content-type': 'application/x-www-form-urlencoded' };
    const raw = gzipSync(JSON.stringify({ batch: [{ type: 'track', event: 'Zipped', ...identified() }] }));
    expect((await tracking.post('/v1/batch', null, { headers, raw })).body).toEqual({ success: true });
    await tracking.settledJobs();
    expect(events().map(({ eventName }) => eventName)).toEqual(['Zipped']);
    const bomb = gzipSync(JSON.stringify({ batch: [], filler: ' '.repeat(50_000_000) }));
    expect(await tracking.post('/v1/batch', null, { headers, raw: bomb })).toMatchObject({
      status: 413,
      body: { error: { code: 'ITC_HOOK_TOO_LARGE' } },
    });
    expect(await tracking.post('/v1/batch', null, { headers, raw: Buffer.from('no gzip') })).toMatchObject({
      status: 415,
    });
  });

  test.each<[string, { key?: string | null; body?: unknown; raw?: Buffer }, number, string]>([
    ['no key', { key: null }, 401, 'ITC_CALL_NO_KEY'],
    ['a wrong key', { key: 'wk_wrong' }, 401, 'ITC_CALL_WRONG_KEY'],
    ['a body that is no JSON', { raw: Buffer.from('{') }, 400, 'ITC_HOOK_BODY_JSON'],
    ['a list', { body: [] }, 400, 'ITC_CALL_INVALID'],
    ['a batch that is no list', { body: { batch: {} } }, 400, 'ITC_CALL_INVALID'],
    [
      'too many calls',
      { body: { batch: Array.from({ length: 2_501 }, () => ({ type: 'page' })) } },
      400,
      'ITC_CALL_INVALID',
    ],
    ['too large a body', { body: { batch: [], filler: 'x'.repeat(600_000) } }, 413, 'ITC_HOOK_TOO_LARGE'],
    ['too deep a body', { raw: Buffer.from(`{"batch":${'['.repeat(90)}${']'.repeat(90)}}`) }, 422, 'ITC_HOOK_TOO_DEEP'],
    ['a batch of faulty calls alone', { body: { batch: [{ type: 'track', userId: 'u' }] } }, 400, 'ITC_CALL_INVALID'],
  ])(
    'D6: %s is refused with the cause, and the refusal is kept',
    async (_what, { body = {}, ...options }, status, code) => {
      const kept = async () => {
        const { body: page } = await tracking.server.api<{ items: { code: string }[] }>(
          'GET',
          '/rejected-calls?limit=200',
        );
        return page.items.filter((call) => call.code === code).length;
      };
      const before = await kept();
      expect(await tracking.post('/v1/batch', body, options)).toMatchObject({ status, body: { error: { code } } });
      // a refusal is answered before it is kept, and that of another call may be kept in between
      while ((await kept()) === before) await sleep(5);
      expect(await kept()).toBeGreaterThan(before);
    },
  );

  test('D1: a rotated write key works at once, and the one before goes on for a while', async () => {
    const { body } = await tracking.server.api<{ writeKey: string; previousValidUntil: string }>(
      'POST',
      '/connections/shop/rotate-write-key',
    );
    for (const key of [body.writeKey, tracking.writeKey]) {
      expect((await tracking.post('/v1/identify', { traits: { email } }, { key })).status).toBe(200);
    }
    const { text } = await tracking.server.api('GET', '/connections');
    expect(text).not.toContain(body.writeKey);
    await tracking.settledJobs();
  });

  test.each([segmentClient, rudderClient])(
    'D6: the real SDK made by %p is understood in all that it sends',
    async (make) => {
      const client = make({ url: tracking.url, writeKey: tracking.writeKey, flushAt: 20 });
      const userId = `sdk-${String(count)}`;
      const sent = [
        client.identify({ userId, traits: { email, plan: 'pro' } }),
        client.track({ userId, email, event: 'Seen', properties: { n: 1 } }),
        client.page({ userId, email, name: 'Home', properties: { n: 2 } }),
      ];
      await client.close();
      expect(await Promise.all(sent)).toEqual([true, true, true]);
      await tracking.settledJobs();
      expect(profile()?.dataFields).toMatchObject({ plan: 'pro' });
      expect(events().map(({ eventName, dataFields }) => [eventName, dataFields['n']])).toEqual([
        ['Seen', 1],
        ['Page Viewed', 2],
      ]);
    },
  );
});

describe('calls for a project of user IDs', () => {
  test('D9: a project that tells people apart by user ID takes the user ID, and the address becomes a profile field', async () => {
    const byUserId = await startTrackingServer({ projectType: 'userId' });
    try {
      await byUserId.post('/v1/identify', { userId: 'u-9', traits: { email: 'nine@example.com', plan: 'pro' } });
      await byUserId.post('/v1/track', { userId: 'u-9', event: 'Seen' });
      await byUserId.post('/v1/track', { anonymousId: 'a', event: 'Seen' });
      const [last] = await byUserId.settledJobs();
      const written = byUserId.server.sandbox.calls.filter(({ method }) => method === 'POST');
      const bodies = written.map(({ path, body }) => [path, body]);
      expect(bodies).toEqual([
        ['/api/users/update', { userId: 'u-9', dataFields: { plan: 'pro', email: 'nine@example.com' } }],
        ['/api/events/track', expect.objectContaining({ userId: 'u-9', eventName: 'Seen' })],
      ]);
      expect(Object.keys(bodies[1]?.[1] as object)).not.toContain('email');
      expect(last).toMatchObject({ error: { code: 'ITC_IDENTITY_MISSING', details: { path: 'userId' } } });
    } finally {
      await byUserId.server.close();
    }
  });
});

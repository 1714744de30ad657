import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';

import { signedHeaders } from '../../connector/outbound/sign-message.ts';
import { makeConsentWorld, marketing, product, type ConsentWorld } from './consent-world.ts';

const email = 'ada@example.com';
const other = 'bob@example.com';
let world: ConsentWorld;
beforeEach(async () => {
  world = await makeConsentWorld();
  await world.book.putNotice('main', marketing);
  await world.book.putNotice('main', product);
  await world.call('upsert_user', { email });
});
afterEach(() => world.dispose());

const decide = (notice: string, preference: 'opt_in' | 'opt_out', more: object = {}) =>
  world.book.takePreferences('main', [{ email, notice, preference, ...more }]);
const deliverAll = async (): Promise<void> => {
  await world.sandbox.idle();
  for (const webhook of world.sent.splice(0)) await world.deliver(webhook);
};

describe('preferences from outside', () => {
  test('F8: one notice change yields exactly the mapped changes and leaves all other subscriptions as they are', async () => {
    const before = {
      emailListIds: [1002],
      unsubscribedChannelIds: [51012],
      unsubscribedMessageTypeIds: [61011],
    };
    await world.call('update_user_subscriptions', { email, ...before });
    expect(await decide('marketing', 'opt_in')).toEqual([{ result: 'applied' }]);
    await world.work();
    const profile = () => world.sandbox.state.users.find((user) => user.email === email)!;
    const lists = () =>
      world.sandbox.state.lists.filter(({ members }) => members.includes(profile().key)).map(({ id }) => id);
    expect(lists()).toEqual([1001, 1002]);
    expect(profile().unsubscribedChannelIds).toEqual([51012]);
    expect(profile().unsubscribedMessageTypeIds).toEqual([61011]);
    await decide('marketing', 'opt_out', { changedAt: '2026-11-21T10:00:00.000Z', sequence: 'later' });
    await world.work();
    expect(lists()).toEqual([1002]);
    expect(profile().unsubscribedChannelIds.toSorted()).toEqual([51001, 51012]);
    expect(profile().unsubscribedMessageTypeIds).toEqual([61011]);
  });

  test('F6: a user who is absent is created first when asked for, verified, then changed, and counted as created', async () => {
    const [without, withUser] = await world.book.takePreferences('main', [
      { email: other, notice: 'product', preference: 'opt_out' },
      { email: 'new@example.com', notice: 'product', preference: 'opt_out', createUser: true },
    ]);
    expect([without, withUser]).toEqual([{ result: 'applied' }, { result: 'applied' }]);
    await world.work();
    const order = world.sandbox.calls.map(({ method, path }) => `${method} ${path}`);
    expect(await world.inIterable({ email: other }, 'messageType:61002')).toBeNull();
    expect(await world.inIterable({ email: 'new@example.com' }, 'messageType:61002')).toBe('opt_out');
    const made = order.indexOf('POST /api/users/update', 1);
    expect(order.slice(made)).toEqual([
      'POST /api/users/update',
      'GET /api/users/getByEmail',
      'GET /api/users/getByEmail',
      'POST /api/users/updateSubscriptions',
    ]);
    expect(await world.book.counts('main')).toMatchObject({ users_created: 1, push_missing: 1, push_pushed: 1 });
    const events = (await world.book.lookUp('main', { email: 'new@example.com' }))!.history.map(({ event }) => event);
    expect(events).toEqual(['applied', 'user_created', 'pushed']);
  });

  test('a later decision stands whatever arrives after it, and the same change twice is one', async () => {
    await decide('product', 'opt_out', { changedAt: '2026-11-21T09:30:00.000Z', sequence: 'b' });
    expect(await decide('product', 'opt_in', { changedAt: '2026-11-21T09:00:00.000Z', sequence: 'a' })).toEqual([
      { result: 'late' },
    ]);
    expect(await decide('product', 'opt_out', { changedAt: '2026-11-21T09:30:00.000Z', sequence: 'b' })).toEqual([
      { result: 'repeated' },
    ]);
    expect(await world.stored({ email })).toEqual({ product: 'opt_out' });
  });

  test('a decision dated in the future does not outlast the opt-outs to come', async () => {
    await decide('product', 'opt_in', { changedAt: '2036-01-01T00:00:00.000Z' });
    world.advance(2_000);
    expect(await decide('product', 'opt_out')).toEqual([{ result: 'applied' }]);
    expect(await world.stored({ email })).toEqual({ product: 'opt_out' });
  });

  test('a push that Iterable does not answer is tried again after a restart', async () => {
    world.sandbox.addFault({
      match: { path: '/api/users/updateSubscriptions' },
      kind: 'status',
      status: 503,
      times: 3,
    });
    await decide('product', 'opt_out');
    await world.work();
    expect((await world.book.lookUp('main', { email }))!.isPushing).toBe(true);
    await world.restart();
    for (let hour = 0; hour < 8 && (await world.book.lookUp('main', { email }))!.isPushing; hour += 1) {
      world.advance(3_600_000);
      await world.work();
    }
    expect(await world.inIterable({ email }, 'messageType:61002')).toBe('opt_out');
  });

  test('an unknown notice and a missing person are told per row', async () => {
    const results = await world.book.takePreferences('main', [
      { email, notice: 'nothing', preference: 'opt_out' },
      { userId: 'u1', notice: 'product', preference: 'opt_out' },
      { email, notice: 'product', preference: 'opt_out' },
    ]);
    expect(results).toMatchObject([
      { result: 'failed', error: { code: 'ITC_CONSENT_NOTICE' } },
      { result: 'failed', error: { code: 'ITC_IDENTITY_MISSING' } },
      { result: 'applied' },
    ]);
  });
});

describe('changes in Iterable', () => {
  test('F7: an unsubscribe and a subscribe of a mapped channel change the preference of its notice', async () => {
    await world.click({ email }, 'opt_in', 'list:1001');
    await deliverAll();
    expect(await world.stored({ email })).toEqual({ marketing: 'opt_in' });
    world.advance(60_000);
    await world.click({ email }, 'opt_out', 'channel:51001');
    await deliverAll();
    expect(await world.stored({ email })).toEqual({ marketing: 'opt_out' });
    world.advance(60_000);
    await world.click({ email }, 'opt_in', 'channel:51001');
    await deliverAll();
    expect(await world.stored({ email })).toEqual({ marketing: 'opt_in' });
  });

  test('F7: a subscription belongs to one notice only, so that a yes to one cannot undo the no to another', async () => {
    await expect(world.book.putNotice('main', { ...product, key: 'second' })).rejects.toMatchObject({
      code: 'ITC_CONSENT_MAP',
    });
  });

  test('a webhook that echoes our own change is linked to it and starts no call', async () => {
    await decide('product', 'opt_out');
    await world.work();
    await world.sandbox.idle();
    expect(world.sent).toHaveLength(1);
    const calls = world.sandbox.calls.length;
    const [echo] = world.sent;
    for (let times = 0; times < 3; times += 1) await world.deliver(echo!);
    await world.work();
    expect(world.sandbox.calls).toHaveLength(calls);
    const { history } = (await world.book.lookUp('main', { email }))!;
    expect(history.map(({ event }) => event)).toEqual(['applied', 'pushed', 'echo']);
    expect(world.posts).toEqual([]);
  });

  test('an opt-out that crosses our opt-in on the way wins on both sides', async () => {
    await decide('product', 'opt_out', { changedAt: '2026-11-21T09:00:00.000Z' });
    await world.work();
    await world.sandbox.idle();
    world.sent.length = 0;
    // the click is not known here yet when the older opt-in from outside arrives
    world.advance(60_000);
    await world.click({ email }, 'opt_in', 'messageType:61002');
    world.advance(60_000);
    await world.click({ email }, 'opt_out', 'messageType:61002');
    world.advance(60_000);
    await decide('product', 'opt_in', { changedAt: '2026-11-21T10:01:30.000Z' });
    await world.work();
    expect(await world.inIterable({ email }, 'messageType:61002')).toBe('opt_in');
    await world.sandbox.idle();
    for (const webhook of world.sent.splice(0).reverse()) await world.deliver(webhook);
    await world.work();
    expect(await world.inIterable({ email }, 'messageType:61002')).toBe('opt_out');
    expect(await world.stored({ email })).toEqual({ product: 'opt_out' });
  });

  test('the privacy system is told of what changed in Iterable alone, signed, in order, and again until it answers', async () => {
    const secret = (await world.book.setCallback('main', 'https://privacy.example.com/consent'))!;
    await decide('product', 'opt_in');
    await world.work();
    await deliverAll();
    world.advance(60_000);
    await world.click({ email }, 'opt_out', 'messageType:61002');
    await deliverAll();
    world.advance(60_000);
    await world.click({ email }, 'opt_in', 'messageType:61002');
    await deliverAll();
    world.failPosts(1);
    await world.work();
    expect(world.posts).toEqual([]);
    await world.restart();
    world.advance(3_600_000);
    await world.work();
    expect(world.posts.map(({ body }) => (JSON.parse(body) as { data: object }).data)).toMatchObject([
      { email, notice: 'product', preference: 'opt_out', source: 'iterable' },
      { email, notice: 'product', preference: 'opt_in', source: 'iterable' },
    ]);
    const [post] = world.posts;
    const at = { ...post!, atMs: Date.now() };
    expect(new Webhook(secret).verify(post!.body, signedHeaders(at))).toMatchObject({ type: 'consent.changed' });
  });
});

describe('people known by two names', () => {
  test('what is known under email and under user ID becomes one, and the later decision stands', async () => {
    const hybrid = await makeConsentWorld('hybrid');
    try {
      await hybrid.book.putNotice('main', product);
      await hybrid.call('upsert_user', { email, userId: 'u-1' });
      await hybrid.book.takePreferences('main', [
        { email, notice: 'product', preference: 'opt_in', changedAt: '2026-11-21T08:00:00.000Z' },
        { userId: 'u-1', notice: 'product', preference: 'opt_out', changedAt: '2026-11-21T09:00:00.000Z' },
      ]);
      expect(await hybrid.stored({ email })).toEqual({ product: 'opt_in' });
      await hybrid.book.takePreferences('main', [
        { email, userId: 'u-1', notice: 'product', preference: 'opt_in', changedAt: '2026-11-21T07:00:00.000Z' },
      ]);
      expect(await hybrid.stored({ email })).toEqual({ product: 'opt_out' });
      expect(await hybrid.stored({ userId: 'u-1' })).toEqual({ product: 'opt_out' });
      await hybrid.work();
      expect(await hybrid.inIterable({ userId: 'u-1' }, 'messageType:61002')).toBe('opt_out');
      expect((await hybrid.book.list('main', {})).items).toHaveLength(1);
    } finally {
      await hybrid.dispose();
    }
  });
});

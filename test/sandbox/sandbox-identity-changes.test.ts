import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call, dataFieldsOf } from './sandbox-client.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';
const done = { msg: '', code: 'Success', params: null };
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('changes of identity in the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false });
  });
  afterEach(() => sandbox.close());
  const user = (email: string, dataFields: object = {}, userId?: string) =>
    call(sandbox, '/api/users/update', { email, userId, dataFields });
  const updateEmail = (body: object) => call(sandbox, '/api/users/updateEmail', body);
  const merge = (body: object) => call(sandbox, '/api/users/merge', body);

  test('A changed email keeps profile, lists and events under the new address.', async () => {
    await user(ada, { plan: 'pro' });
    await call(sandbox, '/api/lists/subscribe', { listId: 1001, subscribers: [{ email: ada }] });
    await call(sandbox, '/api/events/track', { email: ada, eventName: 'a' });
    expect((await updateEmail({ currentEmail: ada, newEmail: 'New@example.com' })).body).toEqual(done);
    expect(await dataFieldsOf(sandbox, 'new@example.com')).toMatchObject({ plan: 'pro', emailListIds: [1001] });
    expect((await call(sandbox, `/api/users/getByEmail?email=${ada}`)).body).toEqual({});
    const { events } = (await call(sandbox, '/api/events/new%40example.com')).body as {
      events: { eventType: string }[];
    };
    expect(new Set(events.map(({ eventType }) => eventType))).toEqual(new Set(['customEvent', 'emailSubscribe']));
  });

  test('A new email that is taken, forgotten or no address is refused, as is an unknown current one.', async () => {
    await user(ada);
    await user(bob);
    await call(sandbox, '/api/users/forget', { email: 'gone@example.com' });
    const cases: [object, number, string][] = [
      [{ currentEmail: ada, newEmail: bob }, 400, 'EmailAlreadyExists'],
      [{ currentEmail: ada, newEmail: 'gone@example.com' }, 409, 'ForgottenUserError'],
      [{ currentEmail: ada, newEmail: 'nobody@' }, 400, 'InvalidEmailAddressError'],
      [{ currentEmail: 'nobody@example.com', newEmail: 'x@example.com' }, 400, 'UnknownEmailError'],
      [{ newEmail: 'x@example.com' }, 400, 'BadParams'],
      [{ currentEmail: ada }, 400, 'BadJsonBody'],
    ];
    for (const [body, status, code] of cases) expect(await updateEmail(body)).toMatchObject({ status, body: { code } });
  });

  test('With both identifiers of the current user the email wins.', async () => {
    await user(ada, {}, 'u-1');
    await user(bob, {}, 'u-2');
    await updateEmail({ currentEmail: ada, currentUserId: 'u-2', newEmail: 'c@example.com' });
    expect(sandbox.state.users.map(({ email }) => email)).toEqual(['c@example.com', bob]);
  });

  test('Projects that are not email-based refuse updateEmail.', async () => {
    sandbox.settings.projectType = 'hybrid';
    await user(ada);
    expect((await updateEmail({ currentEmail: ada, newEmail: bob })).status).toBe(400);
    expect((await call(sandbox, '/api/users/update', { email: ada, dataFields: { email: bob } })).status).toBe(200);
    expect(sandbox.state.users.map(({ email }) => email)).toEqual([bob]);
  });

  test('A merge keeps the fields of the destination, adds those of the source and moves lists, tokens and events.', async () => {
    await user(ada, { plan: 'pro', city: 'Porto' });
    await user(bob, { plan: 'free' });
    await call(sandbox, '/api/lists/subscribe', { listId: 1001, subscribers: [{ email: ada }] });
    await call(sandbox, '/api/users/registerBrowserToken', { email: ada, browserToken: 'bt-1' });
    await call(sandbox, '/api/events/track', { email: ada, eventName: 'a' });
    expect((await merge({ sourceEmail: ada, destinationEmail: bob })).body).toEqual(done);
    expect(await dataFieldsOf(sandbox, bob)).toMatchObject({
      plan: 'free',
      city: 'Porto',
      emailListIds: [1001],
      browserTokens: ['bt-1'],
    });
    expect(sandbox.state.users).toHaveLength(1);
    expect(sandbox.state.events.map(({ eventType, email }) => [eventType, email])).toEqual([
      ['emailSubscribe', bob],
      ['customEvent', bob],
    ]);
  });

  test('arrayMerge joins arrays without equal items, by a field when dedupeBy names one.', async () => {
    await user(bob, { tags: ['a', 'b'], cards: [{ id: 1, last: '11' }], size: 1 });
    await user(ada, {
      tags: ['b', 'c'],
      cards: [
        { id: 1, last: '99' },
        { id: 2, last: '22' },
      ],
      size: 2,
    });
    await merge({
      sourceEmail: ada,
      destinationEmail: bob,
      arrayMerge: [{ field: 'tags' }, { field: 'cards', dedupeBy: 'id' }, { field: 'size' }],
    });
    expect(await dataFieldsOf(sandbox, bob)).toMatchObject({
      tags: ['a', 'b', 'c'],
      cards: [
        { id: 1, last: '11' },
        { id: 2, last: '22' },
      ],
      size: [1, 2],
    });
  });

  test('dedupeBy on an array of texts fails the merge and changes nothing.', async () => {
    await user(bob, { tags: ['a'] });
    await user(ada, { tags: ['b'] });
    const arrayMerge = [{ field: 'tags', dedupeBy: 'id' }];
    expect((await merge({ sourceEmail: ada, destinationEmail: bob, arrayMerge })).status).toBe(400);
    expect(sandbox.state.users).toHaveLength(2);
  });

  test('A merge into an unknown user renames the source.', async () => {
    await user(ada, { plan: 'pro' });
    expect((await merge({ sourceEmail: ada, destinationEmail: bob })).status).toBe(200);
    expect(sandbox.state.users).toMatchObject([{ email: bob, dataFields: { plan: 'pro' } }]);
  });

  test('A merge names exactly one user on each side, the source exists, and neither is forgotten.', async () => {
    await user(ada, {}, 'u-1');
    await call(sandbox, '/api/users/forget', { email: 'gone@example.com' });
    const cases: [object, number, string][] = [
      [{ sourceEmail: ada, sourceUserId: 'u-1', destinationEmail: bob }, 400, 'BadParams'],
      [{ sourceEmail: ada }, 400, 'BadParams'],
      [{ sourceEmail: bob, destinationEmail: ada }, 400, 'UnknownEmailError'],
      [{ sourceEmail: ada, destinationEmail: 'gone@example.com' }, 409, 'ForgottenUserError'],
      [{ sourceEmail: ada, destinationUserId: 'u-1' }, 400, 'BadParams'],
    ];
    for (const [body, status, code] of cases) expect(await merge(body)).toMatchObject({ status, body: { code } });
  });

  test('A key of a browser may not merge users.', async () => {
    sandbox.settings.apiKeys.push({ key: 'web', kind: 'javascript', region: 'us' });
    const body = { sourceEmail: ada, destinationEmail: bob };
    expect(await call(sandbox, '/api/users/merge', body, { key: 'web' })).toMatchObject({
      status: 403,
      body: { code: 'Forbidden' },
    });
  });

  test('Deleting by userId takes every user that shares it.', async () => {
    await user(ada, {}, 'same');
    await user(bob, {}, 'same');
    await call(sandbox, '/api/users/byUserId/same', undefined, { method: 'DELETE' });
    expect(sandbox.state.users).toHaveLength(0);
  });

  test('A userId-based project refuses deletion by email.', async () => {
    sandbox.settings.projectType = 'userId';
    const remove = await call(sandbox, `/api/users/${ada}`, undefined, { method: 'DELETE' });
    expect(remove).toMatchObject({ status: 400, body: { code: 'BadParams' } });
  });

  test('Forgotten userIds are hashed in lower case and each project type lists its own kind only.', async () => {
    expect((await call(sandbox, '/api/users/forgottenUserIds')).status).toBe(400);
    sandbox.settings.projectType = 'userId';
    await call(sandbox, '/api/users/forget', { userId: 'User-1' });
    expect((await call(sandbox, '/api/users/forgotten')).status).toBe(400);
    expect((await call(sandbox, '/api/users/forgottenUserIds')).body).toEqual({ hashedUserIds: [sha256('user-1')] });
    expect((await call(sandbox, '/api/users/update', { userId: 'uSER-1' })).status).toBe(409);
  });

  test('Forgetting takes the events and messages of the user along.', async () => {
    await user(ada);
    for (const email of [ada, bob]) await call(sandbox, '/api/events/track', { email, eventName: 'a', id: email });
    await call(sandbox, '/api/email/target', { campaignId: 7001001, recipientEmail: ada });
    await call(sandbox, '/api/users/forget', { email: ada });
    expect(sandbox.state.events).toMatchObject([{ email: bob }]);
    expect(sandbox.state.messages).toEqual([]);
    await call(sandbox, '/api/users/unforget', { email: ada });
    await call(sandbox, '/api/events/track', { email: ada, eventName: 'a', id: ada });
    expect(sandbox.state.events).toHaveLength(2);
  });

  test('The thousandth forget of a day is the last, and its 429 names the day.', async () => {
    let now = Date.UTC(2031, 0, 1);
    const limited = await startSandbox({ now: () => now });
    try {
      for (let n = 0; n < 1000; n += 1) {
        now += 334;
        await call(limited, '/api/users/forget', { email: `u${n}@example.com` });
      }
      expect(limited.state.forgottenEmails).toHaveLength(1000);
      const refused = await call(limited, '/api/users/forget', { email: 'late@example.com' });
      expect(refused).toMatchObject({ status: 429, body: { code: 'RateLimitExceeded' } });
      expect((refused.body as { msg: string }).msg).toContain('1000.0 per day for endpoint: /api/users/forget');
      now += 24 * 3_600_000;
      expect((await call(limited, '/api/users/forget', { email: 'late@example.com' })).status).toBe(200);
    } finally {
      await limited.close();
    }
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';

import { actions } from '../../actions/index.ts';
import type { ProjectType } from '../../connector/define.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import { startFakeIterable, type Answer, type FakeIterable, type SeenCall } from '../iterable/fake-iterable.ts';

let fake: FakeIterable;
afterEach(() => fake.close());
const start = async (answer: (call: SeenCall) => Answer = () => ({})) => (fake = await startFakeIterable(answer));
const run = (name: string, input: unknown, projectType: ProjectType = 'email') =>
  runAction({
    action: actions.find((action) => action.name === name)!,
    input,
    connection: { ...fake.connection, projectType },
    stepKey: 'job-1/step-1',
    client: fake.client,
  });
const sent = (index = 0) => JSON.parse(fake.calls[index]!.body) as Record<string, unknown>;
const email = 'ada@example.com';

describe('Users', () => {
  test('Whoever is deleted twice is gone: the refusal of the second call is an answer and no failure.', async () => {
    const gone = { msg: `User does not exist. Email: ${email} UserId: `, code: 'BadParams', params: null };
    await start(() => ({ status: 400, body: gone }));
    expect(await run('delete_user_by_email', { email })).toMatchObject({
      outcome: 'success',
      output: { found: false },
    });
    expect(await run('delete_user_by_email', { email, ifNotFound: 'fail' })).toMatchObject({
      outcome: 'rejected',
      error: { code: 'ITC_ITERABLE_NOT_FOUND' },
    });
  });

  test('A refusal for another reason stays one, also where nothing found is fine.', async () => {
    await start(() => ({ status: 400, body: { msg: 'Invalid email: x', code: 'InvalidEmailAddressError' } }));
    expect((await run('delete_user_by_email', { email: 'x' })).outcome).toBe('rejected');
  });

  test.each(['a+b@x.com', 'a/b@x.com', 'a?b#c@x.com', 'a%2Fb@x.com'])(
    'The address %s is deleted whole, and not another one that it looks like in a path.',
    async (address) => {
      await start();
      await run('delete_user_by_email', { email: address });
      expect(fake.calls[0]?.url).toBe(`/api/users/${encodeURIComponent(address)}`);
    },
  );

  test('A device is disabled for everybody only by the action that says so.', async () => {
    await start();
    expect((await run('disable_device', { token: 't-1', email: '' })).error?.code).toBe('ITC_IDENTITY_MISSING');
    expect(fake.calls).toHaveLength(0);
    await run('disable_device_for_all_users', { token: 't-1' });
    expect(sent()).toEqual({ token: 't-1' });
  });

  test('A device in a userId project is registered without an invented profile field.', async () => {
    await start();
    const device = { token: 't-1', platform: 'GCM', applicationName: 'app' };
    await run('register_device_token', { email, userId: 'u-1', device }, 'userId');
    expect(sent()).toEqual({ userId: 'u-1', device });
  });

  test('Times of sent messages go out in UTC with their offset, and campaigns as repeated parameters.', async () => {
    await start(() => ({ body: { messages: [] } }));
    await run('list_sent_messages', { email, startDateTime: '2031-10-01T02:00:00+02:00', campaignIds: '12, 34' });
    const { searchParams } = new URL(fake.calls[0]!.url, fake.url);
    expect(searchParams.get('startDateTime')).toBe('2031-10-01 00:00:00 +00:00');
    expect(searchParams.getAll('campaignIds')).toEqual(['12', '34']);
  });

  test('A merge whose answer was lost is held for a person.', async () => {
    await start(() => 'reset');
    expect(await run('merge_users', { sourceUserId: 'u-1', destinationUserId: 'u-2' })).toMatchObject({
      outcome: 'unknown',
    });
  });
});

describe('Lists', () => {
  test('Members are read as text: what looks like a number, exponent or JSON stays as it is.', async () => {
    await start(() => ({ body: '1e5\r\n007\n"quoted"\n12345678901234567890\n\na+b@x.com' }));
    const { output } = await run('list_members', { listId: 1 });
    const members = ['1e5', '007', '"quoted"', '12345678901234567890', 'a+b@x.com'];
    expect(output).toEqual({ members, count: members.length });
  });

  test('A list without members and a list of one number are lists.', async () => {
    const answers = ['', '42\n'];
    await start(() => ({ body: answers[fake.calls.length - 1]! }));
    expect((await run('list_members', { listId: 1 })).output).toEqual({ members: [], count: 0 });
    expect((await run('preview_list_members', { listId: 1 })).output).toEqual({ members: ['42'], count: 1 });
  });

  test('The size of a list is a number, and an HTML page or another text is none.', async () => {
    const answers = ['1234', 'soon', '<!doctype html><html></html>'];
    await start(() => ({ body: answers[fake.calls.length - 1]! }));
    expect((await run('get_list_size', { listId: 1 })).output).toEqual({ size: 1234 });
    for (const _ of ['text', 'page']) {
      expect(await run('get_list_size', { listId: 1 })).toMatchObject({
        outcome: 'retry',
        error: { code: 'ITC_ITERABLE_BAD_ANSWER' },
      });
    }
  });

  test('Unsubscribing from a list says nothing about its channel unless it is told to.', async () => {
    await start(() => ({ body: { successCount: 1, failCount: 0 } }));
    await run('remove_subscribers_from_list', { listId: 1, subscribers: [{ email }] });
    expect(sent()).toEqual({ listId: 1, subscribers: [{ email }] });
    await run('remove_subscribers_from_list', { listId: 1, subscribers: [] });
    expect(fake.calls).toHaveLength(1);
  });
});

describe('Events and purchases', () => {
  test('Each bulk event has an id of its own that is the same when the step is repeated.', async () => {
    await start(() => ({ body: { successCount: 3, failCount: 0 } }));
    const events = [
      { eventName: 'a', email },
      { eventName: 'b', email, id: 'own' },
      { eventName: 'c', email },
    ];
    await run('bulk_track_events', { events });
    await run('bulk_track_events', { events });
    const ids = (index: number) => (sent(index).events as { id: string }[]).map(({ id }) => id);
    expect(ids(0)).toEqual(['job-1/step-1/0', 'own', 'job-1/step-1/2']);
    expect(ids(1)).toEqual(ids(0));
  });

  test('Many events of one person travel in one call, and all fail when the person is refused.', async () => {
    await start(() => ({
      body: { successCount: 1, failCount: 2, failedUpdates: { forgottenEmails: [email] } },
    }));
    const events = [
      { eventName: 'a', email },
      { eventName: 'b', email: 'ben@example.com' },
      { eventName: 'c', email },
    ];
    const { items } = await run('bulk_track_events', { events });
    expect(fake.calls).toHaveLength(1);
    expect(items?.map(({ outcome }) => outcome)).toEqual(['failed', 'accepted', 'failed']);
  });

  test('A purchase without an order number carries the id of its step, so that a repeated call is the same purchase.', async () => {
    await start();
    const purchase = { user: { email }, items: [{ id: 7, name: 'Mug', price: '9.95', quantity: 1 }], total: '9.95' };
    await run('track_purchase', purchase);
    await run('track_purchase', { ...purchase, id: 'order-1' });
    expect(sent()).toEqual({
      user: { email },
      items: [{ id: '7', name: 'Mug', price: 9.95, quantity: 1 }],
      total: 9.95,
      id: 'job-1/step-1',
    });
    expect(sent(1).id).toBe('order-1');
  });

  test('The buyer is named as the project type wants, and a missing one by the path in the input.', async () => {
    await start();
    const purchase = { items: [], total: 1 };
    await run('track_purchase', { ...purchase, user: { email, userId: 'u-1' } }, 'userId');
    expect(sent().user).toEqual({ userId: 'u-1', dataFields: { email } });
    expect((await run('update_cart', { items: [], user: {} })).error).toMatchObject({
      code: 'ITC_IDENTITY_MISSING',
      details: { path: 'user.email' },
    });
  });

  test.each([
    ['events', 'track_in_app_open', { messageId: 'm-1' }],
    ['embedded messages', 'track_embedded_click', { messageId: 'm-1' }],
    ['push messages', 'track_push_open', { messageId: 'm-1', campaignId: 1 }],
  ])('Times of %s go out as seconds, and milliseconds are refused.', async (_, name, input) => {
    await start();
    await run(name, { ...input, email, createdAt: '2031-02-27T23:06:40Z' });
    expect(sent().createdAt).toBe(1930000000);
    expect((await run(name, { ...input, email, createdAt: 1930000000000 })).error?.code).toBe('ITC_INPUT_INVALID');
  });

  test('Tokens are ended by milliseconds, and seconds are refused.', async () => {
    await start(() => ({ body: '' }));
    const result = await run('invalidate_jwts', { email, issuedBefore: '2031-02-27T23:06:40Z' });
    expect(result).toMatchObject({ outcome: 'success' });
    expect(sent().issuedBefore).toBe(1930000000000);
    expect((await run('invalidate_jwts', { email, issuedBefore: 1930000000 })).error?.code).toBe('ITC_INPUT_INVALID');
  });
});

describe('Subscriptions', () => {
  test.each<[string, Answer]>([
    ['an envelope with the code Accepted', { status: 202, body: { msg: '', code: 'Accepted', params: null } }],
    ['an envelope with the code Success', { status: 202, body: { msg: '', code: 'Success', params: null } }],
    ['text', { status: 202, body: 'accepted' }],
    ['nothing', { status: 202, body: '' }],
  ])('A subscription that is accepted with 202 and %s is a success.', async (_, answer) => {
    await start(() => answer);
    const group = { subscriptionGroup: 'messageType', subscriptionGroupId: 61234 };
    expect((await run('subscribe_by_email', { ...group, email: 'a/b@x.com' })).outcome).toBe('success');
    expect(fake.calls[0]).toMatchObject({
      method: 'PATCH',
      url: '/api/subscriptions/messageType/61234/user/a%2Fb%40x.com',
    });
  });

  test('A project without the feature is told so by 404, and nothing is repeated.', async () => {
    await start(() => ({ status: 404, body: { msg: 'Not found', code: 'NotFound', params: null } }));
    const input = { subscriptionGroup: 'emailList', subscriptionGroupId: 1, userId: 'u-1' };
    expect(await run('unsubscribe_by_user_id', input)).toMatchObject({
      outcome: 'rejected',
      error: { code: 'ITC_ITERABLE_NOT_FOUND' },
    });
  });

  test('What a bulk change does is always said.', async () => {
    await start(() => ({ status: 202 }));
    const input = { subscriptionGroup: 'emailList', subscriptionGroupId: 1, action: 'unsubscribe', users: [email] };
    await run('bulk_change_group_subscriptions', input);
    expect(fake.calls[0]?.url).toBe('/api/subscriptions/emailList/1?action=unsubscribe');
    expect(sent()).toEqual({ users: [email] });
  });

  test('A double opt-in is accepted with a sentence, refused with a sentence, and held when no answer came.', async () => {
    const answers: Answer[] = [
      { status: 202, body: 'Request for double opt-in subscription accepted' },
      { status: 400, body: 'User not found for userId: nobody or email: ' },
      'reset',
    ];
    await start(() => answers[fake.calls.length - 1]!);
    const input = { email, messageTypeIds: [1] };
    expect(await run('start_double_opt_in', input)).toMatchObject({
      outcome: 'success',
      output: { message: 'Request for double opt-in subscription accepted' },
    });
    expect((await run('start_double_opt_in', input)).outcome).toBe('rejected');
    expect((await run('start_double_opt_in', input)).outcome).toBe('unknown');
  });

  test('People whom Iterable could not write for a reason of its own fail in the bulk result.', async () => {
    await start(() => ({
      body: { successCount: 1, failCount: 1, invalidEmails: [], validEmailFailures: ['ben@example.com'] },
    }));
    const changes = [
      { email, emailListIds: [1] },
      { email: 'Ben@example.com', emailListIds: [] },
    ];
    const { items } = await run('bulk_update_user_subscriptions', { updateSubscriptionsRequests: changes });
    expect(items?.map(({ outcome }) => outcome)).toEqual(['accepted', 'failed']);
    expect(sent()).toEqual({
      updateSubscriptionsRequests: [
        { email, emailListIds: [1] },
        { email: 'Ben@example.com', emailListIds: [] },
      ],
    });
  });
});

describe('Secrets and things that are not there', () => {
  test('Tokens, header values and codes reach Iterable and no record of the call.', async () => {
    await start(({ body }) => ({ body: { id: 1, echo: body, code: 'Success', msg: '' } }));
    const webhook = { id: 1, authToken: 'tok-canary-1', headers: [{ key: 'X-Hook', value: 'val-canary-2' }] };
    const updated = await run('update_webhook', webhook);
    expect(sent()).toEqual(webhook);
    const checked = await run('check_sms_verification', {
      phoneNumber: '+1555',
      code: '0413',
      verificationProfileId: 1,
    });
    expect(sent(1).code).toBe('0413');
    expect(JSON.stringify(updated)).not.toMatch(/tok-canary-1|val-canary-2/);
    expect(checked.exchanges[0]?.requestBody).toEqual({
      phoneNumber: '+1555',
      code: '[redacted]',
      verificationProfileId: 1,
    });
  });

  test('A metadata value that is not there is not found, while a wrong address of the endpoint is an error.', async () => {
    const answers: Answer[] = [
      { status: 404, body: { msg: 'No metadata at specified location', code: 'NotFound', params: null } },
      { status: 404, body: '<!doctype html><html></html>' },
    ];
    await start(() => answers[fake.calls.length - 1]!);
    const place = { table: 'stores', key: 'porto' };
    expect(await run('get_metadata_value', place)).toMatchObject({ outcome: 'success', output: { found: false } });
    expect((await run('get_metadata_value', place)).outcome).toBe('rejected');
  });

  test('A wrong verification code is an answer and no error.', async () => {
    await start(() => ({ body: { msg: '', code: 'Success', params: { status: 'rejected' } } }));
    const input = { phoneNumber: '+1555', code: '0413', verificationProfileId: 1 };
    expect(await run('check_sms_verification', input)).toMatchObject({
      outcome: 'success',
      output: { params: { status: 'rejected' } },
    });
  });
});

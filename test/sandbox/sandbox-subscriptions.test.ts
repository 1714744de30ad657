import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call, dataFieldsOf, startReceiver } from './sandbox-client.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';
const accepted = { status: 202, body: { msg: '', code: 'Success', params: null } };
// of the project as new: the SMS marketing channel, its opt-out and its opt-in message type
const [smsChannel, smsOptOut, smsOptIn] = [51021, 61021, 66021];

describe('subscriptions of the sandbox', () => {
  let sandbox: Sandbox;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeEach(async () => {
    const features = ['optInMessageTypes', 'subscriptions', 'doubleOptIn'] as const;
    sandbox = await startSandbox({ limits: false, features: [...features] });
    receiver = await startReceiver(200);
    sandbox.addWebhook({ url: receiver.url });
  });
  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });
  const single = (method: 'PATCH' | 'DELETE', group: string, who = `user/${encodeURIComponent(ada)}`) =>
    call(sandbox, `/api/subscriptions/${group}/${who}`, undefined, { method });
  const bulk = (group: string, action: string, body: object) =>
    call(sandbox, `/api/subscriptions/${group}?action=${action}`, body, { method: 'PUT' });
  const update = (body: object) => call(sandbox, '/api/users/updateSubscriptions', { email: ada, ...body });
  const heard = async (): Promise<{ eventName: string; dataFields: Record<string, unknown> }[]> => {
    await sandbox.idle();
    return receiver.received.map(({ body }) => JSON.parse(body) as never);
  };

  test('Without the feature every subscription endpoint is 404 and nothing changes.', async () => {
    sandbox.settings.features = [];
    const refused = { status: 404, body: { code: 'NotFound' } };
    expect(await single('PATCH', 'emailList/1001')).toMatchObject(refused);
    expect(await bulk('emailList/1001', 'subscribe', { users: [ada] })).toMatchObject(refused);
    const body = { email: ada, messageTypeIds: [smsOptIn] };
    expect(await call(sandbox, '/api/subscriptions/subscribeToDoubleOptIn', body)).toMatchObject(refused);
    expect(sandbox.state.users).toHaveLength(0);
  });

  test('Joining and leaving a list makes the user, answers 202 and fires both webhooks.', async () => {
    expect(await single('PATCH', 'emailList/1001')).toMatchObject(accepted);
    expect(await dataFieldsOf(sandbox, ada)).toMatchObject({ emailListIds: [1001] });
    expect(await single('DELETE', 'EMAILLIST/1001')).toMatchObject(accepted);
    expect(await dataFieldsOf(sandbox, ada)).not.toHaveProperty('emailListIds');
    expect(await heard()).toMatchObject([
      { eventName: 'emailSubscribe', dataFields: { emailListIds: [1001] } },
      { eventName: 'emailUnSubscribe', dataFields: { emailListIds: [1001], channelIds: [], messageTypeIds: [] } },
    ]);
  });

  test('Leaving a channel or an opt-out message type is kept as an unsubscription, joining takes it away.', async () => {
    await single('DELETE', `messageChannel/${smsChannel}`);
    await single('DELETE', `messageType/${smsOptOut}`);
    expect(await dataFieldsOf(sandbox, ada)).toMatchObject({
      unsubscribedChannelIds: [smsChannel],
      unsubscribedMessageTypeIds: [smsOptOut],
    });
    await single('PATCH', `messageChannel/${smsChannel}`);
    await single('PATCH', `messageType/${smsOptOut}`);
    const after = await dataFieldsOf(sandbox, ada);
    expect(after).not.toHaveProperty('unsubscribedChannelIds');
    expect(after).not.toHaveProperty('unsubscribedMessageTypeIds');
  });

  test('An opt-in message type is kept as a subscription.', async () => {
    await single('PATCH', `messageType/${smsOptIn}`);
    expect(await dataFieldsOf(sandbox, ada)).toMatchObject({ subscribedMessageTypeIds: [smsOptIn] });
    await single('DELETE', `messageType/${smsOptIn}`);
    expect(await dataFieldsOf(sandbox, ada)).not.toHaveProperty('subscribedMessageTypeIds');
  });

  test('A second subscription to the same list changes nothing and fires nothing.', async () => {
    await single('PATCH', 'emailList/1001');
    await single('PATCH', 'emailList/1001');
    expect(await heard()).toHaveLength(1);
  });

  test('A user is named by userId in the other path form, under the rules of the project type.', async () => {
    expect(await single('PATCH', 'emailList/1001', 'byUserId/u%2F1')).toMatchObject({
      status: 400,
      body: { code: 'UnknownUserIdError' },
    });
    sandbox.settings.projectType = 'userId';
    expect(await single('PATCH', 'emailList/1001', 'byUserId/u%2F1')).toMatchObject(accepted);
    expect(sandbox.state.users).toMatchObject([{ userId: 'u/1' }]);
  });

  test('Unknown groups, unknown ids, dynamic lists and forgotten users are refused.', async () => {
    await call(sandbox, '/api/users/forget', { email: 'gone@example.com' });
    for (const group of ['phoneList/1001', 'emailList/77', 'emailList/1002', 'messageType/x', 'messageChannel/1']) {
      expect(await single('PATCH', group)).toMatchObject({ status: 400, body: { code: 'BadParams' } });
    }
    expect(await single('PATCH', 'emailList/1001', 'user/gone%40example.com')).toMatchObject({ status: 409 });
  });

  test('A bulk action takes emails and userIds together and leaves those that cannot be named aside.', async () => {
    sandbox.settings.projectType = 'hybrid';
    const answer = await bulk('emailList/1001', 'subscribe', { users: [ada, 'bad@'], usersByUserId: ['u-1'] });
    expect(answer).toMatchObject(accepted);
    expect(sandbox.state.lists[0]?.members).toHaveLength(2);
    await bulk('emailList/1001', 'unsubscribe', { users: [ada] });
    expect(sandbox.state.lists[0]?.members).toHaveLength(1);
  });

  test('A bulk action without users or with another action is refused.', async () => {
    expect((await bulk('emailList/1001', 'subscribe', {})).status).toBe(400);
    expect((await bulk('emailList/1001', 'toggle', { users: [ada] })).status).toBe(400);
  });

  test('A double opt-in is accepted as text and subscribes only after the reply.', async () => {
    await call(sandbox, '/api/users/update', { email: ada });
    const asked = await call(sandbox, '/api/subscriptions/subscribeToDoubleOptIn', {
      email: ada,
      messageTypeIds: [smsOptIn],
      phoneNumber: '+15550100001',
    });
    expect(asked).toMatchObject({
      status: 202,
      contentType: 'text/plain; charset=utf-8',
      text: 'Request for double opt-in subscription accepted',
    });
    const before = await dataFieldsOf(sandbox, ada);
    expect(before).toMatchObject({ phoneNumber: '+15550100001' });
    expect(before).not.toHaveProperty('subscribedMessageTypeIds');
    const reply = () => call(sandbox, '/sandbox/double-opt-in', { email: ada });
    expect((await reply()).body).toEqual({ subscribedMessageTypeIds: [smsOptIn] });
    expect(await dataFieldsOf(sandbox, ada)).toMatchObject({ subscribedMessageTypeIds: [smsOptIn] });
    expect((await heard()).map(({ eventName }) => eventName)).toEqual(['smsReceived', 'emailSubscribe']);
    expect((await reply()).body).toEqual({ subscribedMessageTypeIds: [] });
  });

  test('A double opt-in answers a bad body in the second error form and an unknown user as text.', async () => {
    const ask = (body: object) => call(sandbox, '/api/subscriptions/subscribeToDoubleOptIn', body);
    expect(await ask({ messageTypeIds: 'x' })).toMatchObject({
      status: 400,
      body: { error: 'BadRequest', data: { 'obj.messageTypeIds': 'Array value expected' } },
    });
    expect(await ask({ userId: 'nobody', messageTypeIds: [smsOptIn] })).toMatchObject({
      status: 400,
      text: 'User not found for userId: nobody or email: ',
    });
    await call(sandbox, '/api/users/update', { email: ada, dataFields: { phoneNumber: '+15550100001' } });
    expect(await ask({ email: ada, messageTypeIds: [smsOptOut] })).toMatchObject({
      status: 400,
      text: `Not SMS double opt-in message types: ${smsOptOut}`,
    });
  });

  test('A message type of a closed channel may be subscribed only without the alignment check.', async () => {
    const change = { unsubscribedChannelIds: [smsChannel], subscribedMessageTypeIds: [smsOptIn] };
    expect(await update(change)).toMatchObject({ status: 400, body: { code: 'BadParams' } });
    expect(sandbox.state.users).toHaveLength(0);
    expect((await update({ ...change, validateChannelAlignment: false })).status).toBe(200);
    expect(await dataFieldsOf(sandbox, ada)).toMatchObject(change);
  });

  test('subscribedMessageTypeIds is refused in a project without opt-in message types.', async () => {
    sandbox.settings.features = [];
    expect((await update({ subscribedMessageTypeIds: [smsOptIn] })).status).toBe(400);
    expect((await update({ unsubscribedMessageTypeIds: [smsOptOut] })).status).toBe(200);
  });

  test('An unsubscription names the campaign that it is attributed to.', async () => {
    await update({ unsubscribedChannelIds: [51001], campaignId: 7001001 });
    expect(await heard()).toMatchObject([
      { eventName: 'emailUnSubscribe', dataFields: { campaignId: 7001001, channelIds: [51001] } },
    ]);
  });

  test('A bulk update of subscriptions has its own result shape and applies the good rows.', async () => {
    const answer = await call(sandbox, '/api/users/bulkUpdateSubscriptions', {
      updateSubscriptionsRequests: [
        { email: ada, emailListIds: [1001] },
        { email: 'foo@' },
        { userId: 'nobody' },
        { email: bob, unsubscribedChannelIds: [7] },
      ],
    });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual({
      successCount: 1,
      failCount: 3,
      invalidEmails: ['foo@'],
      invalidUserIds: ['nobody'],
      validEmailFailures: [bob],
      validUserIdFailures: [],
    });
    expect(sandbox.state.users).toHaveLength(1);
  });

  test('A bulk update of subscriptions with an email and a userId of two users is a 409 and writes nothing.', async () => {
    sandbox.settings.projectType = 'hybrid';
    await call(sandbox, '/api/users/update', { email: ada });
    await call(sandbox, '/api/users/update', { userId: 'u-1' });
    const updateSubscriptionsRequests = [
      { email: ada, emailListIds: [1001] },
      { email: ada, userId: 'u-1' },
    ];
    const answer = await call(sandbox, '/api/users/bulkUpdateSubscriptions', { updateSubscriptionsRequests });
    expect(answer).toMatchObject({ status: 409, body: { code: 'Conflict' } });
    expect(sandbox.state.lists[0]?.members).toEqual([]);
  });
});

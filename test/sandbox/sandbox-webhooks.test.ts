import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox, systemEventNames } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call, startReceiver } from './sandbox-client.ts';
import type { Received } from './sandbox-client.ts';

const ada = 'ada@example.com';
interface SystemBody {
  email?: string;
  userId?: string;
  eventName: string;
  dataFields: Record<string, unknown>;
}
const parsed = ({ body }: Received): SystemBody => JSON.parse(body) as SystemBody;

describe('webhooks of the sandbox', () => {
  let sandbox: Sandbox;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false, webhookRetryDelayMs: 5 });
    receiver = await startReceiver(200);
  });
  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });
  const events = async (): Promise<SystemBody[]> => {
    await sandbox.idle();
    return receiver.received.map(parsed);
  };

  test('Every event name can be fired and carries its name, its user and a date of whole seconds.', async () => {
    sandbox.addWebhook({ url: receiver.url });
    for (const event of systemEventNames) await call(sandbox, '/sandbox/fire', { event, email: ada, wait: true });
    const bodies = await events();
    expect(systemEventNames).toHaveLength(39);
    expect(systemEventNames).toContain('emailUnSubscribe');
    expect(bodies.map(({ eventName }) => eventName)).toEqual([...systemEventNames]);
    for (const { email, dataFields } of bodies) {
      expect(email).toBe(ada);
      expect(dataFields.email).toBe(ada);
      expect(dataFields.createdAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+00:00$/);
    }
  });

  test('The events that come without a messageId at Iterable come without one here.', async () => {
    sandbox.addWebhook({ url: receiver.url });
    const bare = [
      'smsSend',
      'smsBounce',
      'smsReceived',
      'pushOpen',
      'pushBounce',
      'inAppOpen',
      'inAppClick',
      'emailSubscribe',
    ];
    for (const event of [...bare, 'emailSend']) await call(sandbox, '/sandbox/fire', { event, wait: true });
    const bodies = await events();
    for (const { eventName, dataFields } of bodies) expect('messageId' in dataFields).toBe(!bare.includes(eventName));
    expect(typeof bodies.find(({ eventName }) => eventName === 'emailSend')?.dataFields.transactionalData).toBe(
      'string',
    );
  });

  test('Firing a count gives each event a user and a second of its own and repeat the same bytes.', async () => {
    sandbox.addWebhook({ url: receiver.url });
    await call(sandbox, '/sandbox/fire', {
      event: 'smsReceived',
      email: 'u{n}@example.com',
      count: 5,
      repeat: 2,
      wait: true,
    });
    await sandbox.idle();
    expect(receiver.received).toHaveLength(10);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(5);
    expect(new Set((await events()).map(({ email }) => email)).size).toBe(5);
  });

  test('List changes fire emailSubscribe and emailUnSubscribe for those whom they change.', async () => {
    sandbox.addWebhook({ url: receiver.url });
    const body = { listId: 1001, subscribers: [{ email: ada }] };
    await call(sandbox, '/api/lists/subscribe', body);
    await call(sandbox, '/api/lists/subscribe', body);
    await call(sandbox, '/api/lists/unsubscribe', body);
    await call(sandbox, '/api/users/updateSubscriptions', { email: ada, unsubscribedChannelIds: [51001] });
    const seen = (await events()).map(({ eventName, dataFields }) => ({ eventName, ...dataFields }));
    expect(seen).toHaveLength(3);
    expect(seen).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ eventName: 'emailSubscribe', signupSource: 'API', emailListIds: [1001] }),
        expect.objectContaining({ eventName: 'emailUnSubscribe', emailListIds: [1001], channelIds: [] }),
        expect.objectContaining({ unsubSource: 'UpdateSubscriptionsAPI', channelIds: [51001] }),
      ]),
    );
  });

  test('A targeted SMS fires smsSend to a phone and smsSendSkip to a profile without one.', async () => {
    sandbox.addWebhook({ url: receiver.url });
    await call(sandbox, '/api/users/update', { email: ada, dataFields: { phoneNumber: '+15550177703' } });
    await call(sandbox, '/api/users/update', { email: 'b@example.com' });
    for (const recipientEmail of [ada, 'b@example.com']) {
      const body = { campaignId: 7001003, recipientEmail, dataFields: { corr: recipientEmail } };
      await call(sandbox, '/api/sms/target', body);
    }
    const [sent, skipped] = (await events()).sort((a, b) => a.eventName.localeCompare(b.eventName));
    expect(sent).toMatchObject({ eventName: 'smsSend', email: ada, dataFields: { toPhoneNumber: '+15550177703' } });
    expect(sent?.dataFields).toMatchObject({ campaignId: 7001003, transactionalData: `{"corr":"${ada}"}` });
    expect(sent?.dataFields).not.toHaveProperty('messageId');
    expect(skipped).toMatchObject({ eventName: 'smsSendSkip', dataFields: { reason: 'InvalidRecipientPhoneNumber' } });
  });

  test('The authorization header is the bare token for Basic and the word OAuth2 before it for OAuth2.', async () => {
    const auth = (authType: 'NoAuth' | 'Basic' | 'OAuth2') =>
      sandbox.addWebhook({ url: receiver.url, authType, authToken: 'tok', headers: { 'X-Secret': authType } });
    auth('NoAuth');
    auth('Basic');
    auth('OAuth2');
    await call(sandbox, '/sandbox/fire', { event: 'emailOpen', wait: true });
    const seen = receiver.received.map(({ headers }) => [headers['x-secret'], headers.authorization]);
    expect(Object.fromEntries(seen)).toEqual({ NoAuth: undefined, Basic: 'tok', OAuth2: 'OAuth2 tok' });
  });

  test('A failed delivery is repeated with the same bytes until it is answered 2xx.', async () => {
    const flaky = await startReceiver(500, 429, 200);
    sandbox.addWebhook({ url: flaky.url });
    await call(sandbox, '/sandbox/fire', { event: 'emailClick', wait: true });
    expect(sandbox.deliveries).toMatchObject([
      { state: 'delivered', status: 200, attempts: [{ status: 500 }, { status: 429 }, { status: 200 }] },
    ]);
    expect(new Set(flaky.received.map(({ body }) => body)).size).toBe(1);
    await flaky.close();
  });

  test('A receiver that is away is given up after the retries, with the error kept.', async () => {
    const away = await startReceiver(200);
    await away.close();
    sandbox.settings.webhookRetries = 1;
    sandbox.addWebhook({ url: away.url });
    await call(sandbox, '/sandbox/fire', { event: 'emailClick', wait: true });
    const { deliveries } = (await call(sandbox, '/sandbox/deliveries')).body as { deliveries: unknown[] };
    expect(deliveries).toMatchObject([{ state: 'failed', attempts: [{ error: expect.any(String) }, {}] }]);
  });

  test('triggerWorkflow posts to the webhook of that journey only, nested or flat.', async () => {
    await call(sandbox, '/api/users/update', { email: ada, userId: 'u1' });
    sandbox.addWebhook({ url: `${receiver.url}/nested`, kind: 'journey', workflowId: 612001 });
    sandbox.addWebhook({ url: `${receiver.url}/flat`, kind: 'journey', workflowId: 612001, layout: 'flat' });
    sandbox.addWebhook({ url: `${receiver.url}/other`, kind: 'journey', workflowId: 612002 });
    const body = { workflowId: 612001, email: ada, dataFields: { total: 3 } };
    expect((await call(sandbox, '/api/workflows/triggerWorkflow', body)).status).toBe(200);
    await sandbox.idle();
    const seen = receiver.received.map(({ url, body: text }) => [url, JSON.parse(text) as unknown]);
    expect(Object.fromEntries(seen)).toEqual({
      '/hooks/nested': { email: ada, userId: 'u1', workflowId: 612001, dataFields: { total: 3 } },
      '/hooks/flat': { email: ada, userId: 'u1', workflowId: 612001, total: 3 },
    });
    expect(await call(sandbox, '/api/workflows/triggerWorkflow', { workflowId: 612001 })).toMatchObject({
      status: 400,
      body: { msg: 'Must provide either an email or list id', code: 'GenericError' },
    });
  });

  test('A journey webhook can be fired with a body, a form and another method of the customer.', async () => {
    const fire = (body: object) =>
      call(sandbox, '/sandbox/fire-journey', { workflowId: 5, url: receiver.url, wait: true, ...body });
    await fire({ body: { order: 'N-7' }, method: 'PUT' });
    await fire({ form: { a: '1', b: 'x y' } });
    await fire({ method: 'GET', url: `${receiver.url}?id=7` });
    expect(receiver.received).toMatchObject([
      { method: 'PUT', body: '{"order":"N-7"}' },
      { method: 'POST', body: 'a=1&b=x+y', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      { method: 'GET', url: '/hooks?id=7', body: '' },
    ]);
  });

  test('The webhooks admin call changes only what is given and never shows the token.', async () => {
    const { id } = sandbox.addWebhook({ url: receiver.url, authType: 'Basic', authToken: 'old' });
    const answer = await call(sandbox, '/api/webhooks', { id, authToken: 'new', authType: 'OAuth2' });
    expect(answer.body).toEqual({
      id,
      endpoint: receiver.url,
      authType: 'OAuth2',
      enabled: true,
      blastSendEnabled: true,
      triggeredSendEnabled: true,
      channelIds: [],
      messageTypeIds: [],
    });
    expect((await call(sandbox, '/api/webhooks')).body).toEqual({ webhooks: [answer.body] });
    await call(sandbox, '/sandbox/fire', { event: 'emailOpen', wait: true });
    await call(sandbox, '/api/webhooks', { id, enabled: false });
    await call(sandbox, '/sandbox/fire', { event: 'emailOpen', wait: true });
    expect(receiver.received.map(({ headers }) => headers.authorization)).toEqual(['OAuth2 new']);
    expect((await call(sandbox, '/api/webhooks', { id: 1 })).status).toBe(400);
  });
});

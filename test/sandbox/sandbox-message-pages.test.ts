import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call, startReceiver } from './sandbox-client.ts';

const ada = 'ada@example.com';
const start = Date.UTC(2031, 0, 10);

describe('messages of the sandbox as their readers fetch them', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false, now: () => start });
    await call(sandbox, '/api/users/update', { email: ada, dataFields: { firstName: 'Ada & Co' } });
    await call(sandbox, '/api/users/update', { email: 'ben@example.com' });
  });
  afterEach(() => sandbox.close());

  const target = (medium: string, campaignId: number) =>
    call(sandbox, `/api/${medium}/target`, { campaignId, recipientEmail: ada, dataFields: { noticeNumber: 'N-7' } });
  const inbox = async (path = 'getMessages?count=10&', email = ada) =>
    ((await call(sandbox, `/api/inApp/${path}email=${email}`)).body as { inAppMessages: Record<string, unknown>[] })
      .inAppMessages;

  test('A sent email is shown in the browser with the data of its send and its user, escaped.', async () => {
    await target('email', 7001001);
    const messageId = sandbox.state.messages[0]?.messageId;
    const view = (email: string, id = messageId) =>
      call(sandbox, `/api/email/viewInBrowser?email=${email}&messageId=${id}`);
    expect(await view(ada)).toMatchObject({
      status: 200,
      contentType: 'text/html; charset=utf-8',
      text: '<!doctype html><p>Hello Ada &amp; Co, notice N-7 has arrived.</p>',
    });
    expect((await view('ben@example.com')).status).toBe(400);
    expect((await view(ada, '0'.repeat(32))).status).toBe(400);
  });

  test('Viewing an email answers 303 to its page when the sandbox is told to, and the page needs no key.', async () => {
    await call(sandbox, '/sandbox/settings', { viewInBrowser: 'redirect' });
    await target('email', 7001001);
    const { messageId } = sandbox.state.messages[0] ?? {};
    const path = `/api/email/viewInBrowser?email=${ada}&messageId=${messageId}`;
    const answer = await fetch(sandbox.url + path, { headers: { 'Api-Key': sandbox.key }, redirect: 'manual' });
    expect(answer.status).toBe(303);
    const page = await fetch(answer.headers.get('location') ?? '');
    expect(await page.text()).toContain('Ada &amp; Co');
  });

  test('In-app messages come newest first with times in epoch milliseconds and their rendered content.', async () => {
    await target('inApp', 7001004);
    await call(sandbox, '/sandbox/clock', { advanceMs: 1000 });
    await target('inApp', 7001010);
    const messages = await inbox();
    expect(messages.map(({ campaignId }) => campaignId)).toEqual([7001010, 7001004]);
    expect(messages[1]).toMatchObject({
      createdAt: start,
      expiresAt: start + 90 * 86_400_000,
      content: { html: '<!doctype html><p>Notice N-7</p>', webInAppDisplaySettings: { position: 'Center' } },
      trigger: { type: 'immediate' },
      read: false,
    });
    expect(await inbox('web/getMessages?count=1&')).toHaveLength(1);
    expect(await inbox('getPriorityMessage?')).toMatchObject([{ campaignId: 7001010 }]);
    expect(await inbox('getMessages?count=10&', 'ben@example.com')).toEqual([]);
    expect((await call(sandbox, `/api/inApp/getMessages?email=${ada}`)).status).toBe(400);
    expect((await call(sandbox, `/api/inApp/getMessages?email=${ada}&count=1&platform=ios`)).status).toBe(400);
  });

  test('An opened in-app message is marked read, a deleted or expired one is gone.', async () => {
    await target('inApp', 7001004);
    await call(sandbox, '/sandbox/react', { event: 'inAppOpen', email: ada });
    expect(await inbox()).toMatchObject([{ read: true }]);
    await call(sandbox, '/sandbox/react', { event: 'inAppDelete', email: ada });
    expect(await inbox()).toEqual([]);
    await target('inApp', 7001010);
    await call(sandbox, '/sandbox/clock', { advanceMs: 91 * 86_400_000 });
    expect(await inbox()).toEqual([]);
  });

  test('Embedded messages reach those on the lists of a running embedded campaign, by placement.', async () => {
    await call(sandbox, '/api/lists/subscribe', { listId: 1001, subscribers: [{ email: ada }] });
    await call(sandbox, '/api/campaigns/create', { name: 'Banner', templateId: 8100005, listIds: [1001] });
    const fetchFor = async (email: string, more = '') =>
      (
        (await call(sandbox, `/api/embedded-messaging/messages?email=${email}${more}`)).body as {
          placements: unknown[];
        }
      ).placements;
    const [placement] = (await fetchFor(ada)) as {
      placementId: number;
      embeddedMessages: { metadata: { messageId: string }; elements?: object }[];
    }[];
    expect(placement).toMatchObject({ placementId: 41, embeddedMessages: [{ elements: { title: 'Notice' } }] });
    const known = placement?.embeddedMessages[0]?.metadata.messageId;
    const [again] = (await fetchFor(ada, `&currentMessageIds=${known}`)) as (typeof placement)[];
    expect(again?.embeddedMessages).toEqual([{ metadata: expect.objectContaining({ messageId: known }) }]);
    expect(await fetchFor(ada, '&placementIds=7')).toEqual([{ placementId: 7, embeddedMessages: [] }]);
    expect(await fetchFor('ben@example.com')).toEqual([]);
  });

  test('A reaction to a sent message fires its webhook event, names the message, and is kept as an event.', async () => {
    await target('email', 7001001);
    const { messageId } = sandbox.state.messages[0] ?? {};
    const answer = await call(sandbox, '/sandbox/react', {
      event: 'emailClick',
      email: ada,
      dataFields: { url: 'https://x.example' },
    });
    expect(answer.body).toEqual({ event: 'emailClick', messageId, campaignId: 7001001 });
    expect(sandbox.state.events.at(-1)).toMatchObject({
      eventType: 'emailClick',
      messageId,
      campaignId: 7001001,
      dataFields: { url: 'https://x.example' },
    });
    expect((await call(sandbox, '/sandbox/react', { event: 'emailOpen', email: 'ben@example.com' })).status).toBe(404);
    expect((await call(sandbox, '/sandbox/react', { event: 'unheardOf' })).status).toBe(400);
  });

  test('G8: the metadata of a message comes back with its send and with every reaction to it, and a message without has none.', async () => {
    const receiver = await startReceiver(200);
    sandbox.addWebhook({ url: receiver.url });
    const message = { campaignId: 7001001, recipientEmail: ada };
    await call(sandbox, '/api/email/target', { ...message, metadata: { orderId: 'o-1' } });
    await call(sandbox, '/sandbox/react', { event: 'emailOpen', email: ada });
    await call(sandbox, '/api/email/target', message);
    await call(sandbox, '/sandbox/react', { event: 'emailOpen', email: ada });
    await sandbox.idle();
    const told = receiver.received.map(({ body }) => JSON.parse(body) as { dataFields: { metadata?: unknown } });
    const metadata = { orderId: 'o-1' };
    expect(told.map(({ dataFields }) => dataFields.metadata)).toEqual([metadata, metadata, undefined, undefined]);
    await receiver.close();
  });
});

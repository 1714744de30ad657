import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call, startReceiver } from './sandbox-client.ts';

const ada = 'ada@example.com';
const done = { status: 200, body: { msg: '', code: 'Success', params: null } };
// of the project as new: the running triggered campaigns
const [pushCampaign, inAppCampaign] = [7001002, 7001004];
const deviceInfo = { deviceId: 'd-1', platform: 'iOS', appPackageName: 'com.example.app' };

describe('message events of the sandbox', () => {
  let sandbox: Sandbox;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false });
    receiver = await startReceiver(200);
    await call(sandbox, '/api/users/update', { email: ada });
    await call(sandbox, '/api/inApp/target', { campaignId: inAppCampaign, recipientEmail: ada });
    sandbox.addWebhook({ url: receiver.url });
  });
  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });
  const sent = () => sandbox.state.messages[0]!;
  const track = (path: string, body: object) =>
    call(sandbox, `/api/events/${path}`, { email: ada, messageId: sent().messageId, ...body });
  const embedded = (path: string, body: object) =>
    call(sandbox, `/api/embedded-messaging/events/${path}`, { email: ada, ...body });
  const heard = async (): Promise<{ eventName: string; email?: string; dataFields: Record<string, unknown> }[]> => {
    await sandbox.idle();
    return receiver.received.map(({ body }) => JSON.parse(body) as never);
  };
  const kept = async (): Promise<Record<string, unknown>[]> => {
    const { events } = (await call(sandbox, `/api/events/${encodeURIComponent(ada)}`)).body as { events: never[] };
    return events;
  };

  test('An in-app open is stored with its campaign, fires its webhook and marks the message as read.', async () => {
    expect(await track('trackInAppOpen', { deviceInfo, createdAt: 1930000000 })).toMatchObject(done);
    expect(await kept()).toContainEqual(
      expect.objectContaining({
        eventType: 'inAppOpen',
        campaignId: inAppCampaign,
        messageId: sent().messageId,
        createdAt: '2031-02-27 23:06:40 +00:00',
        deviceInfo,
      }),
    );
    expect(await heard()).toMatchObject([
      {
        eventName: 'inAppOpen',
        email: ada,
        dataFields: { campaignId: inAppCampaign, createdAt: '2031-02-27 23:06:40 +00:00' },
      },
    ]);
    expect(sent().readAt).toBe(1930000000000);
  });

  test('An in-app click carries its address.', async () => {
    await track('trackInAppClick', { clickedUrl: 'app://orders/7' });
    expect(await heard()).toMatchObject([{ eventName: 'inAppClick', dataFields: { clickedUrl: 'app://orders/7' } }]);
  });

  test('Closing and delivery are stored but are no webhook events.', async () => {
    await track('trackInAppClose', { closeAction: 'back', inboxSessionId: 's-1' });
    await track('trackInAppDelivery', { deviceInfo });
    const types = (await kept()).map(({ eventType }) => eventType);
    expect(types).toEqual(expect.arrayContaining(['inAppClose', 'inAppDelivery']));
    expect(await heard()).toEqual([]);
  });

  test('Consuming makes an inAppDelete only when it says how the message was deleted.', async () => {
    await track('inAppConsume', {});
    expect(await heard()).toEqual([]);
    expect(sent().consumedAt).toEqual(expect.any(Number));
    await track('inAppConsume', { deleteAction: 'inbox-swipe' });
    expect(await heard()).toMatchObject([{ eventName: 'inAppDelete', dataFields: { deleteAction: 'inbox-swipe' } }]);
  });

  test('A push open needs a campaign of the project and comes back without its messageId.', async () => {
    expect(await track('trackPushOpen', { campaignId: pushCampaign, dataFields: { screen: 'home' } })).toMatchObject(
      done,
    );
    const [webhook] = await heard();
    expect(webhook).toMatchObject({ eventName: 'pushOpen', dataFields: { campaignId: pushCampaign, screen: 'home' } });
    expect(webhook!.dataFields).not.toHaveProperty('messageId');
    expect(await track('trackPushOpen', {})).toMatchObject({ status: 400, body: { code: 'BadJsonBody' } });
    expect((await track('trackPushOpen', { campaignId: 42 })).body).toMatchObject({
      msg: 'Invalid Campaign Id',
      params: { campaignId: '42' },
    });
  });

  test('A web push click is stored and fires.', async () => {
    await track('trackWebPushClick', {});
    expect((await heard()).map(({ eventName }) => eventName)).toEqual(['webPushClick']);
  });

  test('Embedded events carry the names that exports and webhooks have for their fields.', async () => {
    await embedded('received', { messageId: 'm-1', deviceInfo });
    await embedded('click', { messageId: 'm-1', buttonIdentifier: 'more', targetUrl: 'https://example.org/' });
    await embedded('session', {
      session: { id: 's-1', start: 1930000000, end: 1930000009 },
      impressions: [
        { messageId: 'm-1', displayCount: 2, displayDuration: 3.5, placementId: 41 },
        { messageId: 'm-2', displayCount: 1, displayDuration: 0.5, placementId: 41 },
      ],
    });
    expect(await heard()).toMatchObject([
      { eventName: 'embeddedReceived', dataFields: { messageId: 'm-1' } },
      {
        eventName: 'embeddedClick',
        dataFields: { embeddedButtonId: 'more', embeddedTargetUrl: 'https://example.org/' },
      },
      { eventName: 'embeddedSession', dataFields: { embeddedSessionId: 's-1' } },
      {
        eventName: 'embeddedImpression',
        dataFields: {
          messageId: 'm-1',
          embeddedSessionId: 's-1',
          embeddedImpressionDisplayCount: 2,
          embeddedImpressionDisplayDuration: 3.5,
          embeddedImpressionPlacementId: 41,
        },
      },
      { eventName: 'embeddedImpression', dataFields: { messageId: 'm-2' } },
    ]);
    expect((await kept()).filter(({ eventType }) => eventType === 'embeddedImpression')).toHaveLength(2);
  });

  test('An event of a message that nobody sent names no campaign.', async () => {
    await track('trackInAppClick', { messageId: 'elsewhere', clickedUrl: 'x' });
    const [webhook] = await heard();
    expect(webhook!.dataFields).toEqual({
      email: ada,
      createdAt: expect.any(String),
      clickedUrl: 'x',
    });
  });

  test('Message events need a known user, a messageId and a platform that exists.', async () => {
    expect(await track('trackInAppOpen', { email: 'nobody@example.com' })).toMatchObject({
      status: 400,
      body: { code: 'UnknownEmailError' },
    });
    expect(await track('trackInAppOpen', { email: undefined })).toMatchObject({
      status: 400,
      body: { code: 'BadParams' },
    });
    expect(await track('trackInAppOpen', { messageId: 7 })).toMatchObject({
      body: { code: 'BadJsonBody', params: { 'obj.messageId': 'String value expected' } },
    });
    expect(await track('trackInAppOpen', { deviceInfo: { ...deviceInfo, platform: 'ios' } })).toMatchObject({
      status: 400,
      body: { code: 'BadParams' },
    });
  });

  test('A custom event of the same id is changed, one of another kind and one without id are added.', async () => {
    const custom = (id: string | undefined, n: number) =>
      call(sandbox, '/api/events/track', { email: ada, eventName: 'cartAbandoned', id, dataFields: { n } });
    expect((await custom('e-1', 1)).body).toEqual({
      msg: 'Event with id: e-1 tracked.',
      code: 'Success',
      params: { id: 'e-1' },
    });
    await custom('e-1', 2);
    await custom(undefined, 3);
    await custom(undefined, 3);
    await call(sandbox, '/api/commerce/trackPurchase', { user: { email: ada }, items: [], total: 1, id: 'e-1' });
    const events = (await kept()).filter(({ eventType }) => eventType === 'customEvent' || eventType === 'purchase');
    expect(
      events
        .map(({ n }) => n)
        .filter(Boolean)
        .sort(),
    ).toEqual([2, 3, 3]);
    expect(events).toHaveLength(4);
  });

  test('An id of more than 512 bytes is refused and in a bulk call fails its row.', async () => {
    const event = { email: ada, eventName: 'a', id: 'é'.repeat(257) };
    expect((await call(sandbox, '/api/events/track', event)).status).toBe(400);
    const events = [event, { email: ada, eventName: 'a', id: 'é'.repeat(256) }];
    expect((await call(sandbox, '/api/events/trackBulk', { events })).body).toMatchObject({
      successCount: 1,
      failCount: 1,
    });
  });

  test('createNewFields false drops the fields that an event name does not have yet.', async () => {
    await call(sandbox, '/api/events/track', { email: ada, eventName: 'a', dataFields: { known: 1 } });
    const event = { email: ada, eventName: 'a', dataFields: { known: 2, odd: 3 }, createNewFields: false };
    await call(sandbox, '/api/events/track', event);
    expect((await kept())[0]).not.toHaveProperty('odd');
    const fresh = { email: ada, eventName: 'b', dataFields: { first: 1 } };
    expect((await call(sandbox, '/api/events/trackBulk', { events: [event, fresh] })).body).toMatchObject({
      successCount: 2,
      filteredOutFields: ['odd'],
      createdFields: ['first'],
    });
  });

  test('Events are read newest first, 30 unless told and at most 200.', async () => {
    const events = Array.from({ length: 40 }, (_, n) => ({
      email: ada,
      eventName: 'a',
      createdAt: 1940000000 + n,
      dataFields: { n },
    }));
    await call(sandbox, '/api/events/trackBulk', { events });
    const read = async (query: string) =>
      (await call(sandbox, `/api/events/${encodeURIComponent(ada)}${query}`)).body as { events: { n: number }[] };
    expect((await read('')).events).toHaveLength(30);
    expect((await read('?limit=2')).events.map(({ n }) => n)).toEqual([39, 38]);
    expect(await read('?limit=201')).toMatchObject({ code: 'BadParams' });
    expect(await read('?limit=many')).toMatchObject({ code: 'BadParams' });
  });
});

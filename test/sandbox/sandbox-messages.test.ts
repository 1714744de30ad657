import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call } from './sandbox-client.ts';

const ada = 'ada@example.com';

describe('campaigns, sends and events of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false, now: () => Date.UTC(2031, 0, 10) });
    await call(sandbox, '/api/users/update', { email: ada, dataFields: { phoneNumber: '+15550177702' } });
  });
  afterEach(() => sandbox.close());

  const sms = (body: object) => call(sandbox, '/api/sms/target', { campaignId: 7001003, recipientEmail: ada, ...body });

  test('Campaigns are paged by twenty with the address of the next page until the last.', async () => {
    const seen = new Set<number>();
    let path: string | undefined = '/api/campaigns';
    let pages = 0;
    while (path !== undefined) {
      const body = (await call(sandbox, path)).body as {
        campaigns: { id: number }[];
        nextPageUrl?: string;
        totalCampaignsCount: number;
      };
      for (const { id } of body.campaigns) seen.add(id);
      expect(body.totalCampaignsCount).toBe(48);
      path = body.nextPageUrl;
      pages += 1;
    }
    expect([seen.size, pages]).toEqual([48, 3]);
  });

  test('Campaigns are filtered by state and read one by one.', async () => {
    const { campaigns } = (await call(sandbox, '/api/campaigns?campaignState=Running&pageSize=100')).body as {
      campaigns: { campaignState: string; type: string }[];
    };
    expect(campaigns).toHaveLength(12);
    expect(new Set(campaigns.map(({ campaignState }) => campaignState))).toEqual(new Set(['Running']));
    expect((await call(sandbox, '/api/campaigns/7001003')).body).toMatchObject({
      id: 7001003,
      messageMedium: 'SMS',
      type: 'Triggered',
      createdAt: expect.any(Number),
    });
    expect((await call(sandbox, '/api/campaigns/42')).status).toBe(404);
    expect((await call(sandbox, '/api/campaigns?pageSize=1001')).status).toBe(400);
  });

  test('Channels, message types and journeys have the recorded members.', async () => {
    const first = async (path: string, name: string) =>
      ((await call(sandbox, path)).body as Record<string, object[]>)[name]?.[0] ?? {};
    expect(Object.keys(await first('/api/channels', 'channels')).sort()).toEqual([
      'channelType',
      'id',
      'messageMedium',
      'name',
    ]);
    expect(Object.keys(await first('/api/messageTypes', 'messageTypes')).sort()).toEqual([
      'channelId',
      'createdAt',
      'id',
      'name',
      'subscriptionPolicy',
      'updatedAt',
    ]);
    expect(await first('/api/journeys', 'journeys')).toMatchObject({ id: 612001, enabled: true });
  });

  test('A targeted SMS is answered with the recorded text and kept as sent.', async () => {
    const answer = await sms({ dataFields: { code: '0000' } });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual({
      msg: `Campaign 7001003 - Sent triggered message to: ${ada}`,
      code: 'Success',
      params: null,
    });
    expect(sandbox.state.messages).toMatchObject([{ status: 'sent', email: ada, dataFields: { code: '0000' } }]);
  });

  test('A send in the future is scheduled with an id and can be cancelled once.', async () => {
    const answer = await sms({ sendAt: '2031-01-20 08:04:46' });
    const { msg, params } = answer.body as { msg: string; params: { scheduledMessageId: number } };
    expect(msg).toBe(`Campaign 7001003 - Scheduled triggered message for: 2031-01-20T08:04:46.000Z to: ${ada}`);
    const cancel = () => call(sandbox, '/api/sms/cancel', { campaignId: 7001003, email: ada });
    expect((await cancel()).body).toMatchObject({
      msg: `Successfully cancelled scheduled messages with scheduledMessageId: ${params.scheduledMessageId} from project: ${sandbox.state.projectId}`,
    });
    expect(await cancel()).toMatchObject({
      status: 400,
      body: { msg: 'No scheduled messages found- Invalid email and campaignId combination' },
    });
    expect((await sms({ sendAt: 'tomorrow' })).status).toBe(400);
  });

  test('A campaign that is unknown, of another medium, a blast or not running is refused.', async () => {
    expect((await sms({ campaignId: 4444 })).body).toEqual({
      msg: 'Invalid Campaign Id',
      code: 'BadParams',
      params: { campaignId: '4444' },
    });
    expect((await call(sandbox, '/api/email/target', { campaignId: 42, recipientEmail: ada })).body).toEqual({
      msg: 'Invalid campaignId',
      code: 'BadParams',
      params: { campaignId: '42' },
    });
    const byKind = (type: string, state: string) =>
      sandbox.state.campaigns.find(
        (campaign) => campaign.messageMedium === 'SMS' && campaign.type === type && campaign.campaignState === state,
      )?.id;
    expect((await sms({ campaignId: 7001001 })).status).toBe(400);
    expect((await sms({ campaignId: byKind('Blast', 'Finished') })).body).toMatchObject({
      msg: 'Campaign is not a triggered campaign',
    });
    expect((await sms({ campaignId: byKind('Triggered', 'Draft') })).status).toBe(400);
  });

  test('An unknown recipient is refused for SMS and becomes a user for email.', async () => {
    expect(await sms({ recipientEmail: 'new@example.com' })).toMatchObject({
      status: 400,
      body: { code: 'UnknownEmailError' },
    });
    const email = { campaignId: 7001001, recipientEmail: 'new@example.com' };
    expect((await call(sandbox, '/api/email/target', email)).status).toBe(200);
    expect(sandbox.state.users.map((user) => user.email)).toContain('new@example.com');
  });

  test('A repeated marketing send is accepted but skipped when repeats are not allowed.', async () => {
    const body = { campaignId: 7001007 + 2, allowRepeatMarketingSends: false };
    expect((await sms(body)).status).toBe(200);
    expect((await sms(body)).status).toBe(200);
    expect(sandbox.state.messages.map(({ status, skipReason }) => skipReason ?? status)).toEqual([
      'sent',
      'DuplicateMarketingMessage',
    ]);
  });

  test('Tracking with the same id changes the stored event instead of adding one.', async () => {
    const track = (total: number) =>
      call(sandbox, '/api/events/track', { email: ada, eventName: 'cart', id: 'evt-1', dataFields: { total } });
    expect((await track(1)).body).toEqual({
      msg: 'Event with id: evt-1 tracked.',
      code: 'Success',
      params: { id: 'evt-1' },
    });
    await track(2);
    expect(sandbox.state.events).toMatchObject([{ id: 'evt-1', dataFields: { total: 2 } }]);
    const plain = { email: ada, eventName: 'cart', createdAt: 1930000000, dataFields: { total: 3 } };
    expect((await call(sandbox, '/api/events/track', plain)).body).toEqual({ msg: '', code: 'Success', params: null });
    const { events } = (await call(sandbox, `/api/events/${encodeURIComponent(ada)}`)).body as { events: unknown[] };
    expect(events[0]).toEqual({
      eventType: 'customEvent',
      eventName: 'cart',
      email: ada,
      createdAt: '2031-02-27 23:06:40 +00:00',
      total: 3,
    });
  });

  test('A disallowed event name is answered 200 and not tracked.', async () => {
    const answer = await call(sandbox, '/api/events/track', { email: ada, eventName: 'blockedEvent' });
    expect(answer).toMatchObject({ status: 200, body: { msg: 'Event blockedEvent is disallowed from tracking.' } });
    expect(sandbox.state.events).toHaveLength(0);
    expect(await call(sandbox, '/api/events/track', { eventName: 'x' })).toMatchObject({
      status: 400,
      body: { msg: 'Either email or userId must be specified in a track call', code: 'BadParams' },
    });
  });

  test('Bulk tracking lists rows that are not found, invalid or disallowed.', async () => {
    const events = [
      { email: ada, eventName: 'a' },
      { userId: 'nobody', eventName: 'a' },
      { email: 'bad@', eventName: 'a' },
      { email: ada, eventName: 'blockedEvent' },
    ];
    expect((await call(sandbox, '/api/events/trackBulk', { events })).body).toEqual({
      successCount: 1,
      failCount: 3,
      invalidEmails: ['bad@'],
      invalidUserIds: [],
      disallowedEventNames: ['blockedEvent'],
      filteredOutFields: [],
      createdFields: [],
      failedUpdates: {
        invalidEmails: ['bad@'],
        invalidUserIds: [],
        notFoundEmails: [],
        notFoundUserIds: ['nobody'],
        forgottenEmails: [],
        forgottenUserIds: [],
      },
    });
    expect((await call(sandbox, '/api/events/trackBulk', { events: [] })).body).toEqual({
      successCount: 0,
      failCount: 0,
      invalidEmails: [],
      invalidUserIds: [],
      disallowedEventNames: [],
    });
  });

  test('A wrong type in an event is named with the event in front of the field.', async () => {
    const track = (total: unknown) =>
      call(sandbox, '/api/events/track', { email: ada, eventName: 'cart', dataFields: { total } });
    await track(1);
    expect(await track('much')).toMatchObject({
      status: 400,
      body: { params: { validationErrors: { 'cart:::total': { expectedType: 'long' } } } },
    });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { content, startSendWorld, type SendWorld } from './send-world.ts';

interface Send {
  id: string;
  origin: string | null;
  place: string | null;
  status: string;
  error: string | null;
  messageId: string | null;
  campaignId: number;
  events: { type: string; eventName: string; match: string; detail: string | null }[];
}
interface Page<T> {
  items: T[];
}

let world: SendWorld;
beforeAll(async () => {
  world = await startSendWorld();
});
afterAll(() => world.close());

let person = '';
let count = 0;
beforeEach(() => {
  count += 1;
  person = `reader${String(count)}@example.com`;
});

const search = async (body: object = {}): Promise<Send[]> =>
  (await world.api<Page<Send>>('POST', '/sends/search', { connection: 'sandbox', email: person, ...body })).body.items;
const timeline = async (): Promise<{ sends: Page<Send>; otherEvents: Send['events'] }> =>
  (await world.api<never>('POST', '/people/timeline', { connection: 'sandbox', email: person })).body;

describe('The timeline', () => {
  test('G8 G9 G5: every webhook of a message is attached to the job that sent it, by the id in its metadata', async () => {
    await world.api('POST', '/recipes', {
      document: {
        name: 'confirm',
        connection: 'sandbox',
        trigger: { use: 'new_object', with: { eventName: 'smsReceived' } },
        steps: [
          {
            id: 'mail',
            use: 'send_content',
            with: content({ recipientEmail: '{{ trigger.email }}', html: '<p>\\{{name}}</p>' }),
          },
        ],
      },
      enable: true,
    });
    await world.tell('smsReceived', { createdAt: '2026-01-02 03:04:05 +00:00' }, { email: person });
    const jobs = await world.api<Page<{ id: string; status: string }>>('GET', '/jobs?limit=1');
    const job = jobs.body.items[0]!;
    for (let tries = 0; tries < 500 && (await search())[0]?.status !== 'accepted'; tries++) await world.settle();
    const [sent] = await search({ origin: job.id });
    expect(sent).toMatchObject({ origin: job.id, place: 'mail', status: 'accepted' });

    for (const event of ['emailOpen', 'emailClick', 'emailBounce', 'emailComplaint', 'emailUnSubscribe'])
      await world.react(event, { email: person });
    const shown = (await world.api<Send>('GET', `/sends/${sent!.id}`)).body;
    expect(shown.events.map(({ type, eventName, match }) => [type, eventName, match])).toEqual([
      ['send', 'emailSend', 'send_id'],
      ['open', 'emailOpen', 'send_id'],
      ['click', 'emailClick', 'send_id'],
      ['bounce', 'emailBounce', 'send_id'],
      ['complaint', 'emailComplaint', 'send_id'],
      ['unsubscribe', 'emailUnSubscribe', 'send_id'],
    ]);
    expect(shown.messageId).toMatch(/^[0-9a-f]{32}$/);
  });

  test('G8: metadata of the caller stays beside the send id, in the call and in the webhook', async () => {
    const { exchanges } = await world.run('send_email', {
      campaignId: 7001001,
      recipientEmail: person,
      metadata: { orderId: 'o-1' },
    });
    const [sent] = await search();
    expect(exchanges.at(-1)?.requestBody?.metadata).toEqual({ orderId: 'o-1', itcSendId: sent!.id });
    await world.settle();
    const delivery = world.sandbox.deliveries.findLast(({ label }) => label === 'emailSend');
    expect(JSON.parse(delivery!.body)).toMatchObject({ dataFields: { metadata: { itcSendId: sent!.id } } });
  });

  test('G9: without metadata a webhook is found by the message id, else by campaign and person; JSON text counts as metadata', async () => {
    await world.run('send_email', { campaignId: 7001001, recipientEmail: person });
    await world.settle();
    const [sent] = await search();
    const { messageId } = sent!;
    await world.tell('emailOpen', { messageId, campaignId: 7001001 }, { email: person });
    await world.tell('emailClick', { campaignId: 7001001, url: 'x' }, { email: person.toUpperCase() });
    await world.tell(
      'emailOpen',
      { metadata: JSON.stringify({ itcSendId: sent!.id }), device: 'x' },
      { email: person },
    );
    const { sends, otherEvents } = await timeline();
    expect(sends.items[0]!.events.map(({ match }) => match)).toEqual([
      'send_id',
      'message_id',
      'campaign_and_person',
      'send_id',
    ]);
    expect(otherEvents).toEqual([]);
  });

  test('G9 G17: what belongs to no message is listed with the reason, by person and for the whole connection', async () => {
    await world.run('send_email', { campaignId: 7001001, recipientEmail: 'somebody@example.com' });
    await world.tell('emailOpen', { messageId: 'm1', campaignId: 7001001 }, { email: person });
    await world.tell('emailOpen', { messageId: 'm2', campaignId: 99 }, { email: person });
    await world.tell('emailOpen', { messageId: 'm3', metadata: { itcSendId: 'snd_gone' } }, { email: person });
    const reasons = ['unknown_send', 'other_campaign', 'no_metadata'];
    expect((await timeline()).otherEvents.map(({ match }) => match)).toEqual(reasons);
    const listed = await world.api<Page<Send['events'][0]>>('POST', '/send-events/search', {
      connection: 'sandbox',
      email: person,
      matches: ['unknown_send', 'no_metadata'],
    });
    expect(listed.body.items.map(({ match }) => match)).toEqual(['unknown_send', 'no_metadata']);
  });

  test('L6 G5: events of every channel have one type and keep their own name; what is about no message is left out', async () => {
    const told: [string, string][] = [
      ['smsClick', 'click'],
      ['pushBounce', 'bounce'],
      ['inAppOpen', 'open'],
      ['whatsAppSeen', 'open'],
      ['webPushSendSkip', 'skip'],
      ['emailunsubscribe', 'unsubscribe'],
      ['emailDelivered', 'delivery'],
      ['purchase', 'conversion'],
    ];
    for (const [name] of told)
      await world.tell(name, { campaignId: 98, messageTypeIds: [1], reason: 'QuietHoursSendSkip' }, { email: person });
    await world.tell('journeyExit', { workflowId: 1 }, { email: person });
    const { otherEvents } = await timeline();
    expect(otherEvents.reverse().map(({ eventName, type }) => [eventName, type])).toEqual(told);
    expect(otherEvents[4]).toMatchObject({ detail: 'QuietHoursSendSkip' });
  });

  test('G9: a repeated delivery, and a group of events read twice, are in the timeline once', async () => {
    await world.run('send_email', { campaignId: 7001001, recipientEmail: person });
    await world.react('emailOpen', { email: person });
    const { store } = world.running.runtime;
    const open = (await store.listSendEvents({ person: { email: person, userId: null }, type: 'open' })).items;
    expect(open).toHaveLength(1);
    expect(await store.recordSendEvents(open)).toBe(0);
    const delivery = world.sandbox.deliveries.findLast(({ label }) => label === 'emailOpen')!;
    await world.post(world.webhookUrl, JSON.parse(delivery.body));
    await world.settle();
    expect((await timeline()).sends.items[0]!.events.map(({ type }) => type)).toEqual(['send', 'open']);
  });

  test('G9: a refused message is kept with its code, and is not what a later webhook is attached to', async () => {
    await world.run('send_email', { campaignId: 7001001, recipientEmail: person });
    await world.settle();
    const [accepted] = await search();
    world.sandbox.addFault({
      match: { path: '/api/email/target' },
      kind: 'status',
      status: 400,
      body: { msg: 'no', code: 'BadParams', params: {} },
      times: 1,
    });
    await world.run('send_email', { campaignId: 7001001, recipientEmail: person });
    expect((await search()).map(({ status, error }) => [status, error])).toEqual([
      ['refused', 'ITC_ITERABLE_REJECTED'],
      ['accepted', null],
    ]);
    await world.tell('emailClick', { campaignId: 7001001 }, { email: person });
    const { events } = (await world.api<Send>('GET', `/sends/${accepted!.id}`)).body;
    expect(events.map(({ type }) => type)).toEqual(['send', 'click']);
    expect((await world.api('GET', '/sends/snd_none')).body).toMatchObject({ error: { code: 'ITC_SEND_UNKNOWN' } });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { content, marketingType, startSendWorld, transactionalType, type SendWorld } from './send-world.ts';

interface Suppression {
  id: string;
  channel: string;
  email: string | null;
  isActive: boolean;
  pushedAt: string | null;
  marks: Record<string, { isOn: boolean; reason: string; at: string }>;
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
  person = `leaver${String(count)}@example.com`;
});
const at = (second: number): string => `2026-03-04 05:06:${String(second).padStart(2, '0')} +00:00`;
const tell = (eventName: string, dataFields: Record<string, never> | object, second = 1): Promise<void> =>
  world.tell(eventName, { createdAt: at(second), ...dataFields }, { email: person });
const found = async (body: object = {}): Promise<Suppression[]> =>
  (
    await world.api<{ items: Suppression[] }>('POST', '/suppressions/search', {
      connection: 'sandbox',
      email: person,
      ...body,
    })
  ).body.items;
const send = async (changes: object = {}, options: object = {}): Promise<string> => {
  const { outcome, error } = await world.run(
    'send_content',
    content({ recipientEmail: person, ...changes }),
    options as never,
  );
  return error?.code ?? outcome;
};

describe('Suppressions', () => {
  test('G14: a complaint, a hard bounce and an unsubscribe each suppress, once per person and channel, however often they are told', async () => {
    await tell('emailComplaint', { recipientState: 'Complaint' });
    await tell('emailComplaint', { recipientState: 'Complaint' });
    await tell('emailBounce', { recipientState: 'HardBounce' });
    await tell('emailUnSubscribe', { channelIds: [51001] });
    const [suppression, ...more] = await found();
    expect(more).toEqual([]);
    expect(Object.keys(suppression!.marks)).toEqual(['all', 'channel:51001']);
    expect(suppression).toMatchObject({ channel: 'email', isActive: true });
  });

  test('G14: a soft bounce, a skip and an unsubscribe from lists alone suppress nobody', async () => {
    await tell('emailBounce', { recipientState: 'MailboxFull' });
    await tell('emailSendSkip', { reason: 'Unsubscribed' });
    await tell('emailUnSubscribe', { channelIds: [], messageTypeIds: [], emailListIds: [1] });
    expect(await found()).toEqual([]);
  });

  test('G14: a suppressed person gets nothing: the message is stopped before anything leaves, in a list as well', async () => {
    expect(await send()).toBe('success');
    await tell('emailComplaint', {});
    const calls = world.sandbox.calls.length;
    expect(await send()).toBe('ITC_SEND_SUPPRESSED');
    expect(await send({}, { ignoreUnsubscribes: true })).toBe('ITC_SEND_SUPPRESSED');
    const { error } = await world.run('send_email', { campaignId: 7001001, recipientEmail: person });
    expect(error).toMatchObject({ code: 'ITC_SEND_SUPPRESSED', details: { reason: 'complaint', scope: 'all' } });
    expect(error?.message).not.toContain(person);
    expect(world.sandbox.calls).toHaveLength(calls);
    const list = await world.run('broadcast_content', {
      ...content({ recipientEmail: undefined }),
      maxRecipients: 5,
      recipients: [{ email: person }, { email: 'stays@example.com' }],
    });
    expect(list.items?.map(({ outcome }) => outcome)).toEqual(['failed', 'accepted']);
    // another channel is another matter
    expect((await world.run('send_sms', { campaignId: 7001003, recipientEmail: person })).error?.code).not.toBe(
      'ITC_SEND_SUPPRESSED',
    );
  });

  test('G14: an opt-out of a message type stops that type, one of a channel stops all unless the step says otherwise', async () => {
    await tell('emailUnSubscribe', { messageTypeIds: [marketingType] });
    expect(await send({ kind: 'marketing' })).toBe('ITC_SEND_SUPPRESSED');
    expect(await send({ messageTypeId: transactionalType })).toBe('success');
    expect((await world.run('send_email', { campaignId: 7001001, recipientEmail: person })).error?.code).toBe(
      'ITC_SEND_SUPPRESSED',
    );
    await tell('emailUnSubscribe', { channelIds: [51001] });
    expect(await send()).toBe('ITC_SEND_SUPPRESSED');
    expect(await send({}, { ignoreUnsubscribes: true })).toBe('success');
  });

  test('G14: a subscription takes back what it names and nothing else, and an older opt-out that comes late does not undo it', async () => {
    await tell('emailUnSubscribe', { channelIds: [51001], messageTypeIds: [66001] }, 1);
    await tell('emailSubscribe', { emailListIds: [1], channelIds: [], messageTypeIds: [] }, 2);
    expect((await found())[0]!.marks).toMatchObject({ 'channel:51001': { isOn: true }, 'type:66001': { isOn: true } });
    await tell('emailSubscribe', { channelIds: [51001], messageTypeIds: [66001] }, 5);
    expect(await found()).toEqual([]);
    await tell('emailUnSubscribe', { channelIds: [51001] }, 3);
    expect(await found()).toEqual([]);
    expect((await found({ isActive: false }))[0]!.marks['channel:51001']).toMatchObject({ isOn: false });
    // of two at the same second the opt-out counts
    await tell('emailUnSubscribe', { channelIds: [51001] }, 5);
    expect(await found()).toHaveLength(1);
  });

  test('G14: a subscription does not make a dead address or a complaint undone, a person does', async () => {
    await tell('emailBounce', { recipientState: 'HardBounce' }, 1);
    await tell('emailSubscribe', {}, 2);
    expect(await found()).toHaveLength(1);
    const lifted = await world.api<Suppression>('POST', '/suppressions', {
      connection: 'sandbox',
      email: person,
      lift: true,
    });
    expect(lifted.body).toMatchObject({ isActive: false });
    expect(await send()).toBe('success');
    const again = await world.api<Suppression>('POST', '/suppressions', { connection: 'sandbox', email: person });
    expect(again.body).toMatchObject({ isActive: true, marks: { all: { reason: 'manual' } } });
    await world.api('DELETE', `/suppressions/${again.body.id}`);
    expect(await found({ isActive: false })).toEqual([]);
    const none = await world.api('POST', '/suppressions', { connection: 'sandbox', email: person, lift: true });
    expect(none.body).toMatchObject({ error: { code: 'ITC_SUPPRESSION_UNKNOWN' } });
  });

  test('G14: a file is tried, taken, taken again without effect, and given back as it was', async () => {
    const upload = async (csv: string, dryRun = false): Promise<Record<string, unknown>> => {
      const url = `${world.running.url}/api/v1/suppressions/import?connection=sandbox&dryRun=${String(dryRun)}`;
      const answer = await fetch(url, {
        method: 'POST',
        headers: { authorization: 'Bearer test-admin-token-0001', 'content-type': 'text/csv' },
        body: csv,
      });
      return (await answer.json()) as Record<string, unknown>;
    };
    const csv = [
      'email,user_id,channel,reason,scopes,since',
      `${person.toUpperCase()},,email,unsubscribe,channel:5 type:6,2026-01-02T03:04:05.000Z`,
      ',user-77,sms,hard_bounce,,',
      ',,email,,,',
      'x@example.com,,fax,,,',
      'y@example.com,,,,everything,',
    ].join('\n');
    const expected = { rows: 5, added: 2, changed: 0, unchanged: 0, faulty: 3 };
    expect(await upload(csv, true)).toMatchObject(expected);
    expect(await found()).toEqual([]);
    expect(await upload(csv)).toMatchObject({ ...expected, faults: [{ row: 3 }, { row: 4 }, { row: 5 }] });
    expect(await upload(csv)).toMatchObject({ added: 0, unchanged: 2, faulty: 3 });
    const answer = await fetch(`${world.running.url}/api/v1/suppressions/export?connection=sandbox`, {
      headers: { authorization: 'Bearer test-admin-token-0001' },
    });
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const lines = (await answer.text()).trim().split('\n');
    expect(lines[0]).toBe('email,user_id,channel,reason,scopes,since');
    expect(lines).toContain(`${person},,email,unsubscribe,channel:5 type:6,2026-01-02T03:04:05.000Z`);
    expect(await upload(lines.join('\n'))).toMatchObject({ added: 0, changed: 0, faulty: 0 });
  });

  test('G15: suppressed people are taken off the list that the connection names, each once, and nobody is without one', async () => {
    await tell('emailComplaint', {});
    expect(world.calls('/api/lists/unsubscribe')).toBe(0);
    const list = await world.run('create_list', { name: `Everybody ${String(count)}` });
    const { listId } = list.output as { listId: number };
    await world.run('add_subscribers_to_list', {
      listId,
      subscribers: [{ email: person }, { email: 'stays@example.com' }],
    });
    await world.set({ suppressionListId: listId });
    await world.settle();
    const members = await world.run('list_members', { listId });
    expect((members.output as { members: string[] }).members).toEqual(['stays@example.com']);
    expect((await found())[0]!.pushedAt).not.toBeNull();
    const calls = world.calls('/api/lists/unsubscribe');
    await world.settle();
    expect(world.calls('/api/lists/unsubscribe')).toBe(calls);
    await world.set();
  });
});

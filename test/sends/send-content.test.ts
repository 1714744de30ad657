import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { content, marketingType, startSendWorld, transactionalType, type SendWorld } from './send-world.ts';

interface Template {
  id: number;
  templateType: string;
  clientTemplateId?: string;
  messageTypeId: number;
  contents: Record<string, { html: string; subject: string }>;
}

let world: SendWorld;
beforeAll(async () => {
  world = await startSendWorld();
});
afterAll(() => world.close());
afterEach(() => world.set());

const ours = (): Template[] =>
  (world.sandbox.state as unknown as { templates: Template[] }).templates.filter(
    ({ clientTemplateId, templateType }) => clientTemplateId?.startsWith('itc-') === true && templateType === 'Base',
  );

describe('A message with content of its own', () => {
  test('G7: the same content makes one template and one running campaign, changed content another, and data none', async () => {
    const before = ours().length;
    const html = '<p>Hi {{firstName}}, once</p>';
    const first = await world.run('send_content', content({ html, dataFields: { firstName: 'Ada' } }));
    expect(first.error).toBeNull();
    expect(first.outcome).toBe('success');
    const to = { recipientEmail: 'bo@example.com', dataFields: { firstName: 'Bo' } };
    const second = await world.run('send_content', content({ html, ...to }));
    expect(second.exchanges.map(({ url }) => new URL(url).pathname)).toEqual(['/api/email/target']);
    expect(ours()).toHaveLength(before + 1);
    const [one, other] = [first, second].map(({ exchanges }) => exchanges.at(-1)?.requestBody?.campaignId);
    expect(one).toBe(other);
    expect(world.sandbox.state.campaigns.find(({ id }) => id === one)).toMatchObject({
      type: 'Triggered',
      campaignState: 'Running',
    });
    await world.run('send_content', content({ html: '<p>Hi {{firstName}}, twice</p>' }));
    expect(ours()).toHaveLength(before + 2);
  });

  test('G7: what is shown of a dry run has the content nowhere but in the template, and sends nothing', async () => {
    const calls = world.sandbox.calls.length;
    const { requests } = (await world.run('send_content', content(), { dryRun: true })) as unknown as {
      requests: { url: string; body: object }[];
    };
    expect(requests).toHaveLength(1);
    expect(requests[0]!.body).toMatchObject({ recipientEmail: 'ada@example.com' });
    expect(world.sandbox.calls).toHaveLength(calls);
  });

  test('G2: the kind chooses the message type, and a marketing message under the transactional one is refused until it is confirmed', async () => {
    await world.run('send_content', content({ kind: 'marketing', html: '<p>Spring</p>' }));
    expect(ours().at(-1)).toMatchObject({ messageTypeId: marketingType });
    await world.run('send_content', content({ html: '<p>Summer</p>' }));
    expect(ours().at(-1)).toMatchObject({ messageTypeId: transactionalType });

    await world.set({ marketingMessageTypeId: null });
    const calls = world.sandbox.calls.length;
    const refused = await world.run('send_content', content({ kind: 'marketing', html: '<p>Autumn</p>' }));
    expect(refused).toMatchObject({ outcome: 'rejected', error: { code: 'ITC_SEND_TYPE_UNCONFIRMED' } });
    const named = { kind: 'marketing', html: '<p>Autumn</p>', messageTypeId: transactionalType };
    expect((await world.run('send_content', content(named))).error?.code).toBe('ITC_SEND_TYPE_UNCONFIRMED');
    expect(world.sandbox.calls).toHaveLength(calls);
    const confirmed = await world.run('send_content', content({ ...named, confirmTransactionalType: true }));
    expect(confirmed.outcome).toBe('success');
    await world.set({ transactionalMessageTypeId: null });
    expect((await world.run('send_content', content())).error?.code).toBe('ITC_SEND_TYPE_MISSING');
    await world.set();
  });

  test('G3: the profile is written first where asked, and a person whom Iterable does not know yet is waited for', async () => {
    const input = content({ recipientEmail: 'new@example.com', createProfile: true, profileFields: { plan: 'pro' } });
    world.sandbox.addFault({
      match: { path: '/api/email/target' },
      kind: 'status',
      status: 400,
      body: { msg: 'Email not found: new@example.com', code: 'UnknownEmailError', params: null },
      times: 2,
    });
    const early = await world.run('send_content', input);
    expect(early).toMatchObject({ outcome: 'retry' });
    expect(early.exchanges.slice(-2).map(({ url }) => new URL(url).pathname)).toEqual([
      '/api/users/update',
      '/api/email/target',
    ]);
    expect(early.exchanges.at(-2)!.requestBody).toEqual({ email: 'new@example.com', dataFields: { plan: 'pro' } });
    const without = await world.run('send_content', content({ recipientEmail: 'new@example.com' }));
    expect(without).toMatchObject({ outcome: 'rejected', error: { code: 'ITC_SEND_RECIPIENT_UNKNOWN' } });
    expect((await world.run('send_content', input)).outcome).toBe('success');
  });

  test('G16: an unknown recipient of any send is told with the way out of it', async () => {
    const { error } = await world.run('send_sms', { campaignId: 7001003, recipientEmail: 'nobody@example.com' });
    expect(error).toMatchObject({ code: 'ITC_SEND_RECIPIENT_UNKNOWN' });
    expect(error?.hint).toContain('createProfile');
    expect(error?.hint).toContain('upsert_user');
    expect(JSON.stringify(error)).not.toContain('nobody@');
  });

  test('G11: attachments are refused before anything leaves, with the advice to link', async () => {
    const calls = world.sandbox.calls.length;
    const { error } = await world.run('send_content', content({ attachments: [{ name: 'invoice.pdf' }] }));
    expect(error).toMatchObject({ code: 'ITC_INPUT_INVALID', details: { path: 'attachments' } });
    expect(error?.message).toContain('put a link to it into the HTML');
    expect((await world.run('send_content', content({ attachments: [] }))).outcome).toBe('success');
    expect(world.sandbox.calls.length).toBeLessThanOrEqual(calls + 6);
  });

  test('G7: contents beyond the limit of the connection are refused, for something personal stands in them', async () => {
    await world.run('send_content', content());
    const { countShadows } = world.running.runtime.store;
    const [connection] = await world.running.runtime.connections.list();
    await world.set({ maxContents: await countShadows(connection!.id) });
    const { error } = await world.run('send_content', content({ html: '<p>Hi Ada Lovell</p>' }));
    expect(error).toMatchObject({ code: 'ITC_SEND_CONTENT_LIMIT' });
    expect((await world.run('send_content', content())).outcome).toBe('success');
    await world.set();
  });

  test('G7: a project that lets nobody activate campaigns by API says so, and sends once a person has done it', async () => {
    const settings = world.sandbox.settings as unknown as { disabledFeatures: string[] };
    settings.disabledFeatures = ['campaignActivation'];
    const input = content({ html: '<p>By hand</p>' });
    const { error } = await world.run('send_content', input);
    expect(error).toMatchObject({ code: 'ITC_SEND_CAMPAIGN', details: { found: 'Ready' } });
    settings.disabledFeatures = [];
    const campaignId = error?.details?.['campaignId'];
    expect(typeof campaignId).toBe('number');
    const again = await world.run('send_content', input);
    expect(again.outcome).toBe('success');
    expect(again.exchanges.at(-1)?.requestBody?.campaignId).toBe(campaignId);
  });
});

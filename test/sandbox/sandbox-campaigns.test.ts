import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call, startReceiver } from './sandbox-client.ts';

const ada = 'ada@example.com';
const start = Date.UTC(2031, 0, 10);
const dayMs = 86_400_000;

describe('campaigns of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false, now: () => start });
    await subscribe([ada, 'ben@example.com']);
  });
  afterEach(() => sandbox.close());

  const subscribe = (emails: string[]) =>
    call(sandbox, '/api/lists/subscribe', { listId: 1001, subscribers: emails.map((email) => ({ email })) });
  const advance = (advanceMs: number) => call(sandbox, '/sandbox/clock', { advanceMs });
  const create = async (body: object) =>
    call(sandbox, '/api/campaigns/create', { name: 'Spring', templateId: 8100001, ...body });
  const createdId = async (body: object) => ((await create(body)).body as { campaignId: number }).campaignId;
  const read = async (id: number) => (await call(sandbox, `/api/campaigns/${id}`)).body as Record<string, unknown>;
  const move = (what: string, campaignId: number) => call(sandbox, `/api/campaigns/${what}`, { campaignId });

  test('Creating a campaign with lists sends it at once and counts its recipients.', async () => {
    const id = await createdId({ listIds: [1001] });
    await advance(1);
    expect(await read(id)).toMatchObject({
      name: 'Spring',
      type: 'Blast',
      campaignState: 'Finished',
      messageMedium: 'Email',
      listIds: [1001],
      sendSize: 2,
      endedAt: expect.any(Number),
    });
    expect(sandbox.state.messages.map(({ campaignId, email }) => [campaignId, email])).toEqual([
      [id, ada],
      [id, 'ben@example.com'],
    ]);
  });

  test('Creating a campaign without lists makes a triggered one, or is refused as in 2017 when the sandbox is told so.', async () => {
    const id = await createdId({});
    expect(await read(id)).toMatchObject({ type: 'Triggered', campaignState: 'Ready' });
    expect((await create({ listIds: [] })).status).toBe(400);
    await call(sandbox, '/sandbox/settings', { requireListIds: true });
    expect(await create({})).toMatchObject({
      status: 400,
      body: { msg: 'The listIds field must be specified', code: 'BadParams', params: null },
    });
  });

  test('A new campaign gets a copy of its template with the square-bracket fields filled in.', async () => {
    await call(sandbox, '/api/templates/email/update', {
      templateId: 8100001,
      subject: '[[season]] for {{firstName}}',
    });
    const id = await createdId({ dataFields: { season: 'Spring' } });
    const { templateId } = await read(id);
    expect(templateId).not.toBe(8100001);
    const copy = await call(sandbox, `/api/templates/email/get?templateId=${templateId}`);
    expect(copy.body).toMatchObject({ subject: 'Spring for {{firstName}}', campaignId: id });
    const original = await call(sandbox, '/api/templates/email/get?templateId=8100001');
    expect(original.body).toMatchObject({ subject: '[[season]] for {{firstName}}' });
  });

  test('A campaign for an unknown template, list, time zone or more than 21 days ahead is refused.', async () => {
    const listIds = [1001];
    expect((await create({ templateId: 42 })).body).toMatchObject({
      msg: 'Template ID: 42 does not exist for this project',
    });
    expect((await create({ listIds: [4] })).body).toMatchObject({ code: 'BadParams', params: { listId: '4' } });
    expect((await create({ listIds, sendAt: '2031-02-01 00:00:00' })).status).toBe(400);
    expect((await create({ listIds, sendAt: 'soon' })).status).toBe(400);
    const zones = { sendMode: 'RecipientTimeZone', startTimeZone: 'Europe/Lisbon' };
    expect((await create({ listIds, ...zones })).status).toBe(400);
    expect((await create({ listIds, ...zones, defaultTimeZone: 'Asia/Tokyo' })).status).toBe(200);
    expect(await create({ templateId: 'x' })).toMatchObject({
      status: 400,
      body: { code: 'BadJsonBody', params: { 'obj.templateId': 'Number value expected' } },
    });
  });

  test('A scheduled campaign waits for its time, and a cancelled one is never sent.', async () => {
    const [kept, cancelled] = [
      await createdId({ listIds: [1001], sendAt: '2031-01-12 00:00:00' }),
      await createdId({ listIds: [1001], sendAt: '2031-01-12 00:00:00' }),
    ];
    expect(await read(kept)).toMatchObject({ campaignState: 'Scheduled' });
    expect((await move('cancel', cancelled)).status).toBe(200);
    await advance(2 * dayMs - 1000);
    expect(sandbox.state.messages).toHaveLength(0);
    await advance(2000);
    expect(new Set(sandbox.state.messages.map(({ campaignId }) => campaignId))).toEqual(new Set([kept]));
    expect((await move('cancel', kept)).status).toBe(400);
  });

  test('A campaign made without sending is scheduled or sent later, within seven days.', async () => {
    const [later, now] = [
      await createdId({ listIds: [1001], scheduleSend: false }),
      await createdId({ listIds: [1001], scheduleSend: false }),
    ];
    const schedule = (sendAt: string) => call(sandbox, `/api/campaigns/${later}/schedule`, { sendAt });
    expect((await schedule('2031-01-18T00:00:01Z')).status).toBe(400);
    expect((await schedule('tomorrow')).status).toBe(400);
    expect((await schedule('2031-01-16T10:15:30.00Z')).status).toBe(200);
    const send = () => call(sandbox, `/api/campaigns/${now}/send`, undefined, { method: 'POST' });
    expect((await send()).status).toBe(200);
    await advance(1);
    expect(await read(now)).toMatchObject({ campaignState: 'Finished' });
    expect((await send()).status).toBe(400);
    await advance(7 * dayMs);
    expect(await read(later)).toMatchObject({ campaignState: 'Finished', sendSize: 2 });
    await call(sandbox, '/sandbox/settings', { disabledFeatures: ['campaignScheduling'] });
    expect((await schedule('2031-01-16T10:15:30.00Z')).status).toBe(403);
  });

  test('Aborting a running blast stops it between two portions.', async () => {
    await subscribe(Array.from({ length: 898 }, (_, i) => `u${i}@example.com`));
    const id = await createdId({ listIds: [1001], scheduleSend: false });
    await call(sandbox, `/api/campaigns/${id}/send`, undefined, { method: 'POST' });
    await advance(1);
    expect(await read(id)).toMatchObject({ campaignState: 'Running', sendSize: 500 });
    expect((await move('abort', id)).status).toBe(200);
    await advance(dayMs);
    expect(await read(id)).toMatchObject({ campaignState: 'Aborted', sendSize: 500 });
    expect(sandbox.state.messages).toHaveLength(500);
  });

  test('A triggered campaign is activated, triggered for lists without the suppressed users, and deactivated.', async () => {
    const id = await createdId({});
    const { listId } = (await call(sandbox, '/api/lists', { name: 'Quiet' })).body as { listId: number };
    await call(sandbox, '/api/lists/subscribe', { listId, subscribers: [{ email: 'ben@example.com' }] });
    const trigger = (body: object = {}) =>
      call(sandbox, '/api/campaigns/trigger', {
        campaignId: id,
        listIds: [1001],
        suppressionListIds: [listId],
        ...body,
      });
    expect((await trigger()).status).toBe(400);
    expect((await move('activateTriggered', id)).status).toBe(200);
    expect((await trigger({ dataFields: { noticeNumber: 9 } })).status).toBe(200);
    expect(sandbox.state.messages).toMatchObject([{ email: ada, dataFields: { noticeNumber: 9 } }]);
    expect((await trigger({ listIds: [] })).status).toBe(400);
    expect((await move('deactivateTriggered', id)).status).toBe(200);
    expect((await trigger()).status).toBe(400);
    expect((await trigger({ campaignId: 7001025 })).body).toEqual({
      msg: 'Campaign is not a triggered campaign',
      code: 'BadParams',
      params: null,
    });
    await call(sandbox, '/sandbox/settings', { disabledFeatures: ['campaignActivation'] });
    expect((await move('activateTriggered', id)).status).toBe(403);
  });

  test('Archiving tells which campaigns it archived and which it could not find.', async () => {
    const answer = await call(sandbox, '/api/campaigns/archive', { campaignIds: [7001001, 42] });
    expect(answer.body).toEqual({ success: [7001001], failed: [42] });
    const target = { campaignId: 7001001, recipientEmail: ada };
    expect((await call(sandbox, '/api/email/target', target)).status).toBe(400);
  });

  test('A recurring campaign lists its children and no other campaign has any.', async () => {
    const { campaigns } = (await call(sandbox, '/api/campaigns/recurring/7001037/childCampaigns')).body as {
      campaigns: object[];
    };
    expect(campaigns).toMatchObject([{ id: 7001025, recurringCampaignId: 7001037 }]);
    expect((await call(sandbox, '/api/campaigns/recurring/7001001/childCampaigns')).status).toBe(400);
    expect((await call(sandbox, '/api/campaigns?sort=labels')).status).toBe(400);
    expect((await call(sandbox, '/api/campaigns?campaignState=Sleeping')).status).toBe(400);
  });

  test('Campaign metrics are CSV text with column names that come twice and count what happened.', async () => {
    await call(sandbox, '/api/email/target', { campaignId: 7001001, recipientEmail: ada });
    await call(sandbox, '/sandbox/react', { event: 'emailOpen', email: ada });
    const answer = await call(sandbox, '/api/campaigns/metrics?campaignId=7001001&campaignId=7001003');
    expect(answer.contentType).toBe('text/plain; charset=utf-8');
    const [header = '', email = '', sms = ''] = answer.text.split('\n').map((line) => line.split(','));
    expect(header.slice(0, 3)).toEqual(['id', 'Average Order Value', 'Average Order Value']);
    const at = (name: string) => header.indexOf(name);
    expect(email[at('Total Email Sends')]).toBe('1');
    expect(email[at('Unique Email Opens')]).toBe('1');
    expect(sms[at('Total Email Sends')]).toBe('0');
    expect(answer.text.endsWith('\n')).toBe(true);
    expect((await call(sandbox, '/api/campaigns/metrics')).status).toBe(400);
    const before = await call(sandbox, '/api/campaigns/metrics?campaignId=7001001&endDateTime=2031-01-10');
    expect(before.text.split('\n')[1]?.split(',')[at('Total Email Sends')]).toBe('0');
  });

  test('Metrics of experiments are CSV text with a line for each variant.', async () => {
    await call(sandbox, '/api/email/target', { campaignId: 7001001, recipientEmail: ada });
    const answer = await call(sandbox, '/api/experiments/metrics?campaignId=7001001');
    expect(answer.contentType).toBe('text/csv');
    const [header = [], ...variants] = answer.text
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const sends = variants.map((row) => Number(row[header.indexOf('Total Email Sends')]));
    expect(variants.map(([id]) => id)).toEqual(['88001', '88001']);
    expect(sends.sort()).toEqual([0, 1]);
    expect((await call(sandbox, '/api/experiments/metrics?experimentId=1')).status).toBe(400);
  });

  test('A blast fires a send event for every recipient, and none to a target that wants triggered sends only.', async () => {
    const [all, triggered] = [await startReceiver(200), await startReceiver(200)];
    sandbox.addWebhook({ url: all.url });
    const { id } = sandbox.addWebhook({ url: triggered.url });
    await call(sandbox, '/api/webhooks', { id, blastSendEnabled: false });
    const campaignId = await createdId({ listIds: [1001] });
    await advance(1);
    await sandbox.idle();
    const bodies = all.received.map(({ body }) => JSON.parse(body) as { eventName: string; dataFields: object });
    expect(bodies).toMatchObject([
      { eventName: 'emailSend', dataFields: { campaignId } },
      { eventName: 'emailSend', dataFields: { campaignId } },
    ]);
    expect(triggered.received).toHaveLength(0);
    await all.close();
    await triggered.close();
  });

  test('Journeys are listed ten at a time without archived ones.', async () => {
    expect((await call(sandbox, '/api/journeys')).body).toMatchObject({ totalJourneysCount: 3 });
    expect((await call(sandbox, '/api/journeys?state=Archived')).body).toEqual({ journeys: [], totalJourneysCount: 0 });
    expect((await call(sandbox, '/api/journeys?pageSize=51')).status).toBe(400);
    expect((await call(sandbox, '/api/journeys?pageSize=2')).body).toMatchObject({
      nextPageUrl: '/api/journeys?pageSize=2&page=2',
    });
  });
});

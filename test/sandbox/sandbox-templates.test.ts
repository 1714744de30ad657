import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call } from './sandbox-client.ts';

const start = Date.UTC(2031, 0, 10);
const textMember: Record<string, string> = {
  email: 'subject',
  push: 'message',
  inapp: 'html',
  sms: 'message',
  embedded: 'title',
};

describe('templates of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false, now: () => start });
  });
  afterEach(() => sandbox.close());

  const upsert = (medium: string, body: object) => call(sandbox, `/api/templates/${medium}/upsert`, body);
  const upsertedId = async (medium: string, body: object) =>
    Number(/IDs: (\d+)$/.exec(((await upsert(medium, body)).body as { msg: string }).msg)?.[1]);
  const get = (medium: string, id: number, more = '') =>
    call(sandbox, `/api/templates/${medium}/get?templateId=${id}${more}`);

  test.each(Object.entries(textMember))(
    'A new %s template has its id only in the text of the answer.',
    async (medium, member) => {
      const answer = await upsert(medium, { clientTemplateId: 't-1', name: 'Order', [member]: 'Hi' });
      expect(answer.body).toEqual({ msg: 'Upserted 1 templates with IDs: 8200001', code: 'Success', params: null });
      expect((await get(medium, 8200001)).body).toMatchObject({
        templateId: 8200001,
        clientTemplateId: 't-1',
        name: 'Order',
        [member]: 'Hi',
      });
      expect((await upsert(medium, { name: 'Order' })).body).toMatchObject({ code: 'BadJsonBody' });
      expect((await upsert(medium, { clientTemplateId: 't-1', [member]: 7 })).status).toBe(400);
    },
  );

  test('Upserting changes every template that shares the clientTemplateId, the copies of campaigns too, of that medium only.', async () => {
    const id = await upsertedId('email', { clientTemplateId: 't-1', subject: 'Old', html: '<p>stays</p>' });
    const sms = await upsertedId('sms', { clientTemplateId: 't-1', message: 'Other' });
    const { campaignId } = (await call(sandbox, '/api/campaigns/create', { name: 'c', templateId: id })).body as {
      campaignId: number;
    };
    const copy = sandbox.state.campaigns.find((campaign) => campaign.id === campaignId)?.templateId ?? 0;
    expect((await upsert('email', { clientTemplateId: 't-1', subject: 'New' })).body).toMatchObject({
      msg: `Upserted 2 templates with IDs: ${id}, ${copy}`,
    });
    for (const one of [id, copy]) {
      expect((await get('email', one)).body).toMatchObject({ subject: 'New', html: '<p>stays</p>' });
    }
    const { templates } = (await call(sandbox, '/api/templates/getByClientTemplateId?clientTemplateId=t-1')).body as {
      templates: object[];
    };
    expect(templates).toEqual([
      { templateId: id, locales: [] },
      { templateId: sms, locales: [] },
      { templateId: copy, campaignId, locales: [] },
    ]);
  });

  test('An update writes only what it names, a missing template is 400 and a missing locale 404.', async () => {
    const update = (body: object) => call(sandbox, '/api/templates/sms/update', body);
    expect((await update({ templateId: 8100003, imageUrl: 'https://x.example/i.png' })).status).toBe(200);
    expect((await get('sms', 8100003)).body).toMatchObject({
      message: 'Notice {{noticeNumber}} has arrived',
      imageUrl: 'https://x.example/i.png',
    });
    await update({ templateId: 8100003, locale: 'pt', message: 'Chegou' });
    expect((await get('sms', 8100003, '&locale=pt')).body).toMatchObject({ message: 'Chegou', locale: 'pt' });
    expect((await get('sms', 8100003, '&locale=fr')).status).toBe(404);
    expect((await get('sms', 42)).body).toEqual({
      msg: 'Template ID: 42 does not exist for this project',
      code: 'BadParams',
      params: null,
    });
    expect((await get('email', 8100003)).status).toBe(400);
    expect((await update({ templateId: 8100003, messageTypeId: 1 })).status).toBe(400);
  });

  test('Templates are listed by kind, medium and time of making, in pages.', async () => {
    const list = async (query: string) =>
      (await call(sandbox, `/api/templates?${query}`)).body as {
        templates: { templateId: number }[];
        totalTemplatesCount: number;
        nextPageUrl?: string;
      };
    expect((await list('')).totalTemplatesCount).toBe(53);
    expect((await list('templateType=Base&messageMedium=SMS')).templates).toMatchObject([{ templateId: 8100003 }]);
    await upsert('email', { clientTemplateId: 't-1' });
    const fresh = await list('startDateTime=2031-01-10 00:00:00');
    expect(fresh.templates).toMatchObject([{ clientTemplateId: 't-1', createdAt: start }]);
    expect((await list('endDateTime=2031-01-10 00:00:00 %2B00:00')).totalTemplatesCount).toBe(53);
    const newest = await list('sort=-id&pageSize=1');
    expect(newest).toMatchObject({ templates: [{ templateId: 8200001 }], nextPageUrl: expect.any(String) });
    expect((await call(sandbox, '/api/templates?messageMedium=Fax')).status).toBe(400);
  });

  test('A preview puts given data into merge fields, leaves absent ones empty and escapes markup.', async () => {
    const html = '<p>{{name}} {{user.city}} {{absent}} {{{raw}}} [[feed]]</p>';
    const id = await upsertedId('email', { clientTemplateId: 'p', html });
    const preview = (body: object, medium = 'email') =>
      call(sandbox, `/api/templates/${medium}/preview?templateId=${id}`, body);
    const dataFields = { name: '<Ada>', user: { city: 'Braga' }, raw: '<b>' };
    expect(await preview({ dataFields, dataFeed: { feed: 'news' } })).toMatchObject({
      status: 200,
      contentType: 'text/html; charset=utf-8',
      text: '<p>&lt;Ada&gt; Braga  <b> news</p>',
    });
    await upsert('email', { clientTemplateId: 'p', html: '{{a', mergeDataFeedContext: true });
    expect((await preview({})).status).toBe(400);
    await upsert('email', { clientTemplateId: 'p', html: '{{#if a}}x{{/if}}' });
    expect((await preview({})).status).toBe(400);
    await upsert('email', { clientTemplateId: 'p', html: '{{feed}}' });
    expect((await preview({ dataFeed: { feed: 'merged' } })).text).toBe('merged');
    expect((await preview({}, 'inapp')).status).toBe(400);
  });

  test.each(['email', 'push', 'inapp', 'sms'])(
    'A proof of an %s template goes to exactly one known user.',
    async (medium) => {
      const ids: Record<string, number> = { email: 8100001, push: 8100002, sms: 8100003, inapp: 8100004 };
      await call(sandbox, '/api/users/update', { email: 'ada@example.com', userId: 'u-1' });
      const proof = (body: object) =>
        call(sandbox, `/api/templates/${medium}/proof`, { templateId: ids[medium], ...body });
      expect((await proof({ recipientEmail: 'ada@example.com' })).body).toMatchObject({ code: 'Success' });
      expect((await proof({})).status).toBe(400);
      expect((await proof({ recipientEmail: 'ada@example.com', recipientUserId: 'u-1' })).status).toBe(400);
      expect((await proof({ recipientEmail: 'nobody@example.com' })).body).toMatchObject({ code: 'UnknownEmailError' });
      expect((await proof({ recipientEmail: 'ada@example.com', locale: 'xx' })).status).toBe(400);
      expect(sandbox.state.messages).toHaveLength(0);
    },
  );

  test('Deleting templates in bulk spares those of campaigns and says so.', async () => {
    const answer = await call(sandbox, '/api/templates/bulkDelete', { ids: [8100001, 8001001, 42] });
    expect(answer.body).toMatchObject({ success: [8100001], failed: [8001001, 42], failureReason: expect.any(String) });
    expect((await get('email', 8100001)).status).toBe(400);
    expect((await get('email', 8001001)).status).toBe(200);
  });

  test('Proofs are limited to twenty and previews to ten a second.', async () => {
    await call(sandbox, '/sandbox/settings', { limits: true });
    const preview = () => call(sandbox, '/api/templates/email/preview?templateId=8100001', {});
    for (let i = 0; i < 10; i += 1) expect((await preview()).status).toBe(200);
    expect(await preview()).toMatchObject({ status: 429, body: { code: 'RateLimitExceeded', params: {} } });
    await call(sandbox, '/sandbox/clock', { advanceMs: 100 });
    expect((await preview()).status).toBe(200);
  });
});

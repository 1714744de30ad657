import { describe, expect, test } from '@jest/globals';

import { actions } from '../../actions/index.ts';
import type { ProjectType } from '../../connector/define.ts';
import { buildUrl } from '../../connector/iterable/build-url.ts';
import { describeCall } from '../../connector/iterable/check-input.ts';
import { prepareCall } from '../../connector/iterable/prepare-call.ts';

const find = (name: string) => actions.find((action) => action.name === name)!;
const call = (name: string, input: unknown, projectType: ProjectType = 'email') => {
  const { endpoint, parts } = prepareCall(find(name), input, { projectType }, 'step-key');
  return { ...parts, url: buildUrl('https://api.iterable.com', endpoint, parts) };
};
const refused = (path: string) =>
  expect.objectContaining({ code: 'ITC_INPUT_INVALID', details: expect.objectContaining({ path }) });

describe('Messages', () => {
  const media = ['email', 'sms', 'push', 'web_push', 'in_app', 'whatsapp'];

  test.each(media)('Sending by %s names the person as the project does, and writes the time in UTC.', (medium) => {
    const message = {
      campaignId: '4572825',
      recipientEmail: 'ada@example.com',
      recipientUserId: 'user-1',
      sendAt: '2031-08-04T10:04:46+02:00',
    };
    const common = { campaignId: 4572825, sendAt: '2031-08-04 08:04:46' };
    expect(call(`send_${medium}`, message).body).toEqual({ ...common, recipientEmail: 'ada@example.com' });
    expect(call(`send_${medium}`, message, 'userId').body).toEqual({ ...common, recipientUserId: 'user-1' });
  });

  test('Metadata is taken by email and push only, for Iterable drops it elsewhere.', () => {
    const message = { campaignId: 1, recipientEmail: 'ada@example.com', metadata: { id: 'o-1' } };
    const taking = media.filter((medium) => find(`send_${medium}`).input.safeParse(message).success);
    expect(taking).toEqual(['email', 'push']);
  });

  test.each(media)('Cancelling %s goes by one message alone, or by campaign and person.', (medium) => {
    const cancel = (input: unknown) => call(`cancel_${medium}`, input).body;
    expect(cancel({ scheduledMessageId: 7 })).toEqual({ scheduledMessageId: 7 });
    expect(cancel({ campaignId: 1, email: 'ada@example.com' })).toEqual({ campaignId: 1, email: 'ada@example.com' });
    expect(() => cancel({ campaignId: 1 })).toThrow(expect.objectContaining({ code: 'ITC_IDENTITY_MISSING' }));
    expect(() => cancel({ campaignId: 1, email: '' })).toThrow(
      expect.objectContaining({ code: 'ITC_IDENTITY_MISSING' }),
    );
    expect(() => cancel({})).toThrow(refused('scheduledMessageId'));
    expect(cancel({ scheduledMessageId: 7, email: null, userId: '' })).toEqual({ scheduledMessageId: 7 });
  });

  test('Lists in a query repeat the parameter.', () => {
    const { url } = call('get_embedded_messages', { email: 'a+b@example.com', placementIds: [411, 412] });
    expect(new URL(url).searchParams.getAll('placementIds')).toEqual(['411', '412']);
    expect(url).toContain('email=a%2Bb%40example.com');
  });
});

describe('Campaigns and journeys', () => {
  const effectOf = (input: object) =>
    describeCall(find('create_campaign'), { name: 'Spring', templateId: 1, ...input }).effect;

  test('Creating a blast campaign counts as a send, for Iterable sends it unless it is told to wait.', () => {
    expect(effectOf({ listIds: [7] })).toBe('send');
    expect(effectOf({ listIds: [7], scheduleSend: true })).toBe('send');
    expect(effectOf({ listIds: [7], scheduleSend: false })).toBe('write');
    expect(effectOf({})).toBe('write');
    expect(effectOf({ listIds: [] })).toBe('send');
  });

  test('A triggered campaign is created without lists, and an empty list does not make one.', () => {
    expect(call('create_campaign', { name: 'Spring', templateId: 1 }).body).not.toHaveProperty('listIds');
    expect(() => call('create_campaign', { name: 'Spring', templateId: 1, listIds: [] })).toThrow(refused('listIds'));
  });

  test('A campaign is scheduled in ISO 8601 and created with a time in UTC.', () => {
    const sendAt = '2031-08-04 10:04:46 +02:00';
    expect(call('schedule_campaign', { campaignId: 7, sendAt })).toMatchObject({
      url: 'https://api.iterable.com/api/campaigns/7/schedule',
      body: { sendAt: '2031-08-04T08:04:46.000Z' },
    });
    expect(call('create_campaign', { name: 'x', templateId: 1, listIds: [7], sendAt }).body).toMatchObject({
      sendAt: '2031-08-04 08:04:46',
    });
  });

  test('A campaign is sent without a body, and a list of campaigns always asks for a page.', () => {
    expect(call('send_campaign', { campaignId: 7 }).body).toBeUndefined();
    const { searchParams } = new URL(
      call('list_campaigns', { campaignState: ['Ready', 'Running'], sort: '+name' }).url,
    );
    expect([...searchParams]).toEqual([
      ['page', '1'],
      ['pageSize', '1000'],
      ['sort', '+name'],
      ['campaignState', 'Ready'],
      ['campaignState', 'Running'],
    ]);
    expect(new URL(call('list_journeys', {}).url).search).toBe('?page=1&pageSize=50');
  });

  test('The longest call for metrics stays below 2,048 characters.', () => {
    const campaignIds = Array.from({ length: 80 }, (_, n) => 10_000_000 + n);
    const bounds = { startDateTime: '2031-01-01', endDateTime: '2031-02-01 12:00' };
    const { url } = call('get_campaign_metrics', { campaignIds, ...bounds });
    expect(new URL(url).searchParams.getAll('campaignId')).toHaveLength(80);
    expect(url.length).toBeLessThan(2048);
  });

  test('A journey starts for a person or for a list, and a list never goes with a person.', () => {
    const journey = { workflowId: 7, email: 'ada@example.com', userId: 'user-1' };
    expect(call('trigger_journey', journey, 'userId').body).toEqual({ workflowId: 7, userId: 'user-1' });
    expect(call('trigger_journey', { workflowId: 7, listId: 8, email: '' }).body).toEqual({ workflowId: 7, listId: 8 });
    expect(() => call('trigger_journey', { workflowId: 7 })).toThrow(
      expect.objectContaining({ code: 'ITC_IDENTITY_MISSING' }),
    );
  });
});

describe('Templates and snippets', () => {
  test.each(['email', 'sms', 'push', 'in_app', 'embedded'])(
    'An upsert of a %s template gives the ids that Iterable tells in a sentence, and none when the sentence changes.',
    (medium) => {
      const { read } = find(`upsert_${medium}_template`);
      const ids = (msg: string) => read!({ msg, code: 'Success', params: null }).templateIds;
      expect(ids('Upserted 1 templates with IDs: 255882')).toEqual([255882]);
      expect(ids('Upserted 2 templates with IDs: 255882, 255883')).toEqual([255882, 255883]);
      expect(ids('Done')).toEqual([]);
    },
  );

  test('Every upsert says that all templates with the same ID are overwritten.', () => {
    const upserts = actions.filter(({ name }) => /^upsert_\w+_template$/.test(name));
    expect(upserts).toHaveLength(5);
    for (const { summary } of upserts) expect(summary).toMatch(/^Overwrites all .* templates/);
  });

  test('A snippet is addressed by id or by name, and a name that reads like an id is refused.', () => {
    expect(call('get_snippet', { name: 'Old footer' }).url).toMatch(/\/api\/snippets\/Old%20footer$/);
    expect(call('get_snippet', { snippetId: '3321' }).url).toMatch(/\/api\/snippets\/3321$/);
    for (const name of ['get_snippet', 'delete_snippet'])
      expect(() => call(name, { name: '3321' })).toThrow(refused('name'));
    expect(() => call('create_snippet', { name: '3321', content: 'x' })).toThrow(refused('name'));
    expect(call('update_snippet', { name: 'Footer', content: 'x' }).body).toEqual({ content: 'x' });
  });
});

describe('Catalogs and exports', () => {
  test('A dot in a field name is refused at any depth, and its place is named.', () => {
    const item = (value: object) => call('put_catalog_item', { catalogName: 'products', itemId: 'sku-1', value });
    expect(() => item({ size: [{ 'a.b': 1 }] })).toThrow(refused('value.size[0]["a.b"]'));
    expect(item({ size: [{ ab: 1.5 }], größe: 'a.b' }).body).toEqual({ value: { size: [{ ab: 1.5 }], größe: 'a.b' } });
  });

  test('The 30 kB of a catalog item are counted in bytes.', () => {
    const item = (text: string) => call('patch_catalog_item', { catalogName: 'p', itemId: 'i', update: { text } });
    expect(() => item('ä'.repeat(15_400))).toThrow(refused('update'));
    expect(item('a'.repeat(15_400)).body).toHaveProperty('update');
  });

  test('Bounds of exports carry their offset, for the zone of the project must not count.', () => {
    const bounds = { startDateTime: '2031-01-01', endDateTime: '2031-01-02T00:00:00+01:00' };
    const csv = new URL(call('export_data_csv', { dataTypeName: 'user', ...bounds, omitFields: ['a', 'b'] }).url);
    expect(Object.fromEntries(csv.searchParams)).toEqual({
      dataTypeName: 'user',
      startDateTime: '2031-01-01 00:00:00 +00:00',
      endDateTime: '2031-01-01 23:00:00 +00:00',
      omitFields: 'a,b',
    });
    const job = call('start_export', {
      dataTypeName: 'user',
      outputFormat: 'text/csv',
      ...bounds,
      onlyFields: ['email', 'userId'],
    });
    expect(job.body).toMatchObject({ startDateTime: '2031-01-01 00:00:00 +00:00', onlyFields: 'email,userId' });
  });
});

import { afterEach, expect, test } from '@jest/globals';

import { picklists } from '../../actions/index.ts';
import { createPicklistLoader } from '../../connector/iterable/load-picklist.ts';
import { startFakeIterable, type Answer, type FakeIterable, type SeenCall } from '../iterable/fake-iterable.ts';

let fake: FakeIterable;
afterEach(() => fake.close());
const start = async (answer: (call: SeenCall) => Answer) => (fake = await startFakeIterable(answer));
const list = (name: string) => picklists.find((picklist) => picklist.name === name)!;
const campaign = (id: number, change: object = {}) => ({
  id,
  name: `Campaign ${id}`,
  messageMedium: 'SMS',
  type: 'Triggered',
  campaignState: 'Running',
  ...change,
});

test('Campaigns are read to the last page and filtered by medium, type and state.', async () => {
  await start(({ url }) => {
    const page = Number(new URL(url, 'http://h').searchParams.get('page'));
    const campaigns = Array.from({ length: 20 }, (_, n) =>
      campaign(page * 100 + n, n === 0 ? { messageMedium: 'Email' } : {}),
    );
    return {
      body: {
        campaigns,
        totalCampaignsCount: 60,
        ...(page < 3 ? { nextPageUrl: `/api/campaigns?page=${page + 1}` } : {}),
      },
    };
  });
  const loader = createPicklistLoader({ client: fake.client, now: () => 0 });
  const all = await loader.load(fake.connection, list('campaigns'));
  expect(all).toMatchObject({ isComplete: true, ageMs: 0 });
  expect(all.options).toHaveLength(60);
  const sms = await loader.load(fake.connection, list('campaigns'), {
    medium: 'sms',
    type: 'Triggered',
    state: 'Running',
  });
  expect(sms.options).toHaveLength(57);
  expect(sms.options[0]).toEqual({ value: 101, label: 'Campaign 101', note: 'SMS, Triggered, Running' });
  expect(fake.calls.every(({ method }) => method === 'GET')).toBe(true);
});

test('A pick list without an end is read for 200 pages and says that it is not complete.', async () => {
  await start(() => ({ body: { campaigns: [campaign(1)], nextPageUrl: 'http://example.com/again' } }));
  const client = fake.makeClient({ limiter: { waitFor: async () => 0, penalise: () => undefined } });
  const loaded = await createPicklistLoader({ client, now: () => 0 }).load(fake.connection, list('campaigns'));
  expect(loaded).toMatchObject({ isComplete: false, options: [{ value: 1 }] });
  expect(fake.calls).toHaveLength(200);
});

test('Choices are kept for a minute, per connection and arguments, unless a refresh is asked for.', async () => {
  let at = 0;
  await start(() => ({
    body: { lists: [{ id: 1, name: 'A', listType: 'Standard' }, { id: 2, name: 'B', listType: 'Dynamic' }, { id: 3 }] },
  }));
  const loader = createPicklistLoader({ client: fake.client, now: () => at });
  const load = (args = {}, options = {}) => loader.load(fake.connection, list('lists'), args, options);
  await Promise.all([load(), load()]);
  at = 59_000;
  expect(await load()).toMatchObject({ ageMs: 59_000, options: [{ value: 1 }, { value: 2 }] });
  expect(fake.calls).toHaveLength(1);
  expect((await load({ type: 'Standard' })).options).toEqual([{ value: 1, label: 'A', note: 'Standard' }]);
  await load({}, { refresh: true });
  at = 200_000;
  await load();
  await loader.load({ ...fake.connection, id: 'con_2' }, list('lists'));
  expect(fake.calls).toHaveLength(5);
});

test('A pick list that cannot be loaded says why, and an argument that it does not have is refused.', async () => {
  await start(() => ({ status: 403, body: { msg: 'The key lacks Lists.', code: 'Forbidden' } }));
  const loader = createPicklistLoader({ client: fake.client, now: () => 0 });
  await expect(loader.load(fake.connection, list('lists'))).rejects.toMatchObject({
    code: 'ITC_PICKLIST_FAILED',
    message: expect.stringContaining('The key lacks Lists'),
  });
  await expect(loader.load(fake.connection, list('lists'), { medium: 'Email' })).rejects.toMatchObject({
    code: 'ITC_INPUT_INVALID',
  });
});

test('Templates, journeys, snippets and catalogs are offered by name, to their last page.', async () => {
  const answers: Record<string, (page: number) => object> = {
    '/api/templates': (page) => ({
      templates: [{ templateId: page, name: `Order ${page}`, clientTemplateId: `order-${page}` }],
      ...(page < 2 ? { nextPageUrl: '/api/templates?page=2' } : {}),
    }),
    '/api/journeys': () => ({ journeys: [{ id: 612345, name: 'Post-purchase' }] }),
    '/api/snippets': () => ({ snippets: [{ id: 3321, name: 'Footer', description: 'Below every email' }] }),
    // Iterable wraps catalogs at run time; the second page is bare, as described
    '/api/catalogs': (page) => {
      const catalogs = { catalogNames: [{ name: `products-${page}` }] };
      return page < 2
        ? { msg: '', code: 'Success', params: { ...catalogs, nextPageUrl: '/api/catalogs?page=2' } }
        : catalogs;
    },
  };
  await start(({ url }) => {
    const { pathname, searchParams } = new URL(url, 'http://h');
    return { body: answers[pathname]!(Number(searchParams.get('page') ?? 1)) };
  });
  const loader = createPicklistLoader({ client: fake.client, now: () => 0 });
  const options = async (name: string, args = {}) => (await loader.load(fake.connection, list(name), args)).options;
  expect(await options('templates', { medium: 'inapp', type: 'Base' })).toEqual([
    { value: 1, label: 'Order 1', note: 'order-1' },
    { value: 2, label: 'Order 2', note: 'order-2' },
  ]);
  expect(new URL(fake.calls[0]!.url, 'http://h').search).toBe(
    '?page=1&pageSize=1000&messageMedium=InApp&templateType=Base',
  );
  expect(await options('journeys')).toEqual([{ value: 612345, label: 'Post-purchase' }]);
  expect(await options('snippets')).toEqual([{ value: 3321, label: 'Footer', note: 'Below every email' }]);
  expect(await options('catalogs')).toEqual([
    { value: 'products-1', label: 'products-1' },
    { value: 'products-2', label: 'products-2' },
  ]);
});

test('Channels and message types are filtered by medium and channel.', async () => {
  await start(({ url }) =>
    url.startsWith('/api/channels')
      ? {
          body: {
            channels: [
              { id: 1, name: 'Mail', messageMedium: 'Email', channelType: 'Marketing' },
              { id: 2, name: 'Text', messageMedium: 'SMS', channelType: 'Marketing' },
            ],
          },
        }
      : {
          body: {
            messageTypes: [
              { id: 7, name: 'News', channelId: 1, subscriptionPolicy: 'OptOut' },
              { id: 8, name: 'Codes', channelId: 2, subscriptionPolicy: 'OptIn' },
            ],
          },
        },
  );
  const loader = createPicklistLoader({ client: fake.client, now: () => 0 });
  expect((await loader.load(fake.connection, list('channels'), { medium: 'SMS' })).options).toEqual([
    { value: 2, label: 'Text', note: 'SMS, Marketing' },
  ]);
  expect((await loader.load(fake.connection, list('message_types'), { channel: '1' })).options).toEqual([
    { value: 7, label: 'News', note: 'OptOut' },
  ]);
});

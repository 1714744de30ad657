import { readFile } from 'node:fs/promises';

import { afterEach, describe, expect, test } from '@jest/globals';

import { actions } from '../../actions/index.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import { previewRequest } from '../../connector/iterable/preview-request.ts';
import { startFakeIterable, type Answer, type FakeIterable } from './fake-iterable.ts';

let fake: FakeIterable;
afterEach(() => fake.close());
const start = async (answer: Answer) => (fake = await startFakeIterable(() => answer));
const at = (iso: string) => fake.makeClient({ now: () => Date.parse(iso) });
const stepOf = (name: string, input: unknown, client = fake.client) => ({
  action: actions.find((action) => action.name === name)!,
  input,
  connection: fake.connection,
  stepKey: 'job-1/step-1',
  client,
});
const run = (...step: Parameters<typeof stepOf>) => runAction(stepOf(...step));

/** A recorded answer, with its status. */
const recorded = async (name: string): Promise<Answer> => {
  const file = await readFile(new URL(`../fixtures/api/${name}.json`, import.meta.url), 'utf8');
  const { status, body, headers } = (
    JSON.parse(file) as { response: { status: number; body: unknown; headers: object } }
  ).response;
  return { status, body, headers: { ...headers } as Record<string, string> };
};

describe('Answer forms', () => {
  test('Catalogs are read alike, wrapped as at run time and bare as described.', async () => {
    const catalogItemsWithProperties = [{ catalogName: 'products', itemId: 'sku-1', value: { price: 10 } }];
    await start(await recorded('catalogs-items.wrapped'));
    const wrapped = await run('list_catalog_items', { catalogName: 'products' });
    expect(wrapped.output).toMatchObject({ catalogItemsWithProperties, totalItemsCount: 1 });
    await fake.close();
    await start({ body: { catalogItemsWithProperties, totalItemsCount: 1 } });
    expect((await run('list_catalog_items', { catalogName: 'products' })).output).toMatchObject({
      catalogItemsWithProperties,
    });
  });

  test('An item whose own field is called params is not taken for a wrapping.', async () => {
    const item = { itemId: 'sku-1', code: 7, params: { a: 1 } };
    await start({ body: item });
    const { output } = await run('get_catalog_item', { catalogName: 'products', itemId: 'sku-1' });
    expect(output).toEqual({ found: true, ...item });
  });

  test('Metrics keep every column as CSV text, those with the same name too.', async () => {
    const answer = await recorded('campaigns-metrics');
    await start(answer);
    const { outcome, output } = await run('get_campaign_metrics', { campaignIds: '163898' });
    expect([outcome, output]).toEqual(['success', { text: (answer as { body: string }).body }]);
  });

  test('A page is the result of a preview and of a sent email, and a fault everywhere else.', async () => {
    await start({ headers: { 'Content-Type': 'text/html' }, body: '<!doctype html><p>Hi</p>' });
    const page = { outcome: 'success', output: { text: '<!doctype html><p>Hi</p>' } };
    expect(await run('preview_email_template', { templateId: 1 })).toMatchObject(page);
    const person = { email: 'ada@example.com' };
    expect(await run('view_email_in_browser', { messageId: 'm', ...person })).toMatchObject(page);
    expect(await run('list_journeys', {})).toMatchObject({ error: { code: 'ITC_ITERABLE_BAD_ANSWER' } });
  });

  test('An export of one line stays text, although the line alone is JSON.', async () => {
    await start({ body: '{"email":"ada@example.com","total":1}\n' });
    const { output } = await run('export_data_json', { dataTypeName: 'purchase', range: 'All' });
    expect(output).toEqual({ text: '{"email":"ada@example.com","total":1}\n' });
  });

  test('An address in place of a sent email is given and not followed.', async () => {
    await start({ status: 303, headers: { Location: 'https://example.com/view' }, body: '' });
    const result = await run('view_email_in_browser', { messageId: 'm', email: 'ada@example.com' });
    expect(result).toMatchObject({ outcome: 'success', output: { location: 'https://example.com/view' } });
    expect(fake.calls).toHaveLength(1);
  });

  test.each([202, 204])('A write that is answered with %i and nothing is accepted.', async (status) => {
    await start({ status, body: '' });
    for (const [name, input] of [
      ['patch_catalog_item', { catalogName: 'p', itemId: 'i', update: { a: 1 } }],
      ['set_catalog_field_types', { catalogName: 'p', mappingsUpdates: [{ fieldName: 'a', fieldType: 'long' }] }],
      ['archive_campaigns', { campaignIds: [1] }],
      ['cancel_export', { jobId: 1 }],
    ] as const) {
      expect(await run(name, input)).toMatchObject({ outcome: 'success', output: null, error: null });
    }
  });

  test('The ids of upserted templates are read from the recorded sentence.', async () => {
    await start(await recorded('templates-email-upsert'));
    const { output } = await run('upsert_email_template', { clientTemplateId: 't-1', subject: 'Hi' });
    expect(output).toMatchObject({ msg: 'Upserted 1 templates with IDs: 255882', templateIds: [255882] });
  });
});

describe('A thing that does not exist', () => {
  const item = { catalogName: 'nope', itemId: 'sku-1' };

  test.each([
    ['get_catalog_item', item, 'catalogs.not-found'],
    ['get_email_template', { templateId: 42 }, 'templates-email-get.missing'],
  ])(
    '%s gives found = false for the recorded refusal, or fails where that is asked for.',
    async (name, input, file) => {
      await start(await recorded(file));
      expect(await run(name, input)).toMatchObject({ outcome: 'success', output: { found: false }, error: null });
      expect(await run(name, { ...input, ifNotFound: 'fail' })).toMatchObject({
        outcome: 'rejected',
        error: { code: 'ITC_ITERABLE_NOT_FOUND' },
      });
    },
  );

  test('A page with HTTP 404 means that the address is unknown, and is no result.', async () => {
    await start(await recorded('error.404-html'));
    const answers = ['get_catalog_item', 'get_campaign'].map((name) =>
      run(name, name === 'get_campaign' ? { campaignId: 1 } : item),
    );
    for (const answer of await Promise.all(answers)) expect(answer.outcome).toBe('rejected');
  });

  test('Other refusals of a read stay errors.', async () => {
    await start({ status: 400, body: { msg: 'Invalid locale', code: 'BadParams', params: null } });
    expect(await run('get_email_template', { templateId: 42, locale: 'xx' })).toMatchObject({ outcome: 'rejected' });
  });
});

describe('How far ahead a time may lie', () => {
  const campaign = { name: 'Spring', templateId: 1, listIds: [7] };
  const cases: [string, object, number][] = [
    ['send_email', { campaignId: 1, recipientEmail: 'ada@example.com' }, 365],
    ['create_campaign', campaign, 21],
    ['schedule_campaign', { campaignId: 1 }, 7],
  ];

  test.each(cases)(
    '%s: its last moment is sent, and one minute later is refused before a call.',
    async (name, input, days) => {
      await start({});
      const client = at('2031-01-01T00:00:00Z');
      const last = Date.parse('2031-01-01T00:00:00Z') + days * 86_400_000;
      const step = (ms: number) => [name, { ...input, sendAt: new Date(ms).toISOString() }, client] as const;
      expect((await run(...step(last))).outcome).toBe('success');
      expect(await run(...step(last + 60_000))).toMatchObject({
        outcome: 'rejected',
        error: { code: 'ITC_INPUT_INVALID', details: { path: 'sendAt', found: `${days + 1} days ahead` } },
        exchanges: [],
      });
      expect(() => previewRequest(stepOf(...step(last + 60_000)))).toThrow(/at most \d+ days ahead/);
      expect(fake.calls).toHaveLength(1);
    },
  );

  test('A time in the past is sent as it is: Iterable takes it for now.', async () => {
    await start({});
    const input = { campaignId: 1, recipientEmail: 'ada@example.com', sendAt: '2020-01-01' };
    expect((await run('send_sms', input, at('2031-01-01T00:00:00Z'))).outcome).toBe('success');
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call } from './sandbox-client.ts';

const ada = 'ada@example.com';
const start = Date.UTC(2031, 0, 10, 12);

describe('exports of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false, now: () => start });
  });
  afterEach(() => sandbox.close());

  const csv = (query: string) => call(sandbox, `/api/export/data.csv?${query}`);
  const lines = async (query: string) => {
    const { text } = await call(sandbox, `/api/export/data.json?${query}`);
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  const send = (dataFields: object = { code: '7' }) =>
    call(sandbox, '/api/email/target', { campaignId: 7001001, recipientEmail: ada, dataFields });
  const track = (dataFields: object, createdAt = start / 1000) =>
    call(sandbox, '/api/events/track', { email: ada, eventName: 'cart', createdAt, dataFields });
  const generate = (body: object) => call(sandbox, '/sandbox/export-rows', { dataTypeName: 'emailOpen', ...body });

  test('A CSV export has a header, createdAt first and quoted, and no newline at its end.', async () => {
    await send();
    const answer = await csv('dataTypeName=emailSend&range=All&onlyFields=campaignId');
    expect(answer).toMatchObject({
      status: 200,
      contentType: 'text/csv',
      text: 'createdAt,campaignId\n"2031-01-10 12:00:00 +00:00",7001001',
    });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="emailSend_20310110120000.csv"');
  });

  test('A sent message is exported with its transactional data as JSON text.', async () => {
    await send({ code: '7', items: ['a,b'] });
    const [row] = await lines('dataTypeName=emailSend&range=All');
    expect(row).toMatchObject({
      email: ada,
      campaignId: 7001001,
      templateId: 8001001,
      createdAt: '2031-01-10 12:00:00 +00:00',
    });
    expect(row?.transactionalData).toBe('{"code":"7","items":["a,b"]}');
    const [record] = parse((await csv('dataTypeName=emailSend&range=All')).text, { columns: true }) as object[];
    expect(record).toMatchObject({ transactionalData: '{"code":"7","items":["a,b"]}' });
  });

  test('Tracked events are exported flat with their name, users with their fields.', async () => {
    await track({ total: 5, note: 'two\nlines, "quoted"' });
    await call(sandbox, '/api/users/update', { email: ada, dataFields: { plan: 'pro', tags: ['a', 'b'] } });
    const [record] = parse((await csv('dataTypeName=customEvent&range=All')).text, { columns: true }) as object[];
    expect(record).toMatchObject({ eventName: 'cart', total: '5', note: 'two\nlines, "quoted"', email: ada });
    expect(await lines('dataTypeName=user&range=All')).toMatchObject([{ email: ada, plan: 'pro', tags: ['a', 'b'] }]);
    const [user] = parse((await csv('dataTypeName=user&range=All')).text, { columns: true }) as object[];
    expect(user).toMatchObject({ tags: '["a","b"]' });
  });

  test('Joining and leaving a list is exported with the list.', async () => {
    const subscribers = [{ email: ada }];
    await call(sandbox, '/api/lists/subscribe', { listId: 1001, subscribers });
    await call(sandbox, '/api/lists/unsubscribe', { listId: 1001, subscribers });
    for (const type of ['emailSubscribe', 'emailUnSubscribe']) {
      expect(await lines(`dataTypeName=${type}&range=All`)).toMatchObject([{ email: ada, emailListIds: [1001] }]);
    }
  });

  test('Rows are chosen by range, by time with an exclusive end, and by campaign.', async () => {
    const day = 86_400;
    for (const ago of [0, 1, 2]) await track({ ago }, start / 1000 - ago * day);
    const agos = async (query: string) => (await lines(`dataTypeName=customEvent&${query}`)).map(({ ago }) => ago);
    expect(await agos('range=Today')).toEqual([0]);
    expect(await agos('range=Yesterday')).toEqual([1]);
    expect(await agos('range=BeforeToday')).toEqual([1, 2]);
    expect(await agos('startDateTime=2031-01-08 12:00:00&endDateTime=2031-01-10 12:00:00')).toEqual([1, 2]);
    expect(await agos('startDateTime=2031-01-10 13:00:00 %2B01:00&endDateTime=2031-01-11')).toEqual([0]);
    await send();
    expect(await lines('dataTypeName=emailSend&range=All&campaignId=7001002')).toEqual([]);
  });

  test('Fields are omitted, the delimiter is chosen, and an empty export is its header.', async () => {
    await track({ a: 1, b: 2 });
    const omitted = 'omitFields=email,eventName,createdAt';
    expect((await csv(`dataTypeName=customEvent&range=All&${omitted}&delimiter=;`)).text).toBe(
      'createdAt;a;b\n"2031-01-10 12:00:00 +00:00";1;2',
    );
    expect((await csv('dataTypeName=smsSend&range=All')).text).toBe('createdAt');
    expect((await call(sandbox, '/api/export/data.json?dataTypeName=smsSend&range=All')).text).toBe('');
  });

  test.each([
    ['no range', 'dataTypeName=emailSend'],
    ['a start alone', 'dataTypeName=emailSend&startDateTime=2031-01-01'],
    ['an unknown data type', 'dataTypeName=faxSend&range=All'],
    ['an unknown range', 'dataTypeName=emailSend&range=constructor'],
    ['a broken time', 'dataTypeName=emailSend&startDateTime=x&endDateTime=2031-01-01'],
    ['a long delimiter', 'dataTypeName=emailSend&range=All&delimiter=ab'],
    ['a campaign that is no number', 'dataTypeName=emailSend&range=All&campaignId=x'],
  ])('An export with %s is refused.', async (_, query) => {
    expect(await csv(query)).toMatchObject({ status: 400, body: { code: 'BadParams' } });
  });

  test('A fifth export within a minute is answered 429 with the recorded text.', async () => {
    await call(sandbox, '/sandbox/settings', { limits: true });
    const json = () => call(sandbox, '/api/export/data.json?dataTypeName=emailSend&range=All');
    for (let i = 0; i < 4; i += 1) expect((await json()).status).toBe(200);
    expect((await json()).body).toEqual({
      msg: `Exceeded rate limit of 4.0 per minute for endpoint: /api/export/data.json, project: ${sandbox.state.projectId} `,
      code: 'RateLimitExceeded',
      params: {},
    });
    await call(sandbox, '/sandbox/clock', { advanceMs: 15_000 });
    expect((await json()).status).toBe(200);
  });

  test('The events of a user come one on a line, custom ones only when asked for.', async () => {
    await send();
    await track({ total: 5 });
    const events = async (more = '') => {
      const { text } = await call(sandbox, `/api/export/userEvents?email=${ada}${more}`);
      return text
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { eventType: string }).eventType);
    };
    expect(await events()).toEqual(['emailSend']);
    expect(await events('&includeCustomEvents=true')).toEqual(['emailSend', 'customEvent']);
    expect((await call(sandbox, '/api/export/userEvents?email=nobody@example.com')).status).toBe(400);
  });

  test('Generated rows have awkward texts that survive parsing, and repeated columns when asked.', async () => {
    await generate({ count: 500, awkward: true, duplicateColumns: true });
    const [header = [], ...records] = parse((await csv('dataTypeName=emailOpen&range=All')).text) as string[][];
    expect(records).toHaveLength(500);
    expect(header.filter((name) => name === 'note')).toHaveLength(2);
    expect(records[2]?.[header.indexOf('note')]).toBe('first line\nsecond line #2');
    expect(await lines('dataTypeName=emailOpen&range=All')).toHaveLength(500);
  });

  test('A bad line comes as often as asked, in CSV too short and in JSON without a comma.', async () => {
    await generate({ count: 10, badEvery: 5 });
    const { text } = await call(sandbox, '/api/export/data.json?dataTypeName=emailOpen&range=All');
    const broken = text
      .trimEnd()
      .split('\n')
      .map((line) => {
        try {
          JSON.parse(line);
          return false;
        } catch {
          return true;
        }
      });
    expect(broken.flatMap((bad, i) => (bad ? [i] : []))).toEqual([4, 9]);
    const [header = [], ...records] = parse((await csv('dataTypeName=emailOpen&range=All')).text, {
      relax_column_count: true,
    }) as string[][];
    expect(records.flatMap((row, i) => (row.length < header.length ? [i] : []))).toEqual([4, 9]);
  });

  test('An export of fifty million rows begins at once and ends when its reader leaves.', async () => {
    await generate({ count: 50_000_000, awkward: true });
    const leaving = new AbortController();
    const response = await fetch(`${sandbox.url}/api/export/data.csv?dataTypeName=emailOpen&range=All`, {
      headers: { 'Api-Key': sandbox.key },
      signal: leaving.signal,
    });
    expect(response.headers.get('content-length')).toBeNull();
    let bytes = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > 2_000_000) break;
    }
    leaving.abort();
    expect((await call(sandbox, '/api/lists')).status).toBe(200);
  });

  test('A cut fault breaks a streamed export off.', async () => {
    await generate({ count: 5000 });
    await call(sandbox, '/sandbox/faults', { match: { path: '/api/export/data.csv' }, kind: 'truncate' });
    await expect(csv('dataTypeName=emailOpen&range=All')).rejects.toThrow();
  });
});

import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { ConnectorError } from '../../errors/connector-error.ts';
import {
  connectionRecord,
  goodHeaders,
  journeyPath,
  recipeRecord,
  secret,
  startIntake,
  systemPath,
  type IntakeServer,
} from './intake-server.ts';

const body = JSON.stringify({ eventName: 'emailOpen', email: 'a@example.com', dataFields: { messageId: 'm1' } });
const nested = (depth: number): string =>
  `{"eventName":"x","dataFields":${'{"a":'.repeat(depth - 1)}1${'}'.repeat(depth - 1)}}`;
const keyed = (keys: number): string =>
  `{"eventName":"x","dataFields":{${Array.from({ length: keys - 2 }, (_, index) => `"k${index}":1`).join(',')}}}`;
const sized = (bytes: number): string => {
  const frame = '{"eventName":"x","pad":""}';
  return frame.replace('""}', `"${'x'.repeat(bytes - frame.length)}"}`);
};

let server: IntakeServer;
beforeEach(async () => {
  server = await startIntake();
});
afterEach(() => server.close());

describe('addresses and methods', () => {
  test.each([
    '/hooks/',
    '/hooks/nope',
    '/hooks/nope/journeys/nope',
    `${systemPath}/other`,
    `${systemPath}/journeys/nope`,
  ])('the unknown address %s is answered 404 and changes nothing', async (path) => {
    const answer = await server.call({ path, body });
    expect([answer.status, answer.json.error?.code]).toEqual([404, 'ITC_HOOK_UNKNOWN']);
    expect(server.store.events).toEqual([]);
  });

  test('the journey address of a recipe under another connection is unknown', async () => {
    server.recipes = [recipeRecord('cart', { use: 'new_workflow', with: {} }, { connectionId: 'con_2' })];
    expect((await server.call({ path: journeyPath('cart'), body })).status).toBe(404);
  });

  test('a recipe that starts from system webhooks has no journey address', async () => {
    server.recipes = [recipeRecord('open', { use: 'new_object', with: { eventName: 'emailOpen' } })];
    expect((await server.call({ path: journeyPath('open'), body })).status).toBe(404);
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])(
    'a system webhook with %s is answered 405',
    async (method) => {
      const answer = await server.call({ method });
      expect(answer.status).toBe(405);
      expect(answer.headers['allow']).toBe('POST');
    },
  );

  test.each(['POST', 'PUT', 'PATCH'])('a journey webhook with %s and a JSON body is kept', async (method) => {
    server.recipes = [recipeRecord('cart', { use: 'new_workflow', with: {} })];
    expect((await server.call({ path: journeyPath('cart'), method, body: '{"a":1}' })).status).toBe(200);
    expect(server.store.events[0]).toMatchObject({ method, kind: 'journey_webhook' });
  });

  test('a journey webhook with GET takes the query as its fields', async () => {
    server.recipes = [recipeRecord('cart', { use: 'new_workflow', with: { workflow: 7 } })];
    const headers = { 'x-itc-secret': secret };
    await server.call({ path: `${journeyPath('cart')}?workflowId=7&note=a%20b`, method: 'GET', headers });
    await server.call({ path: `${journeyPath('cart')}?workflowId=8`, method: 'GET', headers });
    expect(server.store.events.map(({ query, workflowId, jobs }) => [query, workflowId, jobs.length])).toEqual([
      ['workflowId=7&note=a%20b', '7', 1],
      ['workflowId=8', '8', 0],
    ]);
  });

  test('a call to the journey address of a disabled recipe is kept without a job', async () => {
    server.recipes = [recipeRecord('cart', { use: 'new_workflow', with: {} }, { enabled: false })];
    expect((await server.call({ path: journeyPath('cart'), body: '{"a":1}' })).status).toBe(200);
    expect(server.store.events[0]!.jobs).toEqual([]);
  });
});

describe('limits, one below, at, and one above', () => {
  test.each([
    ['depth 63', nested(63), 200],
    ['depth 64', nested(64), 200],
    ['depth 65', nested(65), 422],
    ['depth 40,000', nested(40_000), 422],
    ['9,999 keys', keyed(9_999), 200],
    ['10,000 keys', keyed(10_000), 200],
    ['10,001 keys', keyed(10_001), 422],
    ['1 MiB less a byte', sized(1_048_575), 200],
    ['1 MiB', sized(1_048_576), 200],
    ['1 MiB and a byte', sized(1_048_577), 413],
    ['2 MB', sized(2_000_000), 413],
    ['an event name of 255 characters', `{"eventName":"${'e'.repeat(255)}"}`, 200],
    ['an event name of 256 characters', `{"eventName":"${'e'.repeat(256)}"}`, 422],
  ])('a body with %s is answered as documented', async (_title, text, status) => {
    expect((await server.call({ body: text })).status).toBe(status);
    expect(server.store.events).toHaveLength(status === 200 ? 1 : 0);
  });

  test('a body of 2 MB that does not announce its length is answered 413', async () => {
    const headers = { ...goodHeaders, 'transfer-encoding': 'chunked' };
    expect((await server.call({ headers, body: sized(2_000_000) })).status).toBe(413);
  });

  test.each([
    [99, 200],
    [100, 200],
    [101, 400],
    [900, 400],
  ])('a request with %d headers is answered %d', async (count, status) => {
    const fixed = [
      `Host: x`,
      `Content-Length: ${body.length}`,
      'Content-Type: application/json',
      `X-Itc-Secret: ${secret}`,
    ];
    const more = Array.from({ length: count - fixed.length }, (_, index) => `X-${index}: 1`);
    const answer = await server.raw(
      `POST ${systemPath} HTTP/1.1\r\n${[...fixed, ...more].join('\r\n')}\r\n\r\n${body}`,
    );
    expect(answer.split(' ')[1]).toBe(String(status));
  });

  test('depth and keys inside of texts do not count', async () => {
    const text = JSON.stringify({ eventName: 'x', note: `${'[{'.repeat(500)}\\"${':'.repeat(20_000)}` });
    expect((await server.call({ body: text })).status).toBe(200);
  });

  test('when too many calls wait, the next is answered 429 with Retry-After', async () => {
    await server.close();
    server = await startIntake({ limits: { maxPendingCalls: 0 } });
    const answer = await server.call({ body });
    expect([answer.status, answer.json.error?.code]).toEqual([429, 'ITC_HOOK_BUSY']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('when too many bytes wait, the next call is answered 429', async () => {
    await server.close();
    server = await startIntake({ limits: { maxPendingBytes: 20 } });
    expect((await server.call({ body })).status).toBe(429);
    expect((await server.call({ body: '{"eventName":"x"}' })).status).toBe(200);
  });

  test('what calls held is given back, whatever became of them', async () => {
    await server.close();
    server = await startIntake({ limits: { maxPendingCalls: 1, maxPendingBytes: 100 } });
    for (const text of [body, '{', '[]', 'x'.repeat(101), body]) await server.call({ body: text });
    expect((await server.call({ body: '{"eventName":"y"}' })).status).toBe(200);
  });

  test('a body that does not arrive in time is answered and its socket given up', async () => {
    await server.close();
    server = await startIntake({ limits: { bodyTimeoutMs: 5 } });
    const pending = server.raw(
      `POST ${systemPath} HTTP/1.1\r\nHost: x\r\nX-Itc-Secret: ${secret}\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`,
    );
    await sleep(20);
    server.clockMs += 1_000;
    expect(await pending).toContain('did not arrive within');
  });
});

describe('headers, content types and encodings', () => {
  test.each([
    'Host: y',
    'Authorization: a',
    'Content-Type: application/json',
    'X-Forwarded-For: 1.1.1.1',
    'x-itc-secret: b',
  ])('the header "%s" given twice is refused', async (line) => {
    const name = line.split(':')[0]!;
    const head = [
      `Host: x`,
      `X-Itc-Secret: ${secret}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ];
    const twice = head.some((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`)) ? [line] : [line, line];
    const answer = await server.raw(
      `POST ${systemPath} HTTP/1.1\r\n${[...head, ...twice].join('\r\n')}\r\n\r\n${body}`,
    );
    expect(answer).toContain('400');
    expect(server.store.events).toEqual([]);
  });

  test('an ordinary header may occur twice', async () => {
    expect((await server.call({ body, headers: { ...goodHeaders, via: ['1.1 a', '1.1 b'] } })).status).toBe(200);
  });

  test.each([
    ['application/json', 200],
    ['Application/JSON; charset=UTF-8', 200],
    ['application/json; charset="utf-8"', 200],
    ['application/json;charset=us-ascii', 200],
    ['application/vnd.iterable+json', 200],
    ['application/json; charset=utf-7', 415],
    ['application/json; charset=utf-16', 415],
    ['application/json; charset=utf-8; charset=utf-7', 415],
    ['application/json; charset', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['text/plain', 415],
    ['text/json', 415],
    ['application/xml', 415],
    ['application/jsonx', 415],
    ['application/json, text/plain', 415],
    ['', 415],
  ])('a system webhook of content type "%s" is answered %d', async (type, status) => {
    const answer = await server.call({ body, headers: { ...goodHeaders, 'content-type': type } });
    expect(answer.status).toBe(status);
  });

  test('a body without a content type is refused', async () => {
    expect((await server.call({ body, headers: { 'x-itc-secret': secret } })).json.error?.code).toBe(
      'ITC_HOOK_CONTENT_TYPE',
    );
  });

  test.each(['gzip', 'deflate', 'br', 'gzip, identity', 'x'])('the encoding %s is refused', async (encoding) => {
    expect((await server.call({ body, headers: { ...goodHeaders, 'content-encoding': encoding } })).status).toBe(415);
  });

  test('bytes that are not UTF-8 are refused', async () => {
    const bytes = Buffer.concat([Buffer.from('{"eventName":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    expect((await server.call({ body: bytes })).status).toBe(415);
  });

  test('a byte order mark is stored and not read', async () => {
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body)]);
    expect((await server.call({ body: bytes })).status).toBe(200);
    expect(Buffer.from(server.store.events[0]!.body)).toEqual(bytes);
  });

  test('keys named __proto__ change no prototype and stay where they were sent', async () => {
    const hostile =
      '{"eventName":"x","__proto__":{"polluted":1},"dataFields":{"constructor":{"prototype":{"polluted":1}}}}';
    server.recipes = [recipeRecord('cart', { use: 'new_workflow', with: {} })];
    expect((await server.call({ body: hostile })).status).toBe(200);
    const headers = { ...goodHeaders, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await server.call({ path: journeyPath('cart'), headers, body: '__proto__=1&a=2' })).status).toBe(200);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Buffer.from(server.store.events[0]!.body).toString()).toBe(hostile);
  });

  test('a stored event holds no secret', async () => {
    await server.call({ body, headers: { ...goodHeaders, authorization: `Bearer ${secret}`, cookie: 'a=b' } });
    expect(JSON.stringify(server.store.events[0]!.headers)).not.toContain(secret);
    expect(server.store.events[0]!.headers['cookie']).toBe('[redacted]');
  });
});

describe('answers', () => {
  test('a body that is not JSON is refused without repeating it', async () => {
    const answer = await server.call({ body: '{"eventName":"emailOpen","note":"said "hi""}' });
    expect([answer.status, answer.json.error?.code]).toEqual([400, 'ITC_HOOK_BODY_JSON']);
    expect(answer.text).not.toContain('said');
  });

  test.each(['7', '"x"', 'null', '{"eventName":7}', '{"eventName":""}', '{"eventName":"x","dataFields":"{}"}', '{}'])(
    'the JSON %s is no event and answered 422',
    async (text) => {
      expect((await server.call({ body: text })).json.error?.code).toBe('ITC_HOOK_SHAPE');
    },
  );

  test('when the store cannot write, the answer is 503 with Retry-After and nothing is acknowledged', async () => {
    server.store.fail = new ConnectorError('ITC_STORE_UNAVAILABLE');
    const answer = await server.call({ body });
    expect([answer.status, answer.json.error?.code, answer.headers['retry-after']]).toEqual([
      503,
      'ITC_STORE_UNAVAILABLE',
      '2',
    ]);
  });

  test('an unexpected fault is answered 500 without its text', async () => {
    server.store.fail = new Error('at /secret/place');
    const answer = await server.call({ body });
    expect([answer.status, answer.text.includes('secret')]).toEqual([500, false]);
  });

  test('workers are told of the jobs of a first delivery only', async () => {
    server.recipes = [recipeRecord('open', { use: 'new_object', with: { eventName: 'emailOpen' } })];
    await server.call({ body });
    const first = server.store.events[0]!;
    const again = await server.call({ body });
    expect(again.json).toEqual({ id: server.store.events[1]!.id, duplicateOf: first.id });
    expect(server.jobs).toEqual(first.jobs.map((job) => job.id));
  });

  test('rejected calls are kept with cause, shortened address and without body, and a flood is bounded', async () => {
    for (let index = 0; index < 150; index += 1) await server.call({ path: `${systemPath}?secret=1`, body: '[]' });
    expect(server.store.rejected).toHaveLength(100);
    expect(server.store.rejected[0]).toMatchObject({ method: 'POST', path: '/hooks/hook_012…', source: '127.0.0.1' });
    server.clockMs += 60_000;
    await server.call({ body: '[]' });
    expect(server.store.rejected).toHaveLength(101);
  });

  test('a store that cannot keep rejected calls does not change the answer', async () => {
    server.store.appendRejectedCall = async () => {
      throw new ConnectorError('ITC_STORE_UNAVAILABLE');
    };
    expect((await server.call({ body: '[]' })).status).toBe(422);
  });
});

describe('source addresses', () => {
  test('a sender outside of the list is refused even with the right secret', async () => {
    server.connections = [connectionRecord({ allowedSources: ['10.0.0.0/8'] })];
    expect((await server.call({ body })).json.error?.code).toBe('ITC_HOOK_SOURCE');
  });

  test('a sender on the list still needs the secret', async () => {
    server.connections = [connectionRecord({ allowedSources: ['127.0.0.0/8'] })];
    expect((await server.call({ body })).status).toBe(200);
    expect((await server.call({ body, headers: { 'content-type': 'application/json' } })).status).toBe(401);
  });

  test('a forged X-Forwarded-For opens nothing', async () => {
    server.connections = [connectionRecord({ allowedSources: ['10.0.0.0/8'] })];
    expect((await server.call({ body, headers: { ...goodHeaders, 'x-forwarded-for': '10.0.0.1' } })).status).toBe(403);
  });

  test('behind a trusted proxy the forwarded address counts', async () => {
    await server.close();
    server = await startIntake({ trustedProxies: ['127.0.0.1'] });
    server.connections = [connectionRecord({ allowedSources: ['10.0.0.0/8'] })];
    const from = (chain: string): Promise<number> =>
      server.call({ body, headers: { ...goodHeaders, 'x-forwarded-for': chain } }).then((answer) => answer.status);
    expect([await from('10.0.0.1'), await from('10.0.0.1, 8.8.8.8'), await from('junk')]).toEqual([200, 403, 403]);
  });

  test('a list that cannot be read admits nobody', async () => {
    server.connections = [connectionRecord({ allowedSources: ['everybody'] })];
    expect((await server.call({ body })).status).toBe(403);
  });
});

describe('recipes that answer the caller', () => {
  const steps = [{ id: 'fork', if: { all: [] }, then: [{ id: 'say', respond: { status: 201 } }] }];
  const start = async (answer: { status: number; body: string } | null): Promise<void> => {
    await server.close();
    server = await startIntake({ waitForRespond: async () => answer });
    server.recipes = [recipeRecord('live', { use: 'new_workflow', with: {} }, {}, steps)];
  };

  test('the caller gets status and body of the respond step', async () => {
    await start({ status: 201, body: 'gold' });
    const answer = await server.call({ path: journeyPath('live'), body: '{"a":1}' });
    expect([answer.status, answer.text]).toEqual([201, '"gold"']);
  });

  test('a recipe that does not respond in time leaves the plain answer', async () => {
    await start(null);
    expect((await server.call({ path: journeyPath('live'), body: '{"a":1}' })).json.id).toBe(
      server.store.events[0]!.id,
    );
  });

  test('a duplicate is not answered by the recipe, for it starts no job', async () => {
    await start({ status: 201, body: 'gold' });
    await server.call({ path: journeyPath('live'), body: '{"a":1}' });
    expect((await server.call({ path: journeyPath('live'), body: '{"a":1}' })).status).toBe(200);
  });

  test('a status that HTTP does not know becomes 200', async () => {
    await start({ status: 42, body: 'x' });
    expect((await server.call({ path: journeyPath('live'), body: '{"a":1}' })).status).toBe(200);
  });
});

import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { createTrackingIntake, type TrackingIntakeParts } from '../../connector/intake/tracking-intake.ts';
import { hashSecret } from '../../connector/security/hash-secret.ts';
import type { ConnectionRecord, NewEvent, RecipeRecord, RejectedCall } from '../../connector/store/store.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import { triggers } from '../../triggers/index.ts';
import { callInProcess } from './call-in-process.ts';
import { sendEndlessBody } from './endless-body.ts';
import { connectionRecord, recipeRecord, startMs } from './records.ts';

const key = 'wk_correct-horse';
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const at = new Date(startMs).toISOString();

interface Answer {
  status: number;
  success?: boolean;
  rejected?: { index: number; code: string; message: string }[];
  error?: { code: string; message: string; hint: string };
}

/** One tracking path over a store in memory; the parts may be changed before `open`. */
function world() {
  const known = new Map<string, string>();
  const state = {
    connection: connectionRecord({
      writeKeys: [{ hash: hashSecret(key), expiresAt: null }] as never,
    }) as ConnectionRecord,
    recipes: [] as RecipeRecord[],
    commits: [] as NewEvent[][],
    rejected: [] as RejectedCall[],
    errors: [] as unknown[],
    told: [] as unknown[],
    jobs: [] as string[],
    learned: [] as unknown[],
    fail: null as Error | null,
    clockMs: startMs,
  };
  let ids = 0;
  const intakeOf = (change: Partial<TrackingIntakeParts> = {}) =>
    createTrackingIntake({
      store: {
        appendEvents: async (events) => {
          if (state.fail !== null) throw state.fail;
          state.commits.push([...events]);
          return events.map((event) => {
            const duplicateOf = known.get(event.deliveryKey) ?? null;
            known.set(event.deliveryKey, event.id);
            return { id: event.id, duplicateOf, jobs: duplicateOf === null ? event.jobs.map(({ id }) => id) : [] };
          });
        },
        appendRejectedCall: async (call) => void state.rejected.push(call),
      },
      connections: {
        byWriteKeyHash: (hash) =>
          state.connection.writeKeys?.some((one) => one.hash === hash) === true ? state.connection : undefined,
      },
      recipes: {
        enabledOf: (id) => (id === state.connection.id ? state.recipes : []),
        byJourneyToken: () => undefined,
      },
      triggers,
      now: () => state.clockMs,
      newId: (prefix) => `${prefix}_${String((ids += 1))}`,
      log: { warn: () => undefined, error: (message, fields) => state.errors.push([message, fields]) },
      learn: (event) => () => void state.learned.push(event),
      onJobs: (jobs) => void state.jobs.push(...jobs),
      onAnswer: (what, sinceMs) => void state.told.push([what, sinceMs]),
      onCalls: (what, count) => void state.told.push([what, count]),
      ...change,
    } as TrackingIntakeParts);
  const open = (change: Partial<TrackingIntakeParts> = {}) => {
    const intake = intakeOf(change);
    return async (
      path: string,
      body: unknown,
      { headers = {}, raw, method = 'POST' }: { headers?: Record<string, string>; raw?: Buffer; method?: string } = {},
    ): Promise<Answer> => {
      const { status, text } = await callInProcess(intake, {
        method,
        path,
        headers: { authorization: basic(`${key}:`), ...headers },
        body: raw ?? Buffer.from(JSON.stringify(body)),
      });
      return { status, ...(JSON.parse(text) as object) };
    };
  };
  return Object.assign(state, { open, intakeOf });
}

let it: ReturnType<typeof world>;
let post: ReturnType<ReturnType<typeof world>['open']>;
beforeEach(() => {
  it = world();
  post = it.open();
});
const track = (event: string, more: object = {}): object => ({ type: 'track', event, ...more });

describe('the tracking path', () => {
  test('keeps a call as an event of the connection, without the secret, and starts the recipes that match', async () => {
    const use = (types: string[]) => ({ use: 'new_call', with: { types } }) as never;
    it.recipes = [recipeRecord('track', use(['track'])), recipeRecord('page', use(['page']))];
    const headers = { 'user-agent': 'sdk', 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await post('/v1/track', { event: 'Seen', userId: 'u', messageId: 'm1' }, { headers });
    expect(answer).toEqual({ status: 200, success: true });
    const payload = { event: 'Seen', userId: 'u', messageId: 'm1', type: 'track', properties: {} };
    const [[event] = []] = it.commits;
    expect(event).toEqual({
      id: 'evt_1',
      connectionId: 'con_1',
      connection: 'shop',
      kind: 'tracking_call',
      eventName: 'Seen',
      workflowId: null,
      receivedAt: at,
      deliveryKey: hashSecret('["tracking_call",["m1"]]'),
      dedupWindowMs: 7 * 24 * 60 * 60 * 1_000,
      method: 'POST',
      contentType: 'application/json',
      headers: { ...headers, authorization: '[redacted]', 'content-length': expect.any(String) },
      query: '',
      recipeId: null,
      body: expect.any(Buffer),
      jobs: [expect.objectContaining({ id: 'job_2', recipe: 'track', version: 1 })],
    });
    expect(JSON.parse(Buffer.from(event!.body).toString())).toEqual(payload);
    expect(it.jobs).toEqual(['job_2']);
    expect(it.learned).toEqual([
      {
        kind: 'tracking_call',
        eventName: 'Seen',
        workflowId: null,
        payload,
        id: 'evt_1',
        connectionId: 'con_1',
        receivedAt: at,
        json: event!.body,
      },
    ]);
    expect(it.told).toEqual([
      ['kept', 1],
      ['duplicate', 0],
      ['kept', startMs],
    ]);
  });

  test('takes a repeated call once, and one without a message ID each time', async () => {
    it.recipes = [recipeRecord('all', { use: 'new_call', with: { types: ['track'] } } as never)];
    const batch = [track('A', { messageId: 'm1' }), track('B', { messageId: 'm1' }), track('C'), track('C')];
    expect(await post('/v1/batch', { batch })).toEqual({ status: 200, success: true });
    expect(it.commits).toHaveLength(1);
    expect(it.learned).toHaveLength(3);
    expect(it.jobs).toHaveLength(3);
    expect(it.told.slice(0, 2)).toEqual([
      ['kept', 3],
      ['duplicate', 1],
    ]);
    const keys = it.commits[0]!.map(({ deliveryKey }) => deliveryKey);
    expect(keys.slice(2)).toEqual(it.commits[0]!.slice(2).map(({ id }) => id));
  });

  test('leaves jobs alone where none was started, and the disk where there is nothing to keep', async () => {
    let asked = 0;
    post = it.open({ onJobs: () => (asked += 1) });
    await post('/v1/page', {});
    expect(await post('/v1/batch', { batch: [] })).toEqual({ status: 200, success: true });
    expect([asked, it.commits.length]).toEqual([0, 1]);
    expect(it.told.slice(-3)).toEqual([
      ['kept', 0],
      ['duplicate', 0],
      ['kept', startMs],
    ]);
  });

  test('works without anybody who learns, works or counts', async () => {
    post = it.open({ learn: undefined, onJobs: undefined, onAnswer: undefined, onCalls: undefined } as never);
    it.recipes = [recipeRecord('all', { use: 'new_call', with: { types: ['page'] } } as never)];
    expect(await post('/v1/page', {})).toEqual({ status: 200, success: true });
    expect((await post('/v1/page', [])).status).toBe(400);
    post = it.open({ triggers: [] });
    expect(await post('/v1/page', { messageId: 'm1' })).toEqual({ status: 200, success: true });
    const [event] = it.commits.at(-1)!;
    expect([event?.deliveryKey, event?.jobs]).toEqual([event?.id, []]);
  });

  test('names the faulty calls of a batch and notes each as refused, beside those it kept', async () => {
    const answer = await post('/v1/import', { batch: [track('A'), track(''), 7] });
    expect(answer).toEqual({
      status: 200,
      success: true,
      rejected: [
        { index: 1, code: 'ITC_CALL_INVALID', message: '`batch[1].event` has no value.' },
        { index: 2, code: 'ITC_CALL_INVALID', message: '`batch[2]` is no object.' },
      ],
    });
    expect(it.rejected.map(({ connection, code, message }) => [connection, code, message])).toEqual([
      ['shop', 'ITC_CALL_INVALID', '`batch[1].event` has no value.'],
      ['shop', 'ITC_CALL_INVALID', '`batch[2]` is no object.'],
    ]);
    expect(it.told).toEqual([
      ['kept', 1],
      ['duplicate', 0],
      ['ITC_CALL_INVALID', 1],
      ['ITC_CALL_INVALID', 1],
      ['kept', startMs],
    ]);
  });

  test('refuses a batch of faulty calls alone with the cause of the first, and keeps nothing', async () => {
    const answer = await post('/v1/batch', { batch: [track(''), 7] });
    expect(answer).toMatchObject({ status: 400, error: { message: '`batch[0].event` has no value.' } });
    expect([it.commits, it.rejected.length]).toEqual([[], 1]);
    expect(it.told).toEqual([['ITC_CALL_INVALID', startMs]]);
  });

  test('leaves every other address to others', () => {
    const intake = createTrackingIntake({ triggers: [], now: () => 0 } as never);
    for (const url of ['/v1/', '/v1/unknown', '/hooks/x', '/api/v1/track', undefined]) {
      expect(intake({ url } as never, {} as never)).toBe(false);
    }
  });
});

describe('a refused request to the tracking path', () => {
  const nested = (depth: number): Buffer => Buffer.from(`{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`);
  const gzip = { 'content-encoding': ' GZIP ' };

  test.each<[string, Parameters<typeof post>[2] & { body?: unknown }, number, string, string]>([
    ['with another method', { method: 'PUT' }, 405, 'ITC_HOOK_METHOD', 'This address takes POST, not PUT.'],
    ['without a key', { headers: { authorization: '' } }, 401, 'ITC_CALL_NO_KEY', ''],
    ['with a wrong key', { headers: { authorization: basic('wk_x:') } }, 401, 'ITC_CALL_WRONG_KEY', ''],
    ['that is no JSON', { raw: Buffer.from('{') }, 400, 'ITC_HOOK_BODY_JSON', ''],
    ['that is not UTF-8', { raw: Buffer.from([0xff]) }, 415, 'ITC_HOOK_CONTENT_TYPE', 'The body is not UTF-8.'],
    [
      'in an unknown encoding',
      { headers: { 'content-encoding': 'br' } },
      415,
      'ITC_HOOK_CONTENT_TYPE',
      'The content encoding "br" is not read.',
    ],
    [
      'that is no gzip',
      { headers: gzip, raw: Buffer.from('x') },
      415,
      'ITC_HOOK_CONTENT_TYPE',
      'The body is not what gzip makes.',
    ],
    [
      'that inflates to too much',
      { headers: gzip, raw: gzipSync(' '.repeat(2_001)) },
      413,
      'ITC_HOOK_TOO_LARGE',
      'The request body is larger than 2000 bytes.',
    ],
    [
      'that is too large',
      { raw: Buffer.alloc(2_001, ' ') },
      413,
      'ITC_HOOK_TOO_LARGE',
      'The request body is larger than 2000 bytes.',
    ],
    [
      'nested too deep',
      { raw: nested(65) },
      422,
      'ITC_HOOK_TOO_DEEP',
      'The body is nested more than 64 levels deep or has more than 9 keys.',
    ],
    [
      'with too many keys',
      { body: Object.fromEntries([...'abcdefghij'].map((name) => [name, 1])) },
      422,
      'ITC_HOOK_TOO_DEEP',
      'The body is nested more than 64 levels deep or has more than 9 keys.',
    ],
    [
      'with too many headers',
      { headers: Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`x-${at}`, '1'])) },
      400,
      'ITC_HOOK_HEADERS',
      'The request has more than 10 headers.',
    ],
  ])(
    '%s is told why, kept in the list of refusals, and changes nothing',
    async (_, { body = {}, ...options }, status, code, message) => {
      post = it.open({ limits: { maxBodyBytes: 2_000, maxKeys: 9, maxHeaders: 10 } });
      const answer = await post('/v1/page', body, options);
      expect(answer).toMatchObject({ status, error: { code } });
      if (message !== '') expect(answer.error?.message).toBe(message);
      expect(it.rejected).toMatchObject([{ code, message: answer.error?.message, at }]);
      expect(it.told).toEqual([[code, startMs]]);
      expect([it.commits, it.errors]).toEqual([[], []]);
    },
  );

  test('says what to do: POST from a server, JSON or gzip', async () => {
    expect((await post('/v1/page', {}, { method: 'GET' })).error?.hint).toBe(
      'Tracking calls come from servers, with POST; there is no script for browsers.',
    );
    expect((await post('/v1/page', {}, { raw: Buffer.from('{') })).error?.hint).toBe(
      'Send JSON as the SDKs do, as it is or compressed with gzip.',
    );
    for (const encoding of ['br', 'gzip']) {
      const { error } = await post('/v1/page', {}, { headers: { 'content-encoding': encoding } });
      expect(error?.hint).toBe('Send the body as it is, or compressed with gzip.');
    }
    const { error } = await post('/v1/page', {}, { headers: { 'content-encoding': 'x'.repeat(60) } });
    expect(error?.message).toBe(`The content encoding "${'x'.repeat(50)}" is not read.`);
  });

  test('is counted for the connection once its key is known, and for nobody before', async () => {
    await post('/v1/page', {}, { headers: { authorization: basic('wk_x:') } });
    await post('/v1/page', []);
    expect(it.rejected.map(({ connection }) => connection)).toEqual([null, 'shop']);
  });

  test('what is taken as it is: no encoding, identity, gzip, at the very limits', async () => {
    post = it.open({ limits: { maxBodyBytes: 2_000 } });
    const raw = Buffer.from(`{}${' '.repeat(1_998)}`);
    expect((await post('/v1/page', {}, { raw })).status).toBe(200);
    expect((await post('/v1/page', {}, { raw, headers: { 'content-encoding': ' Identity' } })).status).toBe(200);
    expect((await post('/v1/page', {}, { raw: gzipSync(raw), headers: { 'content-encoding': ' GZIP ' } })).status).toBe(
      200,
    );
    expect((await post('/v1/page', {}, { raw: nested(64) })).status).toBe(200);
  });

  test('beyond the rate of its connection is answered 429, and the next second there is room again', async () => {
    it.connection = { ...it.connection, callsPerSecond: 1 };
    const statuses: number[] = [];
    for (let call = 0; call < 11; call += 1) statuses.push((await post('/v1/page', {})).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    expect(it.rejected).toMatchObject([{ connection: 'shop', code: 'ITC_HOOK_RATE' }]);
    it.clockMs += 1_000;
    expect((await post('/v1/page', {})).status).toBe(200);
  });

  test('gives back the room that it held, whatever became of it', async () => {
    post = it.open({ limits: { maxPendingCalls: 1, maxPendingBytes: 100 } });
    // what was held is given back after the answer left, before the next request can come over a socket
    const next = async (body: unknown): Promise<number> => {
      const { status } = await post('/v1/page', body);
      await new Promise((resolve) => setImmediate(resolve));
      return status;
    };
    const bodies = [{}, [], { a: 'x'.repeat(80) }, { a: 'x'.repeat(100) }, {}];
    const statuses: number[] = [];
    for (const body of bodies) statuses.push(await next(body));
    expect(statuses).toEqual([200, 400, 200, 429, 200]);
    it.fail = new Error('disk');
    expect(await next({})).toBe(500);
    it.fail = null;
    expect(await next({})).toBe(200);
    const both = await Promise.all([post('/v1/page', {}), post('/v1/page', {})]);
    expect(both.map(({ status }) => status)).toEqual([200, 429]);
  });
});

describe('a store that cannot keep tracking calls', () => {
  test.each([
    ['an unknown error', new Error('disk'), 500, 'ITC_INTERNAL'],
    ['its own', new ConnectorError('ITC_STORE_UNAVAILABLE'), 503, 'ITC_STORE_UNAVAILABLE'],
  ])('is told to the log with %s, and the sender is not told that the call is safe', async (_, fail, status, code) => {
    it.fail = fail;
    expect(await post('/v1/page', {})).toMatchObject({ status, error: { code } });
    expect(it.errors).toEqual([['tracking calls could not be kept', { code, error: fail }]]);
    expect([it.rejected, it.told]).toEqual([[], [[code, startMs]]]);
  });
});

describe('the tracking path over HTTP', () => {
  let server: Server;
  let intake: ReturnType<ReturnType<typeof world>['intakeOf']>;
  const port = (): number => (server.address() as AddressInfo).port;
  const call = (headers: Record<string, string> = {}, method = 'POST'): Promise<Response> =>
    fetch(`http://127.0.0.1:${String(port())}/v1/page`, {
      method,
      headers: { authorization: basic(`${key}:`), ...headers },
      body: '[]',
    });
  beforeAll(async () => {
    server = createServer((request, response) => void intake(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test('believes a proxy that is trusted who the sender of a refused request was, and no other', async () => {
    intake = it.intakeOf();
    await call({ 'x-forwarded-for': '192.0.2.7' });
    intake = it.intakeOf({ trustedProxies: ['127.0.0.1'] });
    await call({ 'x-forwarded-for': '192.0.2.7' });
    expect(it.rejected.map(({ source }) => source)).toEqual(['127.0.0.1', '192.0.2.7']);
  });

  test('refuses a body that is announced as too large before any of it is sent', async () => {
    intake = it.intakeOf();
    const headers = { authorization: basic(`${key}:`), 'content-length': String(500 * 1024 + 1) };
    const request = httpRequest({ port: port(), path: '/v1/page', method: 'POST', headers, agent: false });
    const status = await new Promise((resolve, reject) => {
      request.on('response', ({ statusCode }) => resolve(statusCode)).on('error', reject);
      request.flushHeaders();
    });
    request.on('error', () => undefined).destroy();
    expect(status).toBe(413);
  });

  test('tells who calls with another method which one it takes', async () => {
    intake = it.intakeOf();
    expect((await call({}, 'PUT')).headers.get('allow')).toBe('POST');
  });

  test('reads the rest of what it refused, so that the answer arrives, and cuts off who never ends', async () => {
    intake = it.intakeOf({ limits: { maxDrainBytes: 100_000 } });
    const { answer, wasCut } = await sendEndlessBody(port(), '/v1/page');
    expect(wasCut).toBe(true);
    expect(answer).toContain('ITC_CALL_NO_KEY');
  });
});

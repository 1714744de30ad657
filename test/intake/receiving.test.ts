import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { createIntake, type IntakeParts } from '../../connector/intake/intake.ts';
import { defaultLimits } from '../../connector/intake/intake-limits.ts';
import type { RespondAnswer } from '../../connector/respond-waiters.ts';
import { hashSecret } from '../../connector/security/hash-secret.ts';
import type { ConnectionRecord, RecipeRecord } from '../../connector/store/store.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { Step } from '../../recipes/recipe.ts';
import { triggers } from '../../triggers/index.ts';
import { callInProcess, type InProcessCall } from './call-in-process.ts';
import { sendEndlessBody } from './endless-body.ts';
import { createMemoryStore } from './memory-store.ts';
import { connectionRecord, recipeRecord, secret, startMs } from './records.ts';

const at = new Date(startMs).toISOString();
const systemPath = `/hooks/${connectionRecord().hookToken}`;
const journeyPath = (name: string): string => `${systemPath}/journeys/jny_${name}_0123456789abcdef`;
const headers = { 'content-type': 'application/json', 'x-itc-secret': secret };
const open = { eventName: 'emailOpen', email: 'ada@example.com', dataFields: { messageId: 'm1', workflowId: 7 } };
const onOpen = { use: 'new_object', with: { eventName: 'emailOpen' } } as never;
const onJourney = { use: 'new_workflow', with: {} } as never;
const respond = [{ id: 'r', respond: {} }] as unknown as Step[];

function world() {
  const state = {
    store: createMemoryStore(),
    connections: [connectionRecord()] as ConnectionRecord[],
    recipes: [] as RecipeRecord[],
    clockMs: startMs,
    logged: [] as unknown[],
    told: [] as unknown[],
    jobs: [] as string[],
    learned: [] as unknown[],
    proved: [] as string[],
    waits: [] as unknown[],
    answer: null as RespondAnswer | null,
  };
  let ids = 0;
  const intakeOf = (change: Partial<IntakeParts> = {}) =>
    createIntake({
      store: state.store,
      connections: {
        byHookToken: (token) => state.connections.find(({ hookToken }) => hookToken === token),
        byName: (name) => state.connections.find((one) => one.name === name),
      },
      recipes: {
        enabledOf: (id) => state.recipes.filter(({ enabled, connectionId }) => enabled && connectionId === id),
        byJourneyToken: (token) => state.recipes.find(({ journeyToken }) => journeyToken === token),
      },
      // which one is asked must not hang on their order
      triggers: triggers.toReversed(),
      now: () => state.clockMs,
      newId: (prefix) => `${prefix}_${String((ids += 1))}`,
      log: {
        warn: (message, fields) => void state.logged.push(['warn', message, fields]),
        error: (message, fields) => void state.logged.push(['error', message, fields]),
      },
      learn: (event) => () => void state.learned.push(event),
      onJobs: (jobs) => void state.jobs.push(...jobs),
      onAnswer: (what, sinceMs) => void state.told.push([what, sinceMs]),
      onSecretProved: ({ name }) => void state.proved.push(name),
      waitForRespond: async (id, timeoutMs) => {
        state.waits.push([id, timeoutMs]);
        return state.answer;
      },
      isOwnCall: (word) => word === 'mine',
      ...change,
    } as IntakeParts);
  const opened = (change: Partial<IntakeParts> = {}) => {
    const intake = intakeOf(change);
    return async (body: unknown, call: Partial<InProcessCall> = {}) => {
      const { status, text } = await callInProcess(intake, {
        path: systemPath,
        headers,
        ...(body === null ? {} : { body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) }),
        ...call,
      });
      // what a call held is given back after its answer left, before the next one can come over a socket
      await new Promise((resolve) => setImmediate(resolve));
      return { status, ...(text === '' ? {} : (JSON.parse(text) as { error?: { code: string; message: string } })) };
    };
  };
  return Object.assign(state, { opened, intakeOf });
}

let it: ReturnType<typeof world>;
let send: ReturnType<ReturnType<typeof world>['opened']>;
beforeEach(() => {
  it = world();
  send = it.opened();
});

describe('a webhook that is kept', () => {
  test('is stored as it came, without its secret, with the jobs it starts, and answered with its id', async () => {
    it.recipes = [
      recipeRecord('open', onOpen),
      recipeRecord('click', { use: 'new_object', with: { eventName: 'emailClick' } } as never),
    ];
    const body = JSON.stringify(open);
    expect(await send(body, { headers: { ...headers, 'user-agent': 'Iterable' }, path: `${systemPath}?a=1` })).toEqual({
      status: 200,
      id: 'evt_2',
    });
    const [event] = it.store.events;
    expect(event).toEqual({
      id: 'evt_2',
      connectionId: 'con_1',
      connection: 'shop',
      kind: 'system_webhook',
      eventName: 'emailOpen',
      workflowId: '7',
      receivedAt: at,
      deliveryKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      dedupWindowMs: defaultLimits.dedupWindowMs,
      method: 'POST',
      contentType: 'application/json',
      headers: {
        'content-type': 'application/json',
        'content-length': String(body.length),
        'user-agent': 'Iterable',
        'x-itc-secret': '[redacted]',
      },
      query: 'a=1',
      recipeId: null,
      body: Buffer.from(body),
      jobs: [expect.objectContaining({ id: 'job_1', recipe: 'open' })],
      duplicateOf: null,
    });
    expect([it.jobs, it.told, it.proved, it.waits]).toEqual([['job_1'], [['kept', startMs]], [], []]);
    expect(it.learned).toEqual([
      {
        id: 'evt_2',
        connectionId: 'con_1',
        kind: 'system_webhook',
        eventName: 'emailOpen',
        workflowId: '7',
        receivedAt: at,
        json: Buffer.from(body),
        payload: open,
      },
    ]);
  });

  test('a second time is told apart: it is stored as a duplicate, starts nothing and teaches nothing', async () => {
    it.recipes = [recipeRecord('open', onOpen)];
    await send(open);
    it.clockMs += 5;
    expect(await send(open)).toEqual({ status: 200, id: 'evt_4', duplicateOf: 'evt_2' });
    expect(it.store.events[1]).toMatchObject({ duplicateOf: 'evt_2', receivedAt: new Date(startMs + 5).toISOString() });
    expect([it.jobs, it.learned.length]).toEqual([['job_1'], 1]);
    expect(it.told).toEqual([
      ['kept', startMs],
      ['duplicate', startMs + 5],
    ]);
  });

  test('is the same event where its message is, and a journey call only where every byte is', async () => {
    const other = { ...open, dataFields: { ...open.dataFields, campaignName: 'Spring' } };
    await send(open);
    expect(await send(other)).toMatchObject({ status: 200, duplicateOf: 'evt_1' });
    it.recipes = [recipeRecord('cart', onJourney)];
    const path = journeyPath('cart');
    await send(open, { path });
    expect(await send(other, { path })).not.toHaveProperty('duplicateOf');
  });

  test('that starts no job wakes no worker, and nobody need learn, count or work', async () => {
    let woken = 0;
    send = it.opened({ onJobs: () => (woken += 1) });
    expect((await send(open)).status).toBe(200);
    expect(woken).toBe(0);
    it.recipes = [recipeRecord('open', onOpen)];
    const none = { learn: undefined, onJobs: undefined, onAnswer: undefined, onSecretProved: undefined };
    send = it.opened({ ...none, waitForRespond: undefined, isOwnCall: undefined } as never);
    expect((await send({ ...open, dataFields: {} })).status).toBe(200);
    expect((await send('{')).status).toBe(400);
    expect((await send(null, { path: '/hooks/self-check/mine' })).status).toBe(404);
    it.recipes = [recipeRecord('cart', onJourney, {}, respond)];
    expect(await send({}, { path: journeyPath('cart') })).toMatchObject({ status: 200, id: expect.any(String) });
    it.connections = [connectionRecord({ rotation: { webhookId: 7 } as never })];
    expect((await send({ ...open, email: 'grace@example.com' })).status).toBe(200);
    expect(it.logged).toEqual([]);
  });

  test('to a journey belongs to its recipe, whatever else is enabled, and has the shorter window', async () => {
    it.recipes = [recipeRecord('cart', onJourney), recipeRecord('all', onJourney), recipeRecord('open', onOpen)];
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    await send({ workflowId: 9, eventName: 'x' }, { path: journeyPath('cart') });
    await send('a=1', { path: journeyPath('cart'), headers: form, method: 'PUT' });
    await send(null, { path: `${journeyPath('cart')}?b=2`, method: 'GET' });
    expect(
      it.store.events.map(({ kind, recipeId, dedupWindowMs, method, query, jobs }) => [
        kind,
        recipeId,
        dedupWindowMs,
        method,
        query,
        jobs.map(({ recipe }) => recipe),
      ]),
    ).toEqual([
      ['journey_webhook', 'rec_cart', 3_600_000, 'POST', '', ['cart']],
      ['journey_webhook', 'rec_cart', 3_600_000, 'PUT', '', ['cart']],
      ['journey_webhook', 'rec_cart', 3_600_000, 'GET', 'b=2', ['cart']],
    ]);
    expect(it.learned).toMatchObject([
      { json: expect.any(Buffer), payload: { workflowId: 9 }, workflowId: '9', eventName: 'x' },
      { json: null, payload: { a: '1' } },
      { json: null, payload: { b: '2' } },
    ]);
  });

  test('the body of a GET means nothing and is not kept', async () => {
    it.recipes = [recipeRecord('cart', onJourney)];
    await send('{"a":1}', { path: `${journeyPath('cart')}?b=2`, method: 'GET' });
    expect(it.store.events[0]?.body).toHaveLength(0);
  });

  test('that carries nothing is an event of its own each time', async () => {
    it.recipes = [recipeRecord('cart', onJourney)];
    const bare = { 'x-itc-secret': secret };
    // a body in pieces may turn out to have none
    for (const more of [bare, { ...headers, 'transfer-encoding': 'chunked' }]) {
      await send(null, { path: journeyPath('cart'), headers: more });
    }
    const [first, second] = it.store.events;
    expect([first?.deliveryKey, second?.deliveryKey]).toEqual([first?.id, second?.id]);
    expect([first?.contentType, second?.contentType]).toEqual(['', 'application/json']);
    expect(it.learned).toMatchObject([{ json: null }, { json: null }]);
  });

  test('with the newest secret for the first time proves it, once the event is on disk', async () => {
    const older = { hash: hashSecret('older'), createdAt: at, expiresAt: null };
    const rotation = { webhookId: 7 } as never;
    it.connections = [connectionRecord({ secrets: [older, { ...older, hash: hashSecret(secret) }], rotation })];
    it.store.fail = new Error('disk');
    expect((await send(open)).status).toBe(500);
    expect(it.proved).toEqual([]);
    it.store.fail = null;
    await send(open, { headers: { ...headers, 'x-itc-secret': 'older' } });
    expect(it.proved).toEqual([]);
    await send({ ...open, email: 'grace@example.com' });
    expect(it.proved).toEqual(['shop']);
  });

  test('proves no secret where none is asked for', async () => {
    it.connections = [connectionRecord({ secrets: [], allowUnauthenticated: true })];
    expect((await send(open, { headers: { 'content-type': 'application/json' } })).status).toBe(200);
    expect(it.proved).toEqual([]);
  });
});

describe('a webhook whose recipe answers', () => {
  beforeEach(() => {
    it.recipes = [recipeRecord('cart', onJourney, {}, respond), recipeRecord('quiet', onJourney)];
  });
  const call = (name: string) => send({ a: 1 }, { path: journeyPath(name) });

  test('is answered with what the recipe says, asked for before the job can run', async () => {
    it.answer = { status: 202, body: { ok: 'é' } };
    expect(await call('cart')).toEqual({ status: 202, ok: 'é' });
    expect(it.waits).toEqual([['evt_2', defaultLimits.respondTimeoutMs]]);
  });

  test('is answered with its id where the recipe says nothing in time', async () => {
    expect(await call('cart')).toEqual({ status: 200, id: 'evt_2' });
  });

  test('waits for nobody where the recipe has no answer, where it is off, and for a repeated call', async () => {
    it.answer = { status: 202, body: {} };
    expect(await call('quiet')).toEqual({ status: 200, id: 'evt_2' });
    expect(it.waits).toEqual([]);
    await call('cart');
    expect(await call('cart')).toMatchObject({ status: 200, duplicateOf: 'evt_4' });
    it.recipes = [recipeRecord('cart', onJourney, { enabled: false }, respond)];
    it.waits = [];
    expect((await send({ b: 1 }, { path: journeyPath('cart') })).status).toBe(200);
    expect(it.waits).toEqual([]);
  });

  test.each([
    [200, 200],
    [599, 599],
    [199, 200],
    [600, 200],
    [250.5, 200],
  ])('a status of %d leaves as %d', async (status, sent) => {
    it.answer = { status, body: [1] };
    expect(await call('cart')).toMatchObject({ status: sent, 0: 1 });
  });
});

describe('an address that leads nowhere', () => {
  test.each([
    ['no webhook address', '/hooks/a.b', null],
    ['an unknown connection', '/hooks/nope', null],
    ['an unknown journey', `${systemPath}/journeys/nope`, 'shop'],
    ['a journey of a recipe that starts otherwise', journeyPath('open'), 'shop'],
    ['a journey of another connection', journeyPath('foreign'), 'shop'],
  ])('%s is answered 404 and noted', async (_, path, connection) => {
    it.recipes = [recipeRecord('open', onOpen), recipeRecord('foreign', onJourney, { connectionId: 'con_2' })];
    expect(await send(open, { path })).toMatchObject({ status: 404, error: { code: 'ITC_HOOK_UNKNOWN' } });
    expect(it.store.rejected).toMatchObject([{ connection, code: 'ITC_HOOK_UNKNOWN', method: 'POST', at }]);
    expect([it.store.events, it.told]).toEqual([[], [['ITC_HOOK_UNKNOWN', startMs]]]);
  });

  test('a name leads to its connection at the address for consent alone, and only where a secret is asked for', async () => {
    expect((await send(open, { path: '/hooks/shop/consent-webhook' })).status).toBe(200);
    expect((await send(open, { path: '/hooks/shop' })).status).toBe(404);
    expect((await send(open, { path: '/hooks/other/consent-webhook' })).status).toBe(404);
    it.connections = [connectionRecord({ allowUnauthenticated: true })];
    expect((await send(open, { path: '/hooks/shop/consent-webhook' })).status).toBe(404);
    expect((await send(open, { path: `${systemPath}/consent-webhook` })).status).toBe(200);
    send = it.opened({ connections: { byHookToken: () => undefined } });
    expect((await send(open, { path: '/hooks/shop/consent-webhook' })).status).toBe(404);
  });

  test('whatever is not below /hooks/ is left to others, with nothing done', () => {
    for (const url of [undefined, '/', '/hooks', '/x/hooks/a', '/v1/track']) {
      expect(it.intakeOf()({ url } as never, {} as never)).toBe(false);
    }
  });

  test('the server that asks itself is told so, and nobody else is', async () => {
    expect(await send(null, { path: '/hooks/self-check/mine' })).toEqual({ status: 200, selfCheck: true });
    expect(it.store.rejected).toEqual([]);
    const others = ['other', 'mine/', '', 'x/hooks/self-check/mine'];
    for (const path of others.map((word) => `/hooks/self-check/${word}`)) {
      expect((await send(null, { path })).status).toBe(404);
    }
    send = it.opened({ isOwnCall: (word) => word.length >= 128 });
    expect((await send(null, { path: `/hooks/self-check/${'a'.repeat(128)}` })).status).toBe(200);
    expect((await send(null, { path: `/hooks/self-check/${'a'.repeat(129)}` })).status).toBe(404);
  });
});

describe('a webhook that is refused', () => {
  test('is noted with its cause, its sender and the path without its secrets, and the answer tells the same', async () => {
    const { error } = await send('{', { path: `${systemPath}?secret=1` });
    expect(error).toMatchObject({ code: 'ITC_HOOK_BODY_JSON' });
    expect(it.store.rejected).toEqual([
      {
        id: 'rej_1',
        connection: 'shop',
        at,
        method: 'POST',
        path: '/hooks/hook_012…',
        source: 'unknown',
        code: 'ITC_HOOK_BODY_JSON',
        message: error?.message,
      },
    ]);
    expect([it.store.events, it.told]).toEqual([[], [['ITC_HOOK_BODY_JSON', startMs]]]);
  });

  test('is refused by the first guard that does: the secret is asked before the body is looked at', async () => {
    const wrong = { ...headers, 'x-itc-secret': 'wrong' };
    expect((await send('{', { headers: wrong })).error?.code).toBe('ITC_HOOK_WRONG_SECRET');
    expect((await send('{', { headers: wrong, method: 'PUT' })).error?.code).toBe('ITC_HOOK_METHOD');
    expect((await send('{', { headers: { ...headers, 'content-type': 'text/plain' } })).error?.code).toBe(
      'ITC_HOOK_CONTENT_TYPE',
    );
    it.connections = [connectionRecord({ allowedSources: ['192.0.2.0/24'] })];
    expect((await send('{', { headers: wrong })).error?.code).toBe('ITC_HOOK_SOURCE');
    it.connections = [connectionRecord({ callsPerSecond: 0 })];
    expect((await send('{')).error?.code).toBe('ITC_HOOK_RATE');
    send = it.opened({ limits: { maxHeaders: 1 } });
    expect((await send('{', { headers: wrong })).error?.code).toBe('ITC_HOOK_HEADERS');
  });

  test('beyond an allowance for each connection, and one for all unknown addresses, leaves no trace', async () => {
    send = it.opened({ limits: { rejectedBurst: 2, rejectedPerMinute: 60 } });
    it.connections = [connectionRecord(), connectionRecord({ id: 'con_2', name: 'other', hookToken: 'other' })];
    const paths = [systemPath, '/hooks/other', '/hooks/none', '/hooks/nope'];
    for (let round = 0; round < 3; round += 1) for (const path of paths) await send('{', { path });
    const counts = (): number[] =>
      ['shop', 'other', null].map((name) => it.store.rejected.filter(({ connection }) => connection === name).length);
    expect(counts()).toEqual([2, 2, 2]);
    it.clockMs += 1_000;
    for (const path of paths) await send('{', { path });
    expect(counts()).toEqual([3, 3, 3]);
  });

  test('is answered all the same where it cannot be noted, and the log says so', async () => {
    const cause = new Error('disk');
    send = it.opened({
      store: { appendEvent: it.store.appendEvent, appendRejectedCall: () => Promise.reject(cause) },
    });
    expect((await send('{')).status).toBe(400);
    expect(it.logged).toEqual([
      ['warn', 'a rejected call could not be kept', { code: 'ITC_HOOK_BODY_JSON', error: cause }],
    ]);
  });

  test.each([
    ['of an unknown kind', new Error('disk'), 500, 'ITC_INTERNAL'],
    ['of its own kind', new ConnectorError('ITC_STORE_UNAVAILABLE'), 503, 'ITC_STORE_UNAVAILABLE'],
  ])(
    'a store that fails with an error %s acknowledges nothing, and the log names the connection',
    async (_, fail, status, code) => {
      it.store.fail = fail;
      expect(await send(open)).toMatchObject({ status, error: { code } });
      expect(it.logged).toEqual([['error', 'a webhook could not be kept', { connection: 'shop', code, error: fail }]]);
      expect([it.told, it.store.rejected, it.jobs, it.learned]).toEqual([[[code, startMs]], [], [], []]);
    },
  );

  test('a fault before the connection is known is answered too, and the log names none', async () => {
    const broken = new Error('broken');
    send = it.opened({
      connections: {
        byHookToken: () => {
          throw broken;
        },
      },
    });
    expect((await send(open)).status).toBe(500);
    expect(it.logged).toEqual([['error', 'a webhook could not be kept', { code: 'ITC_INTERNAL', error: broken }]]);
  });

  test('a fault after the answer is told to the log and changes nothing of the answer', async () => {
    const broken = new Error('broken');
    let answers = 0;
    send = it.opened({
      onAnswer: () => {
        answers += 1;
        if (answers === 1) throw broken;
      },
    });
    expect(await send(open)).toEqual({ status: 200, id: 'evt_1' });
    expect(it.logged).toMatchObject([['error', 'a webhook could not be kept', { error: broken }]]);
  });

  test('gives back the room it held, whatever became of it', async () => {
    send = it.opened({ limits: { maxPendingCalls: 1, maxPendingBytes: 200 } });
    const statuses: number[] = [];
    for (const body of [open, '{', 'x'.repeat(201), open]) statuses.push((await send(body)).status);
    it.store.fail = new Error('disk');
    statuses.push((await send(open)).status);
    it.store.fail = null;
    statuses.push((await send(open)).status);
    expect(statuses).toEqual([200, 400, 429, 200, 500, 200]);
  });
});

describe('the answer to a webhook over HTTP', () => {
  let server: Server;
  let intake: ReturnType<ReturnType<typeof world>['intakeOf']>;
  beforeAll(async () => {
    server = createServer((request, response) => void intake(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    intake = it.intakeOf();
    it.recipes = [recipeRecord('cart', onJourney, {}, respond)];
  });

  const call = (path: string, method: string, body: string, more: object = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const length = { 'content-length': String(Buffer.byteLength(body)) };
      const options = { port, path, method, headers: { ...headers, ...length, ...more }, agent: false };
      const request = httpRequest(options, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      });
      request.on('error', reject).end(body);
    });

  test('is JSON in UTF-8 of the length it says', async () => {
    it.answer = { status: 200, body: 'é€' };
    const { headers: sent, text } = await call(journeyPath('cart'), 'POST', '{}');
    expect([sent['content-type'], sent['content-length'], text]).toEqual([
      'application/json; charset=utf-8',
      '7',
      '"é€"',
    ]);
    expect(sent['retry-after']).toBeUndefined();
    expect(sent['allow']).toBeUndefined();
  });

  test.each([204, 304])('of a recipe with status %d has no body', async (status) => {
    it.answer = { status, body: { a: 1 } };
    const answer = await call(journeyPath('cart'), 'POST', '{}');
    expect([answer.status, answer.text, answer.headers['content-length']]).toEqual([status, '', undefined]);
  });

  test('to a call that is refused for good says neither when to come again nor with which method', async () => {
    for (const path of [systemPath, '/hooks/unknown']) {
      const { status, headers: sent } = await call(path, 'POST', '{');
      expect([status, sent['retry-after'], sent['allow']]).toEqual([
        path === systemPath ? 400 : 404,
        undefined,
        undefined,
      ]);
    }
  });

  test.each([200, 204])(
    'to a caller who went away before its recipe said %d goes nowhere, and harms nobody',
    async (status) => {
      const closed = new Promise((resolve) => {
        server.once('request', (_, response) => response.on('close', resolve));
      });
      const request = httpRequest({
        port: (server.address() as AddressInfo).port,
        path: journeyPath('cart'),
        method: 'POST',
        headers: { ...headers, 'content-length': '2' },
        agent: false,
      });
      const told = new Promise((resolve) => {
        intake = it.intakeOf({
          waitForRespond: async () => {
            request.on('error', () => undefined).destroy();
            await closed;
            return { status, body: { a: 1 } };
          },
          onAnswer: resolve,
        });
      });
      request.end('{}');
      expect([await told, it.logged]).toEqual(['kept', []]);
      it.answer = { status: 200, body: { b: 2 } };
      intake = it.intakeOf();
      expect((await call(journeyPath('cart'), 'POST', '{"next":1}')).text).toBe('{"b":2}');
    },
  );

  test('to a wrong method names the right ones of its address', async () => {
    expect((await call(systemPath, 'PUT', '{}')).headers['allow']).toBe('POST');
    expect((await call(journeyPath('cart'), 'DELETE', '')).headers['allow']).toBe('GET, POST, PUT, PATCH');
  });

  test('that asks to come again later says when: too many calls, and a store that is away', async () => {
    intake = it.intakeOf({ limits: { maxPendingCalls: 0 } });
    const busy = await call(systemPath, 'POST', JSON.stringify(open));
    expect([busy.status, busy.headers['retry-after']]).toEqual([429, '2']);
    intake = it.intakeOf();
    it.store.fail = new ConnectorError('ITC_STORE_UNAVAILABLE');
    const away = await call(systemPath, 'POST', JSON.stringify(open));
    expect([away.status, away.headers['retry-after']]).toEqual([503, '2']);
    expect(JSON.parse(away.text)).toEqual({
      error: { code: 'ITC_STORE_UNAVAILABLE', message: expect.any(String), hint: expect.any(String) },
    });
  });

  test('is believed to come from whom a trusted proxy tells, and from nobody another tells', async () => {
    const forwarded = { 'x-forwarded-for': '192.0.2.7' };
    await call(systemPath, 'POST', '{', forwarded);
    intake = it.intakeOf({ trustedProxies: ['127.0.0.1'] });
    await call(systemPath, 'POST', '{', forwarded);
    expect(it.store.rejected.map(({ source }) => source)).toEqual(['127.0.0.1', '192.0.2.7']);
  });

  test('arrives although the body goes on, and a body that never ends is cut off', async () => {
    intake = it.intakeOf({ limits: { maxDrainBytes: 100_000 } });
    const { answer, wasCut } = await sendEndlessBody((server.address() as AddressInfo).port, systemPath);
    expect(wasCut).toBe(true);
    expect(answer).toContain('ITC_HOOK_NO_SECRET');
  });

  test('the addresses of Iterable, where they are known, are on the list by their name', async () => {
    it.connections = [connectionRecord({ allowedSources: ['iterable'] })];
    expect((await call(systemPath, 'POST', JSON.stringify(open))).status).toBe(403);
    const isHere = { isEmpty: false, contains: (address: string) => address === '127.0.0.1' };
    intake = it.intakeOf({ iterableRanges: (region) => (region === 'us' ? isHere : null) });
    expect((await call(systemPath, 'POST', JSON.stringify(open))).status).toBe(200);
  });
});

import { beforeEach, describe, expect, test } from '@jest/globals';

import { ConnectorError } from '../../errors/connector-error.ts';
import { at, headers, journeyPath, onJourney, onOpen, open, receivingWorld, systemPath } from './receiving-world.ts';
import { connectionRecord, recipeRecord, startMs } from './records.ts';

let it: ReturnType<typeof receivingWorld>;
let send: ReturnType<ReturnType<typeof receivingWorld>['opened']>;
beforeEach(() => {
  it = receivingWorld();
  send = it.opened();
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

import { beforeEach, describe, expect, test } from '@jest/globals';

import { defaultLimits } from '../../connector/intake/intake-limits.ts';
import { hashSecret } from '../../connector/security/hash-secret.ts';
import {
  at,
  headers,
  journeyPath,
  onJourney,
  onOpen,
  open,
  receivingWorld,
  respond,
  systemPath,
} from './receiving-world.ts';
import { connectionRecord, recipeRecord, secret, startMs } from './records.ts';

let it: ReturnType<typeof receivingWorld>;
let send: ReturnType<ReturnType<typeof receivingWorld>['opened']>;
beforeEach(() => {
  it = receivingWorld();
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

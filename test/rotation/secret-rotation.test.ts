import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { dayMs, makeClockedServer, type ClockedServer } from './rotation-world.ts';

let server: ClockedServer;
let webhookId: number;
beforeEach(async () => {
  server = await makeClockedServer();
  webhookId = server.sandbox.addWebhook({
    url: `${server.url}${server.hookPath}`,
    authType: 'OAuth2',
    authToken: server.secret,
  }).id;
});
afterEach(() => server.dispose());

/** the token that Iterable would send now */
const heldByIterable = (): string => {
  const writes = server.sandbox.calls.filter(
    ({ method, path, processed }) => method === 'POST' && path === '/api/webhooks' && processed,
  );
  return (writes.at(-1)?.body as { authToken?: string } | undefined)?.authToken ?? server.secret;
};
const configure = (body: object) => server.api('POST', '/connections/main/rotation', body);
/** moves to two at night of the next day and lets the schedule look */
const nextNight = async (days = 1): Promise<boolean> => {
  const night = Math.floor(server.now() / dayMs) * dayMs + days * dayMs + 2 * 60 * 60_000;
  server.setNow(new Date(night).toISOString());
  return server.runtime.rotateIfDue();
};
const switchOn = async (): Promise<void> => {
  expect((await configure({ webhookId })).status).toBe(200);
  await server.runtime.rotateIfDue();
};

describe('the webhook that gets new secrets', () => {
  test('F3: its id is checked with Iterable, and none or nothing turns rotation off', async () => {
    expect(await configure({ webhookId: 999 })).toMatchObject({
      status: 422,
      body: { error: { code: 'ITC_ROTATION_WEBHOOK' } },
    });
    expect(await configure({ webhookId })).toMatchObject({
      status: 200,
      body: { rotation: { webhookId, mode: 'automatic' }, warnings: [] },
    });
    for (const none of ['none', '']) {
      expect(await configure({ webhookId: none })).toMatchObject({
        body: { rotation: { webhookId: null, expiresAt: null } },
      });
    }
    await server.runtime.rotateIfDue();
    await nextNight(400);
    expect(heldByIterable()).toBe(server.secret);
    expect(await server.hook(`OAuth2 ${server.secret}`)).toMatchObject({ status: 200 });
  });

  test('F3: a webhook that calls another address is pointed out', async () => {
    const elsewhere = server.sandbox.addWebhook({ url: 'https://hooks.example.com/in' }).id;
    expect(await configure({ webhookId: elsewhere })).toMatchObject({
      status: 200,
      body: { warnings: [expect.any(String)] },
    });
  });

  test('F10: the token is taken as OAuth2, as Bearer and bare', async () => {
    for (const form of [`OAuth2 ${server.secret}`, `Bearer ${server.secret}`, server.secret]) {
      expect(await server.hook(form)).toMatchObject({ status: 200 });
    }
    expect(await server.hook('OAuth2 wrong')).toMatchObject({ status: 403 });
  });
});

describe('the daily run', () => {
  test('F13: it runs at 02:00 UTC, once a day, and makes up for a night when the server was off', async () => {
    await switchOn();
    server.setNow('2026-01-02T01:59:00.000Z');
    expect(await server.runtime.rotateIfDue()).toBe(false);
    server.setNow('2026-01-02T02:00:00.000Z');
    expect(await server.runtime.rotateIfDue()).toBe(true);
    expect(await server.runtime.rotateIfDue()).toBe(false);
    server.setNow('2026-01-05T14:00:00.000Z');
    await server.restart();
    expect(await server.runtime.rotateIfDue()).toBe(true);
    expect(await server.runtime.rotateIfDue()).toBe(false);
  });

  test('F13: a secret is renewed on the night before its 90 days end and not earlier', async () => {
    await switchOn();
    server.setNow('2026-03-30T02:00:00.000Z');
    await server.runtime.rotateIfDue();
    expect(heldByIterable()).toBe(server.secret);
    await nextNight();
    expect(heldByIterable()).toBe(server.secret);
    server.setNow('2026-04-01T02:00:00.000Z');
    await server.runtime.rotateIfDue();
    expect(heldByIterable()).not.toBe(server.secret);
    expect((await server.health()).rotation).toMatchObject({
      isUsed: false,
      alarm: null,
      expiresAt: '2026-06-30T02:00:00.000Z',
    });
  });

  test('F13: the days are set by the environment', async () => {
    await server.dispose();
    server = await makeClockedServer({
      ITC_SECRET_DAYS: '10',
      ITC_SECRET_REFRESH_DAYS: '3',
      ITC_SECRET_ROTATION: '30 5 * * *',
    });
    webhookId = server.sandbox.addWebhook({ url: `${server.url}${server.hookPath}`, authType: 'OAuth2' }).id;
    await switchOn();
    server.setNow('2026-01-08T05:30:00.000Z');
    await server.runtime.rotateIfDue();
    expect(heldByIterable()).toBe(server.secret);
    server.setNow('2026-01-09T05:30:00.000Z');
    await server.runtime.rotateIfDue();
    expect(heldByIterable()).not.toBe(server.secret);
  });

  test('F13: old and new secret are both taken until Iterable uses the new one, then the old one ends', async () => {
    await switchOn();
    await nextNight(90);
    const fresh = heldByIterable();
    for (const secret of [server.secret, server.secret])
      expect(await server.hook(`OAuth2 ${secret}`)).toMatchObject({ status: 200 });
    server.advance(dayMs);
    expect(await server.hook(`OAuth2 ${server.secret}`)).toMatchObject({ status: 200 });
    expect((await server.health()).rotation).toMatchObject({ isUsed: false });
    expect(await server.hook(`OAuth2 ${fresh}`)).toMatchObject({ status: 200 });
    await expectSoon(async () => server.runtime.connections.byName('main')?.secrets.at(-1)?.provedAt !== undefined);
    expect((await server.health()).rotation).toMatchObject({ isUsed: true });
    server.advance(11 * 60_000);
    expect(await server.hook(`OAuth2 ${server.secret}`)).toEqual({ status: 401, code: 'ITC_HOOK_SECRET_EXPIRED' });
    expect(await server.hook(`OAuth2 ${fresh}`)).toMatchObject({ status: 200 });
  });

  test('F13: the overlap ends after its window, with an alarm on the night before', async () => {
    await switchOn();
    await nextNight(90);
    await nextNight(6);
    expect((await server.health()).rotation?.alarm).toMatchObject({ code: 'ITC_ROTATION_FAILED' });
    expect(await server.hook(server.secret)).toMatchObject({ status: 200 });
    server.advance(dayMs + 60_000);
    expect(await server.hook(server.secret)).toMatchObject({ status: 401 });
  });

  test('F13: a refusal by Iterable leaves the old secret valid beyond its end and raises an alarm until it succeeds', async () => {
    await switchOn();
    server.sandbox.addFault({
      match: { method: 'POST', path: '/api/webhooks' },
      kind: 'status',
      status: 400,
      body: { code: 'BadParams', msg: 'no' },
      times: 1,
    });
    await nextNight(90);
    expect(heldByIterable()).toBe(server.secret);
    expect((await server.health()).rotation?.alarm).toMatchObject({ code: 'ITC_ROTATION_FAILED' });
    expect(server.logged).toContainEqual(
      expect.objectContaining({
        level: 'error',
        fields: expect.objectContaining({ connection: 'main', code: 'ITC_ROTATION_FAILED' }),
      }),
    );
    // the secret would have ended ten hours after the run that failed
    server.advance(12 * 60 * 60_000);
    expect(await server.hook(server.secret)).toMatchObject({ status: 200 });
    // tried again before the next night
    expect(await server.runtime.rotateIfDue()).toBe(true);
    expect(heldByIterable()).not.toBe(server.secret);
    expect((await server.health()).rotation?.alarm).toBeNull();
    expect(await server.hook(server.secret)).toMatchObject({ status: 200 });
  });

  test('F13: when the answer is lost both secrets stay valid, for Iterable may have either', async () => {
    await switchOn();
    server.sandbox.addFault({
      match: { method: 'POST', path: '/api/webhooks' },
      kind: 'resetAfterProcessing',
      times: 50,
    });
    await nextNight(90);
    const fresh = heldByIterable();
    expect(fresh).not.toBe(server.secret);
    expect((await server.health()).rotation?.alarm).not.toBeNull();
    expect(await server.hook(server.secret)).toMatchObject({ status: 200 });
    expect(await server.hook(fresh)).toMatchObject({ status: 200 });
  });

  test('F13: no secret is on the disk, in the log or in an answer of the REST API', async () => {
    await switchOn();
    await nextNight(90);
    const fresh = heldByIterable();
    const shown = JSON.stringify([await server.api('GET', '/connections/main'), await server.health(), server.logged]);
    expect(shown).not.toContain(fresh);
    expect(JSON.stringify(await server.runtime.store.listConnections())).not.toContain(fresh);
  });
});

describe('tokens by hand', () => {
  test('F12: the first token is shown once, to the admin alone, and works beside the one before', async () => {
    const stranger = await fetch(`${server.url}/api/v1/connections/main/first-token`);
    expect(stranger.status).toBe(401);
    const first = await server.api<{ token: string; expiresAt: string | null }>('GET', '/connections/main/first-token');
    expect(first).toMatchObject({ status: 200, body: { token: expect.stringMatching(/^whs_/) } });
    expect(await server.api('GET', '/connections/main/first-token')).toMatchObject({
      status: 409,
      body: { error: { code: 'ITC_TOKEN_SHOWN' } },
    });
    expect(await server.hook(`OAuth2 ${first.body.token}`)).toMatchObject({ status: 200 });
    expect(await server.hook(`OAuth2 ${server.secret}`)).toMatchObject({ status: 200 });
  });

  test('F14: a static token works, is never rotated, and is warned of two weeks before its end', async () => {
    expect(await configure({ mode: 'static' })).toMatchObject({
      body: { rotation: { mode: 'static', expiresAt: '2026-04-01T12:00:00.000Z' } },
    });
    await server.runtime.rotateIfDue();
    await nextNight(70);
    expect((await server.health()).rotation?.alarm).toBeNull();
    await nextNight(10);
    expect((await server.health()).rotation?.alarm).toMatchObject({
      code: 'ITC_HOOK_SECRET_EXPIRED',
      message: expect.stringContaining('2026-04-01'),
    });
    expect(await server.hook(server.secret)).toMatchObject({ status: 200 });
    expect(heldByIterable()).toBe(server.secret);
    const renewed = await server.api<{ secret: string }>('POST', '/connections/main/rotate-secret');
    expect((await server.health()).rotation).toMatchObject({ alarm: null, expiresAt: '2026-06-20T02:00:00.000Z' });
    expect(await server.hook(renewed.body.secret)).toMatchObject({ status: 200 });
  });

  test('F15: an expired token is answered 401 with the reason, which is kept with the refused call, and starts nothing', async () => {
    await configure({ mode: 'static' });
    server.advance(91 * dayMs);
    expect(await server.hook(`OAuth2 ${server.secret}`)).toEqual({ status: 401, code: 'ITC_HOOK_SECRET_EXPIRED' });
    expect(await server.hook('OAuth2 something-else')).toEqual({ status: 403, code: 'ITC_HOOK_WRONG_SECRET' });
    await expectSoon(
      async () => (await server.runtime.store.listRejectedCalls({ connection: 'main' })).items.length === 2,
    );
    const { items } = await server.runtime.store.listRejectedCalls({ connection: 'main', oldestFirst: true });
    expect(items.map(({ code, message }) => [code, message])[0]).toEqual([
      'ITC_HOOK_SECRET_EXPIRED',
      'The webhook secret has expired.',
    ]);
    expect((await server.runtime.store.listEvents({})).items).toEqual([]);
    expect((await server.runtime.store.listJobs({})).items).toEqual([]);
  });
});

describe('the public address', () => {
  test('F17: the server calls itself by its public address and says what is wrong', async () => {
    const here = await server.api<{ checks: { ok: boolean }[] }>('POST', '/server/self-check');
    expect(here.body.checks.map(({ ok }) => ok)).toEqual([false, true]);
    await server.dispose();
    server = await makeClockedServer({ ITC_PUBLIC_URL: 'http://127.0.0.1:9' });
    const away = await server.api<{ checks: { ok: boolean; cause?: string }[] }>('POST', '/server/self-check');
    expect(away.body.checks[1]).toMatchObject({ ok: false, cause: expect.stringContaining('ECONNREFUSED') });
    expect(await server.api('POST', '/hooks/self-check/guessed')).toMatchObject({ status: 404 });
  });
});

async function expectSoon(probe: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 2_000; turn += 1) {
    if (await probe()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(await probe()).toBe(true);
}

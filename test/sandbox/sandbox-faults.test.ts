import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { request } from 'node:http';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { runSandbox } from '../../sandbox/main.ts';
import { call } from './sandbox-client.ts';

const ada = 'ada@example.com';

describe('faults of the sandbox on demand', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false });
  });
  afterEach(() => sandbox.close());
  const update = (email = ada) => call(sandbox, '/api/users/update', { email });
  const fault = (body: object | string) => call(sandbox, '/sandbox/faults', JSON.stringify(body));

  test('A 429 fault has the recorded text with the limit of the endpoint and no Retry-After.', async () => {
    await fault('429@/api/users/update,times=1');
    const answer = await update();
    expect(answer.status).toBe(429);
    expect(answer.headers.has('retry-after')).toBe(false);
    expect(answer.body).toEqual({
      msg: `Exceeded rate limit of 500.0 per second for endpoint: /api/users/update, project: ${sandbox.state.projectId} `,
      code: 'RateLimitExceeded',
      params: {},
    });
    expect((await update()).status).toBe(200);
    expect(sandbox.state.users).toHaveLength(1);
  });

  test('A fault can carry Retry-After in seconds or as a date.', async () => {
    const date = 'Wed, 01 Jan 2031 00:00:12 GMT';
    await fault(['429,retryAfter=7,times=1', { kind: 'status', status: 503, retryAfter: date, times: 1 }]);
    expect((await update()).headers.get('retry-after')).toBe('7');
    expect((await update()).headers.get('retry-after')).toBe(date);
  });

  test('Each status word answers with the code that Iterable gives with it.', async () => {
    const codes = { 401: 'BadApiKey', 413: 'BatchTooLarge', 429: 'RateLimitExceeded', 500: 'GenericError' };
    for (const [status, code] of Object.entries(codes)) {
      await fault(`${status},times=1`);
      expect(await update()).toMatchObject({ status: Number(status), body: { code } });
    }
    expect(sandbox.state.users).toHaveLength(0);
  });

  test('A status after processing has taken effect although it says otherwise.', async () => {
    await fault('500,times=1,afterProcessing=true');
    expect((await update()).status).toBe(500);
    expect(sandbox.state.users).toHaveLength(1);
  });

  test('An HTML page can come with status 200.', async () => {
    await fault('html-200,times=1');
    const answer = await update();
    expect(answer).toMatchObject({ status: 200, contentType: 'text/html; charset=utf-8' });
    expect(answer.text).toMatch(/^<!doctype html>/);
    expect(sandbox.state.users).toHaveLength(0);
  });

  test('The short words reset before and reset after cut the connection around the effect.', async () => {
    await fault('reset,times=1');
    await expect(update()).rejects.toThrow();
    expect(sandbox.state.users).toHaveLength(0);
    await fault('reset-after,times=1');
    await expect(update()).rejects.toThrow();
    expect(sandbox.state.users).toHaveLength(1);
  });

  /** The header and the bytes of an answer as they come, whatever they say of each other. */
  const rawUpdate = (): Promise<{ declared: number; received: number; broken: boolean }> =>
    new Promise((resolve) => {
      const sent = request(`${sandbox.url}/api/users/update`, {
        method: 'POST',
        headers: { 'Api-Key': sandbox.key },
        agent: false,
      });
      sent.on('response', (response) => {
        let received = 0;
        const done = (broken: boolean) =>
          resolve({ declared: Number(response.headers['content-length']), received, broken });
        response.on('data', (chunk: Buffer) => (received += chunk.length));
        response.on('error', () => done(true));
        response.on('end', () => done(false));
      });
      // extra bytes after a complete answer are a parse error of the connection, which nobody waits for
      sent.on('error', () => undefined);
      sent.end(JSON.stringify({ email: ada }));
    });

  test('A Content-Length that is too long breaks the answer off, one that is too short cuts it.', async () => {
    const { length } = (await update()).text;
    await fault(['wrong-length,times=1,lengthOffset=25', 'wrong-length,times=1,lengthOffset=-5']);
    expect(await rawUpdate()).toEqual({ declared: length + 25, received: length, broken: true });
    expect(await rawUpdate()).toEqual({ declared: length - 5, received: length - 5, broken: false });
  });

  test('A delay can go before any fault.', async () => {
    await fault('500,delayMs=40,times=1');
    const began = performance.now();
    expect((await update()).status).toBe(500);
    expect(performance.now() - began).toBeGreaterThan(30);
  });

  test('skip lets so many matching calls pass before the fault hits.', async () => {
    await fault('503@POST /api/users/update,skip=2,times=1');
    await call(sandbox, '/api/lists');
    const statuses: number[] = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await update()).status);
    expect(statuses).toEqual([200, 200, 503, 200]);
  });

  test('A star in a path pattern stands for a part of a segment and at its end for any rest.', async () => {
    await fault('503@/api/*/target');
    const target = (medium: string) => call(sandbox, `/api/${medium}/target`, { campaignId: 1 });
    expect((await target('email')).status).toBe(503);
    expect((await target('whatsApp')).status).toBe(503);
    expect((await call(sandbox, '/api/email/cancel', { campaignId: 1, email: ada })).status).toBe(400);
    await fault('504@/api/users/upd*');
    expect((await update()).status).toBe(504);
    expect((await call(sandbox, '/api/users/updateSubscriptions', { email: ada })).status).toBe(504);
  });

  test('A partial failure fails the first rows of a bulk call and applies the others.', async () => {
    await fault('partial,rows=2,times=1');
    const users = ['one', 'two', 'three'].map((name) => ({ email: `${name}@example.com` }));
    expect((await call(sandbox, '/api/users/bulkUpdate', { users })).body).toMatchObject({
      successCount: 1,
      failCount: 2,
      failedUpdates: { invalidDataEmails: ['one@example.com', 'two@example.com'], invalidEmails: [] },
    });
    expect(sandbox.state.users.map(({ email }) => email)).toEqual(['three@example.com']);
    expect((await call(sandbox, '/api/users/bulkUpdate', { users })).body).toMatchObject({ successCount: 3 });
  });

  test('A partial failure passes single calls over and fits the answer of each bulk call.', async () => {
    await fault('partial,rows=5');
    expect((await update()).status).toBe(200);
    const events = [{ userId: 'u-1', eventName: 'a' }];
    expect((await call(sandbox, '/api/events/trackBulk', { events })).body).toMatchObject({
      successCount: 0,
      failCount: 1,
      failedUpdates: { notFoundUserIds: ['u-1'] },
    });
    const updateSubscriptionsRequests = [{ email: ada, emailListIds: [1001] }];
    expect((await call(sandbox, '/api/users/bulkUpdateSubscriptions', { updateSubscriptionsRequests })).body).toEqual({
      successCount: 0,
      failCount: 1,
      invalidEmails: [],
      invalidUserIds: [],
      validEmailFailures: [ada],
      validUserIdFailures: [],
    });
    const subscribers = [{ email: ada }];
    await call(sandbox, '/sandbox/faults', undefined, { method: 'DELETE' });
    await fault('partial,failAs=forgotten');
    expect((await call(sandbox, '/api/lists/subscribe', { listId: 1001, subscribers })).body).toMatchObject({
      failCount: 1,
      failedUpdates: { forgottenEmails: [ada] },
    });
    expect(sandbox.state.lists[0]?.members).toEqual([]);
  });

  test('An unknown fault word or option is refused with those that exist.', async () => {
    const answer = await fault('explode@/api/users');
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('reset-after');
    expect((await fault('429,often=2')).status).toBe(400);
    await expect(runSandbox(['--port', '0', '--fault', 'explode'])).rejects.toThrow('Unknown fault explode');
  });

  test('The command line takes several faults by word, features, and the refusal of unknown fields.', async () => {
    const words = ['--port', '0', '--refuse-unknown-fields', '--feature', 'subscriptions'];
    const running = await runSandbox([...words, '--fault', '429@/api/lists,times=1', '--fault', 'html@/api/channels']);
    try {
      expect(running!.settings.features).toEqual(['subscriptions']);
      expect((await call(running!, '/api/lists')).status).toBe(429);
      expect((await call(running!, '/api/channels')).status).toBe(502);
      expect(await call(running!, '/api/users/update', { email: ada, datafields: {} })).toMatchObject({
        status: 400,
        body: { code: 'BadJsonBody', params: { 'obj.datafields': 'Unknown field' } },
      });
    } finally {
      await running!.close();
    }
  });

  test('Fields that no endpoint knows are ignored unless the settings refuse them, nested ones included.', async () => {
    const events = [{ email: ada, eventName: 'a', enable_batching: true }];
    expect((await call(sandbox, '/api/events/trackBulk', { events })).status).toBe(200);
    sandbox.settings.refuseUnknownFields = true;
    expect((await call(sandbox, '/api/events/trackBulk', { events })).body).toMatchObject({
      code: 'BadJsonBody',
      params: { 'obj.events[0].enable_batching': 'Unknown field' },
    });
    const body = { user: { email: ada, name: 'Ada' }, items: [] };
    expect((await call(sandbox, '/api/commerce/updateCart', body)).body).toMatchObject({
      params: { 'obj.user.name': 'Unknown field' },
    });
  });
});

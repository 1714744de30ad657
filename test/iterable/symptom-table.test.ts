import { afterEach, describe, expect, test } from '@jest/globals';

import { getUserByEmail } from '../../actions/users/get-user-by-email.ts';
import { trackEvent } from '../../actions/events/track-event.ts';
import { upsertUser } from '../../actions/users/upsert-user.ts';
import { limitScope } from '../../connector/iterable/client.ts';
import { createLimiter } from '../../connector/iterable/limits.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import { startFakeIterable, type Answer, type FakeIterable } from './fake-iterable.ts';

let fake: FakeIterable;
afterEach(() => fake.close());

const input = { email: 'ada@example.com' };
const unknownKey: Answer = { status: 401, body: { msg: 'Invalid API key', code: 'BadApiKey', params: null } };
const ofType = (apiKeyType: string) => ({
  msg: 'Invalid API key',
  code: 'BadApiKey',
  params: { apiKeyIdentifier: 'ab12', apiKeyType },
});

describe('the table of symptoms', () => {
  test('D13: 401 says that Iterable does not accept the key, and what key to make', async () => {
    fake = await startFakeIterable(() => unknownKey);
    const { outcome, error } = await runAction({
      action: upsertUser,
      input,
      connection: fake.connection,
      stepKey: 's',
      client: fake.client,
    });
    expect(outcome).toBe('rejected');
    expect(error).toMatchObject({
      code: 'ITC_ITERABLE_KEY_REJECTED',
      hint: expect.stringContaining('server-side key'),
    });
  });

  test.each([400, 401])('D13: a key of the wrong type (HTTP %d) is named by its type', async (status) => {
    fake = await startFakeIterable(() => ({ status, body: ofType('Javascript') }));
    const { error } = await runAction({
      action: upsertUser,
      input,
      connection: fake.connection,
      stepKey: 's',
      client: fake.client,
    });
    expect(error).toMatchObject({
      code: 'ITC_ITERABLE_KEY_REJECTED',
      hint: 'This is a key of the type Javascript; use an active server-side key.',
    });
  });

  test('D13: a key of the other data center is found by asking there', async () => {
    fake = await startFakeIterable(() => ({ body: { channels: [] } }));
    const here = await startFakeIterable(() => unknownKey);
    try {
      const client = fake.makeClient({ hosts: { us: here.url, eu: fake.url } });
      const connection = { ...fake.connection, sandboxUrl: null };
      const { error } = await runAction({ action: upsertUser, input, connection, stepKey: 's', client });
      expect(error).toMatchObject({
        code: 'ITC_ITERABLE_KEY_OTHER_REGION',
        hint: 'Set the region of the connection to `eu`.',
      });
    } finally {
      await here.close();
    }
  });

  test('D13: a user that was not created is told by the field that the identity lacks, or as not found', async () => {
    fake = await startFakeIterable(() => ({ body: {} }));
    const call = { connection: fake.connection, stepKey: 's', client: fake.client };
    const lacking = await runAction({ ...call, action: trackEvent, input: { eventName: 'seen', userId: 'u-1' } });
    expect(lacking.error).toMatchObject({ code: 'ITC_IDENTITY_TYPE', details: { path: 'email' } });
    expect(fake.calls).toEqual([]);
    const read = await runAction({ ...call, action: getUserByEmail, input });
    expect(read.output).toEqual({ found: false });
  });

  test('D13: 429 says that the runtime waits, and for how long', async () => {
    fake = await startFakeIterable(() => ({
      status: 429,
      headers: { 'retry-after': '7' },
      body: { msg: '', code: 'RateLimitExceeded' },
    }));
    const { outcome, error, retryAfterMs } = await runAction({
      action: upsertUser,
      input,
      connection: fake.connection,
      stepKey: 's',
      client: fake.client,
    });
    expect(outcome).toBe('retry');
    expect(error).toMatchObject({
      code: 'ITC_ITERABLE_RATE_LIMIT',
      hint: 'Nothing to do: the runtime waits and goes on.',
    });
    expect(retryAfterMs).toBe(7_000);
  });

  test('D14: two keys of one project share its limit for an endpoint; another project and another endpoint do not', async () => {
    fake = await startFakeIterable(() => ({}));
    let atMs = 0;
    const limiter = createLimiter({ now: () => atMs, sleep: async (ms) => void (atMs += ms) });
    const endpoint = {
      method: 'POST',
      path: '/api/users/update',
      limit: { calls: 1, perMs: 1_000, scope: 'project' },
    } as const;
    const scope = (apiKey: string, projectId: string): string =>
      limitScope({ ...fake.connection, apiKey, projectId }, endpoint);
    expect(await limiter.waitFor(scope('key-1', '17'), endpoint, 0)).toBe(0);
    expect(await limiter.waitFor(scope('key-2', '17'), endpoint, 0)).toBe(1_000);
    expect(await limiter.waitFor(scope('key-3', '18'), endpoint, 0)).toBe(0);
    expect(await limiter.waitFor(scope('key-2', '17'), { ...endpoint, path: '/api/events/track' }, 0)).toBe(0);
  });
});

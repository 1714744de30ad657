import { afterEach, describe, expect, test } from '@jest/globals';

import { actions } from '../../actions/index.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import { previewRequest } from '../../connector/iterable/preview-request.ts';
import { testConnection } from '../../connector/iterable/test-connection.ts';
import { apiKey, startFakeIterable, type Answer, type FakeIterable, type SeenCall } from './fake-iterable.ts';

let fake: FakeIterable;
afterEach(() => fake.close());

const start = async (answer: (call: SeenCall) => Answer) => (fake = await startFakeIterable(answer));
const run = (name: string, input: unknown, change: Partial<FakeIterable['connection']> = {}, client = fake.client) =>
  runAction({
    action: actions.find((action) => action.name === name)!,
    input,
    connection: { ...fake.connection, ...change },
    stepKey: 'job-1/step-1',
    client,
  });
const sms = { campaignId: 1, recipientEmail: 'ada@example.com' };
const upsert = { email: 'ada@example.com' };

describe('One exchange', () => {
  test('A call carries the key in a header only, JSON, and is recorded without the key.', async () => {
    await start(() => ({ headers: { 'Iterable-Request-Id': 'req-1' } }));
    const result = await run('upsert_user', { email: 'ada@example.com', dataFields: { note: `my ${apiKey}` } });
    expect(result).toMatchObject({ outcome: 'success', error: null, items: null });
    expect(fake.calls[0]).toMatchObject({ method: 'POST', url: '/api/users/update' });
    expect(fake.calls[0]?.headers).toMatchObject({ 'api-key': apiKey, 'content-type': 'application/json' });
    expect(fake.calls[0]?.headers.authorization).toBeUndefined();
    expect(result.exchanges[0]).toMatchObject({ method: 'POST', status: 200, requestId: 'req-1' });
    expect(JSON.stringify(result)).not.toContain('canary');
  });

  test('A key that Iterable echoes in an error is in no part of the result.', async () => {
    await start((call) => ({
      status: 400,
      body: {
        msg: `body: ${call.body}, hdrs: List((Api-Key,${apiKey}), (X,${Buffer.from(apiKey).toString('base64')}))`,
        code: 'BadJsonBody',
        params: { 'obj.email': [{ msg: ['x'], args: [] }] },
      },
    }));
    const result = await run('upsert_user', upsert);
    expect(result.error).toMatchObject({ code: 'ITC_ITERABLE_REJECTED', details: { path: 'email' } });
    expect(JSON.stringify(result)).not.toMatch(/canary|Y2FuYXJ5/);
  });

  test.each([301, 302, 303, 307, 308])(
    'A redirect with HTTP %i is not followed, and the key goes nowhere else.',
    async (status) => {
      await start((call) =>
        call.url === '/api/lists' ? { status, headers: { Location: '/elsewhere' }, body: '' } : {},
      );
      const result = await run('list_project_lists', {});
      expect(result).toMatchObject({ outcome: 'retry', error: { code: 'ITC_ITERABLE_BAD_ANSWER' } });
      expect(fake.calls.map(({ url }) => url)).toEqual(['/api/lists']);
    },
  );

  test('A proxy from the environment is not used.', async () => {
    await start(() => ({ body: { channels: [] } }));
    process.env.HTTP_PROXY = 'http://127.0.0.1:1';
    try {
      expect((await run('list_channels', {})).outcome).toBe('success');
    } finally {
      delete process.env.HTTP_PROXY;
    }
  });

  test('A refused connection is to be tried again, whatever the effect, because nothing was sent.', async () => {
    await start(() => ({}));
    await fake.close();
    expect(await run('send_sms', sms)).toMatchObject({ outcome: 'retry', error: { code: 'ITC_ITERABLE_NO_ANSWER' } });
  });

  test('A connection that breaks after sending leaves a send unknown and lets a repeatable write be tried again.', async () => {
    await start(() => 'reset');
    expect((await run('send_sms', sms)).outcome).toBe('unknown');
    expect((await run('upsert_user', upsert)).outcome).toBe('retry');
    expect((await run('create_list', { name: 'x' })).outcome).toBe('unknown');
  });

  test('A time-out leaves a send unknown.', async () => {
    await start(() => 'hang');
    const client = fake.makeClient({ timeoutMs: 80 });
    expect(await run('send_sms', sms, {}, client)).toMatchObject({
      outcome: 'unknown',
      error: { code: 'ITC_ITERABLE_NO_ANSWER' },
    });
    expect((await run('list_channels', {}, {}, client)).outcome).toBe('retry');
  });

  test('An answer beyond the cap is not read to its end.', async () => {
    await start(() => ({ body: { channels: [{ id: 1, name: 'x'.repeat(3000) }] } }));
    const result = await run('list_channels', {}, {}, fake.makeClient({ maxAnswerBytes: 1000 }));
    expect(result).toMatchObject({ outcome: 'retry', error: { code: 'ITC_ITERABLE_BAD_ANSWER' } });
  });

  test('After a 429 the wait is told, and the next call waits for it.', async () => {
    await start(() =>
      fake.calls.length === 1
        ? { status: 429, headers: { 'Retry-After': '7' }, body: { msg: 'x', code: 'RateLimitExceeded' } }
        : { body: { channels: [] } },
    );
    let at = 1_930_000_000_000;
    const client = fake.makeClient({ now: () => at, sleep: async (ms) => void (at += ms) });
    expect(await run('list_channels', {}, {}, client)).toMatchObject({ outcome: 'retry', retryAfterMs: 7000 });
    expect((await run('list_channels', {}, {}, client)).outcome).toBe('success');
    expect(at).toBe(1_930_000_007_000);
  });

  test('A wait that is too long to sleep through is handed back with nothing sent.', async () => {
    await start(() => ({ status: 429, headers: { 'Retry-After': '3600' }, body: {} }));
    await run('send_sms', sms);
    expect(await run('send_sms', sms)).toMatchObject({
      outcome: 'retry',
      exchanges: [],
      error: { code: 'ITC_ITERABLE_RATE_LIMIT' },
    });
    expect(fake.calls).toHaveLength(1);
  });

  test('An aborted run leaves a send unknown once it is under way, and sends nothing when it was aborted before.', async () => {
    await start(() => 'hang');
    const abort = new AbortController();
    const sending = runAction({
      action: actions.find(({ name }) => name === 'send_sms')!,
      input: sms,
      connection: fake.connection,
      stepKey: 's',
      client: fake.client,
      signal: abort.signal,
    });
    while (fake.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    expect((await sending).outcome).toBe('unknown');
    const late = await runAction({
      action: actions.find(({ name }) => name === 'send_sms')!,
      input: sms,
      connection: fake.connection,
      stepKey: 's',
      client: fake.client,
      signal: abort.signal,
    });
    expect(late.outcome).toBe('retry');
    expect(fake.calls).toHaveLength(1);
  });

  test('A key with a line break is never sent.', async () => {
    await start(() => ({}));
    const result = await run('upsert_user', upsert, { apiKey: 'abc\r\nX-Evil: 1' });
    expect(result.error?.message).toMatch(/malformed API key/);
    expect(fake.calls).toHaveLength(0);
  });
});

describe('Running an action', () => {
  test('A wrong input is refused with its path and the type that was found, and nothing is sent.', async () => {
    await start(() => ({}));
    const result = await run('send_sms', { campaignId: 'abc', recipientEmail: 'ada@example.com' });
    expect(result).toMatchObject({ outcome: 'rejected', exchanges: [] });
    expect(result.error).toMatchObject({ code: 'ITC_INPUT_INVALID', details: { path: 'campaignId', found: 'text' } });
    expect((await run('upsert_user', { emial: 'x' })).error?.message).toBe('Unknown field `emial`.');
    expect(fake.calls).toHaveLength(0);
  });

  test('A user that does not exist is a result of its own, or a failure if the step asks for it.', async () => {
    await start(() => ({ body: {} }));
    expect(await run('get_user_by_email', { email: 'nobody@example.com' })).toMatchObject({
      outcome: 'success',
      output: { found: false },
      error: null,
    });
    expect(await run('get_user_by_email', { email: 'nobody@example.com', ifNotFound: 'fail' })).toMatchObject({
      outcome: 'rejected',
      error: { code: 'ITC_ITERABLE_NOT_FOUND' },
    });
    await fake.close();
    await start(() => ({ body: { user: { email: 'a+b@example.com', dataFields: { 'a.b': 1, c_d: 2 } } } }));
    expect(await run('get_user_by_email', { email: 'a+b@example.com' })).toMatchObject({
      output: { found: true, user: { dataFields: { 'a.b': 1, c_d: 2 } } },
    });
    expect(fake.calls[0]?.url).toBe('/api/users/getByEmail?email=a%2Bb%40example.com');
  });

  test('A tracked event carries the key of its step as its id, so that a second try updates the first.', async () => {
    await start(() => ({}));
    await run('track_event', { eventName: 'x', email: 'ada@example.com' });
    expect(JSON.parse(fake.calls[0]!.body)).toEqual({ eventName: 'x', email: 'ada@example.com', id: 'job-1/step-1' });
  });

  test('A custom request that is no GET counts as a send unless the builder says otherwise.', async () => {
    await start(() => ({ status: 500, body: { msg: '', code: 'GenericError' } }));
    const request = { method: 'POST', path: '/api/users/merge', body: {} };
    expect((await run('custom_request', request)).outcome).toBe('unknown');
    expect((await run('custom_request', { ...request, effect: 'write' })).outcome).toBe('unknown');
    expect((await run('custom_request', { ...request, effect: 'read' })).outcome).toBe('retry');
    expect((await run('custom_request', { method: 'GET', path: '/api/users/getFields' })).outcome).toBe('retry');
  });

  test('A custom request keeps an answer that is plain text.', async () => {
    await start(() => ({ body: 'user1@example.com\nuser2@example.com\n' }));
    const result = await run('custom_request', { method: 'GET', path: '/api/lists/getUsers', query: { listId: 1 } });
    expect(result).toMatchObject({ outcome: 'success', output: 'user1@example.com\nuser2@example.com\n' });
  });

  test('A preview shows the requests and sends nothing.', async () => {
    await start(() => ({}));
    const users = Array.from({ length: 1500 }, (_, n) => ({ email: `u${n}@example.com` }));
    const shown = previewRequest({
      action: actions.find(({ name }) => name === 'bulk_upsert_users')!,
      input: { users },
      connection: fake.connection,
      stepKey: 's',
      client: fake.client,
    });
    expect(shown.map(({ method, url, body }) => [method, url, (body?.users as unknown[]).length])).toEqual([
      ['POST', `${fake.url}/api/users/bulkUpdate`, 1000],
      ['POST', `${fake.url}/api/users/bulkUpdate`, 500],
    ]);
    expect(fake.calls).toHaveLength(0);
  });
});

describe('The key', () => {
  const badKey = {
    status: 401,
    body: { msg: 'Invalid API key', code: 'BadApiKey', params: { ip: '192.0.2.1', endpoint: '/x' } },
  };

  test('A 401 is explained by asking the other region with one read.', async () => {
    await start((call) => (call.url.startsWith('/api/channels') ? { body: { channels: [] } } : badKey));
    const client = fake.makeClient({ hosts: { us: fake.url, eu: fake.url } });
    const result = await run('upsert_user', upsert, { sandboxUrl: null }, client);
    expect(result.error).toMatchObject({
      code: 'ITC_ITERABLE_KEY_OTHER_REGION',
      hint: 'Set the region of the connection to `eu`.',
    });
    expect(fake.calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /api/users/update',
      'GET /api/channels',
    ]);
  });

  test('A key that no region knows is rejected, and a disabled one is not searched elsewhere.', async () => {
    await start(() => badKey);
    const client = fake.makeClient({ hosts: { us: fake.url, eu: fake.url } });
    expect((await run('upsert_user', upsert, { sandboxUrl: null }, client)).error?.code).toBe(
      'ITC_ITERABLE_KEY_REJECTED',
    );
    await fake.close();
    await start(() => ({
      status: 401,
      body: {
        msg: 'Disabled API key or insufficient privileges',
        code: 'BadApiKey',
        params: { apiKeyIdentifier: 'ab12', apiKeyType: 'ServerSide' },
      },
    }));
    const other = fake.makeClient({ hosts: { us: fake.url, eu: fake.url } });
    const result = await run('upsert_user', upsert, { sandboxUrl: null }, other);
    expect(result.error?.hint).toMatch(/active server-side key/);
    expect(fake.calls).toHaveLength(1);
  });

  test.each<[string, (call: SeenCall) => Answer, string[]]>([
    ['connected', () => ({ body: { channels: [], lists: [], campaigns: [], webhooks: [] } }), []],
    ['wrong_key', () => badKey, ['key']],
    ['unreachable', () => 'reset', ['reachable']],
    [
      'missing_permission',
      (call) =>
        call.url.startsWith('/api/webhooks')
          ? { status: 403, body: { msg: 'no', code: 'Forbidden' } }
          : { body: { channels: [] } },
      ['webhooks'],
    ],
  ])('The test of a connection finds the state %s with reads only.', async (state, answer, failing) => {
    await start(answer);
    const result = await testConnection(fake.client, fake.connection);
    expect(result.state).toBe(state);
    const failed = result.checks.filter(({ ok }) => !ok);
    expect(failed.map(({ name }) => name)).toEqual(failing);
    for (const { cause, fix } of failed)
      expect([cause, fix]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\w/)]);
    expect(fake.calls.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('The test of a connection finds a key of the other region.', async () => {
    await start(() => ({ body: { channels: [] } }));
    const elsewhere = await startFakeIterable(() => badKey);
    const client = fake.makeClient({ hosts: { us: elsewhere.url, eu: fake.url } });
    expect((await testConnection(client, { ...fake.connection, sandboxUrl: null })).state).toBe('wrong_region');
    await elsewhere.close();
  });
});

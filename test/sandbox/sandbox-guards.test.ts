import { afterEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox/index.ts';
import { call } from './sandbox-client.ts';

describe('guards of the sandbox', () => {
  let sandbox: Sandbox | undefined;
  const start = async (options: SandboxOptions = {}) => {
    sandbox = await startSandbox(options);
    return sandbox;
  };
  afterEach(() => sandbox?.close());

  test('A wrong key is answered 401 BadApiKey with address and endpoint.', async () => {
    const answer = await call(await start(), '/api/lists', undefined, { key: 'wrong' });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      msg: 'Invalid API key',
      code: 'BadApiKey',
      params: { ip: '127.0.0.1', endpoint: '/api/lists' },
    });
  });

  test('A key of the other region is refused and the documented header spelling Api_Key passes.', async () => {
    const running = await start({
      region: 'eu',
      apiKeys: [
        { key: 'us-key', kind: 'server', region: 'us' },
        { key: 'eu-key', kind: 'server', region: 'eu' },
      ],
    });
    expect((await call(running, '/api/lists', undefined, { key: 'us-key' })).status).toBe(401);
    expect(running.key).toBe('eu-key');
    expect((await call(running, '/api/lists', undefined, { key: '', headers: { Api_Key: 'eu-key' } })).status).toBe(
      401,
    );
    const other = await fetch(`${running.url}/api/lists`, { headers: { Api_Key: 'eu-key' } });
    expect(other.status).toBe(200);
  });

  test('A javascript key may update a user but not read the lists.', async () => {
    const running = await start({ apiKeys: [{ key: 'web-key', kind: 'javascript', region: 'us' }] });
    expect((await call(running, '/api/users/update', { email: 'a@example.com' })).status).toBe(200);
    expect(await call(running, '/api/lists')).toMatchObject({
      status: 401,
      body: {
        msg: 'Disabled API key or insufficient privileges',
        params: { apiKeyIdentifier: 'web-', apiKeyType: 'Javascript' },
      },
    });
  });

  test('An unknown route is the recorded HTML page with status 404.', async () => {
    const running = await start();
    for (const path of ['/api/lists/', '/api/nothing', '/elsewhere']) {
      const answer = await call(running, path);
      expect(answer).toMatchObject({ status: 404, contentType: 'text/html; charset=utf-8' });
      expect(answer.text).toBe('<!doctype html><html><head><meta charset="utf-8"></head><body>not found</body></html>');
    }
  });

  test('A published limit answers 429 with the recorded text and no Retry-After, and opens again with time.', async () => {
    let now = Date.UTC(2031, 0, 1);
    const running = await start({ now: () => now });
    for (let i = 0; i < 5; i += 1) expect((await call(running, '/api/lists/getUsers?listId=1001')).status).toBe(200);
    const limited = await call(running, '/api/lists/getUsers?listId=1001');
    expect(limited).toMatchObject({ status: 429 });
    expect(limited.body).toEqual({
      msg: `Exceeded rate limit of 5.0 per minute for endpoint: /api/lists/getUsers, project: ${running.state.projectId} `,
      code: 'RateLimitExceeded',
      params: {},
    });
    expect(limited.headers.has('retry-after')).toBe(false);
    now += 12_000;
    expect((await call(running, '/api/lists/getUsers?listId=1001')).status).toBe(200);
  });

  test('Retry-After can be had in seconds and as a date.', async () => {
    const now = Date.UTC(2031, 0, 1);
    const running = await start({ now: () => now, retryAfter: 'seconds' });
    for (let i = 0; i < 5; i += 1) await call(running, '/api/lists/1001/size');
    expect((await call(running, '/api/lists/1001/size')).headers.get('retry-after')).toBe('12');
    running.settings.retryAfter = 'date';
    const date = (await call(running, '/api/lists/1001/size')).headers.get('retry-after');
    expect(Date.parse(date ?? '')).toBe(now + 12_000);
  });

  test('A body of the wrong shape is answered with paths in the short form.', async () => {
    const answer = await call(await start(), '/api/events/trackBulk', {
      events: [
        { email: 'a@example.com', eventName: 'a' },
        { email: 'a@example.com', eventName: 'a', createdAt: 'soon' },
      ],
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      msg: '[/api/events/trackBulk] Invalid JSON body',
      code: 'BadJsonBody',
      params: { 'obj.events[1].createdAt': 'Number value expected' },
    });
  });

  test('The echo form of a bad body leaks the key in the message as recorded in 2022.', async () => {
    const running = await start({ echoBadJson: true });
    const body = '{"events":[{"email":"a@example.com","eventName":null}]}';
    const answer = await call(running, '/api/events/trackBulk', body);
    const { msg, params } = answer.body as { msg: string; params: unknown };
    expect(msg.startsWith(`[/api/events/trackBulk] body: ${body}, hdrs: List((`)).toBe(true);
    expect(msg).toContain(`(Api-Key,${running.key})`);
    expect(params).toEqual({ 'obj.events[0].eventName': [{ msg: ['error.expected.jsstring'], args: [] }] });
  });

  test('Text that is not JSON is a BadJsonBody and not a crash.', async () => {
    expect(await call(await start(), '/api/users/update', '{"email":')).toMatchObject({
      status: 400,
      body: { code: 'BadJsonBody', params: { obj: 'Object value expected' } },
    });
  });

  test('An address of more than 2048 characters is answered 414.', async () => {
    const running = await start();
    const address = `/api/users/getSentMessages?email=a%40example.com&campaignIds=`;
    expect((await call(running, address.padEnd(2048, '1'))).status).toBe(200);
    expect((await call(running, address.padEnd(2049, '1'))).status).toBe(414);
  });

  test('The field that is one too many for a project refuses its call, and known fields still pass.', async () => {
    const running = await start();
    const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, n]));
    const update = (dataFields: object) => call(running, '/api/users/update', { email: 'a@example.com', dataFields });
    expect(await update(fields(1000))).toMatchObject({ status: 400, body: { code: 'UniqueFieldsLimitExceeded' } });
    const free = 1000 - Object.keys(running.state.fieldTypes.user ?? {}).length;
    expect((await update(fields(free))).status).toBe(200);
    expect((await update({ other: 1 })).status).toBe(400);
    expect((await update({ f0: 7 })).status).toBe(200);
  });
});

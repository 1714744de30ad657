import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { sampleRecipe, subscribeEvent } from './sample-recipe.ts';
import { apiKey, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const wanted = { name: 'second', apiKey: 'key-of-the-second-1', projectType: 'hybrid' };

describe('the connections of the REST API', () => {
  it('shows address and secret when one is made, and neither key nor secret ever after', async () => {
    const made = await server.api('POST', '/connections', { ...wanted, dashboardUrl: 'https://app.eu.iterable.com/x' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ name: 'second', region: 'eu', apiKeyHint: 'nd-1', warnings: [] });
    expect(made.text).not.toContain(wanted.apiKey);
    const secret = String(made.body['secret']);
    for (const path of ['/connections', '/connections/second']) {
      const { text } = await server.api('GET', path);
      expect(text).toContain('second');
      expect(text).not.toContain(secret);
      expect(text).not.toContain(wanted.apiKey);
      expect(text).not.toMatch(/sealed|hash/i);
    }
    await server.api('DELETE', '/connections/second');
  });

  it('removes blanks around a pasted key and says so', async () => {
    const { body } = await server.api('POST', '/connections', {
      ...wanted,
      name: 'blanks',
      apiKey: ' key-with-blanks \n',
    });
    expect(body).toMatchObject({ apiKeyHint: 'anks', warnings: [expect.stringContaining('spaces')] });
    await server.api('DELETE', '/connections/blanks');
  });

  it.each([
    ['a name that is taken', { name: 'sandbox' }, 409, 'ITC_CONNECTION_EXISTS'],
    ['a name with blanks', { name: 'a b' }, 422, 'ITC_REQUEST_INVALID'],
    ['an unknown region', { region: 'mars' }, 422, 'ITC_REQUEST_INVALID'],
    ['a sandbox elsewhere', { sandboxUrl: 'http://example.com:80' }, 422, 'ITC_REQUEST_INVALID'],
    ['a sandbox that only looks local', { sandboxUrl: 'http://127.0.0.1@example.com' }, 422, 'ITC_REQUEST_INVALID'],
    [
      'a dashboard address of somebody else',
      { dashboardUrl: 'https://app.iterable.com.evil.example' },
      422,
      'ITC_REQUEST_INVALID',
    ],
    [
      'a dashboard address of the other region',
      { dashboardUrl: 'app.eu.iterable.com', region: 'us' },
      422,
      'ITC_REQUEST_INVALID',
    ],
    ['a secret header that HTTP sets itself', { secretHeader: 'Content-Type' }, 422, 'ITC_REQUEST_INVALID'],
    ['a source that is no address range', { allowedSources: ['10.0.0.0/99'] }, 422, 'ITC_REQUEST_INVALID'],
    ['a field that does not exist', { isAdmin: true }, 422, 'ITC_REQUEST_INVALID'],
  ])('refuses %s', async (_what, change, status, code) => {
    const answer = await server.api<{ error: { code: string } }>('POST', '/connections', { ...wanted, ...change });
    expect({ status: answer.status, code: answer.body.error.code }).toEqual({ status, code });
    expect(answer.text).not.toContain(wanted.apiKey);
  });

  it('tests the key against Iterable', async () => {
    const { body } = await server.api('POST', '/connections/sandbox/test');
    expect(body).toMatchObject({ state: 'connected' });
  });

  it('takes the old and the new secret after a rotation, and only the last two after another one', async () => {
    const withSecret = async (secret: string): Promise<number> => {
      const answer = await server.post(server.webhookUrl, subscribeEvent('rotate@example.com'), {
        'x-itc-secret': secret,
      });
      return answer.status;
    };
    const second = await server.api<{ secret: string }>('POST', '/connections/sandbox/rotate-secret');
    expect(await withSecret(server.secret)).toBe(200);
    expect(await withSecret(second.body.secret)).toBe(200);
    const third = await server.api<{ secret: string }>('POST', '/connections/sandbox/rotate-secret');
    expect(await withSecret(third.body.secret)).toBe(200);
    expect(await withSecret(second.body.secret)).toBe(200);
    expect(await withSecret(server.secret)).toBe(403);
    const { body } = await server.api<{ items: { code: string }[] }>('GET', '/rejected-calls?connection=sandbox');
    expect(body.items[0]).toMatchObject({ code: 'ITC_HOOK_WRONG_SECRET' });
    expect(JSON.stringify(body)).not.toContain(server.secret);
  });

  it('takes limits of its own and gives them back to the server', async () => {
    const policy = async (body: object) => (await server.api('POST', '/connections/sandbox/policy', body)).body;
    const limits = { callsPerSecond: 50, keepDays: { events: 3, jobs: 4 } };
    expect(await policy(limits)).toMatchObject(limits);
    expect(await policy({ callsPerSecond: null })).toMatchObject({ ...limits, callsPerSecond: null });
    expect((await policy({ keepDays: {} }))['keepDays']).toEqual({});
  });

  it('does not remove a connection that recipes use, and names them', async () => {
    await server.api('POST', '/recipes', { document: sampleRecipe('user_of_it') });
    const { status, body } = await server.api<{ error: object }>('DELETE', '/connections/sandbox');
    expect(status).toBe(409);
    expect(body.error).toMatchObject({ code: 'ITC_CONNECTION_IN_USE', details: { recipes: ['user_of_it'] } });
  });

  it('closes the webhook address of a removed connection', async () => {
    const made = await server.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
      ...wanted,
      name: 'gone',
    });
    await server.api('DELETE', '/connections/gone');
    const answer = await server.post(made.body.webhookUrl, subscribeEvent(), { 'x-itc-secret': made.body.secret });
    expect(answer.status).toBe(404);
    expect((await server.api('GET', '/connections/gone')).status).toBe(404);
  });

  it('never stores the API key or a secret in clear', async () => {
    const { readdirSync, readFileSync } = await import('node:fs');
    const { join } = await import('node:path');
    for (const file of readdirSync(server.dataDir)) {
      const bytes = readFileSync(join(server.dataDir, file)).toString('latin1');
      expect(bytes).not.toContain(apiKey);
      expect(bytes).not.toContain(server.secret);
    }
  });
});

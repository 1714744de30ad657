import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { adminToken, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Answer {
  status: number;
  cookie: string;
  setCookie: string;
  body: { isSignedIn?: boolean; error?: { code: string } };
}

const designer = { 'x-itc-designer': '1' };

async function call(method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Answer> {
  const answer = await fetch(`${server.running.url}/api/v1${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const setCookie = answer.headers.get('set-cookie') ?? '';
  return {
    status: answer.status,
    setCookie,
    cookie: setCookie.split(';')[0] ?? '',
    body: (await answer.json()) as Answer['body'],
  };
}

const signIn = (): Promise<Answer> => call('POST', '/session', designer, { token: adminToken });

describe('signing in to the designer', () => {
  it('exchanges the admin token for a cookie that reads and, with the header of the designer, writes', async () => {
    const made = await signIn();
    expect(made).toMatchObject({ status: 201, body: { isSignedIn: true } });
    expect(made.setCookie).toMatch(/HttpOnly; SameSite=Strict$/);
    const cookie = made.cookie;
    expect((await call('GET', '/connections', { cookie })).status).toBe(200);
    expect((await call('POST', '/recipes/validate', { cookie, ...designer }, { text: 'name: x' })).status).toBe(200);
  });

  it.each([
    ['without the header of the designer', {}],
    ['from another origin', { ...designer, origin: 'http://evil.example' }],
  ])('refuses a write that only the cookie vouches for, %s', async (_what, headers) => {
    const { cookie } = await signIn();
    const answer = await call('POST', '/recipes/validate', { cookie, ...headers }, { text: 'name: x' });
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'ITC_CROSS_SITE' } } });
  });

  it('refuses to sign in for a page of another site, so that nobody works in a foreign session', async () => {
    const answer = await call(
      'POST',
      '/session',
      { origin: 'http://evil.example', ...designer },
      { token: adminToken },
    );
    expect(answer).toMatchObject({ status: 403, setCookie: '' });
  });

  it('refuses a wrong token without a cookie', async () => {
    const answer = await call('POST', '/session', designer, { token: 'not-the-admin-token' });
    expect(answer).toMatchObject({ status: 401, setCookie: '', body: { error: { code: 'ITC_AUTH_WRONG' } } });
  });

  it('refuses a cookie that was made up', async () => {
    const answer = await call('GET', '/connections', { cookie: `itc_session=ses_${'a'.repeat(43)}` });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'ITC_AUTH_REQUIRED' } } });
  });

  it('ends at sign-out, on the server too', async () => {
    const { cookie } = await signIn();
    const out = await call('DELETE', '/session', { cookie, ...designer });
    expect(out.setCookie).toContain('Max-Age=0');
    expect((await call('GET', '/connections', { cookie })).status).toBe(401);
    expect((await call('GET', '/session', { cookie })).body).toMatchObject({ isSignedIn: false });
  });

  it('takes the one-time link once, and only with an address and a password for the owner', async () => {
    const link = await server.running.runtime.setupLink.make();
    expect(await call('POST', '/session', designer, { link })).toMatchObject({ status: 422, setCookie: '' });
    const owner = { email: 'Owner@Example.com', password: 'seven tall blue ladders' };
    const weak = await call('POST', '/session', designer, { link, ...owner, password: 'password1234' });
    expect(weak).toMatchObject({ status: 422, setCookie: '', body: { error: { code: 'ITC_PASSWORD_WEAK' } } });
    const made = await call('POST', '/session', designer, { link, ...owner });
    expect(made).toMatchObject({ status: 201, body: { role: 'owner', person: { email: 'owner@example.com' } } });
    const again = await call('POST', '/session', designer, { link, ...owner, email: 'other@example.com' });
    expect(again).toMatchObject({ status: 401, body: { error: { code: 'ITC_SETUP_LINK' } } });
  });

  it('marks the cookie of a page that came by https', async () => {
    const origin = server.running.url.replace('http:', 'https:');
    const made = await call('POST', '/session', { ...designer, origin }, { token: adminToken });
    expect(made.setCookie).toContain('; Secure');
  });
});

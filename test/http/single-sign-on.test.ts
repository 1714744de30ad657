import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { client, startIdentityProvider, type IdentityProvider } from './identity-provider.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const publicUrl = 'http://connector.test';

let provider: IdentityProvider;
let server: TestServer;
beforeAll(async () => {
  provider = await startIdentityProvider(
    {
      ada: { email: 'Ada@example.com', email_verified: true, name: 'Ada', groups: ['everybody', 'flow-makers'] },
      bob: { email: 'bob@example.com', email_verified: true, groups: ['everybody'] },
      eve: { email: 'owner@example.com', email_verified: false, groups: ['chiefs'] },
      out: { email: 'out@elsewhere.com', email_verified: true, groups: ['chiefs'] },
      mum: { email: 'invited@example.com', email_verified: true, groups: [] },
      bad: { email: 'invited@example.com', email_verified: true, groups: ['chiefs'] },
    },
    `${publicUrl}/sign-in/callback`,
  );
  server = await startTestServer({
    ITC_PUBLIC_URL: publicUrl,
    ITC_TRUSTED_PROXIES: '127.0.0.1',
    ITC_OIDC_ISSUER: provider.issuer,
    ITC_OIDC_CLIENT_ID: client.id,
    ITC_OIDC_CLIENT_SECRET: client.secret,
    ITC_OIDC_SCOPE: 'openid email profile groups',
    ITC_OIDC_DOMAINS: 'example.com',
    ITC_OIDC_ROLE_CLAIM: 'groups',
    ITC_OIDC_ROLES: 'chiefs=owner,flow-makers=builder',
  });
});
afterAll(async () => {
  await server.close();
  await provider.close();
});

interface Answer {
  status: number;
  cookies: string;
  body: Record<string, unknown> & { error?: { code: string } };
}
let addresses = 0;
async function post(path: string, body?: unknown, cookie = ''): Promise<Answer> {
  const answer = await fetch(`${server.running.url}/api/v1${path}`, {
    method: 'POST',
    headers: {
      'x-itc-designer': '1',
      'content-type': 'application/json',
      'x-forwarded-for': `203.0.113.${(addresses += 1)}`,
      cookie,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  return { status: answer.status, cookies: cookies.join('; '), body: (await answer.json()) as Answer['body'] };
}

const begin = async (): Promise<{ url: string; cookie: string }> => {
  const { body, cookies } = await post('/session/single-sign-on');
  return { url: String(body['url']), cookie: cookies };
};
async function signInAs(login: string): Promise<Answer> {
  const { url, cookie } = await begin();
  return post('/session/single-sign-on/return', { query: await provider.signIn(url, login) }, cookie);
}

describe('sign-in at an identity provider', () => {
  it('asks with state, nonce and PKCE, and keeps them sealed in the browser', async () => {
    const { url, cookie } = await begin();
    const asked = new URL(url).searchParams;
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(30);
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(cookie).not.toContain(asked.get('state') ?? 'none');
  });

  it('lets a person in with the role of the claim, and the next time too', async () => {
    const first = await signInAs('ada');
    expect(first).toMatchObject({
      status: 201,
      body: { role: 'builder', person: { email: 'ada@example.com', name: 'Ada' } },
    });
    const again = await signInAs('ada');
    expect((again.body['person'] as { id: string }).id).toBe((first.body['person'] as { id: string }).id);
    const session = await fetch(`${server.running.url}/api/v1/recipes`, { headers: { cookie: again.cookies } });
    expect(session.status).toBe(200);
  });

  it.each([
    ['a person with no role', 'bob', 'ITC_OIDC_REFUSED'],
    ['an address that nobody verified', 'eve', 'ITC_OIDC_REFUSED'],
    ['an address of another domain', 'out', 'ITC_OIDC_REFUSED'],
  ])('refuses %s', async (_what, login, code) => {
    const { status, body } = await signInAs(login);
    expect({ status, code: body.error?.code }).toEqual({ status: 403, code });
  });

  it('keeps an invited person, and refuses another account of the provider with the same address', async () => {
    const { body } = await server.api('POST', '/people', { email: 'invited@example.com', role: 'viewer' });
    expect(await signInAs('mum')).toMatchObject({ status: 201, body: { role: 'viewer', person: { id: body['id'] } } });
    expect((await signInAs('bad')).body.error?.code).toBe('ITC_OIDC_REFUSED');
  });

  it.each<[string, (query: URLSearchParams) => void]>([
    ['another state', (query) => query.set('state', 'x'.repeat(43))],
    ['no state', (query) => query.delete('state')],
    ['another code', (query) => query.set('code', 'x'.repeat(43))],
    ['another issuer', (query) => query.set('iss', 'http://evil.example')],
    ['a second code', (query) => query.append('code', 'x')],
  ])('refuses to return with %s', async (_what, change) => {
    const { url, cookie } = await begin();
    const query = new URLSearchParams(await provider.signIn(url, 'ada'));
    change(query);
    const answer = await post('/session/single-sign-on/return', { query: `?${query.toString()}` }, cookie);
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'ITC_OIDC_FAILED' } } });
  });

  it('refuses a return in another browser, and a second one with the same code', async () => {
    const { url, cookie } = await begin();
    const query = await provider.signIn(url, 'ada');
    const other = await begin();
    const failed = { status: 401, body: { error: { code: 'ITC_OIDC_FAILED' } } };
    expect(await post('/session/single-sign-on/return', { query })).toMatchObject(failed);
    expect(await post('/session/single-sign-on/return', { query }, other.cookie)).toMatchObject(failed);
    expect(await post('/session/single-sign-on/return', { query }, cookie)).toMatchObject({ status: 201 });
    expect(await post('/session/single-sign-on/return', { query }, cookie)).toMatchObject(failed);
  });
});

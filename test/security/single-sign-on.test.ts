import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { createSealer } from '../../connector/security/seal.ts';
import {
  createSingleSignOn,
  roleOfClaim,
  signInMs,
  type SingleSignOn,
} from '../../connector/security/single-sign-on.ts';
import type { ConnectorError } from '../../errors/connector-error.ts';

const back = 'https://itc.example.com/sign-in/callback';
const client = { id: 'itc', secret: 'a-secret-of-the-client' };
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An identity provider of which the test decides every answer. */
const provider = {
  issuer: '',
  isAway: false,
  discoveries: 0,
  about: {} as Record<string, unknown>,
  claims: {} as Record<string, unknown>,
  gives: { idToken: true },
  nonce: '',
  asked: [] as URLSearchParams[],
};
const answers: Record<string, (body: URLSearchParams) => unknown> = {
  '/.well-known/openid-configuration': () => {
    provider.discoveries += 1;
    return {
      issuer: provider.issuer,
      authorization_endpoint: `${provider.issuer}/auth`,
      token_endpoint: `${provider.issuer}/token`,
      userinfo_endpoint: `${provider.issuer}/me`,
      jwks_uri: `${provider.issuer}/jwks`,
      code_challenge_methods_supported: ['S256'],
    };
  },
  '/jwks': () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256' }] }),
  '/me': () => ({ sub: 'sub-1', ...provider.about }),
  '/token': (body) => {
    provider.asked.push(body);
    const now = Math.floor(Date.now() / 1_000);
    const claims = {
      iss: provider.issuer,
      aud: client.id,
      sub: 'sub-1',
      iat: now,
      exp: now + 60,
      nonce: provider.nonce,
    };
    const signed = `${base64({ alg: 'RS256', kid: 'k' })}.${base64({ ...claims, ...provider.claims })}`;
    const id_token = `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    return { access_token: 'a', token_type: 'bearer', ...(provider.gives.idToken ? { id_token } : {}) };
  },
};

let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const answer = answers[new URL(request.url ?? '', provider.issuer).pathname];
      if (provider.isAway || answer === undefined) return void response.writeHead(503).end();
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer(new URLSearchParams(text))));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  provider.issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const start = Date.parse('2026-01-01T00:00:00.000Z');
const verified = { email: 'Ada@Example.com', email_verified: true, name: 'Ada', groups: ['all', 'makers'] };
let at: number;
let signOn: SingleSignOn;
const open = (change: object = {}): SingleSignOn =>
  createSingleSignOn(
    {
      issuer: provider.issuer,
      clientId: client.id,
      clientSecret: client.secret,
      scope: 'openid email',
      domains: [],
      roleClaim: 'groups',
      roles: [
        { value: 'chiefs', role: 'owner' },
        { value: 'makers', role: 'builder' },
      ],
      ...change,
    } as never,
    { sealer, redirectUrl: () => back, now: () => at },
  );
const sealer = createSealer(randomBytes(32));
beforeEach(() => {
  at = start;
  Object.assign(provider, { isAway: false, discoveries: 0, about: verified, claims: {}, nonce: '', asked: [] });
  provider.gives.idToken = true;
  signOn = open();
});

/** Leaves, and comes back with what the provider would send along. */
async function comeBack(via = signOn, change: (query: URLSearchParams) => void = () => undefined) {
  const { url, departure } = await via.begin();
  const sent = new URL(url).searchParams;
  provider.nonce = sent.get('nonce') ?? '';
  const query = new URLSearchParams({ code: 'c-1', state: sent.get('state') ?? '' });
  change(query);
  return { sent, departure, end: () => via.finish(`?${query.toString()}`, departure) };
}
const refusal = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'let in',
    (error: unknown) => [(error as ConnectorError).code, (error as ConnectorError).message],
  );
const failed = ['ITC_OIDC_FAILED', expect.any(String)];

describe('a sign-in elsewhere', () => {
  test('leaves with what the provider must give back, new each time and sealed in the browser', async () => {
    const first = await comeBack();
    const second = await comeBack();
    expect(Object.fromEntries(first.sent)).toEqual({
      response_type: 'code',
      client_id: client.id,
      redirect_uri: back,
      scope: 'openid email',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(second.sent.get(name)).not.toBe(first.sent.get(name));
    const kept = sealer.open(first.departure, { table: 'cookies', row: 'single-sign-on', field: 'departure' });
    expect(JSON.parse(kept)).toEqual({
      state: first.sent.get('state'),
      nonce: first.sent.get('nonce'),
      verifier: expect.any(String),
      at: start,
    });
    expect(provider.discoveries).toBe(1);
  });

  test('comes back with the person that the provider tells of, for the code and the proof that left', async () => {
    const { sent, end } = await comeBack();
    expect(await end()).toEqual({
      issuer: provider.issuer,
      subject: 'sub-1',
      email: 'Ada@Example.com',
      name: 'Ada',
      role: 'builder',
    });
    const [asked] = provider.asked;
    expect(asked?.get('code')).toBe('c-1');
    expect(asked?.get('redirect_uri')).toBe(back);
    expect(asked?.get('client_secret')).toBe(client.secret);
    const proof = createHash('sha256')
      .update(asked?.get('code_verifier') ?? '')
      .digest('base64url');
    expect(proof).toBe(sent.get('code_challenge'));
  });

  test('is over ten minutes after it left, to the millisecond', async () => {
    expect(signInMs).toBe(10 * 60 * 1_000);
    const [early, late] = [await comeBack(), await comeBack()];
    at = start + signInMs;
    const error = await late.end().catch((cause: unknown) => cause as ConnectorError);
    expect(error).toMatchObject({ code: 'ITC_OIDC_FAILED', cause: { message: 'the sign-in took too long' } });
    at -= 1;
    provider.nonce = early.sent.get('nonce') ?? '';
    expect(await refusal(early.end())).toBe('let in');
  });

  test.each<[string, (query: URLSearchParams) => void]>([
    ['another state', (query) => query.set('state', 'x'.repeat(43))],
    ['no state', (query) => query.delete('state')],
    ['no code', (query) => query.delete('code')],
    ['an error', (query) => query.set('error', 'access_denied')],
  ])('with %s fails, and asks the provider for nothing', async (_, change) => {
    expect(await refusal((await comeBack(signOn, change)).end())).toEqual(failed);
    expect(provider.asked).toEqual([]);
  });

  test.each<[string, () => void]>([
    ['another nonce', () => (provider.nonce = 'x'.repeat(43))],
    ['a token for somebody else', () => (provider.claims = { aud: 'other' })],
    ['a token of another issuer', () => (provider.claims = { iss: 'https://evil.example' })],
    ['a token that is over', () => (provider.claims = { exp: 1 })],
    ['details of another person', () => (provider.about = { ...verified, sub: 'sub-2' })],
    ['no ID token', () => (provider.gives.idToken = false)],
    ['no answer', () => (provider.isAway = true)],
  ])('of which the provider gives %s fails', async (_, change) => {
    const { end } = await comeBack();
    change();
    expect(await refusal(end())).toEqual(failed);
  });

  test('in a browser that kept nothing, or something else, fails', async () => {
    const { sent } = await comeBack();
    const query = `?code=c-1&state=${sent.get('state') ?? ''}`;
    const elsewhere = sealer.seal('{}', { table: 'cookies', row: 'other', field: 'departure' });
    for (const kept of [null, '', 'x', elsewhere]) expect(await refusal(signOn.finish(query, kept))).toEqual(failed);
    expect(provider.asked).toEqual([]);
  });

  test('where the provider is away fails with the cause, and the next one asks it again', async () => {
    provider.isAway = true;
    const error = await signOn.begin().catch((cause: unknown) => cause as ConnectorError);
    expect(error).toMatchObject({ code: 'ITC_OIDC_FAILED', cause: expect.any(Error) });
    provider.isAway = false;
    expect(await refusal((await comeBack()).end())).toBe('let in');
  });

  test('goes without TLS to this machine alone', async () => {
    const { port } = new URL(provider.issuer);
    for (const issuer of [`http://10.0.0.1:${port}`, 'http://id.example.com']) {
      const error = await open({ issuer })
        .begin()
        .catch((cause: unknown) => cause as ConnectorError);
      expect((error as ConnectorError).cause).toMatchObject({ message: 'only requests to HTTPS are allowed' });
    }
    // another name of this machine is asked, and refused because it is not who it says
    const named = await open({ issuer: `http://localhost:${port}` })
      .begin()
      .catch((cause: unknown) => cause as ConnectorError);
    expect(String(((named as ConnectorError).cause as Error).message)).not.toContain('HTTPS');
  });
});

describe('who is let in from elsewhere', () => {
  const unverified = ['ITC_OIDC_REFUSED', 'The identity provider tells no verified email address.'];
  test.each<[string, Record<string, unknown>]>([
    ['no address', { email_verified: true }],
    ['an address that is no text', { email: ['a@example.com'], email_verified: true }],
    ['one that is not verified', { email: 'a@example.com', email_verified: false }],
    ['one of which nothing is known', { email: 'a@example.com' }],
    ['one said to be verified in words', { email: 'a@example.com', email_verified: 'true' }],
  ])('nobody with %s', async (_, about) => {
    provider.about = about;
    expect(await refusal((await comeBack()).end())).toEqual(unverified);
  });

  test.each<[string, string[], boolean]>([
    ['ada@example.com', [], true],
    ['ada@EXAMPLE.com', ['example.org', 'example.com'], true],
    ['ada@sub.example.com', ['example.com'], false],
    ['ada@example.com@evil.example', ['example.com'], false],
    ['"x@evil.example"@example.com', ['example.com'], true],
    ['example.com', ['example.com'], true],
  ])('%s where %j are let in: %s', async (email, domains, isIn) => {
    provider.about = { ...verified, email };
    expect(await refusal((await comeBack(open({ domains }))).end())).toEqual(
      isIn ? 'let in' : ['ITC_OIDC_REFUSED', 'Addresses of this domain are not let in.'],
    );
  });

  test('what the signed token says stands above what is told beside it', async () => {
    provider.claims = { email: 'real@example.com', email_verified: true };
    expect(await (await comeBack()).end()).toMatchObject({ email: 'real@example.com', name: 'Ada' });
  });

  test('a name is a text of 200 characters at most, or none; a role comes from the named claim alone', async () => {
    provider.about = { ...verified, name: 'x'.repeat(201) };
    expect((await (await comeBack()).end()).name).toBe('x'.repeat(200));
    provider.about = { ...verified, name: 7 };
    expect((await (await comeBack()).end()).name).toBeNull();
    expect((await (await comeBack(open({ roleClaim: null }))).end()).role).toBeNull();
    expect((await (await comeBack(open({ roleClaim: 'other' }))).end()).role).toBeNull();
  });

  test.each<[unknown, string | null]>([
    [undefined, null],
    [null, null],
    ['makers', 'builder'],
    [['makers', 'chiefs'], 'owner'],
    [['others'], null],
    [[['chiefs']], null],
    [{ chiefs: true }, null],
    ['Chiefs', null],
  ])('the claim %j gives the role %s', (claim, role) => {
    const roles = [
      { value: 'chiefs', role: 'owner' as const },
      { value: 'makers', role: 'builder' as const },
    ];
    expect(roleOfClaim(claim, roles)).toBe(role);
  });
});

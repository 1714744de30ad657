import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call } from './sandbox-client.ts';

const ada = 'ada@example.com';
const secret = 'a secret of the project';
const seconds = Date.UTC(2031, 0, 1) / 1000;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
function token(payload: object, key = secret, alg = 'HS256'): string {
  const signed = `${part({ alg, typ: 'JWT' })}.${part({ iat: seconds, exp: seconds + 600, ...payload })}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

describe('tokens and codes of the sandbox', () => {
  let sandbox: Sandbox;
  let now: number;
  beforeEach(async () => {
    now = seconds * 1000;
    sandbox = await startSandbox({
      limits: false,
      now: () => now,
      features: ['smsVerification'],
      apiKeys: [
        { key: 'server', kind: 'server', region: 'us' },
        { key: 'web', kind: 'javascript', region: 'us', jwtSecret: secret },
      ],
    });
    await call(sandbox, '/api/users/update', { email: ada });
  });
  afterEach(() => sandbox.close());
  const withToken = (bearer?: string, body: object = { email: ada }) =>
    call(sandbox, '/api/users/update', body, {
      key: 'web',
      ...(bearer === undefined ? {} : { headers: { Authorization: `Bearer ${bearer}` } }),
    });
  const invalidate = (body: object) => call(sandbox, '/api/auth/jwts/invalidate', body);

  test('A JWT-enabled key needs a token that is signed with its secret and has not expired.', async () => {
    expect((await withToken(token({ email: ada }))).status).toBe(200);
    expect(await withToken()).toMatchObject({ status: 401, body: { code: 'BadAuthorizationHeader' } });
    for (const bad of [
      token({ email: ada }, 'another secret'),
      token({ email: ada }, secret, 'none'),
      token({ email: ada, exp: seconds }),
      'no.token',
    ]) {
      expect(await withToken(bad)).toMatchObject({ status: 401, body: { code: 'InvalidJwtPayload' } });
    }
  });

  test('A token is good for its own user only.', async () => {
    expect(await withToken(token({ email: 'bob@example.com' }))).toMatchObject({
      status: 400,
      body: { code: 'JwtUserIdentifiersMismatched' },
    });
    expect(await withToken(token({}))).toMatchObject({ status: 400, body: { code: 'InvalidJwtPayload' } });
  });

  test('Invalidation voids the tokens issued before it, of that user and no other.', async () => {
    const old = token({ email: ada });
    const other = token({ email: 'bob@example.com' });
    now += 5000;
    expect((await invalidate({ email: 'ADA@example.com' })).body).toEqual({ msg: '', code: 'Success', params: null });
    expect(await withToken(old)).toMatchObject({ status: 401, body: { code: 'InvalidJwtPayload' } });
    expect((await withToken(token({ email: ada, iat: seconds + 5 }))).status).toBe(200);
    expect((await withToken(other, { email: 'bob@example.com' })).status).toBe(200);
  });

  test('issuedBefore is a time in milliseconds.', async () => {
    await invalidate({ email: ada, issuedBefore: seconds * 1000 });
    expect((await withToken(token({ email: ada }))).status).toBe(200);
    await invalidate({ email: ada, issuedBefore: seconds * 1000 + 1 });
    expect((await withToken(token({ email: ada }))).status).toBe(401);
  });

  test('An invalidation names one known user.', async () => {
    expect((await invalidate({})).status).toBe(400);
    expect((await invalidate({ email: ada, userId: 'u-1' })).status).toBe(400);
    expect(await invalidate({ email: 'nobody@example.com' })).toMatchObject({ body: { code: 'UnknownEmailError' } });
  });

  const phone = { phoneNumber: '+15550100001', verificationProfileId: 4401 };
  const begin = (body: object = {}) => call(sandbox, '/api/verify/sms/begin', { ...phone, ...body });
  const check = async (code: string) =>
    ((await call(sandbox, '/api/verify/sms/check', { ...phone, code })).body as { params: { status: string } }).params;
  const codes = () => sandbox.state.smsVerifications!.map(({ code }) => code);

  test('The newest code verifies once and a wrong one is rejected with 200.', async () => {
    await begin();
    const [first] = codes();
    expect(first).toMatch(/^\d{6}$/);
    expect(await check(first === '000000' ? '000001' : '000000')).toEqual({ status: 'rejected' });
    expect(await check(first!)).toEqual({ status: 'verified' });
    expect(await check(first!)).toEqual({ status: 'rejected' });
  });

  test('A code expires.', async () => {
    await begin();
    now += 10 * 60_000;
    expect(await check(codes()[0]!)).toEqual({ status: 'rejected' });
  });

  test('Verification needs the feature, a known profile and a number in international form.', async () => {
    expect((await begin({ verificationProfileId: 1 })).status).toBe(400);
    expect((await begin({ phoneNumber: '0555 01' })).status).toBe(400);
    sandbox.settings.features = [];
    expect((await begin()).status).toBe(400);
    expect(sandbox.state.smsVerifications).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';

import { createSignInThrottle, signInLimit } from '../../connector/security/sign-in-throttle.ts';
import { ConnectorError } from '../../errors/connector-error.ts';

const wrong = async (): Promise<never> => {
  throw new ConnectorError('ITC_AUTH_WRONG');
};
const weak = async (): Promise<never> => {
  throw new ConnectorError('ITC_PASSWORD_WEAK');
};
const right = async (): Promise<string> => 'in';

describe('sign-ins that fail', () => {
  const codeOf = async (attempt: Promise<unknown>): Promise<unknown> =>
    attempt.then(
      (value) => value,
      (error: unknown) => (error as ConnectorError).code,
    );

  test('an account is closed after so many, wherever they come from, and the answer says for how long', async () => {
    const throttle = createSignInThrottle();
    for (let index = 0; index < signInLimit.tries; index += 1) {
      expect(await codeOf(throttle.guard('ada', `192.0.2.${String(index)}`, wrong))).toBe('ITC_AUTH_WRONG');
    }
    const error = await throttle.guard('ada', '192.0.2.99', right).catch((cause: unknown) => cause as ConnectorError);
    expect(error).toMatchObject({ code: 'ITC_AUTH_THROTTLED', details: { retryAfterSeconds: expect.any(Number) } });
    const seconds = (error as ConnectorError).details?.['retryAfterSeconds'] as number;
    expect(seconds).toBeGreaterThan(signInLimit.seconds - 60);
    expect(seconds).toBeLessThanOrEqual(signInLimit.seconds);
    expect((error as ConnectorError).message).toBe(
      `Too many sign-ins failed. Try again in ${String(seconds)} seconds.`,
    );
    expect(await codeOf(throttle.guard('grace', '192.0.2.99', right))).toBe('in');
  });

  test('an address is closed after so many, whatever accounts it tries, or none, or where it is unknown', async () => {
    for (const address of ['192.0.2.1', null]) {
      const throttle = createSignInThrottle();
      for (let index = 0; index < signInLimit.tries; index += 1) {
        const account = index % 2 === 0 ? null : `account ${String(index)}`;
        expect(await codeOf(throttle.guard(account, address, wrong))).toBe('ITC_AUTH_WRONG');
      }
      expect(await codeOf(throttle.guard('ada', address, right))).toBe('ITC_AUTH_THROTTLED');
      expect(await codeOf(throttle.guard('ada', '192.0.2.2', right))).toBe('in');
    }
  });

  test.each([
    ['one that succeeds', right, 'in'],
    ['one that proves who it is with too weak a new password', weak, 'ITC_PASSWORD_WEAK'],
  ])('%s gives the tries of its account back, and its own to the address', async (_, work, answer) => {
    const throttle = createSignInThrottle();
    for (let index = 0; index < signInLimit.tries - 1; index += 1)
      await codeOf(throttle.guard('ada', '192.0.2.1', wrong));
    for (let index = 0; index < 3; index += 1)
      expect(await codeOf(throttle.guard('ada', '192.0.2.1', work))).toBe(answer);
    for (let index = 0; index < signInLimit.tries; index += 1) {
      expect(await codeOf(throttle.guard('ada', `192.0.2.1${String(index)}`, wrong))).toBe('ITC_AUTH_WRONG');
    }
    expect(await codeOf(throttle.guard(null, '192.0.2.1', wrong))).toBe('ITC_AUTH_WRONG');
    expect(await codeOf(throttle.guard(null, '192.0.2.1', right))).toBe('ITC_AUTH_THROTTLED');
  });

  test('parallel tries count before any of them ends', async () => {
    const throttle = createSignInThrottle();
    const ends = await Promise.all(
      Array.from({ length: signInLimit.tries + 5 }, () => codeOf(throttle.guard('ada', '192.0.2.1', wrong))),
    );
    expect(ends.filter((code) => code === 'ITC_AUTH_THROTTLED')).toHaveLength(5);
  });
});

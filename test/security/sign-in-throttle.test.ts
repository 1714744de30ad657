import { describe, expect, test } from '@jest/globals';

import { hashSecret } from '../../connector/security/hash-secret.ts';
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

  test('sign-ins that name no account share no count of one', async () => {
    const throttle = createSignInThrottle();
    for (let index = 0; index < signInLimit.tries; index += 1) {
      expect(await codeOf(throttle.guard(null, `192.0.2.${String(index)}`, wrong))).toBe('ITC_AUTH_WRONG');
    }
    expect(await codeOf(throttle.guard(null, '192.0.2.99', right))).toBe('in');
    expect(await codeOf(throttle.guard('null', '192.0.2.98', wrong))).toBe('ITC_AUTH_WRONG');
    expect(await codeOf(throttle.guard('undefined', '192.0.2.97', right))).toBe('in');
  });

  test('accounts and addresses are counted apart, by digests, ten tries in a quarter of an hour each', async () => {
    const made: unknown[] = [];
    const keys: string[] = [];
    const throttle = createSignInThrottle((prefix, limit) => {
      made.push([prefix, limit]);
      const note = async (key: string | number): Promise<never> => {
        keys.push(`${prefix} ${String(key)}`);
        return undefined as never;
      };
      return { consume: note, reward: note, delete: note } as never;
    });
    await throttle.guard('ada', null, right);
    const limit = { tries: 10, seconds: 900 };
    expect(made).toEqual([
      ['account', limit],
      ['address', limit],
    ]);
    const [account, address] = [`account ${hashSecret('ada')}`, `address ${hashSecret('unknown')}`];
    expect(keys).toEqual([address, account, address, account]);
    keys.length = 0;
    await throttle.guard(null, '192.0.2.1', right);
    expect(keys).toEqual(Array.from({ length: 2 }, () => `address ${hashSecret('192.0.2.1')}`));
  });

  test('a count that cannot be kept lets nobody in, and is told as what it is', async () => {
    const away = new Error('store');
    const throttle = createSignInThrottle(() => ({ consume: () => Promise.reject(away) }) as never);
    await expect(throttle.guard('ada', '192.0.2.1', right)).rejects.toBe(away);
  });
});

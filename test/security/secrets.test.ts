import { describe, expect, test } from '@jest/globals';

import { hashSecret, matchesSecret } from '../../connector/security/hash-secret.ts';
import { newSecret } from '../../connector/security/new-secret.ts';
import { redactHeaders } from '../../connector/security/redact-headers.ts';

describe('secrets made and compared', () => {
  test('a new secret has its prefix, 256 random bits and only characters that need no escaping', () => {
    const secrets = Array.from({ length: 1_000 }, () => newSecret('whs'));
    expect(new Set(secrets).size).toBe(1_000);
    for (const each of secrets) expect(each).toMatch(/^whs_[A-Za-z0-9_-]{43}$/);
  });

  test('a secret matches its own hash alone, whatever lengths are compared', () => {
    const secret = newSecret('whs');
    expect(matchesSecret(secret, [hashSecret('x'), hashSecret(secret)])).toBe(true);
    for (const other of ['', 'x', secret.slice(1), `${secret}0`, hashSecret(secret)]) {
      expect(matchesSecret(other, [hashSecret(secret)])).toBe(false);
    }
    expect(matchesSecret(secret, [])).toBe(false);
    expect(matchesSecret(secret, ['', 'zz', hashSecret(secret).slice(2)])).toBe(false);
  });
});

describe('headers kept with an event', () => {
  test('values that may be secrets are replaced, all others stay', () => {
    const headers = redactHeaders(
      {
        authorization: 'a',
        cookie: 'b',
        'proxy-authorization': 'c',
        'x-api-key': 'd',
        'api-key': 'e',
        'x-shop': 'f',
        'x-hub-signature-256': 'g',
        'user-agent': 'Iterable',
        via: ['1', '2'] as unknown as string,
        gone: undefined,
      },
      'x-shop',
    );
    expect(Object.values(headers).filter((value) => /^[a-g]$/.test(value))).toEqual([]);
    expect(headers).toMatchObject({ 'user-agent': 'Iterable', via: '1, 2', 'x-shop': '[redacted]' });
    expect('gone' in headers).toBe(false);
  });
});

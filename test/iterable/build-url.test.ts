import { describe, expect, test } from '@jest/globals';

import { baseUrl, buildUrl, iterableHosts } from '../../connector/iterable/build-url.ts';
import { parseJson } from '../../connector/iterable/parse-json.ts';

const connection = { id: 'c', name: 'c', region: 'us', sandboxUrl: null, projectType: 'email', apiKey: 'k' } as const;
const byEmail = { method: 'GET', path: '/api/users/{email}' } as const;

describe('Addresses', () => {
  test('The host comes from the region, and only a sandbox on this machine may replace it.', () => {
    expect(baseUrl(connection, iterableHosts)).toBe('https://api.iterable.com');
    expect(baseUrl({ ...connection, region: 'eu' }, iterableHosts)).toBe('https://api.eu.iterable.com');
    expect(baseUrl({ ...connection, sandboxUrl: 'http://127.0.0.1:4010/' }, iterableHosts)).toBe(
      'http://127.0.0.1:4010',
    );
    for (const sandboxUrl of [
      'http://example.com',
      'https://127.0.0.1',
      'http://127.0.0.1.example.com',
      'http://127.0.0.1@example.com',
      'http://user@127.0.0.1',
      'http://169.254.169.254',
      'http://0.0.0.0:1',
      'http://[::ffff:10.0.0.1]',
      'file:///etc/passwd',
      'x',
    ]) {
      expect(() => baseUrl({ ...connection, sandboxUrl }, iterableHosts)).toThrow(
        expect.objectContaining({ code: 'ITC_CONFIG_INVALID' }),
      );
    }
  });

  test.each([
    'a+b@example.com',
    'a/b@example.com',
    'a?b@example.com',
    'a#b@example.com',
    'a%2fb@example.com',
    'ü@example.com',
  ])('The address %s stays one value in the path and in the query.', (email) => {
    const inPath = new URL(buildUrl('https://h', byEmail, { path: { email } }));
    expect(inPath.pathname.split('/')).toHaveLength(4);
    expect(decodeURIComponent(inPath.pathname.split('/')[3]!)).toBe(email);
    const inQuery = new URL(
      buildUrl('https://h', { method: 'GET', path: '/api/users/getByEmail' }, { query: { email } }),
    );
    expect(inQuery.searchParams.get('email')).toBe(email);
    expect(inQuery.search).not.toContain('+b');
  });

  test.each(['', '.', '..', '...'])('The path value %j is refused.', (email) => {
    expect(() => buildUrl('https://h', byEmail, { path: { email } })).toThrow(
      expect.objectContaining({ code: 'ITC_INPUT_INVALID' }),
    );
  });

  test.each([
    'https://example.com/api/x',
    '//example.com/api',
    '/api/../admin',
    '/api/%2e%2e/x',
    '/api//x',
    '/other',
    '/api/x?y=1',
    '/api/x#y',
    '/api\\x',
    '/api/',
  ])('The path %s is refused.', (path) => {
    expect(() => buildUrl('https://h', { method: 'GET', path }, {})).toThrow(
      expect.objectContaining({ code: 'ITC_INPUT_INVALID' }),
    );
  });

  test('A list in the query repeats the parameter, and what has no value is left out.', () => {
    const query = { campaignId: [1, 2], none: null, missing: undefined, flag: false };
    expect(buildUrl('https://h', { method: 'GET', path: '/api/x' }, { query })).toBe(
      'https://h/api/x?campaignId=1&campaignId=2&flag=false',
    );
  });
});

describe('JSON of answers', () => {
  test('A whole number beyond 2^53 becomes text with the same digits, and digits inside text stay as they are.', () => {
    expect(
      parseJson(
        '{"id":12345678901234567890,"n":[-9007199254740993,9007199254740991,1e20],"t":"a\\"12345678901234567890"}',
      ),
    ).toEqual({
      id: '12345678901234567890',
      n: ['-9007199254740993', 9007199254740991, 1e20],
      t: 'a"12345678901234567890',
    });
  });

  test('Text that is no JSON gives undefined.', () => {
    expect(parseJson('<html>')).toBeUndefined();
    expect(parseJson('')).toBeUndefined();
    expect(parseJson('{"a":12345678901234567890')).toBeUndefined();
  });
});

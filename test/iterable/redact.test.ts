import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createRedactor } from '../../connector/iterable/redact.ts';

const key = 'canary-Key/0123+456789abcdef';

describe('Redaction', () => {
  test.each([
    ['plain', `key=${key}&x`],
    ['percent-encoded', `key=${encodeURIComponent(key)}`],
    ['base64', Buffer.from(key).toString('base64')],
    ['base64 inside Basic', Buffer.from(`user:${key}`).toString('base64')],
    ['base64url', Buffer.from(`ab${key}cd`).toString('base64url')],
    ['hex', Buffer.from(key).toString('hex')],
    ['JSON in JSON', JSON.stringify(JSON.stringify({ key }))],
  ])('The key is removed where it stands %s.', (_, text) => {
    const clean = createRedactor(key, { echoes: false }).text(text);
    expect(clean).toContain('[redacted]');
    expect(clean).not.toContain('0123');
    expect(Buffer.from(clean, 'base64').toString()).not.toContain('0123+4567');
  });

  test('The key is removed from any place of any JSON, keys included.', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const holder = JSON.parse(JSON.stringify({ [`x${key}`]: [value, { deep: `a ${key} b` }] })) as {
          [name: string]: never;
        };
        expect(JSON.stringify(createRedactor(key, { echoes: true }).json(holder))).not.toContain('0123+');
      }),
    );
  });

  test('An echoed Api-Key header is removed even when it is another key.', () => {
    const { text, json } = createRedactor(key, { echoes: true });
    expect(text('hdrs: List((Host,api.iterable.com), (Api-Key,THE-KEY-IN-CLEAR), (content-length,57))')).toBe(
      'hdrs: List((Host,api.iterable.com), (Api-Key,[redacted]), (content-length,57))',
    );
    expect(text('Authorization: Bearer abc.def')).toBe('Authorization: Bearer [redacted]');
    expect(json({ headers: { 'Api-Key': 'x' } })).toEqual({ headers: { 'Api-Key': '[redacted]' } });
    expect(text('Invalid API key')).toBe('Invalid API key');
  });

  test('A profile field that happens to be called authorization is left alone in answers.', () => {
    const { json } = createRedactor(key, { echoes: false });
    expect(json({ authorization: 'granted', note: 'api_key: none' })).toEqual({
      authorization: 'granted',
      note: 'api_key: none',
    });
  });
});

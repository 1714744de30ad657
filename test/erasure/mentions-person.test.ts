import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { mentionsPerson } from '../../connector/erasure/mentions-person.ts';

const ada = mentionsPerson({ email: 'ada+x@example.com', userId: 'u-1' });

describe('what is about a person', () => {
  test.each([
    '{"email":"ada+x@example.com"}',
    '{"email":"ADA+X@Example.com"}',
    '{"emailId":"c1:t2:ada+x@example.com"}',
    '{"email":"ada\\u002bx\\u0040example.com"}',
    JSON.stringify({ transactionalData: JSON.stringify({ to: 'ada+x@example.com' }) }),
    JSON.stringify({ text: 'hello\nada+x@example.com' }),
    'email=ada%2Bx%40example.com&a=b',
    'https://api.iterable.com/api/users/getByEmail?email=ada%2Bx%40example.com',
    '{"userId":"u-1"}',
    '{"itblUserId":"u-1"}',
    '{"recipientUserId": "u-1"}',
    'userId=u-1&x=1',
    'https://api.iterable.com/api/users/byUserId/u-1',
  ])('%s is', (text) => {
    expect(ada([text])).toBe(true);
  });

  test.each([
    '{"email":"da+x@example.com"}',
    '{"email":"xada+x@example.com"}',
    '{"email":"ada+x@example.com.au"}',
    '{"email":"ada@example.com"}',
    '{"userId":"u-12"}',
    '{"plan":"u-1"}',
    '{"userId":"xu-1"}',
  ])('%s is about somebody else', (text) => {
    expect(ada([text])).toBe(false);
  });

  test('a person is found whatever stands around the address', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9.]{0,10}[a-z0-9]$/);
    fc.assert(
      fc.property(name, fc.jsonValue(), (local, more) => {
        const email = `${local}@example.com`;
        const text = JSON.stringify({ more, inner: JSON.stringify({ list: [more, `to: ${email}`] }) });
        expect(mentionsPerson({ email })([text])).toBe(true);
      }),
    );
  });
});

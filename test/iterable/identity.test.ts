import { describe, expect, test } from '@jest/globals';

import type { ProjectType } from '../../connector/define.ts';
import { applyIdentity } from '../../connector/iterable/identity.ts';

const one = (
  projectType: ProjectType,
  writesProfile: boolean,
  body: Record<string, string | null>,
  effect: 'read' | 'write' = 'write',
) => {
  try {
    return applyIdentity(
      { identity: 'user', dataFields: ['dataFields'] },
      { projectType, writesProfile, effect },
      { body },
    ).parts.body;
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const email = 'ada@example.com';
const userId = 'u-1';
const missing = 'ITC_IDENTITY_MISSING';
const wrong = 'ITC_IDENTITY_TYPE';

describe('Identity', () => {
  test.each<[ProjectType, boolean, unknown, unknown, unknown]>([
    ['email', true, { email }, { userId }, { email, userId }],
    ['email', false, { email }, wrong, { email }],
    ['userId', true, wrong, { userId }, { userId, dataFields: { email } }],
    ['userId', false, wrong, { userId }, { userId }],
    ['hybrid', true, { email }, { userId }, { email, userId }],
    ['hybrid', false, { email }, { userId }, { userId }],
  ])(
    'In a project of the type %s (profile write: %s) an address, a user ID and both are sent as the project names people.',
    (type, writes, byEmail, byUserId, both) => {
      expect(one(type, writes, { email })).toEqual(byEmail);
      expect(one(type, writes, { userId })).toEqual(byUserId);
      expect(one(type, writes, { email, userId })).toEqual(both);
      for (const nobody of [{}, { email: '' }, { email: '  ', userId: '' }, { email: null, userId: null }]) {
        expect(one(type, writes, nobody as Record<string, string>)).toBe(missing);
      }
    },
  );

  test('A read finds a person by either name in every project type.', () => {
    expect(one('email', false, { userId }, 'read')).toEqual({ userId });
    expect(one('userId', false, { email }, 'read')).toEqual({ email });
  });

  test('A user ID of more than 52 characters or with a blank at the end is refused.', () => {
    expect(one('hybrid', true, { userId: 'x'.repeat(52) })).toEqual({ userId: 'x'.repeat(52) });
    expect(one('hybrid', true, { userId: 'x'.repeat(53) })).toBe(wrong);
    expect(one('hybrid', true, { userId: 'u-1 ' })).toBe(wrong);
  });

  test('An address that is mapped as a profile field on purpose is kept in a userId project.', () => {
    const { parts } = applyIdentity(
      { identity: 'user' },
      { projectType: 'userId', writesProfile: true, effect: 'write' },
      { body: { email, userId, dataFields: { email: 'new@example.com' } } },
    );
    expect(parts.body).toEqual({ userId, dataFields: { email: 'new@example.com' } });
  });

  test('A recipient is named by the recipient fields, and the error names the field to map.', () => {
    const rules = { projectType: 'userId', writesProfile: false, effect: 'write' } as const;
    const { parts } = applyIdentity({ identity: 'recipient' }, rules, {
      body: { recipientEmail: email, recipientUserId: userId },
    });
    expect(parts.body).toEqual({ recipientUserId: userId });
    expect(() => applyIdentity({ identity: 'recipient' }, rules, { body: {} })).toThrow(
      expect.objectContaining({ code: missing, details: { path: 'recipientUserId', found: 'nothing' } }),
    );
  });

  test('In a batch a row without a person is a fault of that row only.', () => {
    const { parts, faults } = applyIdentity(
      { identity: 'items', batch: { items: 'users', maxItems: 10, maxBytes: 1000 } },
      { projectType: 'email', writesProfile: true, effect: 'write' },
      { body: { users: [{ email }, { email: '' }, { userId }] } },
    );
    expect([...faults].map(([index, { code, details }]) => [index, code, details?.path])).toEqual([
      [1, missing, 'users[1].email'],
    ]);
    expect(parts.body?.users).toEqual([{ email }, { email: '' }, { userId }]);
  });
});

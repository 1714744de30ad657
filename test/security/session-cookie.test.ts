import { describe, expect, it } from '@jest/globals';

import { readSessionCookie, sessionCookie } from '../../connector/security/session-cookie.ts';

const id = `ses_${'a'.repeat(43)}`;

describe('the session cookie', () => {
  it('is hidden from scripts, sent to this site only, and by https only where the page came by it', () => {
    const line = sessionCookie(id, 60_000, false);
    expect(line).toBe(`itc_session=${id}; Path=/; Max-Age=60; HttpOnly; SameSite=Strict`);
    expect(sessionCookie(id, 60_000, true)).toBe(`__Host-${line}; Secure`);
  });

  it('is taken away by the same attributes and no age', () => {
    expect(sessionCookie(null, 60_000, false)).toBe('itc_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict');
  });

  it('is found among other cookies', () => {
    expect(readSessionCookie(`a=1; itc_session=${id}; b=2`)).toBe(id);
    const planted = `ses_${'b'.repeat(43)}`;
    expect(readSessionCookie(`itc_session=${planted}; __Host-itc_session=${id}`)).toBe(id);
  });

  it.each([
    ['no header', undefined],
    ['another cookie whose name ends alike', `xitc_session=${id}`],
    ['an empty value', 'itc_session='],
    ['a value of another alphabet', `itc_session=${'<'.repeat(30)}`],
    ['an endless value', `itc_session=${'a'.repeat(5_000)}`],
  ])('does not read %s as a session', (_what, header) => {
    expect(readSessionCookie(header)).toBeNull();
  });
});

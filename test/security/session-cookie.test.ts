import { describe, expect, it } from '@jest/globals';

import {
  privateCookie,
  readCookie,
  readSessionCookie,
  sessionCookie,
} from '../../connector/security/session-cookie.ts';

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

describe('a cookie by its name', () => {
  const value = 'a'.repeat(20);
  it.each<[string | undefined, string | null]>([
    [undefined, null],
    ['', null],
    [`wanted=${value}`, value],
    [`  wanted=${value}  ;x=1`, value],
    [`x=1;wanted=${value}`, value],
    [`wanted=${'a'.repeat(19)}`, null],
    [`wanted=${'Az0_.-'.repeat(4)}`, 'Az0_.-'.repeat(4)],
    [`wanted=${'a'.repeat(4_000)}`, 'a'.repeat(4_000)],
    [`wanted=${'a'.repeat(4_001)}`, null],
    [`wanted=<${value}`, null],
    [`wanted=${value}<`, null],
    [`wanted=${value}=more`, value],
    ['wanted', null],
    [`other=${value}`, null],
    [`wanted=bad; wanted=${value}`, value],
  ])('in %j is read', (header, found) => {
    expect(readCookie(header, 'wanted')).toBe(found);
  });

  it('of a session has at most 200 characters, and the one bound to the host goes first', () => {
    expect(readSessionCookie(`itc_session=${'a'.repeat(200)}`)).toBe('a'.repeat(200));
    expect(readSessionCookie(`itc_session=${'a'.repeat(201)}`)).toBeNull();
    expect(readSessionCookie(`__Host-itc_session=${value}; itc_session=${'b'.repeat(20)}`)).toBe(value);
  });

  it('lives for whole seconds', () => {
    expect(privateCookie('k', 'v', 1_999, false)).toContain('; Max-Age=1;');
    expect(privateCookie('k', null, 1_999, true)).toBe('k=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure');
  });
});

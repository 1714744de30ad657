import { describe, expect, test } from '@jest/globals';

import { createPasswords, passwordCost } from '../../connector/security/password.ts';
import { passwordFault, passwordLength } from '../../connector/security/password-rules.ts';

const email = 'ada.lovell@example.com';
const guessed = 'is among the first that are tried by those who guess';
const likeEmail = 'is hardly more than the email address';

describe('passwords that are taken', () => {
  test.each<[string, string | null]>([
    ['tree-lamp-91', null],
    ['tree-lamp-9', `needs at least ${String(passwordLength.least)} characters`],
    ['ab12'.repeat(50) + 'c', 'may have at most 200 characters'],
    ['abcde'.repeat(40), null],
    ['👋tree-lamp-9', null],
    ['ﬁﬁtreelamp', null],
    ['abcdabcdabcd', 'repeats too few different characters'],
    ['abcdeabcdeab', null],
    ['aaaaaaaaaaaa', 'repeats too few different characters'],
    ['abcdefghijkl', guessed],
    ['LKJIHGFEDCBA', guessed],
    ['123456789012', guessed],
    ['1234567890123456', guessed],
    ['1234567890124', null],
    ['CorrectHorseBatteryStaple', guessed],
    ['iterableconnector', guessed],
    [email, likeEmail],
    [email.toUpperCase(), likeEmail],
    ['Ada.Lovell!1x', likeEmail],
    ['ada.lovellada.lovell', likeEmail],
    ['ada.lovell-lamp', null],
    ['xyada.lovellz', likeEmail],
  ])('%s: %s', (password, fault) => {
    expect(passwordFault(password, email)).toBe(fault);
  });

  test('a name of one or two letters is in many passwords by chance', () => {
    expect(passwordFault('abababab-qrs', 'ab@example.com')).toBeNull();
    expect(passwordFault('abcabcabcabcqrst', 'abc@example.com')).toBe(likeEmail);
    expect(passwordFault('tree-lamp-91', '')).toBeNull();
  });

  test.each([
    'password1234',
    'password12345',
    'password123456',
    'passwordpassword',
    'passw0rd1234',
    'p@ssword1234',
    'p@ssw0rd1234',
    'qwertyuiop12',
    'qwertyuiop123',
    'qwerty123456',
    'qwertyqwerty',
    'qwertyuiopasdfgh',
    '1q2w3e4r5t6y',
    '1q2w3e4r5t6y7u8i',
    'administrator',
    'administrator1',
    'changeme1234',
    'changemeplease',
    'letmein12345',
    'letmeinletmein',
    'iloveyou1234',
    'welcome12345',
    'welcome123456',
    'iterable1234',
    'iterable-connector',
  ])('%s is known to everybody', (password) => {
    expect(passwordFault(password, email)).toBe(guessed);
  });
});

describe('passwords that are kept', () => {
  // small numbers: the work of one guess is measured elsewhere
  const cost = { ln: 4, r: 1, p: 1 };
  const passwords = createPasswords(cost);

  test('a hash tells its cost, differs each time and fits its password alone', async () => {
    const hash = await passwords.hash('tree-lamp-91');
    expect(hash).toMatch(/^\$scrypt\$ln=4,r=1,p=1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await passwords.hash('tree-lamp-91')).not.toBe(hash);
    expect(await passwords.verify('tree-lamp-91', hash)).toBe(true);
    expect(await passwords.verify('tree-lamp-92', hash)).toBe(false);
    expect(await createPasswords({ ln: 5, r: 2, p: 2 }).verify('tree-lamp-91', hash)).toBe(true);
  });

  test('letters typed in two ways are the same', async () => {
    expect(await passwords.verify('cafe\u0301-lamp-91', await passwords.hash('caf\u00e9-lamp-91'))).toBe(true);
  });

  test('what is no hash fits nothing', async () => {
    const hash = await passwords.hash('tree-lamp-91');
    for (const other of [null, '', 'x', ` ${hash}`, `${hash} `, hash.slice(0, -3), hash.replace('scrypt', 'bcrypt')]) {
      expect(await passwords.verify('tree-lamp-91', other)).toBe(false);
    }
  });

  test.each<[string, boolean]>([
    ['$scrypt$ln=4,r=1,p=1$AAAA$AAAA', false],
    ['$scrypt$ln=5,r=1,p=1$AAAA$AAAA', true],
    ['$scrypt$ln=4,r=2,p=1$AAAA$AAAA', true],
    ['$scrypt$ln=4,r=1,p=2$AAAA$AAAA', true],
    ['x', true],
  ])('%s is outdated: %s', (hash, isOutdated) => {
    expect(passwords.isOutdated(hash)).toBe(isOutdated);
  });

  test('a crowd of sign-ins is served in turn, to the last one, also after one that fails', async () => {
    const hash = await passwords.hash('tree-lamp-91');
    // scrypt refuses a cost of no work
    const impossible = '$scrypt$ln=0,r=1,p=1$AAAA$AAAA';
    const crowd = Array.from({ length: 9 }, (_, index) =>
      passwords.verify('tree-lamp-91', index % 3 === 0 ? impossible : hash),
    );
    const ends = await Promise.allSettled(crowd);
    expect(ends.map(({ status }) => status === 'rejected')).toEqual(crowd.map((_, index) => index % 3 === 0));
    expect(await passwords.verify('tree-lamp-91', hash)).toBe(true);
  });

  test('the usual cost is the first that OWASP names for scrypt', () => {
    expect(passwordCost).toEqual({ ln: 17, r: 8, p: 1 });
  });

  test.each([
    { ln: 10, r: 8, p: 1 },
    { ln: 4, r: 10, p: 1 },
    { ln: 4, r: 1, p: 10 },
  ])('at the cost %j a hash fits its password and is not outdated', async (cost) => {
    const dearer = createPasswords(cost);
    const hash = await dearer.hash('tree-lamp-91');
    expect([await dearer.verify('tree-lamp-91', hash), await passwords.verify('tree-lamp-91', hash)]).toEqual([
      true,
      true,
    ]);
    expect([dearer.isOutdated(hash), passwords.isOutdated(hash)]).toEqual([false, true]);
  });

  test('the whole work is done where there is no hash, or none that can be read', async () => {
    // scrypt refuses this cost, so who does not ask it is not refused
    const impossible = createPasswords({ ln: 0, r: 1, p: 1 });
    for (const hash of [null, '', 'x']) {
      await expect(impossible.verify('tree-lamp-91', hash)).rejects.toThrow();
    }
  });
});

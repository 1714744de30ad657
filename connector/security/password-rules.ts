/** Shortest and longest password, in characters (OWASP ASVS 5.0, 6.2.1 and 6.2.9, asks for at least 8 and at least 64). */
export const passwordLength = { least: 12, most: 200 } as const;

const leastDistinct = 5;
// long enough for the rule and still among the first that are tried; shorter ones are out by their length
const wellKnown = new Set([
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
  'correcthorsebatterystaple',
  'iterable1234',
  'iterable-connector',
  'iterableconnector',
]);

function isRun(text: string): boolean {
  const steps = new Set<number>();
  for (let index = 1; index < text.length; index += 1) steps.add(text.charCodeAt(index) - text.charCodeAt(index - 1));
  return steps.size === 1 || '1234567890'.repeat(text.length).startsWith(text);
}

/** Why a password cannot be taken; null when it can. Any characters will do: rules on their kinds make passwords no better. */
export function passwordFault(password: string, email: string): string | null {
  const characters = [...password.normalize('NFKC')];
  if (characters.length < passwordLength.least) return `needs at least ${passwordLength.least} characters`;
  if (characters.length > passwordLength.most) return `may have at most ${passwordLength.most} characters`;
  const lower = password.normalize('NFKC').toLowerCase();
  if (new Set(characters).size < leastDistinct) return 'repeats too few different characters';
  if (isRun(lower) || wellKnown.has(lower)) return 'is among the first that are tried by those who guess';
  const [name = ''] = email.toLowerCase().split('@');
  if (lower === email.toLowerCase() || (name.length > 2 && lower.replaceAll(name, '').length < leastDistinct)) {
    return 'is hardly more than the email address';
  }
  return null;
}

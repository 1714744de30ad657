/**
 * The string formats that inference knows. Each is a bit, so that the formats a path still has are one number that only
 * ever loses bits. Every pattern is linear (no nested ambiguous repetition): the same text goes into zod source and ajv.
 */
export type FormatName =
  | 'date-time'
  | 'date'
  | 'time'
  | 'email'
  | 'uri'
  | 'uuid'
  | 'ipv4'
  | 'ipv6'
  | 'iterable-date-time'
  | 'iterable-export-date-time'
  | 'iterable-local-date-time'
  | 'integer-string'
  | 'number-string'
  | 'json-string';

export const dateTimeBit = 1;
export const dateBit = 2;
export const timeBit = 4;
export const emailBit = 8;
export const uriBit = 16;
export const uuidBit = 32;
export const ipv4Bit = 64;
export const ipv6Bit = 128;
export const iterableBit = 256;
export const iterableExportBit = 512;
export const iterableLocalBit = 1024;
export const integerBit = 2048;
export const numberBit = 4096;
export const jsonBit = 8192;
/** what a path knows before its first string */
export const allFormats = 16383;

/** longest string that is looked at for a format, in bytes; a longer one has none */
export const formatLengthLimit = 2048;

const day =
  '(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|' +
  '\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8])))';
const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d';
const offset = '[+-](?:[01]\\d|2[0-3]):[0-5]\\d';
const label = '[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*';
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const uriRest = "(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*";
const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const group = '[0-9A-Fa-f]{1,4}';

/** Format name -> regular expression source, anchored, valid with and without the `u` flag. `json-string` has none. */
export const formatPatterns: Readonly<Record<Exclude<FormatName, 'json-string'>, string>> = {
  'date-time': `^${day}T${clock}(?:\\.\\d+)?(?:Z|${offset})$`,
  date: `^${day}$`,
  time: `^${clock}(?:\\.\\d+)?(?:Z|${offset})$`,
  email: `^${atom}(?:\\.${atom})*@(?:${label}\\.)+${label}$`,
  uri: `^[A-Za-z][A-Za-z0-9+.-]*:\\/\\/[A-Za-z0-9._~-]+(?::\\d{1,5})?(?:[/?]${uriRest})?(?:#${uriRest})?$`,
  uuid: '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$',
  ipv4: `^(?:${byte}\\.){3}${byte}$`,
  ipv6:
    `^(?:(?:${group}:){7}${group}|(?:${group}:){1,7}:|(?:${group}:){1,6}:${group}|(?:${group}:){1,5}(?::${group}){1,2}|` +
    `(?:${group}:){1,4}(?::${group}){1,3}|(?:${group}:){1,3}(?::${group}){1,4}|(?:${group}:){1,2}(?::${group}){1,5}|` +
    `${group}:(?::${group}){1,6}|:(?:(?::${group}){1,7}|:))$`,
  'iterable-date-time': `^${day} ${clock} ${offset}$`,
  'iterable-export-date-time': `^${day} ${clock} [+-](?:[01]\\d|2[0-3])[0-5]\\d$`,
  'iterable-local-date-time': `^${day} ${clock}$`,
  'integer-string': '^-?(?:0|[1-9]\\d{0,31})$',
  'number-string': '^-?(?:0|[1-9]\\d{0,31})(?:\\.\\d{1,32})?$',
};

/** A made-up text of each format, from ranges reserved for documentation. */
export const formatExamples: Readonly<Record<string, string>> = {
  email: 'person@example.com',
  uri: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
  'date-time': '2000-01-01T00:00:00Z',
  date: '2000-01-01',
  time: '00:00:00Z',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  'iterable-date-time': '2000-01-01 00:00:00 +00:00',
  'iterable-export-date-time': '2000-01-01 00:00:00 +0000',
  'iterable-local-date-time': '2000-01-01 00:00:00',
  'integer-string': '0',
  'number-string': '0',
};

/** Most telling format first: a path that kept several bits is described by the first. */
export const formatOrder: readonly (readonly [FormatName, number])[] = [
  ['date-time', dateTimeBit],
  ['date', dateBit],
  ['time', timeBit],
  ['email', emailBit],
  ['uri', uriBit],
  ['uuid', uuidBit],
  ['ipv4', ipv4Bit],
  ['ipv6', ipv6Bit],
  ['iterable-date-time', iterableBit],
  ['iterable-export-date-time', iterableExportBit],
  ['iterable-local-date-time', iterableLocalBit],
  ['integer-string', integerBit],
  ['number-string', numberBit],
  ['json-string', jsonBit],
];

/** Names of the formats in a mask, most telling first. */
export function formatNames(mask: number): FormatName[] {
  return formatOrder.filter(([, bit]) => (mask & bit) !== 0).map(([name]) => name);
}

function two(b: Uint8Array, p: number): number {
  const hi = (b[p] as number) - 48;
  const lo = (b[p + 1] as number) - 48;
  return hi >= 0 && hi <= 9 && lo >= 0 && lo <= 9 ? hi * 10 + lo : 99;
}

function isDay(b: Uint8Array, p: number): boolean {
  const century = two(b, p);
  const yy = two(b, p + 2);
  // two() answers 99 for "not digits" as well as for "99", so the digits of the year are looked at once more
  if (century === 99 && (b[p] !== 57 || b[p + 1] !== 57)) return false;
  if (yy === 99 && (b[p + 2] !== 57 || b[p + 3] !== 57)) return false;
  if (b[p + 4] !== 45 || b[p + 7] !== 45) return false;
  const month = two(b, p + 5);
  const dd = two(b, p + 8);
  if (month < 1 || month > 12 || dd < 1) return false;
  if (dd <= 28) return true;
  if (month === 2) return dd === 29 && (yy === 0 ? century % 4 === 0 : yy % 4 === 0);
  return dd <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
}

function isClock(b: Uint8Array, p: number): boolean {
  return b[p + 2] === 58 && b[p + 5] === 58 && two(b, p) < 24 && two(b, p + 3) < 60 && two(b, p + 6) < 60;
}

function isSign(c: number | undefined): boolean {
  return c === 43 || c === 45;
}

/** `.fff` (optional) and `Z` or `+hh:mm` from p to the very end */
function isZonedTail(b: Uint8Array, start: number, e: number): boolean {
  let p = start;
  if (p < e && b[p] === 46) {
    p++;
    const first = p;
    while (p < e && (b[p] as number) >= 48 && (b[p] as number) <= 57) p++;
    if (p === first) return false;
  }
  if (e - p === 1) return b[p] === 90;
  return e - p === 6 && isSign(b[p]) && two(b, p + 1) < 24 && b[p + 3] === 58 && two(b, p + 4) < 60;
}

const word = 1;
const atomChar = 2;
const hexChar = 4;
const uriChar = 8;
const digitChar = 16;
const kinds = new Uint8Array(256);
for (let c = 0; c < 128; c++) {
  const s = String.fromCharCode(c);
  if (/[A-Za-z0-9]/.test(s)) kinds[c] = word | atomChar | uriChar;
  if (/[!#$%&'*+/=?^_`{|}~-]/.test(s)) kinds[c] = (kinds[c] as number) | atomChar;
  if (/[._~:/?@!$&'()*+,;=-]/.test(s)) kinds[c] = (kinds[c] as number) | uriChar;
  if (/[0-9A-Fa-f]/.test(s)) kinds[c] = (kinds[c] as number) | hexChar;
  if (/[0-9]/.test(s)) kinds[c] = (kinds[c] as number) | digitChar;
}

function is(b: Uint8Array, p: number, kind: number): boolean {
  return ((kinds[b[p] as number] as number) & kind) !== 0;
}

function isEmail(b: Uint8Array, s: number, e: number): boolean {
  let p = s;
  for (;;) {
    const first = p;
    while (p < e && is(b, p, atomChar)) p++;
    if (p === first || p >= e) return false;
    const c = b[p] as number;
    p++;
    if (c === 64) break;
    if (c !== 46) return false;
  }
  let labels = 0;
  for (;;) {
    if (p >= e || !is(b, p, word)) return false;
    while (p < e && (is(b, p, word) || b[p] === 45)) p++;
    if (b[p - 1] === 45) return false;
    labels++;
    if (p === e) return labels > 1;
    if (b[p] !== 46) return false;
    p++;
  }
}

function isUri(b: Uint8Array, s: number, e: number): boolean {
  let p = s;
  const head = b[p] as number;
  if (!((head >= 65 && head <= 90) || (head >= 97 && head <= 122))) return false;
  while (p < e && (is(b, p, word) || b[p] === 43 || b[p] === 45 || b[p] === 46)) p++;
  if (e - p < 4 || b[p] !== 58 || b[p + 1] !== 47 || b[p + 2] !== 47) return false;
  p += 3;
  const host = p;
  while (p < e && (is(b, p, word) || b[p] === 45 || b[p] === 46 || b[p] === 95 || b[p] === 126)) p++;
  if (p === host) return false;
  if (p < e && b[p] === 58) {
    const port = ++p;
    while (p < e && is(b, p, digitChar)) p++;
    if (p === port || p - port > 5) return false;
  }
  if (p === e) return true;
  let fragment = false;
  if (b[p] !== 47 && b[p] !== 63 && b[p] !== 35) return false;
  for (; p < e; p++) {
    const c = b[p] as number;
    if (c === 35) {
      if (fragment) return false;
      fragment = true;
    } else if (c === 37) {
      if (p + 2 >= e || !is(b, p + 1, hexChar) || !is(b, p + 2, hexChar)) return false;
      p += 2;
    } else if (!is(b, p, uriChar)) return false;
  }
  return true;
}

function isUuid(b: Uint8Array, s: number): boolean {
  for (let i = 0; i < 36; i++) {
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (b[s + i] !== 45) return false;
    } else if (!is(b, s + i, hexChar)) return false;
  }
  return true;
}

function isIpv4(b: Uint8Array, s: number, e: number): boolean {
  let p = s;
  for (let part = 0; part < 4; part++) {
    const first = p;
    let value = 0;
    while (p < e && is(b, p, digitChar) && p - first < 3) value = value * 10 + (b[p++] as number) - 48;
    if (p === first || value > 255 || (p - first > 1 && b[first] === 48)) return false;
    if (part < 3 && (p >= e || b[p++] !== 46)) return false;
  }
  return p === e;
}

const ipv6Pattern = new RegExp(formatPatterns.ipv6);

function isIpv6(b: Uint8Array, s: number, e: number): boolean {
  let text = '';
  for (let p = s; p < e; p++) {
    if (!is(b, p, hexChar) && b[p] !== 58) return false;
    text += String.fromCharCode(b[p] as number);
  }
  return ipv6Pattern.test(text);
}

function numericBits(b: Uint8Array, s: number, e: number): number {
  let p = b[s] === 45 ? s + 1 : s;
  const whole = p;
  while (p < e && is(b, p, digitChar)) p++;
  const digits = p - whole;
  if (digits === 0 || digits > 32 || (digits > 1 && b[whole] === 48)) return 0;
  if (p === e) return integerBit | numberBit;
  if (b[p] !== 46) return 0;
  const fraction = ++p;
  while (p < e && is(b, p, digitChar)) p++;
  return p === e && p > fraction && p - fraction <= 32 ? numberBit : 0;
}

/**
 * The bits of `mask` that the ASCII string b[s..e) also has. Only the bits still set are tested, so a path that lost
 * all formats costs nothing. `json-string` is decided elsewhere (it needs a parser) and is passed through.
 */
export function narrowFormats(b: Uint8Array, s: number, e: number, mask: number): number {
  const n = e - s;
  let m = mask;
  if (n === 0 || n > formatLengthLimit) return m & jsonBit;
  if ((m & iterableBit) !== 0) {
    const holds =
      n === 26 &&
      b[s + 10] === 32 &&
      b[s + 19] === 32 &&
      isDay(b, s) &&
      isClock(b, s + 11) &&
      isSign(b[s + 20]) &&
      two(b, s + 21) < 24 &&
      b[s + 23] === 58 &&
      two(b, s + 24) < 60;
    if (!holds) m &= ~iterableBit;
  }
  if ((m & dateTimeBit) !== 0) {
    const holds = n >= 20 && b[s + 10] === 84 && isDay(b, s) && isClock(b, s + 11) && isZonedTail(b, s + 19, e);
    if (!holds) m &= ~dateTimeBit;
  }
  if ((m & emailBit) !== 0 && !isEmail(b, s, e)) m &= ~emailBit;
  if ((m & uuidBit) !== 0 && !(n === 36 && isUuid(b, s))) m &= ~uuidBit;
  if ((m & uriBit) !== 0 && !isUri(b, s, e)) m &= ~uriBit;
  if ((m & (integerBit | numberBit)) !== 0) m &= ~(integerBit | numberBit) | numericBits(b, s, e);
  if ((m & dateBit) !== 0 && !(n === 10 && isDay(b, s))) m &= ~dateBit;
  if ((m & ipv4Bit) !== 0 && !(n >= 7 && n <= 15 && isIpv4(b, s, e))) m &= ~ipv4Bit;
  if ((m & timeBit) !== 0 && !(n >= 9 && isClock(b, s) && isZonedTail(b, s + 8, e))) m &= ~timeBit;
  if ((m & iterableExportBit) !== 0) {
    const holds =
      n === 25 &&
      b[s + 10] === 32 &&
      b[s + 19] === 32 &&
      isDay(b, s) &&
      isClock(b, s + 11) &&
      isSign(b[s + 20]) &&
      two(b, s + 21) < 24 &&
      two(b, s + 23) < 60;
    if (!holds) m &= ~iterableExportBit;
  }
  if ((m & iterableLocalBit) !== 0 && !(n === 19 && b[s + 10] === 32 && isDay(b, s) && isClock(b, s + 11)))
    m &= ~iterableLocalBit;
  if ((m & ipv6Bit) !== 0 && !(n >= 2 && n <= 39 && isIpv6(b, s, e))) m &= ~ipv6Bit;
  return m;
}

import {
  dateBit,
  dateTimeBit,
  emailBit,
  formatLengthLimit,
  formatPatterns,
  integerBit,
  ipv4Bit,
  ipv6Bit,
  iterableBit,
  iterableExportBit,
  iterableLocalBit,
  jsonBit,
  numberBit,
  timeBit,
  uriBit,
  uuidBit,
} from './formats.ts';

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
  let colons = 0;
  for (let p = s; p < e; p++) {
    if (b[p] === 58) colons++;
    else if (!is(b, p, hexChar)) return false;
  }
  return colons > 1 && ipv6Pattern.test(String.fromCharCode(...b.subarray(s, e)));
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

/** Formats that a string of so many bytes can have; longer ones than the table can have the last entry's. */
const byLength = new Uint16Array(41);
for (let n = 0; n < byLength.length; n++)
  byLength[n] =
    jsonBit |
    (n >= 1 ? integerBit | numberBit : 0) |
    (n >= 2 && n <= 39 ? ipv6Bit : 0) |
    (n >= 5 ? emailBit | uriBit : 0) |
    (n >= 7 && n <= 15 ? ipv4Bit : 0) |
    (n >= 9 ? timeBit : 0) |
    (n === 10 ? dateBit : 0) |
    (n === 19 ? iterableLocalBit : 0) |
    (n >= 20 ? dateTimeBit : 0) |
    (n === 25 ? iterableExportBit : 0) |
    (n === 26 ? iterableBit : 0) |
    (n === 36 ? uuidBit : 0);

/** Formats that a string with this first byte can have. */
const byFirst = new Uint16Array(256);
for (let c = 0; c < 128; c++) {
  const kind = kinds[c] as number;
  const letter = (kind & word) !== 0 && (kind & digitChar) === 0;
  byFirst[c] =
    jsonBit |
    ((kind & atomChar) !== 0 ? emailBit : 0) |
    ((kind & hexChar) !== 0 ? uuidBit | ipv6Bit : 0) |
    (c === 58 ? ipv6Bit : 0) |
    (letter ? uriBit : 0) |
    (c === 45 ? integerBit | numberBit : 0) |
    ((kind & digitChar) !== 0
      ? integerBit |
        numberBit |
        ipv4Bit |
        dateBit |
        timeBit |
        dateTimeBit |
        iterableBit |
        iterableExportBit |
        iterableLocalBit
      : 0);
}

function isIterableStart(b: Uint8Array, s: number): boolean {
  return b[s + 10] === 32 && isDay(b, s) && isClock(b, s + 11);
}

/**
 * The bits of `mask` that the ASCII string b[s..e) also has. Length and first byte rule out most formats; of the others
 * only the bits still set are tested, so a path that lost all formats costs nothing. `json-string` is decided elsewhere
 * (it needs a parser) and is passed through.
 */
export function narrowFormats(b: Uint8Array, s: number, e: number, mask: number): number {
  const n = e - s;
  if (n === 0 || n > formatLengthLimit) return mask & jsonBit;
  let m = mask & (byLength[n < 41 ? n : 40] as number) & (byFirst[b[s] as number] as number);
  if ((m & ~jsonBit) === 0) return m;
  if ((m & emailBit) !== 0 && !isEmail(b, s, e)) m &= ~emailBit;
  if ((m & uriBit) !== 0 && !isUri(b, s, e)) m &= ~uriBit;
  if ((m & uuidBit) !== 0 && !isUuid(b, s)) m &= ~uuidBit;
  if ((m & (integerBit | numberBit)) !== 0) m &= ~(integerBit | numberBit) | numericBits(b, s, e);
  if ((m & ipv6Bit) !== 0 && !isIpv6(b, s, e)) m &= ~ipv6Bit;
  if ((m & ipv4Bit) !== 0 && !isIpv4(b, s, e)) m &= ~ipv4Bit;
  if ((m & dateBit) !== 0 && !isDay(b, s)) m &= ~dateBit;
  if ((m & timeBit) !== 0 && !(isClock(b, s) && isZonedTail(b, s + 8, e))) m &= ~timeBit;
  if ((m & dateTimeBit) !== 0 && !(b[s + 10] === 84 && isDay(b, s) && isClock(b, s + 11) && isZonedTail(b, s + 19, e)))
    m &= ~dateTimeBit;
  if ((m & iterableBit) !== 0) {
    const zone = b[s + 19] === 32 && isSign(b[s + 20]) && isZonedTail(b, s + 20, e);
    if (!(zone && isIterableStart(b, s))) m &= ~iterableBit;
  }
  if ((m & iterableExportBit) !== 0) {
    const zone = b[s + 19] === 32 && isSign(b[s + 20]) && two(b, s + 21) < 24 && two(b, s + 23) < 60;
    if (!(zone && isIterableStart(b, s))) m &= ~iterableExportBit;
  }
  if ((m & iterableLocalBit) !== 0 && !isIterableStart(b, s)) m &= ~iterableLocalBit;
  return m;
}

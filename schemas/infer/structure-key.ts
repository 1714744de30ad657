import { fnvOffset, fnvPrime } from './key-name.ts';

const otherPrime = 0x85ebca6b;
const text = 1;
const yes = 2;
const nothing = 3;
const integer = 4;
const fraction = 5;

/** what numbers are told apart by; longer ones may be beyond 2^53 */
const numberLength = 15;
/** shorter strings are walked, in longer ones the engine looks for the quote */
const walked = 48;

/** Place of the quote that ends the string whose first byte is at `start`; -1 where none does. */
function stringEnd(b: Uint8Array, start: number): number {
  const near = Math.min(start + walked, b.length);
  let p = start;
  for (; p < near; p++) {
    const c = b[p];
    if (c === 34) return p;
    if (c === 92) p++;
  }
  for (;;) {
    p = b.indexOf(34, p);
    if (p === -1) return -1;
    let first = p;
    while (first > start && b[first - 1] === 92) first--;
    if ((p - first) % 2 === 0) return p;
    p++;
  }
}

/** Place after the number at `start`, with its kind in the sign: negative for a fraction; 0 where it cannot be told. */
function numberEnd(b: Uint8Array, start: number): number {
  let p = b[start] === 45 ? start + 1 : start;
  const first = p;
  let point = false;
  let isFraction = false;
  for (; ; p++) {
    const c = b[p] as number;
    if (c === 46) point = true;
    else if (c >= 48 && c <= 57) isFraction ||= point && c !== 48;
    else if (c === 101 || c === 69) return 0;
    else break;
  }
  if (p === first || p - first > numberLength) return 0;
  return isFraction ? -p : p;
}

/**
 * A number for the keys of a JSON text and the types of its values, in their order: texts with the same number change a shape by the
 * same counts, whatever their values are. Reads each byte once and makes nothing. Null where that cannot be told
 * this cheaply (long numbers, exponents, what is no JSON). Two hashes in 53 bits: texts of other structure share one by chance less than
 * once in 2^32.
 * @param b UTF-8 JSON of one sample that some parser has accepted; faults are not looked for
 */
export function structureKey(b: Uint8Array): number | null {
  const end = b.length;
  let h = fnvOffset;
  let g = end === 0 ? 0 : 1;
  let p = 0;
  while (p < end) {
    const c = b[p] as number;
    let code = c;
    if (c === 34) {
      const start = p + 1;
      const close = stringEnd(b, start);
      if (close === -1) return null;
      p = close + 1;
      while (p < end && (b[p] as number) <= 32) p++;
      if (b[p] === 58) {
        for (let q = start; q < close; q++) h = Math.imul(h ^ (b[q] as number), fnvPrime);
        g += close - start;
        code = 58;
        p++;
      } else code = text;
    } else if (c === 44 || c <= 32) {
      p++;
      continue;
    } else if (c === 123 || c === 125 || c === 91 || c === 93) p++;
    else if (c === 116) {
      code = yes;
      p += 4;
    } else if (c === 102) {
      code = yes;
      p += 5;
    } else if (c === 110) {
      code = nothing;
      p += 4;
    } else {
      const after = numberEnd(b, p);
      if (after === 0) return null;
      code = after < 0 ? fraction : integer;
      p = Math.abs(after);
    }
    h = Math.imul(h ^ code, fnvPrime);
    g = Math.imul(g + code, otherPrime);
  }
  return (h >>> 0) * 2_097_152 + (g >>> 11);
}

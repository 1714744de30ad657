import { observeInside } from './observe.ts';
import { cachedKeyName, hashBytes, keyName } from './key-name.ts';
import { type KeySlot, type RecordStats, ShapeNode } from './shape-node.ts';
import type { ShapeLimits } from './shape.ts';
import { asciiText } from './text-stats.ts';

/** deepest nesting that is read at all; recursion stays far from the end of the stack */
export const scanDepthLimit = 512;

/** Where and why the bytes are not JSON. Internal: turned into a ConnectorError where lines are known. */
export class ScanFault extends Error {
  constructor(
    readonly offset: number,
    readonly kind: 'syntax' | 'depth',
    message: string,
  ) {
    super(message);
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const scratch = new Uint8Array(2048);
const powers = new Float64Array(23);
for (let i = 0; i < powers.length; i++) powers[i] = Number(`1e${String(i)}`);

/** 1 for bytes that a string may hold as they are and that need no further look */
const plain = new Uint8Array(256);
for (let c = 32; c < 128; c++) plain[c] = c === 34 || c === 92 ? 0 : 1;

/** letter after a backslash -> byte; `u` is apart */
const escapes = new Uint8Array(256);
for (const [letter, byte] of [
  [34, 34],
  [92, 92],
  [47, 47],
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
] as const)
  escapes[letter] = byte;

/**
 * Walks the UTF-8 bytes of JSON once and fills shape nodes, without building values. Methods take and return an offset
 * instead of keeping a cursor in a field: it stays in a register.
 */
export class Scanner {
  /** takes what lies below the depth cap and is only checked */
  private readonly sink = new ShapeNode();

  constructor(
    private readonly buf: Uint8Array,
    private readonly end: number,
    private readonly limits: ShapeLimits,
  ) {
    this.sink.personal = true;
  }

  /** Offset of the next byte that is not white space. */
  skipSpace(at: number): number {
    const buf = this.buf;
    let p = at;
    for (;;) {
      const c = buf[p];
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return p;
      p++;
    }
  }

  /** Takes the value at `p` into `node`; returns the offset after it. */
  value(node: ShapeNode, p: number, depth: number): number {
    const c = this.buf[p] as number;
    if (c === 34) return this.string(node, p + 1, depth);
    if (c <= 57) return this.number(node, p);
    if (c === 123) {
      if (depth < this.limits.depth) return this.object(node, p + 1, depth);
      node.openRecord().count++;
      node.skipped++;
      return this.skip(p, depth);
    }
    if (c === 91) {
      if (depth < this.limits.depth) return this.array(node, p + 1, depth);
      node.arrays++;
      node.skipped++;
      return this.skip(p, depth);
    }
    if (c === 110) {
      node.nulls++;
    } else {
      node.booleans++;
    }
    return this.word(p);
  }

  private word(p: number): number {
    const buf = this.buf;
    const c = buf[p];
    if (c === 116 && buf[p + 1] === 114 && buf[p + 2] === 117 && buf[p + 3] === 101) return this.inside(p + 4);
    if (c === 110 && buf[p + 1] === 117 && buf[p + 2] === 108 && buf[p + 3] === 108) return this.inside(p + 4);
    if (c === 102 && buf[p + 1] === 97 && buf[p + 2] === 108 && buf[p + 3] === 115 && buf[p + 4] === 101)
      return this.inside(p + 5);
    throw this.unexpected(p);
  }

  /** The buffer may be a window: what lies behind `end` is not part of the text. */
  private inside(p: number): number {
    if (p > this.end) throw new ScanFault(this.end, 'syntax', 'the text ends inside a value');
    return p;
  }

  private unexpected(p: number): ScanFault {
    if (p >= this.end) return new ScanFault(this.end, 'syntax', 'the text ends where a value is expected');
    const c = this.buf[p] as number;
    const shown = c > 32 && c < 127 ? JSON.stringify(String.fromCharCode(c)) : `byte ${String(c)}`;
    return new ScanFault(p, 'syntax', `a value cannot start with ${shown}`);
  }

  private object(node: ShapeNode, at: number, depth: number): number {
    const buf = this.buf;
    const record = node.record ?? node.openRecord();
    const serial = ++record.count;
    let p = at;
    if ((buf[p] as number) <= 32) p = this.skipSpace(p);
    if (buf[p] === 125) return this.inside(p + 1);
    let previous: KeySlot | null = null;
    for (;;) {
      if (buf[p] !== 34) throw new ScanFault(p, 'syntax', 'a key in double quotes is expected');
      p++;
      const guess: KeySlot | null = previous === null ? record.first : previous.next;
      let slot: KeySlot | null = guess;
      let after = -1;
      // optional keys that are absent this time: their followers are the next best guesses
      for (let hops = 0; slot !== null && hops < 5; hops++) {
        after = matchKey(buf, p, slot.bytes);
        if (after >= 0) break;
        slot = slot.next;
      }
      if (after < 0) {
        const close = this.keyEnd(p);
        slot = this.lookUp(record, p, close - 1, node.personal);
        after = this.colon(close);
        if (slot !== null && slot !== guess) {
          if (slot.next === null && slot !== previous) slot.next = guess;
          if (previous === null) record.first = slot;
          else previous.next = slot;
        }
      }
      p = after;
      if ((buf[p] as number) <= 32) p = this.skipSpace(p);
      if (slot === null) {
        // slots found before the record became a dictionary are no longer part of it
        previous = null;
        p = this.value(record.values ?? node, p, depth + 1);
      } else {
        if (slot.seen !== serial) {
          slot.seen = serial;
          slot.present++;
        }
        previous = slot;
        p = buf[p] === 34 ? this.string(slot.node, p + 1, depth + 1) : this.value(slot.node, p, depth + 1);
      }
      if ((buf[p] as number) <= 32) p = this.skipSpace(p);
      const c = buf[p];
      p++;
      if (c === 44) {
        if ((buf[p] as number) <= 32) p = this.skipSpace(p);
        continue;
      }
      if (c === 125) return this.inside(p);
      throw new ScanFault(p - 1, 'syntax', 'a comma or } is expected');
    }
  }

  /** Offset after the closing quote of the key that starts at `at`. */
  private keyEnd(at: number): number {
    const buf = this.buf;
    const end = this.end;
    for (let p = at; p < end; p++) {
      const c = buf[p] as number;
      if (c === 34) return p + 1;
      if (c === 92) p++;
      else if (c < 32) throw new ScanFault(p, 'syntax', 'a control character stands inside a key');
    }
    throw new ScanFault(at - 1, 'syntax', 'a string is not closed');
  }

  private colon(at: number): number {
    const p = this.skipSpace(at);
    if (this.buf[p] !== 58) throw new ScanFault(p, 'syntax', 'a colon is expected after the key');
    return p + 1;
  }

  private lookUp(record: RecordStats, s: number, e: number, personal: boolean): KeySlot | null {
    if (record.values !== null) return record.open(this.decode(s, e), this.limits.keys, personal);
    const hash = hashBytes(this.buf, s, e);
    const known = record.findBytes(this.buf, s, e, hash);
    if (known !== null) return known;
    const key = cachedKeyName(this.buf, s, e, hash) ?? keyName(this.decode(s, e));
    return record.openKey(key, this.limits.keys, personal);
  }

  private array(node: ShapeNode, at: number, depth: number): number {
    const buf = this.buf;
    node.arrays++;
    let p = at;
    if ((buf[p] as number) <= 32) p = this.skipSpace(p);
    if (buf[p] === 93) {
      node.addItemCount(0);
      return this.inside(p + 1);
    }
    const items = node.openItems();
    for (let n = 1; ; n++) {
      p = this.value(items, p, depth + 1);
      if ((buf[p] as number) <= 32) p = this.skipSpace(p);
      const c = buf[p];
      p++;
      if (c === 44) {
        if ((buf[p] as number) <= 32) p = this.skipSpace(p);
        continue;
      }
      if (c !== 93) throw new ScanFault(p - 1, 'syntax', 'a comma or ] is expected');
      node.addItemCount(n);
      return this.inside(p);
    }
  }

  private string(node: ShapeNode, start: number, depth: number): number {
    const buf = this.buf;
    const end = this.end;
    let p = start;
    while (p < end && plain[buf[p] as number] === 1) p++;
    if (p < end && buf[p] === 34) {
      (node.text ?? node.openText()).addBytes(buf, start, p, node.personal);
      if (this.limits.insideStrings) this.lookInside(node, start, p, depth);
      return p + 1;
    }
    return this.slowString(node, start, p, depth);
  }

  private lookInside(node: ShapeNode, s: number, e: number, depth: number): void {
    const c = this.buf[s];
    if (c === 123 || c === 91) observeInside(node, asciiText(this.buf, s, e), depth, this.limits);
  }

  private slowString(node: ShapeNode, start: number, from: number, depth: number): number {
    const buf = this.buf;
    const end = this.end;
    let p = from;
    let escaped = false;
    let ascii = true;
    for (; ; p++) {
      if (p >= end) throw new ScanFault(start - 1, 'syntax', 'a string is not closed');
      const c = buf[p] as number;
      if (c === 34) break;
      if (c === 92) {
        escaped = true;
        p++;
      } else if (c > 127) ascii = false;
      else if (c < 32) throw new ScanFault(p, 'syntax', 'a line break or control character stands inside a string');
    }
    const text = node.openText();
    if (!escaped) {
      text.addOther(false, node.personal);
      return p + 1;
    }
    const n = ascii ? unescape(buf, start, p) : -1;
    if (n >= 0 && !this.limits.insideStrings) {
      text.addBytes(scratch, 0, n, node.personal);
      return p + 1;
    }
    const value = this.decode(start, p);
    text.addText(value, node.personal);
    if (this.limits.insideStrings) observeInside(node, value, depth, this.limits);
    return p + 1;
  }

  /** The text between quotes; escapes are checked and resolved. */
  private decode(s: number, e: number): string {
    const raw = decoder.decode(this.buf.subarray(s, e));
    if (!raw.includes('\\')) return raw;
    try {
      return JSON.parse(`"${raw}"`) as string;
    } catch {
      throw new ScanFault(s - 1, 'syntax', 'a string holds an escape that JSON does not have');
    }
  }

  private number(node: ShapeNode, start: number): number {
    const buf = this.buf;
    let p = start;
    let c = buf[p] as number;
    const negative = c === 45;
    if (negative) c = buf[++p] as number;
    const first = p;
    if (!(c >= 48 && c <= 57)) throw p === start ? this.unexpected(p) : this.malformed(start);
    let v = c - 48;
    c = buf[++p] as number;
    if (v === 0) {
      if (c >= 48 && c <= 57) throw this.malformed(start);
    } else {
      while (c >= 48 && c <= 57) {
        v = v * 10 + (c - 48);
        c = buf[++p] as number;
      }
    }
    const whole = p - first;
    if (c !== 46 && c !== 101 && c !== 69) {
      if (p > this.end) throw this.malformed(start);
      if (whole <= 15) {
        if (negative) v = -v;
        node.integers++;
        if (v < node.min) node.min = v;
        if (v > node.max) node.max = v;
        return p;
      }
      if (whole <= 1000 && !Number.isSafeInteger(Number(asciiText(buf, start, p)))) node.addBig();
      else node.addNumber(Number(asciiText(buf, start, p)));
      return p;
    }
    let fraction = 0;
    if (c === 46) {
      const point = p;
      c = buf[++p] as number;
      while (c >= 48 && c <= 57) {
        v = v * 10 + (c - 48);
        c = buf[++p] as number;
      }
      fraction = p - point - 1;
      if (fraction === 0) throw this.malformed(start);
    }
    if (c === 101 || c === 69) {
      c = buf[++p] as number;
      if (c === 43 || c === 45) c = buf[++p] as number;
      const exponent = p;
      while (c >= 48 && c <= 57) c = buf[++p] as number;
      if (p === exponent) throw this.malformed(start);
      fraction = 99;
    }
    if (p > this.end) throw this.malformed(start);
    // both parts exact in a double: one rounding, as the standard asks for
    if (whole + fraction <= 15) {
      const value = v / (powers[fraction] as number);
      node.addNumber(negative ? -value : value);
    } else node.addNumber(Number(asciiText(buf, start, p)));
    return p;
  }

  private malformed(p: number): ScanFault {
    return new ScanFault(p, 'syntax', 'a number is malformed');
  }

  /** Checks a value that is too deep to be looked into. */
  private skip(at: number, depth: number): number {
    if (depth >= scanDepthLimit)
      throw new ScanFault(at, 'depth', `arrays and objects are nested deeper than ${String(scanDepthLimit)}`);
    const buf = this.buf;
    const c = buf[at];
    if (c !== 123 && c !== 91) return this.value(this.sink, at, depth);
    const close = c === 123 ? 125 : 93;
    let p = this.skipSpace(at + 1);
    if (buf[p] === close) return this.inside(p + 1);
    for (;;) {
      if (close === 125) {
        if (buf[p] !== 34) throw new ScanFault(p, 'syntax', 'a key in double quotes is expected');
        const key = this.keyEnd(p + 1);
        this.decode(p + 1, key - 1);
        p = this.skipSpace(this.colon(key));
      }
      p = this.skipSpace(this.skip(p, depth + 1));
      const separator = buf[p];
      p++;
      if (separator === close) return this.inside(p);
      if (separator !== 44) throw new ScanFault(p - 1, 'syntax', `a comma or ${close === 125 ? '}' : ']'} is expected`);
      p = this.skipSpace(p);
    }
  }
}

/** Offset after `"key":` when the bytes at `p` are that, else -1. */
function matchKey(buf: Uint8Array, p: number, key: Uint8Array): number {
  const n = key.length;
  if (n === 0) return -1;
  for (let i = 0; i < n; i++) if (buf[p + i] !== key[i]) return -1;
  return p + n;
}

/** Resolves simple escapes into the scratch buffer; -1 when there is a `\u`, a wrong escape or no room. */
function unescape(buf: Uint8Array, s: number, e: number): number {
  if (e - s > scratch.length) return -1;
  let n = 0;
  for (let p = s; p < e; p++) {
    let c = buf[p] as number;
    if (c === 92) {
      c = escapes[buf[++p] as number] as number;
      if (c === 0) return -1;
    }
    scratch[n++] = c;
  }
  return n;
}

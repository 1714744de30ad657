import { observeInside } from './observe.ts';
import { cachedKeyName, hashBytes, keyName } from './key-name.ts';
import { ScanFault, scanDepthLimit, unexpectedByte } from './scan-fault.ts';
import { scanNumber } from './scan-number.ts';
import { type KeySlot, type RecordStats, ShapeNode } from './shape-node.ts';
import type { ShapeLimits } from './shape.ts';
import { asciiText } from './text-stats.ts';
import { resolveEscapes, resolvedBytes } from './resolve-escapes.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** 1 for bytes that a string may hold as they are and that need no further look */
const plain = new Uint8Array(256);
for (let c = 32; c < 128; c++) plain[c] = c === 34 || c === 92 ? 0 : 1;

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
    if (c <= 57) return scanNumber(this.buf, this.end, node, p);
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
    throw unexpectedByte(buf, p, this.end);
  }

  /** The buffer may be a window: what lies behind `end` is not part of the text. */
  private inside(p: number): number {
    if (p > this.end) throw new ScanFault(this.end, 'syntax', 'the text ends inside a value');
    return p;
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
    const n = ascii ? resolveEscapes(buf, start, p) : -1;
    if (n >= 0 && !this.limits.insideStrings) {
      text.addBytes(resolvedBytes, 0, n, node.personal);
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

/** Bounds of one document, checked while reading. */
export interface ReadBounds {
  /** deepest nesting of arrays and objects */
  depth: number;
  /** most keys in all objects together */
  keys: number;
}

/** Something that JSON.parse would have dropped without a word. */
export interface ReadNotice {
  kind: 'duplicate-key' | 'big-integer' | 'number-out-of-range' | 'lone-surrogate' | 'proto-key';
  /** offset in characters */
  offset: number;
  /** the key, for kinds that concern one; never a value */
  key?: string;
}

/** Why reading stopped. */
export interface ReadFault {
  kind: 'syntax' | 'depth' | 'keys';
  offset: number;
  message: string;
}

export interface ReadResult {
  value: unknown;
  /** offset after the value */
  end: number;
  keys: number;
  notices: ReadNotice[];
  fault: ReadFault | null;
}

const noticeLimit = 100;

/** Own property even for `__proto__`, which plain assignment would turn into a prototype. */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

class Reader {
  readonly notices: ReadNotice[] = [];
  fault: ReadFault | null = null;
  keys = 0;
  pos: number;

  constructor(
    readonly text: string,
    start: number,
    readonly bounds: ReadBounds,
  ) {
    this.pos = start;
  }

  stop(message: string, offset = this.pos, kind: ReadFault['kind'] = 'syntax'): undefined {
    this.fault ??= { kind, offset, message };
    return undefined;
  }

  note(kind: ReadNotice['kind'], offset: number, key?: string): void {
    if (this.notices.length < noticeLimit) this.notices.push({ kind, offset, ...(key === undefined ? {} : { key }) });
  }

  skipSpace(): void {
    for (;;) {
      const c = this.text.charCodeAt(this.pos);
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return;
      this.pos++;
    }
  }

  /** Recursion is safe: bounds.depth is small against the stack. */
  value(depth: number): unknown {
    const c = this.text.charCodeAt(this.pos);
    if (c === 34) return this.string();
    if (c === 123) return depth >= this.bounds.depth ? this.tooDeep() : this.object(depth);
    if (c === 91) return depth >= this.bounds.depth ? this.tooDeep() : this.array(depth);
    if (c === 45 || (c >= 48 && c <= 57)) return this.number();
    if (c === 116) return this.word('true', true);
    if (c === 102) return this.word('false', false);
    if (c === 110) return this.word('null', null);
    if (Number.isNaN(c)) return this.stop('the text ends where a value is expected');
    return this.stop(`a value cannot start with ${this.shown()}`);
  }

  private shown(): string {
    return JSON.stringify(String.fromCodePoint(this.text.codePointAt(this.pos) ?? 32));
  }

  private tooDeep(): undefined {
    return this.stop(`arrays and objects are nested deeper than ${String(this.bounds.depth)}`, this.pos, 'depth');
  }

  private word(name: string, value: unknown): unknown {
    if (!this.text.startsWith(name, this.pos)) return this.stop(`a value cannot start with ${this.shown()}`);
    this.pos += name.length;
    return value;
  }

  private object(depth: number): unknown {
    const object: Record<string, unknown> = {};
    this.pos++;
    this.skipSpace();
    if (this.text.charCodeAt(this.pos) === 125) {
      this.pos++;
      return object;
    }
    for (;;) {
      const at = this.pos;
      if (this.text.charCodeAt(at) !== 34)
        return this.stop(
          this.text.charCodeAt(at) === 125 ? 'a comma before } is one too many' : 'a key in double quotes is expected',
        );
      const key = this.string();
      if (key === undefined) return undefined;
      if (++this.keys > this.bounds.keys)
        return this.stop(`there are more than ${String(this.bounds.keys)} keys`, at, 'keys');
      if (Object.hasOwn(object, key)) this.note('duplicate-key', at, key);
      else if (key === '__proto__') this.note('proto-key', at, key);
      this.skipSpace();
      if (this.text.charCodeAt(this.pos) !== 58) return this.stop('a colon is expected after the key');
      this.pos++;
      this.skipSpace();
      const value = this.value(depth + 1);
      if (this.fault !== null) return undefined;
      setOwn(object, key, value);
      this.skipSpace();
      const c = this.text.charCodeAt(this.pos);
      if (c === 125) {
        this.pos++;
        return object;
      }
      if (c !== 44) return this.stop('a comma or } is expected');
      this.pos++;
      this.skipSpace();
    }
  }

  private array(depth: number): unknown {
    const array: unknown[] = [];
    this.pos++;
    this.skipSpace();
    if (this.text.charCodeAt(this.pos) === 93) {
      this.pos++;
      return array;
    }
    for (;;) {
      if (array.length > 0 && this.text.charCodeAt(this.pos) === 93)
        return this.stop('a comma before ] is one too many');
      array.push(this.value(depth + 1));
      if (this.fault !== null) return undefined;
      this.skipSpace();
      const c = this.text.charCodeAt(this.pos);
      if (c === 93) {
        this.pos++;
        return array;
      }
      if (c !== 44) return this.stop('a comma or ] is expected');
      this.pos++;
      this.skipSpace();
    }
  }

  private number(): unknown {
    numberPattern.lastIndex = this.pos;
    const match = numberPattern.exec(this.text);
    if (match === null) return this.stop('a number is malformed');
    const token = match[0];
    const after = this.text.charCodeAt(this.pos + token.length);
    if ((after >= 48 && after <= 57) || after === 46 || after === 101 || after === 69)
      return this.stop('a number is malformed');
    const at = this.pos;
    this.pos += token.length;
    const value = Number(token);
    if (token.length > 15 && /^-?\d+$/.test(token) && !Number.isSafeInteger(value)) {
      this.note('big-integer', at);
      // BigInt() of millions of digits would block; so long a number is no identifier any more
      return token.length <= 1000 ? BigInt(token) : value;
    }
    if (!Number.isFinite(value)) this.note('number-out-of-range', at);
    return value;
  }

  string(): string | undefined {
    const { text } = this;
    const start = this.pos;
    let p = start + 1;
    let escaped = false;
    let surrogates = false;
    for (;;) {
      const c = text.charCodeAt(p);
      if (c === 34) break;
      if (c === 92) {
        escaped = true;
        p++;
      } else if (c < 32) return this.stop('a line break or control character stands inside a string', p);
      else if (c >= 0xd800 && c <= 0xdfff) surrogates = true;
      if (p >= text.length) return this.stop('a string is not closed', start);
      p++;
    }
    this.pos = p + 1;
    if (!escaped && !surrogates) return text.slice(start + 1, p);
    const raw = text.slice(start, p + 1);
    let value: string;
    try {
      value = JSON.parse(raw) as string;
    } catch {
      return this.stop('a string holds an escape that JSON does not have', start);
    }
    if (loneSurrogate.test(value)) this.note('lone-surrogate', start);
    return value;
  }
}

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const loneSurrogate = /\p{Surrogate}/u;

/**
 * Reads one JSON value at `start` (after white space). Integers beyond 2^53 become bigint, repeated keys are noted (the
 * last one wins, as in JSON.parse), `__proto__` becomes an own key, lone surrogates stay. Never throws: see `fault`.
 */
export function readJson(text: string, start: number, bounds: ReadBounds): ReadResult {
  const reader = new Reader(text, start, bounds);
  reader.skipSpace();
  const value = reader.value(0);
  return { value, end: reader.pos, keys: reader.keys, notices: reader.notices, fault: reader.fault };
}

import { narrowFormats } from './format-checks.ts';
import { allFormats, jsonBit } from './formats.ts';
import type { ShapeNode } from './shape-node.ts';

/** a set with more distinct values than this is no value set */
export const valueSetLimit = 16;
/** how many values stay as examples when a path is no value set */
export const exampleLimit = 3;
/** longest string, in bytes, that can be in a value set or an example */
export const labelLengthLimit = 40;

const scratch = new Uint8Array(2048);
// room to spare: a string of more than this many characters has no format and is no label
const scratchLimit = scratch.length;

/** Shorter first, then by character: a total order that costs one comparison for most pairs. */
function compare(a: string, b: Uint8Array, s: number, e: number): number {
  const n = e - s;
  if (a.length !== n) return a.length - n;
  for (let i = 0; i < n; i++) {
    const d = a.charCodeAt(i) - (b[s + i] as number);
    if (d !== 0) return d;
  }
  return 0;
}

function sameText(a: string, b: Uint8Array, s: number): boolean {
  for (let i = a.length - 1; i >= 0; i--) if (a.charCodeAt(i) !== b[s + i]) return false;
  return true;
}

/**
 * Labels are short printable ASCII texts that name a thing. Anything that looks like a person's address or phone
 * number is not one, so it is never kept, whatever its key is called.
 */
function isLabel(b: Uint8Array, s: number, e: number): boolean {
  if (e - s > labelLengthLimit) return false;
  let digits = 0;
  let others = 0;
  for (let p = s; p < e; p++) {
    const c = b[p] as number;
    if (c < 32 || c > 126 || c === 64 || c === 60 || c === 123 || c === 91) return false;
    if (c >= 48 && c <= 57) digits++;
    else if (c !== 32 && c !== 40 && c !== 41 && c !== 43 && c !== 45 && c !== 46 && c !== 47) others++;
  }
  if (digits < 7 || others > 0) return true;
  return e - s === 10 && b[s + 4] === 45 && b[s + 7] === 45;
}

/** What is known of the strings at one path. Everything here is a commutative, associative summary. */
export class TextStats {
  count = 0;
  /** those of `count` that were not looked at: formats and values do not know them */
  unread = 0;
  formats = allFormats;
  /** true when some string cannot be in a value set, or there were too many distinct ones */
  open = false;
  /** while closed: all distinct values; when open: the least few labels. Ascending. */
  values: string[] = [];
  /** shape of the JSON documents found in the strings, when that option is on */
  inside: ShapeNode | null = null;
  private recent = '';

  /** Takes in the ASCII string b[s..e). */
  addBytes(b: Uint8Array, s: number, e: number, personal: boolean): void {
    this.count++;
    if (this.formats !== 0) {
      if ((this.formats & jsonBit) !== 0 && !isJsonBytes(b, s, e)) this.formats &= ~jsonBit;
      this.formats = narrowFormats(b, s, e, this.formats);
    }
    if (personal) return;
    const n = e - s;
    if (this.open) {
      const values = this.values;
      const kept = values.length;
      if (n > labelLengthLimit) return;
      if (kept >= exampleLimit) {
        const last = values[kept - 1] as string;
        if (last.length < n) return;
        if (last.length === n && (n === 0 || last.charCodeAt(0) < (b[s] as number))) return;
      }
      this.addLabel(b, s, e);
      return;
    }
    const recent = this.recent;
    if (recent.length === n && n > 0 && sameText(recent, b, s)) return;
    this.addLabel(b, s, e);
  }

  /** Takes in a string that holds a character outside ASCII, in bytes or not: no format, no label. */
  addOther(json: boolean, personal: boolean): void {
    this.count++;
    this.formats = json ? this.formats & jsonBit : 0;
    if (!personal && !this.open) this.widen();
  }

  /** Takes in any decoded string. */
  addText(text: string, personal: boolean): void {
    const n = text.length;
    let i = n <= scratchLimit ? 0 : n + 1;
    for (; i < n; i++) {
      const c = text.charCodeAt(i);
      if (c > 127) break;
      scratch[i] = c;
    }
    if (i === n) this.addBytes(scratch, 0, n, personal);
    else this.addOther((this.formats & jsonBit) !== 0 && isJsonText(text), personal);
  }

  /** Joins what another path or process knows; `other` is left unchanged. */
  absorb(other: TextStats, personal: boolean): void {
    this.count += other.count;
    this.unread += other.unread;
    this.formats &= other.formats;
    if (personal) {
      this.forgetValues();
      return;
    }
    if (other.open && !this.open) this.widen();
    for (const value of other.values) {
      for (let i = 0; i < value.length; i++) scratch[i] = value.charCodeAt(i);
      this.addLabel(scratch, 0, value.length);
    }
  }

  /** Drops all kept values: the path turned out to be personal. */
  forgetValues(): void {
    this.open = false;
    this.values = [];
    this.recent = '';
  }

  private addLabel(b: Uint8Array, s: number, e: number): void {
    const values = this.values;
    let at = values.length;
    while (at > 0) {
      const order = compare(values[at - 1] as string, b, s, e);
      if (order === 0) {
        this.recent = values[at - 1] as string;
        return;
      }
      if (order < 0) break;
      at--;
    }
    if (this.open && at >= exampleLimit) return;
    if (!isLabel(b, s, e)) {
      if (!this.open) this.widen();
      return;
    }
    const value = asciiText(b, s, e);
    this.recent = value;
    if (at === values.length) values.push(value);
    else values.splice(at, 0, value);
    if (this.open) values.length = Math.min(values.length, exampleLimit);
    else if (values.length > valueSetLimit) this.widen();
  }

  private widen(): void {
    this.open = true;
    if (this.values.length > exampleLimit) this.values.length = exampleLimit;
  }
}

/** longest string, in characters, that is tried as a JSON document */
export const insideLengthLimit = 65_536;

/** Whether a string is itself a JSON object or array. */
export function isJsonText(text: string): boolean {
  const n = text.length;
  if (n < 2 || n > insideLengthLimit) return false;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(n - 1);
  if (!((first === 123 && last === 125) || (first === 91 && last === 93))) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isJsonBytes(b: Uint8Array, s: number, e: number): boolean {
  const first = b[s];
  return e > s && (first === 123 || first === 91) && isJsonText(asciiText(b, s, e));
}

/** ASCII bytes as a string. */
export function asciiText(b: Uint8Array, s: number, e: number): string {
  let text = '';
  let p = s;
  for (; p + 8 <= e; p += 8)
    text += String.fromCharCode(
      b[p] as number,
      b[p + 1] as number,
      b[p + 2] as number,
      b[p + 3] as number,
      b[p + 4] as number,
      b[p + 5] as number,
      b[p + 6] as number,
      b[p + 7] as number,
    );
  for (; p < e; p++) text += String.fromCharCode(b[p] as number);
  return text;
}

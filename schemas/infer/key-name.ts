import { isPersonalName } from './personal-names.ts';

/** FNV-1a over bytes, as a signed 32-bit number. */
export function hashBytes(b: Uint8Array, s: number, e: number): number {
  let h = -2128831035;
  for (let p = s; p < e; p++) h = Math.imul(h ^ (b[p] as number), 16777619);
  return h;
}

const encoder = new TextEncoder();
const noBytes = new Uint8Array(0);

/** A key in the forms that the hot loops compare. Immutable, so shapes share it. */
export class KeyName {
  readonly name: string;
  /** the key as it stands between quotes, followed by `":`; empty when it can only be written with escapes */
  readonly bytes: Uint8Array;
  readonly hash: number;
  readonly personal: boolean;

  constructor(name: string) {
    this.name = name;
    this.personal = isPersonalName(name);
    if (needsEscape(name)) {
      this.bytes = noBytes;
      let h = 1;
      for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 16777619);
      this.hash = h;
    } else {
      this.bytes = encoder.encode(`${name}":`);
      this.hash = hashBytes(this.bytes, 0, this.bytes.length - 2);
    }
  }
}

/** Surrogates count as well: pairs would be fine, but such keys are rare and the slow way is always right. */
function needsEscape(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (c < 32 || c === 34 || c === 92 || (c >= 0xd800 && c <= 0xdfff)) return true;
  }
  return false;
}

// Payloads share their keys: making a KeyName costs more than all else when a shape is filled by one small sample.
// Both caches are bounded and hold nothing but immutable names, so results do not depend on them.
const cacheSize = 4096;
const cachedLength = 64;
const byText = new Map<string, KeyName>();
const byHash: (KeyName | undefined)[] = new Array<KeyName | undefined>(cacheSize).fill(undefined);

/** The KeyName of a decoded key. */
export function keyName(name: string): KeyName {
  const known = byText.get(name);
  if (known !== undefined) return known;
  const made = new KeyName(name);
  if (name.length <= cachedLength) {
    if (byText.size >= cacheSize) byText.clear();
    byText.set(name, made);
    if (made.bytes.length > 0) byHash[made.hash & (cacheSize - 1)] = made;
  }
  return made;
}

/** The KeyName of a key as it stands in text, if it is in the cache. */
export function cachedKeyName(b: Uint8Array, s: number, e: number, hash: number): KeyName | undefined {
  const known = byHash[hash & (cacheSize - 1)];
  return known !== undefined && known.hash === hash && sameKey(known.bytes, b, s, e) ? known : undefined;
}

/** Whether b[s..e) is the key whose bytes, with `":` behind, are given. */
export function sameKey(key: Uint8Array, b: Uint8Array, s: number, e: number): boolean {
  const n = e - s;
  if (key.length !== n + 2) return false;
  for (let i = 0; i < n; i++) if (key[i] !== b[s + i]) return false;
  return true;
}

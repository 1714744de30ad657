import { narrowFormats } from './format-checks.ts';
import { allFormats } from './formats.ts';
import { keyName, type KeyName, sameKey } from './key-name.ts';
import { isPersonalName } from './personal-names.ts';
import { TextStats } from './text-stats.ts';

const scratch = new Uint8Array(256);

/** One key of an object at one path. */
export class KeySlot {
  readonly name: string;
  /** see KeyName */
  readonly bytes: Uint8Array;
  readonly hash: number;
  readonly node: ShapeNode;
  /** in how many objects the key was present */
  present = 0;
  /** serial number of the last object that had the key: a repeated key counts once */
  seen = 0;
  /** the key that followed last time: the scanner's guess */
  next: KeySlot | null = null;
  /** next slot of the same hash bucket */
  chain: KeySlot | null = null;

  constructor(key: KeyName, node: ShapeNode) {
    this.name = key.name;
    this.bytes = key.bytes;
    this.hash = key.hash;
    this.node = node;
  }
}

/** up to this many keys are found by looking at all of them */
const linearKeys = 8;

/** What is known of the objects at one path: a record of slots, or past the key cap one node for all values. */
export class RecordStats {
  count = 0;
  slots: KeySlot[] = [];
  /** set once there were more keys than the cap: the object is a dictionary for good */
  values: ShapeNode | null = null;
  /** formats that all keys had; kept only when the keys themselves are gone */
  keyFormats = allFormats;
  /** the slot that opened the last object */
  first: KeySlot | null = null;
  private buckets: (KeySlot | null)[] | null = null;

  private find(key: KeyName): KeySlot | null {
    if (this.buckets === null) {
      for (const slot of this.slots) if (slot.name === key.name) return slot;
      return null;
    }
    let slot = this.buckets[key.hash & (this.buckets.length - 1)] as KeySlot | null;
    while (slot !== null && slot.name !== key.name) slot = slot.chain;
    return slot;
  }

  /** The slot of the key b[s..e), given as it stands in text; null when it is new or has other forms. */
  findBytes(b: Uint8Array, s: number, e: number, hash: number): KeySlot | null {
    if (this.buckets === null) {
      for (const slot of this.slots) if (slot.hash === hash && sameKey(slot.bytes, b, s, e)) return slot;
      return null;
    }
    let slot = this.buckets[hash & (this.buckets.length - 1)] as KeySlot | null;
    while (slot !== null && !(slot.hash === hash && sameKey(slot.bytes, b, s, e))) slot = slot.chain;
    return slot;
  }

  /** The slot of a key, made when it is new; null means that the object is past the cap and a dictionary. */
  open(name: string, keyCap: number, personal: boolean): KeySlot | null {
    return this.values === null ? this.openKey(keyName(name), keyCap, personal) : this.noteKey(name);
  }

  openKey(key: KeyName, keyCap: number, personal: boolean): KeySlot | null {
    if (this.values !== null) return this.noteKey(key.name);
    const known = this.find(key);
    if (known !== null) return known;
    if (this.slots.length >= keyCap) {
      this.collapse(keyCap, personal);
      return this.noteKey(key.name);
    }
    const node = new ShapeNode();
    node.personal = personal || key.personal;
    const slot = new KeySlot(key, node);
    this.slots.push(slot);
    const size = this.buckets === null ? linearKeys : this.buckets.length;
    if (this.slots.length > size) this.rehash(size * 4);
    else if (this.buckets !== null) link(this.buckets, slot);
    return slot;
  }

  /** Turns the record into a dictionary; joining all values is the same in any order. */
  collapse(keyCap: number, personal: boolean): void {
    const values = new ShapeNode();
    values.personal = personal;
    for (const slot of this.slots) {
      this.keyFormats = keyFormats(slot.name, this.keyFormats);
      values.absorb(slot.node, keyCap);
    }
    this.values = values;
    this.slots = [];
    this.first = null;
    this.buckets = null;
  }

  private noteKey(name: string): null {
    this.keyFormats = keyFormats(name, this.keyFormats);
    const values = this.values;
    if (values !== null && !values.personal && isPersonalName(name)) values.markPersonal();
    return null;
  }

  private rehash(size: number): void {
    const buckets = new Array<KeySlot | null>(size).fill(null);
    for (const slot of this.slots) link(buckets, slot);
    this.buckets = buckets;
  }
}

function link(buckets: (KeySlot | null)[], slot: KeySlot): void {
  const at = slot.hash & (buckets.length - 1);
  slot.chain = buckets[at] as KeySlot | null;
  buckets[at] = slot;
}

/** The formats of `mask` that a key also has. */
export function keyFormats(name: string, mask: number): number {
  if (mask === 0) return 0;
  if (name.length > scratch.length) return 0;
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (c > 127) return 0;
    scratch[i] = c;
  }
  return narrowFormats(scratch, 0, name.length, mask);
}

/**
 * Everything known of the values at one path. Plain counters, so that the hot loops of `observe` and `scan` touch one
 * object of one hidden class per value.
 */
export class ShapeNode {
  personal = false;
  nulls = 0;
  booleans = 0;
  integers = 0;
  numbers = 0;
  /** numbers that a double cannot hold exactly or at all */
  bigs = 0;
  arrays = 0;
  /** arrays and objects below the depth cap, counted but not looked into */
  skipped = 0;
  /** numbers that were counted with others of the same structure, not looked at: bounds do not know them */
  unread = 0;
  min = Infinity;
  max = -Infinity;
  minItems = Infinity;
  maxItems = -1;
  text: TextStats | null = null;
  items: ShapeNode | null = null;
  record: RecordStats | null = null;

  addNumber(value: number): void {
    if (Number.isInteger(value)) {
      this.integers++;
      if (value > 9007199254740991 || value < -9007199254740991) {
        this.bigs++;
        return;
      }
    } else {
      this.numbers++;
      if (!Number.isFinite(value)) {
        this.bigs++;
        return;
      }
    }
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }

  /** An integer that no double holds exactly. */
  addBig(): void {
    this.integers++;
    this.bigs++;
  }

  addItemCount(n: number): void {
    if (n < this.minItems) this.minItems = n;
    if (n > this.maxItems) this.maxItems = n;
  }

  openText(): TextStats {
    return (this.text ??= new TextStats());
  }

  openItems(): ShapeNode {
    if (this.items === null) {
      this.items = new ShapeNode();
      this.items.personal = this.personal;
    }
    return this.items;
  }

  openInside(): ShapeNode {
    const text = this.openText();
    if (text.inside === null) {
      text.inside = new ShapeNode();
      text.inside.personal = this.personal;
    }
    return text.inside;
  }

  openRecord(): RecordStats {
    return (this.record ??= new RecordStats());
  }

  /** Values here are personal: forget those kept so far, here and below. */
  markPersonal(): void {
    if (this.personal) return;
    this.personal = true;
    this.text?.forgetValues();
    this.text?.inside?.markPersonal();
    this.items?.markPersonal();
    this.record?.values?.markPersonal();
    for (const slot of this.record?.slots ?? []) slot.node.markPersonal();
  }

  /** Joins what another node knows; `from` is left unchanged. Recursion ends at the depth cap of shapes. */
  absorb(from: ShapeNode, keyCap: number): void {
    if (from.personal) this.markPersonal();
    this.nulls += from.nulls;
    this.booleans += from.booleans;
    this.integers += from.integers;
    this.numbers += from.numbers;
    this.bigs += from.bigs;
    this.arrays += from.arrays;
    this.skipped += from.skipped;
    this.unread += from.unread;
    this.min = Math.min(this.min, from.min);
    this.max = Math.max(this.max, from.max);
    this.minItems = Math.min(this.minItems, from.minItems);
    this.maxItems = Math.max(this.maxItems, from.maxItems);
    if (from.text !== null) {
      const text = this.openText();
      text.absorb(from.text, this.personal);
      if (from.text.inside !== null) this.openInside().absorb(from.text.inside, keyCap);
    }
    if (from.items !== null) this.openItems().absorb(from.items, keyCap);
    if (from.record !== null) this.absorbRecord(from.record, keyCap);
  }

  private absorbRecord(from: RecordStats, keyCap: number): void {
    const record = this.openRecord();
    record.count += from.count;
    if (from.values !== null) {
      if (record.values === null) record.collapse(keyCap, this.personal);
      record.keyFormats &= from.keyFormats;
      record.values?.absorb(from.values, keyCap);
      return;
    }
    for (const theirs of from.slots) {
      const slot = record.open(theirs.name, keyCap, this.personal);
      if (slot !== null) slot.present += theirs.present;
      (slot === null ? record.values : slot.node)?.absorb(theirs.node, keyCap);
    }
  }
}

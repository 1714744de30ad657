import { allFormats, dateBit, emailBit, formatNames, integerBit, uuidBit, type FormatName } from './formats.ts';
import { keyFormats, type RecordStats, type ShapeNode } from './shape-node.ts';

/** Whether an object is a record (fixed names) or a dictionary (names are data), and on what evidence. */
export interface DictionaryDecision {
  dictionary: boolean;
  /**
   * `key-cap`: more keys than the cap; `key-as-id`: keys are ids and change; `open-keys`: new keys keep turning up;
   * `id-like-few`: keys look like ids, but too little was seen to decide; `record`: fixed names
   */
  rule: 'key-cap' | 'key-as-id' | 'open-keys' | 'id-like-few' | 'record';
  /** what all keys look like, if anything */
  keyFormat: FormatName | undefined;
  /** true when the decision rests on one object only */
  fromOne: boolean;
}

const idBits = integerBit | uuidBit | dateBit | emailBit;

/** Kinds of value as bits; integer and number are one kind, null and empty are none. */
function kindBits(node: ShapeNode): number {
  return (
    (node.booleans > 0 ? 1 : 0) |
    (node.integers + node.numbers > 0 ? 2 : 0) |
    (node.text !== null ? 4 : 0) |
    (node.arrays > 0 ? 8 : 0) |
    (node.record !== null ? 16 : 0)
  );
}

/**
 * Decides from key statistics alone, so order of samples does not matter. A dictionary must have values of one kind,
 * and either keys that all look like ids and differ between objects (or are many), or an open key set: at least a
 * quarter of all key occurrences are keys seen once (Good and Turing's estimate that the next key is new).
 */
export function decideDictionary(record: RecordStats): DictionaryDecision {
  const fromOne = record.count <= 1;
  if (record.values !== null)
    return { dictionary: true, rule: 'key-cap', keyFormat: formatNames(record.keyFormats & idBits)[0], fromOne };
  const n = record.slots.length;
  let mask = allFormats;
  let kinds = 0;
  let once = 0;
  let total = 0;
  let most = 0;
  for (const slot of record.slots) {
    mask = keyFormats(slot.name, mask);
    kinds |= kindBits(slot.node);
    total += slot.present;
    if (slot.present === 1) once++;
    if (slot.present > most) most = slot.present;
  }
  const keyFormat = n === 0 ? undefined : formatNames(mask & idBits)[0];
  const record_ = { dictionary: false, rule: 'record', keyFormat, fromOne } as const;
  const oneKind = kinds !== 0 && (kinds & (kinds - 1)) === 0;
  if (!oneKind) return record_;
  if (keyFormat !== undefined) {
    const changes = total < n * record.count;
    const decided = fromOne ? n >= 8 : n >= 2 && (changes || n >= 8);
    return { dictionary: decided, rule: decided ? 'key-as-id' : 'id-like-few', keyFormat, fromOne };
  }
  if (n >= 12 && record.count >= 4 && once * 4 >= total && most * 2 <= record.count)
    return { dictionary: true, rule: 'open-keys', keyFormat, fromOne };
  return record_;
}

/** All values of an object as one node, for a dictionary. */
export function joinValues(record: RecordStats, keyCap: number, make: () => ShapeNode): ShapeNode {
  if (record.values !== null) return record.values;
  const joined = make();
  for (const slot of record.slots) joined.absorb(slot.node, keyCap);
  return joined;
}

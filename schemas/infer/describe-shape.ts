import { decideDictionary, joinValues } from './decide-dictionary.ts';
import { formatNames, integerBit, numberBit, type FormatName } from './formats.ts';
import { ShapeNode } from './shape-node.ts';
import type { Shape } from './shape.ts';
import { isValueSet, pointerPart } from './to-json-schema.ts';

/** JSON types as inference counts them. */
export type SeenType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** What is known of one path. */
export interface PathReport {
  /** JSON Pointer; `*` stands for array items and dictionary values; '' is the sample itself */
  path: string;
  /** in how many of its parent objects the key was present, and how many there were; 1 of 1 for items */
  present: number;
  of: number;
  /** type -> how often; types not seen are absent */
  types: Partial<Record<SeenType, number>>;
  formats: FormatName[];
  /** all values, when they are a closed set */
  values?: string[];
  /** a few values that are no personal data */
  examples: string[];
  min?: number;
  max?: number;
  /** numbers that a double cannot hold */
  bigs: number;
  /**
   * strings and numbers that were counted with others of the same structure and not looked at: formats, values, examples and bounds are
   * those of the rest; left out when all were looked at
   */
  unread?: number;
  personal: boolean;
  dictionary: boolean;
}

/** A choice that a person should look at, with what is proposed. */
export interface Conflict {
  path: string;
  kind: 'mixed-types' | 'numeric-strings' | 'key-as-id' | 'big-integers' | 'json-in-string' | 'too-deep';
  /** what was seen, with counts, never a value */
  found: string;
  /** the rule proposed */
  proposal: string;
  /** the rule as data, for a wizard's button */
  rule: 'any-of' | 'string' | 'as-number' | 'dictionary' | 'record' | 'look-inside' | 'raise-depth';
}

type Visit = (path: string, node: ShapeNode, present: number, of: number) => void;

function visit(node: ShapeNode, path: string, keyCap: number, present: number, of: number, each: Visit): void {
  each(path, node, present, of);
  if (node.items !== null) visit(node.items, `${path}/*`, keyCap, 1, 1, each);
  const { record } = node;
  if (record === null) return;
  if (decideDictionary(record).dictionary) {
    visit(
      joinValues(record, keyCap, () => new ShapeNode()),
      `${path}/*`,
      keyCap,
      1,
      1,
      each,
    );
    return;
  }
  const slots = [...record.slots].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const slot of slots)
    visit(slot.node, `${path}/${pointerPart(slot.name)}`, keyCap, slot.present, record.count, each);
}

function seenTypes(node: ShapeNode): Partial<Record<SeenType, number>> {
  const counts: [SeenType, number][] = [
    ['null', node.nulls],
    ['boolean', node.booleans],
    ['integer', node.integers],
    ['number', node.numbers],
    ['string', node.text?.count ?? 0],
    ['array', node.arrays],
    ['object', node.record?.count ?? 0],
  ];
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Every path of a shape, parents first, keys sorted: the list that the wizard and `--format fields` show. */
export function describeShape(shape: Shape): PathReport[] {
  const reports: PathReport[] = [];
  visit(shape.root, '', shape.limits.keys, shape.samples, shape.samples, (path, node, present, of) => {
    const { text } = node;
    const values = [...(text?.values ?? [])].sort();
    const unread = node.unread + (text?.unread ?? 0);
    reports.push({
      path,
      present,
      of,
      types: seenTypes(node),
      formats: text === null ? [] : formatNames(text.formats),
      ...(text !== null && isValueSet(text) ? { values } : {}),
      examples: values.slice(0, 3),
      ...(node.min <= node.max && !node.personal ? { min: node.min + 0, max: node.max + 0 } : {}),
      bigs: node.bigs,
      ...(unread > 0 ? { unread } : {}),
      personal: node.personal,
      dictionary: node.record !== null && decideDictionary(node.record).dictionary,
    });
  });
  return reports;
}

/** Choices that the samples leave open, with the proposed rule, in path order. */
export function conflicts(shape: Shape): Conflict[] {
  const found: Conflict[] = [];
  visit(shape.root, '', shape.limits.keys, 1, 1, (path, node) => {
    found.push(...nodeConflicts(path, node));
  });
  return found;
}

function nodeConflicts(path: string, node: ShapeNode): Conflict[] {
  const found: Conflict[] = [];
  const numbers = node.integers + node.numbers;
  const kinds = [node.booleans, numbers, node.text?.count ?? 0, node.arrays, node.record?.count ?? 0];
  const numeric = node.text !== null && (node.text.formats & (integerBit | numberBit)) !== 0;
  const counts = Object.entries(seenTypes(node))
    .map(([type, count]) => `${String(count)} ${type}`)
    .join(', ');
  if (kinds.filter((n) => n > 0).length > 1) {
    const asNumber = numeric && kinds.filter((n) => n > 0).length === 2 && numbers > 0;
    found.push({
      path,
      kind: 'mixed-types',
      found: counts,
      proposal: asNumber ? 'All strings are numbers: read them as numbers.' : 'Accept each of the types seen.',
      rule: asNumber ? 'as-number' : 'any-of',
    });
  } else if (numeric)
    found.push({
      path,
      kind: 'numeric-strings',
      found: `${counts}, all numeric`,
      proposal: 'Keep as text: identifiers lose leading zeros and digits as numbers. Convert where a number is needed.',
      rule: 'string',
    });
  if (node.bigs > 0)
    found.push({
      path,
      kind: 'big-integers',
      found: `${String(node.bigs)} numbers beyond 2^53`,
      proposal: 'Treat as text: JavaScript numbers cannot hold them exactly.',
      rule: 'string',
    });
  if (node.text !== null && node.text.inside === null && formatNames(node.text.formats).includes('json-string'))
    found.push({
      path,
      kind: 'json-in-string',
      found: counts,
      proposal: 'Look inside: all strings hold a JSON document.',
      rule: 'look-inside',
    });
  if (node.skipped > 0)
    found.push({
      path,
      kind: 'too-deep',
      found: `${String(node.skipped)} values below the depth limit`,
      proposal: 'They are accepted as they are; a larger depth limit shows more.',
      rule: 'raise-depth',
    });
  if (node.record !== null) found.push(...keyConflicts(path, node.record));
  return found;
}

function keyConflicts(path: string, record: NonNullable<ShapeNode['record']>): Conflict[] {
  const decision = decideDictionary(record);
  if (decision.rule === 'record') return [];
  const names = record.values === null ? `${String(record.slots.length)} names` : 'more names than the limit';
  const look = decision.keyFormat === undefined ? '' : `, all of format ${decision.keyFormat}`;
  const objects = decision.fromOne ? 'one object only' : `${String(record.count)} objects`;
  return [
    {
      path,
      kind: 'key-as-id',
      found: `${names}${look}, in ${objects}`,
      proposal: decision.dictionary
        ? `Treat as a dictionary: the names are data.${decision.fromOne ? ' Decided from one object: confirm it.' : ''}`
        : 'Kept as a record, since too little was seen; if the names are ids, treat it as a dictionary.',
      rule: 'dictionary',
    },
  ];
}

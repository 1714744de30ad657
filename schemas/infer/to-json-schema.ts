import { decideDictionary, joinValues } from './decide-dictionary.ts';
import {
  formatExamples,
  formatNames,
  formatOrder,
  formatPatterns,
  integerBit,
  iterableBit,
  iterableExportBit,
  iterableLocalBit,
  jsonBit,
  numberBit,
} from './formats.ts';
import { setOwn } from './read-json.ts';
import { ShapeNode, type RecordStats } from './shape-node.ts';
import type { Shape } from './shape.ts';
import { type TextStats } from './text-stats.ts';

/** A JSON Schema as this project writes it; plain JSON data. */
export interface JsonSchema {
  [keyword: string]: unknown;
}

/** Each choice that can be made when a schema is written from a shape. */
export interface SchemaOptions {
  /** default `2020-12` */
  draft?: '2020-12' | 'draft-07';
  /** refuse keys that were not seen; default false */
  closed?: boolean;
  /** order of properties; default `sorted` */
  keyOrder?: 'sorted' | 'first-seen';
  /** write formats that all strings of a path had; default true */
  formats?: boolean;
  /**
   * how Iterable's date layouts are written: as a `pattern` every validator understands (with the name in `$comment`),
   * as a named `format` (validators must know it; `compileSchema` does), or not at all; default `pattern`
   */
  iterableFormats?: 'pattern' | 'format' | 'none';
  /** write closed sets of at most 16 values as `enum` when each was seen about 3 times or more; default false */
  enums?: boolean;
  /** write `minimum` and `maximum` seen; default false */
  bounds?: boolean;
  /** write masked examples; default false */
  examples?: boolean;
  /** `auto` decides from key statistics, `never` keeps all records that have not passed the key cap; default `auto` */
  dictionaries?: 'auto' | 'never';
  /** JSON Pointers of objects that are dictionaries (`*` stands for items and dictionary values), whatever was seen */
  asDictionary?: readonly string[];
  /** JSON Pointers of objects that are records, unless past the key cap */
  asRecord?: readonly string[];
  /** `title` of the whole schema */
  title?: string;
}

interface Writer {
  options: SchemaOptions;
  keyCap: number;
  asDictionary: ReadonlySet<string>;
  asRecord: ReadonlySet<string>;
}

/**
 * The JSON Schema of a shape. A key is required when every object at its path had it; null seen means nullable; a path
 * where only null or nothing was seen has no constraint. Equal knowledge gives equal bytes in sorted key order.
 */
export function toJsonSchema(shape: Shape, options: SchemaOptions = {}): JsonSchema {
  const writer: Writer = {
    options,
    keyCap: shape.limits.keys,
    asDictionary: new Set(options.asDictionary ?? []),
    asRecord: new Set(options.asRecord ?? []),
  };
  const draft =
    options.draft === 'draft-07'
      ? 'http://json-schema.org/draft-07/schema#'
      : 'https://json-schema.org/draft/2020-12/schema';
  return {
    $schema: draft,
    ...(options.title === undefined ? {} : { title: options.title }),
    ...writeNode(shape.root, '', writer),
  };
}

function writeNode(node: ShapeNode, path: string, writer: Writer): JsonSchema {
  const branches: JsonSchema[] = [];
  if (node.booleans > 0) branches.push({ type: 'boolean' });
  if (node.integers + node.numbers > 0) branches.push(writeNumber(node, writer));
  if (node.text !== null) branches.push(writeText(node.text, path, node.personal, writer));
  if (node.arrays > 0) branches.push(writeArray(node, path, writer));
  if (node.record !== null) branches.push(writeObject(node, node.record, path, writer));
  const only = branches[0];
  if (only === undefined) return {};
  if (branches.length === 1) return node.nulls > 0 ? nullable(only) : only;
  if (node.nulls > 0) branches.push({ type: 'null' });
  return { anyOf: branches };
}

function nullable(schema: JsonSchema): JsonSchema {
  const known = schema['enum'];
  return {
    ...schema,
    type: [schema['type'], 'null'],
    ...(Array.isArray(known) ? { enum: [...(known as unknown[]), null] } : {}),
  };
}

function writeNumber(node: ShapeNode, writer: Writer): JsonSchema {
  const schema: JsonSchema = { type: node.numbers > 0 ? 'number' : 'integer' };
  const shown = node.min <= node.max && node.bigs === 0 && !node.personal;
  if (writer.options.bounds === true && shown) {
    schema['minimum'] = node.min + 0;
    schema['maximum'] = node.max + 0;
  }
  if (writer.options.examples === true && shown)
    schema['examples'] = node.min === node.max ? [node.min + 0] : [node.min + 0, node.max + 0];
  return schema;
}

const iterableBits = iterableBit | iterableExportBit | iterableLocalBit;
/** numeric text and JSON text are facts about strings, not formats that a schema can name */
const unwritten = integerBit | numberBit | jsonBit;

function writeText(text: TextStats, path: string, personal: boolean, writer: Writer): JsonSchema {
  const { options } = writer;
  const schema: JsonSchema = { type: 'string' };
  const named = formatOrder.find(([, bit]) => (text.formats & bit & ~unwritten) !== 0);
  if (named !== undefined && options.formats !== false) {
    const [name, bit] = named;
    const how = (bit & iterableBits) === 0 ? 'format' : (options.iterableFormats ?? 'pattern');
    if (how === 'format') schema['format'] = name;
    if (how === 'pattern' && name !== 'json-string') {
      schema['pattern'] = formatPatterns[name];
      schema['$comment'] = name;
    }
  }
  if ((text.formats & jsonBit) !== 0) {
    schema['contentMediaType'] = 'application/json';
    if (text.inside !== null && options.draft !== 'draft-07')
      schema['contentSchema'] = writeNode(text.inside, `${path}/~inside`, writer);
  }
  const values = [...text.values].sort();
  if (options.enums === true && named === undefined && isValueSet(text)) schema['enum'] = values;
  if (options.examples === true) {
    const examples = personal || values.length === 0 ? maskedExamples(text) : values.slice(0, 3);
    if (examples.length > 0) schema['examples'] = examples;
  }
  return schema;
}

/** Whether the kept values are a closed set: each seen about three times or more, and at least 10 strings. */
export function isValueSet(text: TextStats): boolean {
  return !text.open && text.values.length > 0 && text.count - text.unread >= Math.max(10, text.values.length * 3);
}

/** A stand-in of the same format; nothing for free text, which says nothing once masked. */
function maskedExamples(text: TextStats): string[] {
  const name = formatNames(text.formats)[0];
  const mask = name === undefined ? undefined : formatExamples[name];
  return mask === undefined ? [] : [mask];
}

function writeArray(node: ShapeNode, path: string, writer: Writer): JsonSchema {
  return { type: 'array', items: node.items === null ? {} : writeNode(node.items, `${path}/*`, writer) };
}

/** One part of a JSON Pointer. */
export function pointerPart(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

function isDictionary(record: RecordStats, path: string, writer: Writer): boolean {
  if (record.values !== null || writer.asDictionary.has(path)) return true;
  if (writer.asRecord.has(path) || writer.options.dictionaries === 'never') return false;
  return decideDictionary(record).dictionary;
}

const loneSurrogate = /\p{Surrogate}/u;
/**
 * Every JavaScript object has these names, so validators take an absent `toString` for a present one and pass over
 * `__proto__`. As a pattern such a name is only looked for among the object's own keys.
 */
export const inheritedNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));
// right with and without the u flag, since ajv uses both
const surrogateNames = '(?:[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF])';
/** Pattern of names that inference writes -> the name; no name for the one that stands for many. */
export const namePatterns: ReadonlyMap<string, string | undefined> = new Map([
  ...[...inheritedNames].map((name) => [`^${name}$`, name] as const),
  [surrogateNames, undefined],
]);

function writeObject(node: ShapeNode, record: RecordStats, path: string, writer: Writer): JsonSchema {
  // objects at the depth cap were not looked into: nothing may be said of their keys
  if (node.skipped > 0 && record.slots.length === 0) return { type: 'object' };
  if (isDictionary(record, path, writer)) {
    const values = joinValues(record, writer.keyCap, () => new ShapeNode());
    const fromOne = record.count <= 1 ? { $comment: 'dictionary decided from one object' } : {};
    return { type: 'object', additionalProperties: writeNode(values, `${path}/*`, writer), ...fromOne };
  }
  const slots = [...record.slots];
  if (writer.options.keyOrder !== 'first-seen') slots.sort((a, b) => (a.name < b.name ? -1 : 1));
  const properties: Record<string, unknown> = {};
  const required: string[] = [];
  const schema: JsonSchema = { type: 'object', properties };
  const closed = writer.options.closed === true;
  const patterns: Record<string, unknown> = {};
  for (const slot of slots) {
    if (loneSurrogate.test(slot.name)) {
      // such a name has no UTF-8 form, and ajv cannot compile it: it is accepted, never named
      if (closed) patterns[surrogateNames] = {};
      continue;
    }
    const written = writeNode(slot.node, `${path}/${pointerPart(slot.name)}`, writer);
    const always = slot.present === record.count;
    if (always) required.push(slot.name);
    if (inheritedNames.has(slot.name) && (!always || slot.name === '__proto__')) patterns[`^${slot.name}$`] = written;
    else setOwn(properties, slot.name, written);
  }
  if (Object.keys(patterns).length > 0) schema['patternProperties'] = patterns;
  if (required.length > 0) schema['required'] = required;
  if (closed) schema['additionalProperties'] = false;
  return schema;
}

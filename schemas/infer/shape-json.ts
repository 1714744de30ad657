import type { RecordStats, ShapeNode } from './shape-node.ts';
import type { TextStats } from './text-stats.ts';

/** A shape as plain JSON data. Zero counters are left out; keys and values are sorted, so equal knowledge is equal text. */
export interface ShapeJson {
  version: 1;
  samples: number;
  limits: { depth: number; keys: number; insideStrings: boolean };
  root: NodeJson;
}

interface NodeJson {
  [counter: string]: unknown;
  text?: TextJson;
  items?: NodeJson;
  record?: RecordJson;
}

interface TextJson {
  count: number;
  unread?: number;
  formats: number;
  open?: true;
  values?: string[];
  inside?: NodeJson;
}

interface RecordJson {
  count: number;
  /** name, in how many objects, what is known; pairs, because a key may be called `__proto__` */
  keys?: [string, number, NodeJson][];
  /** index of each sorted key in order of first sight; only on request */
  order?: number[];
  values?: NodeJson;
  keyFormats?: number;
}

export const counters = ['nulls', 'booleans', 'integers', 'numbers', 'bigs', 'arrays', 'skipped', 'unread'] as const;

/** What of a shape is written; `Shape` writes itself, so it cannot be named here. */
interface Summary {
  samples: number;
  limits: ShapeJson['limits'];
  root: ShapeNode;
}

/**
 * A shape as JSON data, to store or send.
 * @param options.order also keeps the order in which keys were first seen; without it equal knowledge gives equal bytes
 */
export function shapeToJson(shape: Summary, options: { order?: boolean } = {}): ShapeJson {
  const { depth, keys, insideStrings } = shape.limits;
  return {
    version: 1,
    samples: shape.samples,
    limits: { depth, keys, insideStrings },
    root: nodeToJson(shape.root, options.order === true),
  };
}

function nodeToJson(node: ShapeNode, order: boolean): NodeJson {
  const json: NodeJson = {};
  if (node.personal) json['personal'] = true;
  for (const name of counters) if (node[name] !== 0) json[name] = node[name];
  if (node.min <= node.max) {
    json['min'] = node.min + 0;
    json['max'] = node.max + 0;
  }
  if (node.minItems <= node.maxItems) {
    json['minItems'] = node.minItems;
    json['maxItems'] = node.maxItems;
  }
  if (node.text !== null) json.text = textToJson(node.text, order);
  if (node.items !== null) json.items = nodeToJson(node.items, order);
  if (node.record !== null) json.record = recordToJson(node.record, order);
  return json;
}

function textToJson(text: TextStats, order: boolean): TextJson {
  const json: TextJson = { count: text.count, formats: text.formats };
  if (text.unread > 0) json.unread = text.unread;
  if (text.open) json.open = true;
  if (text.values.length > 0) json.values = [...text.values];
  if (text.inside !== null) json.inside = nodeToJson(text.inside, order);
  return json;
}

function recordToJson(record: RecordStats, order: boolean): RecordJson {
  const json: RecordJson = { count: record.count };
  if (record.values !== null) {
    json.values = nodeToJson(record.values, order);
    json.keyFormats = record.keyFormats;
    return json;
  }
  const sorted = [...record.slots].sort((a, b) => (a.name < b.name ? -1 : 1));
  json.keys = sorted.map((slot) => [slot.name, slot.present, nodeToJson(slot.node, order)]);
  if (order) json.order = record.slots.map((slot) => sorted.indexOf(slot));
  return json;
}

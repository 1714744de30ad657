import type { ShapeNode } from './shape-node.ts';
import type { Shape, ShapeLimits } from './shape.ts';
import { isJsonText } from './text-stats.ts';
import { readJson } from './read-json.ts';

/**
 * Takes one sample, a parsed JSON value, into a shape and returns that same shape (it is changed in place: a fold over a
 * million samples must not copy). `bigint` stands for an integer beyond 2^53. Values that JSON does not have
 * (`undefined`, functions, symbols) are passed over, as JSON.stringify would. Reads own enumerable keys only; getters run.
 */
export function observe(shape: Shape, value: unknown): Shape {
  shape.samples++;
  observeValue(shape.root, value, 0, shape.limits);
  return shape;
}

/** Takes a value into one node; recursion ends at the depth cap. */
export function observeValue(node: ShapeNode, value: unknown, depth: number, limits: ShapeLimits): void {
  switch (typeof value) {
    case 'string':
      node.openText().addText(value, node.personal);
      if (limits.insideStrings) observeInside(node, value, depth, limits);
      return;
    case 'number':
      node.addNumber(value);
      return;
    case 'boolean':
      node.booleans++;
      return;
    case 'bigint':
      if (value > 9007199254740991n || value < -9007199254740991n) node.addBig();
      else node.addNumber(Number(value));
      return;
    case 'object':
      if (value === null) node.nulls++;
      else if (Array.isArray(value)) observeArray(node, value, depth, limits);
      else observeObject(node, value as Record<string, unknown>, depth, limits);
      return;
    default:
      return;
  }
}

function observeArray(node: ShapeNode, value: readonly unknown[], depth: number, limits: ShapeLimits): void {
  node.arrays++;
  if (depth >= limits.depth) {
    node.skipped++;
    return;
  }
  const n = value.length;
  node.addItemCount(n);
  if (n === 0) return;
  const items = node.openItems();
  for (let i = 0; i < n; i++) observeValue(items, value[i], depth + 1, limits);
}

function observeObject(node: ShapeNode, value: Record<string, unknown>, depth: number, limits: ShapeLimits): void {
  const record = node.openRecord();
  record.count++;
  if (depth >= limits.depth) {
    node.skipped++;
    return;
  }
  for (const key of Object.keys(value)) {
    const held = value[key];
    if (held === undefined || typeof held === 'function' || typeof held === 'symbol') continue;
    const slot = record.open(key, limits.keys, node.personal);
    if (slot !== null) {
      slot.present++;
      observeValue(slot.node, held, depth + 1, limits);
    } else if (record.values !== null) observeValue(record.values, held, depth + 1, limits);
  }
}

/** Looks into a string that holds a JSON document; counted apart, so that it never changes what the string is. */
export function observeInside(node: ShapeNode, text: string, depth: number, limits: ShapeLimits): void {
  if (depth >= limits.depth || !isJsonText(text)) return;
  const read = readJson(text, 0, insideBounds);
  if (read.fault === null) observeValue(node.openInside(), read.value, depth + 1, limits);
}

const insideBounds = { depth: 512, keys: 20_000 };

import { ConnectorError } from '../../errors/connector-error.ts';
import { counters } from './shape-json.ts';
import type { RecordStats, ShapeNode } from './shape-node.ts';
import { emptyShape, type Shape } from './shape.ts';
import { labelLengthLimit } from './text-stats.ts';

const bounds = ['min', 'max', 'minItems', 'maxItems'] as const;

/**
 * A shape from what `shapeToJson` gave.
 * @throws ConnectorError ITC_SCHEMA_INVALID with the path of the first part that is not a shape
 */
export function shapeFromJson(json: unknown): Shape {
  const top = objectAt(json, '');
  if (top['version'] !== 1) throw fault('version');
  const limits = objectAt(top['limits'], 'limits');
  const shape = emptyShape({
    depth: countAt(limits['depth'], 'limits.depth'),
    keys: countAt(limits['keys'], 'limits.keys'),
    insideStrings: limits['insideStrings'] === true,
  });
  shape.samples = countAt(top['samples'], 'samples');
  fillNode(shape.root, top['root'], 'root', shape.limits.keys, 0);
  return shape;
}

function fillNode(node: ShapeNode, json: unknown, path: string, keyCap: number, depth: number): void {
  // inside strings each level may add one more, so the cap is counted twice
  if (depth > 200) throw fault(path);
  const from = objectAt(json, path);
  node.personal = from['personal'] === true;
  for (const name of counters) node[name] = from[name] === undefined ? 0 : countAt(from[name], `${path}.${name}`);
  for (const name of bounds) {
    if (from[name] === undefined) continue;
    if (typeof from[name] !== 'number') throw fault(`${path}.${name}`);
    node[name] = from[name];
  }
  if (from['text'] !== undefined) fillText(node, objectAt(from['text'], `${path}.text`), `${path}.text`, keyCap, depth);
  if (from['items'] !== undefined) fillNode(node.openItems(), from['items'], `${path}.items`, keyCap, depth + 1);
  if (from['record'] === undefined) return;
  const at = `${path}.record`;
  fillRecord(node.openRecord(), objectAt(from['record'], at), at, keyCap, depth);
}

function fillText(node: ShapeNode, from: Record<string, unknown>, path: string, keyCap: number, depth: number): void {
  const text = node.openText();
  text.count = countAt(from['count'], `${path}.count`);
  text.unread = countAt(from['unread'] ?? 0, `${path}.unread`);
  text.formats = countAt(from['formats'], `${path}.formats`);
  text.open = from['open'] === true;
  for (const value of arrayAt(from['values'] ?? [], `${path}.values`)) {
    if (typeof value !== 'string' || value.length > labelLengthLimit) throw fault(`${path}.values`);
    text.values.push(value);
  }
  if (from['inside'] !== undefined) fillNode(node.openInside(), from['inside'], `${path}.inside`, keyCap, depth + 1);
}

function fillRecord(
  record: RecordStats,
  from: Record<string, unknown>,
  path: string,
  keyCap: number,
  depth: number,
): void {
  record.count = countAt(from['count'], `${path}.count`);
  if (from['values'] !== undefined) {
    record.collapse(keyCap, false);
    record.keyFormats = countAt(from['keyFormats'], `${path}.keyFormats`);
    if (record.values !== null) fillNode(record.values, from['values'], `${path}.values`, keyCap, depth + 1);
    return;
  }
  const keys = arrayAt(from['keys'] ?? [], `${path}.keys`);
  const order = from['order'] === undefined ? keys.map((_, i) => i) : arrayAt(from['order'], `${path}.order`);
  for (const index of order) {
    const entry = arrayAt(keys[index as number], `${path}.keys`);
    const at = `${path}.keys[${String(index)}]`;
    if (typeof entry[0] !== 'string') throw fault(at);
    const slot = record.open(entry[0], Math.max(keyCap, keys.length), false);
    if (slot === null) throw fault(at);
    slot.present = countAt(entry[1], at);
    fillNode(slot.node, entry[2], at, keyCap, depth + 1);
  }
}

function objectAt(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault(path);
  return value as Record<string, unknown>;
}

function arrayAt(value: unknown, path: string): unknown[] {
  if (!Array.isArray(value)) throw fault(path);
  return value;
}

function countAt(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw fault(path);
  return value;
}

function fault(path: string): ConnectorError {
  return new ConnectorError('ITC_SCHEMA_INVALID', `This is not a stored shape: the part at "${path}" is wrong.`, {
    hint: 'Learn the shape again from samples; it was stored by another version or changed by hand.',
    details: { path },
  });
}

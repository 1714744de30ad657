import type { ShapeNode } from './shape-node.ts';
import type { Shape } from './shape.ts';

/**
 * Makes the shape of one sample that of `times` samples of the same structure (see `structureOf`), in place. All counts of types and
 * presence are right; the values of the others were not looked at, which `unread` counts.
 */
export function repeatShape(shape: Shape, times: number): void {
  if (times === 1) return;
  shape.samples *= times;
  repeatNode(shape.root, times);
}

function repeatNode(node: ShapeNode, times: number): void {
  const { text, items, record } = node;
  node.unread = node.unread * times + (node.integers + node.numbers) * (times - 1);
  node.nulls *= times;
  node.booleans *= times;
  node.integers *= times;
  node.numbers *= times;
  node.bigs *= times;
  node.arrays *= times;
  node.skipped *= times;
  if (text !== null) {
    text.unread = text.unread * times + text.count * (times - 1);
    text.count *= times;
    if (text.inside !== null) repeatNode(text.inside, times);
  }
  if (items !== null) repeatNode(items, times);
  if (record === null) return;
  record.count *= times;
  if (record.values !== null) repeatNode(record.values, times);
  for (const slot of record.slots) {
    slot.present *= times;
    // serial numbers of objects begin anew behind the count
    slot.seen = 0;
    repeatNode(slot.node, times);
  }
}

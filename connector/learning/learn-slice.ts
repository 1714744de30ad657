import {
  describeShape,
  emptyShape,
  mergeInto,
  observe,
  repeatShape,
  scanSamples,
  type Shape,
} from '../../schemas/index.ts';
import type { ShapeNode } from '../../schemas/infer/shape-node.ts';
import { emptyMeta } from '../store/shape-meta.ts';
import type { Sighting } from '../store/store.ts';
import type { Group, Slice, Waiting } from './event-slice.ts';
import { maxFacts, noteSeen, type Lesson } from './merge-learned.ts';

/** What this process learned of one trigger since it last wrote to the store. */
export interface Knowledge {
  connectionId: string;
  triggerKey: string;
  lesson: Lesson;
  /** what was seen first before: in the store when it was last looked at, and in lessons written since */
  known: Map<string, Sighting>;
  /** number of facts of the current stretch when it was last looked at */
  facts: number;
  /** events since one brought something new */
  confirmed: number;
}

/** Of no events yet. */
export const newLesson = (): Lesson => ({ shape: emptyShape(), full: null, current: emptyShape(), meta: emptyMeta() });

function feed(shape: Shape, { json, payload }: Waiting): void {
  if (json === null) observe(shape, payload);
  else scanSamples(json, shape);
}

function feedGroup(shape: Shape, { first, events }: Group): void {
  if (events === 1) {
    feed(shape, first);
    return;
  }
  const alone = emptyShape();
  feed(alone, first);
  repeatShape(alone, events);
  mergeInto(shape, alone);
}

/** Every path with each of its types, as the keys of `ShapeMeta.first`. */
function factsOf(paths: ReturnType<typeof describeShape>): string[] {
  return paths.flatMap(({ path, types }) => Object.keys(types).map((type) => `${path} ${type}`));
}

/** How many facts there are; a walk over counters, hundred times cheaper than naming them. */
function countFacts(node: ShapeNode): number {
  let count = 0;
  if (node.nulls > 0) count++;
  if (node.booleans > 0) count++;
  if (node.integers > 0) count++;
  if (node.numbers > 0) count++;
  if (node.text !== null) count++;
  if (node.arrays > 0) count++;
  if (node.items !== null) count += countFacts(node.items);
  if (node.record === null) return count;
  if (node.record.values !== null) count += countFacts(node.record.values);
  for (const slot of node.record.slots) count += 1 + countFacts(slot.node);
  return count + 1;
}

/** Finds which event of a slice was the first to show what was not known before; whether there was any. */
function noteFirst(
  { lesson, known }: Knowledge,
  groups: readonly Group[],
  paths: ReturnType<typeof describeShape>,
): boolean {
  const { first } = lesson.meta;
  const missing = new Set(factsOf(paths).filter((fact) => !known.has(fact)));
  const isNew = missing.size > 0;
  let room = maxFacts - known.size;
  for (const [index, { first: event }] of groups.entries()) {
    if (missing.size === 0) break;
    const alone = emptyShape();
    feed(alone, event);
    // what only several events together show, such as a dictionary, is put down to the last one
    for (const fact of index === groups.length - 1 ? [...missing] : factsOf(describeShape(alone))) {
      if (!missing.delete(fact) || room-- <= 0) continue;
      const sighting = { at: event.receivedAt, event: event.id };
      first[fact] = sighting;
      known.set(fact, sighting);
    }
  }
  return isNew;
}

/**
 * Takes a slice of events into what is known of their trigger.
 * @param window events of a stretch
 */
export function learn(knowledge: Knowledge, slice: Slice, window: number): void {
  const { lesson } = knowledge;
  const { meta, current } = lesson;
  for (const group of slice.groups) feedGroup(current, group);
  if (meta.samples === 0) meta.firstAt = slice.groups[0]?.first.receivedAt ?? slice.lastAt;
  meta.samples += slice.events;
  meta.lastAt = slice.lastAt;
  meta.lastEvent = slice.lastEvent;
  const facts = countFacts(current.root);
  const isFull = current.samples >= window;
  const paths = isFull || facts !== knowledge.facts ? describeShape(current) : [];
  const isNew = facts !== knowledge.facts && noteFirst(knowledge, slice.groups, paths);
  knowledge.confirmed = isNew ? 0 : knowledge.confirmed + slice.events;
  knowledge.facts = facts;
  if (!isFull) return;
  noteSeen(meta.lastSeen, paths, meta.lastAt);
  mergeInto(lesson.shape, current);
  lesson.full = current;
  lesson.current = emptyShape();
  knowledge.facts = 0;
}

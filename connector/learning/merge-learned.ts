import { ConnectorError } from '../../errors/connector-error.ts';
import { describeShape, emptyShape, merge, shapeFromJson, shapeToJson, type Shape } from '../../schemas/index.ts';
import { emptyMeta } from '../store/shape-meta.ts';
import type { LearnedShape, ShapeMeta, Sighting } from '../store/store.ts';

/** What one process learned of a trigger since it last wrote. */
export interface Lesson {
  /** all events before the current stretch */
  shape: Shape;
  /** the last full stretch of events, if one was completed, and the one after it */
  full: Shape | null;
  current: Shape;
  /** of these events alone */
  meta: ShapeMeta;
}

type Kept = Omit<LearnedShape, 'connectionId' | 'triggerKey'>;

/** No more facts and paths than these are dated. */
export const maxFacts = 5_000;

/** What the store keeps of a trigger, read. */
export interface Learned {
  /** all events */
  shape: Shape;
  /** the last full stretch of events, and the one after it */
  recent: readonly [Shape, Shape];
  meta: ShapeMeta;
}

/** Reads what the store keeps; null when there is nothing or another version wrote it in a form that is not known: it is learned anew. */
export function readLearned(kept: Kept | null): Learned | null {
  if (kept === null) return null;
  try {
    const [previous, current] = kept.recent;
    return {
      shape: shapeFromJson(kept.shape),
      recent: [shapeFromJson(previous), shapeFromJson(current)],
      meta: kept.meta,
    };
  } catch (error) {
    if (error instanceof ConnectorError) return null;
    throw error;
  }
}

/** What is kept, without what was learned: when things were seen first and last stays. */
export function forgetShape(before: Kept): Kept {
  const empty = shapeToJson(emptyShape());
  return { shape: empty, recent: [empty, empty], meta: { ...before.meta, samples: 0 } };
}

/** The shape of the last events. */
export function recentShape({ recent: [previous, current] }: Pick<Learned, 'recent'>): Shape {
  return merge(previous, current);
}

/** Notes that a stretch of events has ended, for each path that it had. */
export function noteSeen(lastSeen: Record<string, string>, paths: ReturnType<typeof describeShape>, at: string): void {
  let room = maxFacts - Object.keys(lastSeen).length;
  for (const { path } of paths) {
    if (Object.hasOwn(lastSeen, path)) lastSeen[path] = at;
    else if (room-- > 0) lastSeen[path] = at;
  }
}

/**
 * Adds a lesson to what is kept, whoever wrote that. Lessons of several processes may come in any order: counts add up, the earliest
 * sighting stands. What cannot be read is written over.
 * @param window events of a stretch
 */
export function mergeLearned(before: Kept | null, lesson: Lesson, window: number): Kept {
  const kept = readLearned(before) ?? {
    shape: emptyShape(),
    recent: [emptyShape(), emptyShape()] as const,
    meta: emptyMeta(),
  };
  const meta = mergeMeta(kept.meta, lesson.meta);
  let [previous, current] = kept.recent;
  if (lesson.full !== null) {
    previous = lesson.full;
    current = lesson.current;
  } else {
    current = merge(current, lesson.current);
    if (current.samples >= window) {
      noteSeen(meta.lastSeen, describeShape(current), meta.lastAt);
      previous = current;
      current = emptyShape();
    }
  }
  const shape = merge(merge(kept.shape, lesson.shape), lesson.current);
  return {
    shape: shapeToJson(shape, { order: true }),
    recent: [shapeToJson(previous), shapeToJson(current)],
    meta,
  };
}

function mergeMeta(kept: ShapeMeta, added: ShapeMeta): ShapeMeta {
  if (added.samples === 0) return structuredClone(kept);
  if (kept.samples === 0) return structuredClone(added);
  const newest = added.lastAt >= kept.lastAt ? added : kept;
  return {
    samples: kept.samples + added.samples,
    firstAt: added.firstAt < kept.firstAt ? added.firstAt : kept.firstAt,
    lastAt: newest.lastAt,
    lastEvent: newest.lastEvent,
    first: joinBounded(kept.first, added.first, (one, other) => (other.at < one.at ? other : one)),
    lastSeen: joinBounded(kept.lastSeen, added.lastSeen, (one, other) => (other > one ? other : one)),
  };
}

function joinBounded<T extends Sighting | string>(
  kept: Record<string, T>,
  added: Record<string, T>,
  choose: (one: T, other: T) => T,
): Record<string, T> {
  const joined = new Map(Object.entries(kept));
  for (const [key, value] of Object.entries(added)) {
    const known = joined.get(key);
    if (known !== undefined) joined.set(key, choose(known, value));
    else if (joined.size < maxFacts) joined.set(key, value);
  }
  return Object.fromEntries(joined);
}

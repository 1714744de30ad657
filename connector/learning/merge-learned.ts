import { describeShape, emptyShape, merge, shapeFromJson, shapeToJson, type Shape } from '../../schemas/index.ts';
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

export const emptyMeta = (): ShapeMeta => ({
  samples: 0,
  firstAt: '',
  lastAt: '',
  lastEvent: '',
  first: {},
  lastSeen: {},
});

/** What is kept, without what was learned: when things were seen first and last stays. */
export function forgetShape(before: Kept): Kept {
  const empty = shapeToJson(emptyShape());
  return { shape: empty, recent: [empty, empty], meta: { ...before.meta, samples: 0 } };
}

/** The shape of the last events. */
export function recentShape({ recent: [previous, current] }: Pick<LearnedShape, 'recent'>): Shape {
  return merge(shapeFromJson(previous), shapeFromJson(current));
}

/** Notes that a stretch of events has ended, for each path that it had. */
export function noteSeen(lastSeen: Record<string, string>, stretch: Shape, at: string): void {
  let room = maxFacts - Object.keys(lastSeen).length;
  for (const { path } of describeShape(stretch)) {
    if (Object.hasOwn(lastSeen, path)) lastSeen[path] = at;
    else if (room-- > 0) lastSeen[path] = at;
  }
}

/**
 * Adds a lesson to what is kept, whoever wrote that. Lessons of several processes may come in any order: counts add up, the earliest
 * sighting stands.
 * @param window events of a stretch
 */
export function mergeLearned(before: Kept | null, lesson: Lesson, window: number): Kept {
  const kept = before ?? {
    shape: shapeToJson(emptyShape()),
    recent: [shapeToJson(emptyShape()), shapeToJson(emptyShape())] as const,
    meta: emptyMeta(),
  };
  const meta = mergeMeta(kept.meta, lesson.meta);
  let [previous, current] = kept.recent;
  if (lesson.full !== null) {
    previous = shapeToJson(lesson.full);
    current = shapeToJson(lesson.current);
  } else {
    const joined = merge(shapeFromJson(current), lesson.current);
    const isFull = joined.samples >= window;
    if (isFull) noteSeen(meta.lastSeen, joined, meta.lastAt);
    previous = isFull ? shapeToJson(joined) : previous;
    current = shapeToJson(isFull ? emptyShape() : joined);
  }
  const shape = merge(merge(shapeFromJson(kept.shape), lesson.shape), lesson.current);
  return { shape: shapeToJson(shape, { order: true }), recent: [previous, current], meta };
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

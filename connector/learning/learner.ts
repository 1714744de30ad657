import type { Json } from '../../errors/json.ts';
import {
  describeShape,
  emptyShape,
  mergeInto,
  observe,
  repeatShape,
  scanSamples,
  hasStructure,
  structureOf,
  type Shape,
  type Structure,
} from '../../schemas/index.ts';
import type { ShapeNode } from '../../schemas/infer/shape-node.ts';
import type { Log } from '../log.ts';
import { emptyMeta } from '../store/shape-meta.ts';
import type { Sighting, Store } from '../store/store.ts';
import { maxFacts, mergeLearned, noteSeen, readLearned, type Lesson } from './merge-learned.ts';
import { triggerKeyOf, type TriggerPlace } from './trigger-key.ts';

/** A stored event, as intake hands it over. */
export interface LearnableEvent extends TriggerPlace {
  id: string;
  connectionId: string;
  receivedAt: string;
  /** JSON text of the payload; null when the payload came in another form */
  json: Uint8Array | null;
  payload: Json;
}

export interface LearnerParts {
  store: Pick<Store, 'getShape' | 'updateShape'>;
  log: Pick<Log, 'warn'>;
  /** how many events "lately" means, at least; default 200 */
  window?: number;
  /** default 5,000 */
  flushMs?: number;
  /** events that wait to be learned; default 10,000 */
  maxWaiting?: number;
  /** bytes of those events; default 64 Mi */
  maxWaitingBytes?: number;
}

/** Learns the shapes of events beside the webhook path. */
export interface Learner {
  /** queues the event; never throws, costs next to nothing. Past the bounds it is only counted: it is on disk */
  take(event: LearnableEvent): void;
  /** resolves when all that was taken is learned and in the store */
  settle(): Promise<void>;
  /** events that this process did not learn because too many waited or their bytes could not be read: in all, or of one trigger */
  dropped(connectionId?: string, triggerKey?: string): number;
  close(): Promise<void>;
}

/** What this process learned of one trigger since it last wrote to the store. */
interface Knowledge {
  connectionId: string;
  triggerKey: string;
  lesson: Lesson;
  /** what was seen first before: in the store when it was last looked at, and in lessons written since */
  known: Map<string, Sighting>;
  /** number of facts of the current stretch when it was last looked at */
  facts: number;
}

const newLesson = (): Lesson => ({ shape: emptyShape(), full: null, current: emptyShape(), meta: emptyMeta() });

/** an event as it waits */
type Waiting = Pick<LearnableEvent, 'id' | 'receivedAt' | 'json' | 'payload'>;

/** Events of one structure: the first is looked at in full, the others are counted with it. */
interface Group {
  first: Waiting;
  /** of the first, once a second event came */
  structure: Structure | null;
  events: number;
}

/** Events of one trigger that are learned together. */
interface Slice {
  key: string;
  connectionId: string;
  triggerKey: string;
  groups: Group[];
  /** those that matched last, newest first */
  likely: Group[];
  events: number;
  lastAt: string;
  lastEvent: string;
}

/** of so many events of one structure at least one is looked at in full */
const sliceSize = 64;
/** so many structures of a slice are compared with an event: some triggers have no two events alike */
const maxLikely = 4;
/** a slice that is not full is learned after this time; nobody waits for what is learned */
const gatherMs = 200;
const maxKnown = 1_000;

const keyOf = (connectionId: string, triggerKey: string): string => `${connectionId} ${triggerKey}`;

const newSlice = (key: string, connectionId: string, triggerKey: string): Slice => ({
  key,
  connectionId,
  triggerKey,
  groups: [],
  likely: [],
  events: 0,
  lastAt: '',
  lastEvent: '',
});

/** Every path with each of its types, as the keys of `ShapeMeta.first`. */
function factsOf(shape: Shape): string[] {
  return describeShape(shape).flatMap(({ path, types }) => Object.keys(types).map((type) => `${path} ${type}`));
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

/** Finds which event of a slice was the first to show what was not known before. */
function noteFirst({ lesson, known }: Knowledge, groups: readonly Group[]): void {
  const { first } = lesson.meta;
  const missing = new Set(factsOf(lesson.current).filter((fact) => !known.has(fact)));
  let room = maxFacts - known.size;
  for (const [index, { first: event }] of groups.entries()) {
    if (missing.size === 0) return;
    const alone = emptyShape();
    feed(alone, event);
    // what only several events together show, such as a dictionary, is put down to the last one
    for (const fact of index === groups.length - 1 ? [...missing] : factsOf(alone)) {
      if (!missing.delete(fact) || room-- <= 0) continue;
      const sighting = { at: event.receivedAt, event: event.id };
      first[fact] = sighting;
      known.set(fact, sighting);
    }
  }
}

/** Counts an event with the earlier ones of its structure; false where none is known. */
function joinGroup({ likely }: Slice, payload: Json): boolean {
  for (const [place, group] of likely.entries()) {
    group.structure ??= structureOf(group.first.payload);
    if (!hasStructure(payload, group.structure)) continue;
    group.events++;
    if (place > 0) likely.unshift(...likely.splice(place, 1));
    return true;
  }
  return false;
}

function learn(knowledge: Knowledge, slice: Slice, window: number): void {
  const { lesson } = knowledge;
  const { meta, current } = lesson;
  for (const group of slice.groups) feedGroup(current, group);
  if (meta.samples === 0) meta.firstAt = slice.groups[0]?.first.receivedAt ?? slice.lastAt;
  meta.samples += slice.events;
  meta.lastAt = slice.lastAt;
  meta.lastEvent = slice.lastEvent;
  const facts = countFacts(current.root);
  if (facts !== knowledge.facts) noteFirst(knowledge, slice.groups);
  knowledge.facts = facts;
  if (current.samples < window) return;
  noteSeen(meta.lastSeen, current, meta.lastAt);
  mergeInto(lesson.shape, current);
  lesson.full = current;
  lesson.current = emptyShape();
  knowledge.facts = 0;
}

/** Makes the learner of one process; what it knew before is read from the store at first use. */
export function createLearner(parts: LearnerParts): Learner {
  const { store, log, window = 200, flushMs = 5_000, maxWaiting = 10_000, maxWaitingBytes = 67_108_864 } = parts;
  const fullSlice = Math.min(sliceSize, window);
  const known = new Map<string, Knowledge>();
  const gathered = new Map<string, Slice>();
  let full: Slice[] = [];
  let waiting = 0;
  let waitingBytes = 0;
  let dropped = 0;
  const droppedOf = new Map<string, number>();
  let soon: NodeJS.Immediate | null = null;
  let gathering: NodeJS.Timeout | null = null;
  let flushing: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();

  const drop = (key: string | null, events: number): void => {
    dropped += events;
    if (key === null || (droppedOf.size >= maxKnown && !droppedOf.has(key))) return;
    droppedOf.set(key, (droppedOf.get(key) ?? 0) + events);
  };

  const open = async (connectionId: string, triggerKey: string): Promise<Knowledge> => {
    const stored = await store.getShape(connectionId, triggerKey);
    const learned = readLearned(stored);
    if (stored !== null && learned === null)
      log.warn(`what was learned of ${triggerKey} before cannot be read and is learned anew`);
    const first = new Map(Object.entries(learned?.meta.first ?? {}));
    return { connectionId, triggerKey, lesson: newLesson(), known: first, facts: 0 };
  };

  const learnSlice = async (slice: Slice): Promise<void> => {
    const { key, connectionId, triggerKey, events, groups } = slice;
    for (const { first } of groups) waitingBytes -= first.json?.byteLength ?? 0;
    waiting -= groups.length;
    try {
      const knowledge = known.get(key) ?? (await open(connectionId, triggerKey));
      known.set(key, knowledge);
      learn(knowledge, slice, window);
    } catch (error) {
      // a shape may hold half a sample now: go back to what the store has
      drop(key, events + (known.get(key)?.lesson.meta.samples ?? 0));
      known.delete(key);
      log.warn(`events of ${triggerKey} could not be learned`, { count: events, error });
    }
  };

  const learnFull = async (): Promise<void> => {
    while (full.length > 0) {
      const slices = full;
      full = [];
      for (const slice of slices) {
        await learnSlice(slice);
        // webhooks that arrived meanwhile go first
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  };

  const drain = async (): Promise<void> => {
    full.push(...gathered.values());
    gathered.clear();
    await learnFull();
  };

  const flush = async (): Promise<void> => {
    for (const knowledge of known.values()) {
      const { connectionId, triggerKey, lesson } = knowledge;
      if (lesson.meta.samples === 0) continue;
      try {
        await store.updateShape(connectionId, triggerKey, (before) => mergeLearned(before, lesson, window));
        knowledge.lesson = newLesson();
        knowledge.facts = 0;
      } catch (error) {
        log.warn(`what was learned of ${triggerKey} could not be stored, the next try follows`, { error });
      }
    }
    if (known.size <= maxKnown) return;
    for (const [key, { lesson }] of known) if (lesson.meta.samples === 0) known.delete(key);
  };

  // one after the other, so that a flush never meets a shape that is half fed
  const run = (task: () => Promise<void>): Promise<void> => {
    running = running.then(task);
    return running;
  };

  const stopTimers = (): void => {
    if (soon !== null) clearImmediate(soon);
    if (gathering !== null) clearTimeout(gathering);
    if (flushing !== null) clearTimeout(flushing);
    soon = null;
    gathering = null;
    flushing = null;
  };

  return {
    take(event) {
      const { id, connectionId, receivedAt, json, payload } = event;
      const triggerKey = triggerKeyOf(event);
      if (triggerKey === null) {
        drop(null, 1);
        return;
      }
      const key = keyOf(connectionId, triggerKey);
      const slice = gathered.get(key) ?? newSlice(key, connectionId, triggerKey);
      if (!joinGroup(slice, payload)) {
        const bytes = json?.byteLength ?? 0;
        if (waiting >= maxWaiting || waitingBytes + bytes > maxWaitingBytes) {
          drop(key, 1);
          return;
        }
        const begun = { first: { id, receivedAt, json, payload }, structure: null, events: 1 };
        waiting++;
        waitingBytes += bytes;
        slice.groups.push(begun);
        slice.likely.unshift(begun);
        if (slice.likely.length > maxLikely) slice.likely.pop();
      }
      slice.events++;
      slice.lastAt = receivedAt;
      slice.lastEvent = id;
      if (slice.events === 1) gathered.set(key, slice);
      if (slice.events >= fullSlice) {
        gathered.delete(key);
        full.push(slice);
        soon ??= setImmediate(() => {
          soon = null;
          void run(learnFull);
        }).unref();
      }
      gathering ??= setTimeout(() => {
        gathering = null;
        void run(drain);
      }, gatherMs).unref();
      flushing ??= setTimeout(() => {
        flushing = null;
        void run(flush);
      }, flushMs).unref();
    },
    async settle() {
      await run(drain);
      await run(flush);
    },
    dropped: (connectionId, triggerKey) =>
      connectionId === undefined || triggerKey === undefined
        ? dropped
        : (droppedOf.get(keyOf(connectionId, triggerKey)) ?? 0),
    async close() {
      stopTimers();
      await run(drain);
      await run(flush);
      stopTimers();
    },
  };
}

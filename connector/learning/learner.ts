import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { beginGroup, joinGroup, newSlice, type LearnableEvent, type Slice, type Waiting } from './event-slice.ts';
import { createKnownStructures } from './known-structures.ts';
import { learn, newLesson, type Knowledge } from './learn-slice.ts';
import { mergeLearned, readLearned } from './merge-learned.ts';
import { triggerKeyOf } from './trigger-key.ts';

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
  /**
   * Looks at an event whose payload was just read, so that the payload need not outlive the wait for the disk. What it answers is to be
   * called once the event is on disk: that queues it; past the bounds it is only counted. Neither throws.
   */
  look(event: LearnableEvent): () => void;
  /** looks at an event and queues it at once */
  take(event: LearnableEvent): void;
  /** resolves when all that was taken is learned and in the store */
  settle(): Promise<void>;
  /** events that this process did not learn because too many waited or their bytes could not be read: in all, or of one trigger */
  dropped(connectionId?: string, triggerKey?: string): number;
  close(): Promise<void>;
}

/** of so many events of one structure at least one is looked at in full */
const sliceSize = 64;
/** the same once so many events of a trigger brought nothing new: only traffic of hundreds a second fills such a slice in time */
const steadySliceSize = 200;
const steadyAfter = 1_000;
/** a slice that is not full is learned after this time; nobody waits for what is learned */
const gatherMs = 200;
const maxKnown = 1_000;

const keyOf = (connectionId: string, triggerKey: string): string => `${connectionId} ${triggerKey}`;

/** Makes the learner of one process; what it knew before is read from the store at first use. */
export function createLearner(parts: LearnerParts): Learner {
  const { store, log, window = 200, flushMs = 5_000, maxWaiting = 10_000, maxWaitingBytes = 67_108_864 } = parts;
  const sizeOf = (key: string): number =>
    Math.min((known.get(key)?.confirmed ?? 0) < steadyAfter ? sliceSize : steadySliceSize, window);
  const known = new Map<string, Knowledge>();
  const gathered = new Map<string, Slice>();
  const structureOf = createKnownStructures();
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
    return { connectionId, triggerKey, lesson: newLesson(), known: first, facts: 0, confirmed: 0 };
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

  const keep = (key: string, connectionId: string, triggerKey: string, event: Waiting): void => {
    const slice = gathered.get(key) ?? newSlice(key, connectionId, triggerKey, sizeOf(key));
    if (!joinGroup(slice, event)) {
      const bytes = event.json?.byteLength ?? 0;
      if (waiting >= maxWaiting || waitingBytes + bytes > maxWaitingBytes) {
        drop(key, 1);
        return;
      }
      beginGroup(slice, event);
      waiting++;
      waitingBytes += bytes;
    }
    slice.events++;
    slice.lastAt = event.receivedAt;
    slice.lastEvent = event.id;
    if (slice.events === 1) gathered.set(key, slice);
    if (slice.events >= slice.size) {
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
  };

  const look = (event: LearnableEvent): (() => void) => {
    const { id, connectionId, receivedAt, json, payload } = event;
    const triggerKey = triggerKeyOf(event);
    if (triggerKey === null) return () => drop(null, 1);
    const key = keyOf(connectionId, triggerKey);
    const structure = structureOf(key, payload, json?.byteLength ?? 0);
    const waits: Waiting = { id, receivedAt, json, payload: json === null ? payload : null, structure };
    return () => keep(key, connectionId, triggerKey, waits);
  };

  return {
    look,
    take: (event) => look(event)(),
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

import type { Json } from '../../errors/json.ts';
import { describeShape, emptyShape, mergeInto, observe, scanSamples, type Shape } from '../../schemas/index.ts';
import type { ShapeNode } from '../../schemas/infer/shape-node.ts';
import type { Log } from '../log.ts';
import type { Sighting, Store } from '../store/store.ts';
import { emptyMeta, maxFacts, mergeLearned, noteSeen, type Lesson } from './merge-learned.ts';
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
  /** events that were not learned because too many waited or their bytes could not be read */
  dropped(): number;
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

const sliceSize = 64;
/** gathers events into slices; nobody waits for what is learned */
const gatherMs = 200;
const maxKnown = 1_000;

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

function feed(shape: Shape, { json, payload }: LearnableEvent): void {
  if (json === null) observe(shape, payload);
  else scanSamples(json, shape);
}

/** Finds which event of a slice was the first to show what was not known before. */
function noteFirst({ lesson, known }: Knowledge, events: readonly LearnableEvent[]): void {
  const { first } = lesson.meta;
  const missing = new Set(factsOf(lesson.current).filter((fact) => !known.has(fact)));
  let room = maxFacts - known.size;
  for (const [index, event] of events.entries()) {
    if (missing.size === 0) return;
    const alone = emptyShape();
    feed(alone, event);
    // what only several events together show, such as a dictionary, is put down to the last one
    for (const fact of index === events.length - 1 ? [...missing] : factsOf(alone)) {
      if (!missing.delete(fact) || room-- <= 0) continue;
      const sighting = { at: event.receivedAt, event: event.id };
      first[fact] = sighting;
      known.set(fact, sighting);
    }
  }
}

function learn(knowledge: Knowledge, events: readonly LearnableEvent[], window: number): void {
  const { lesson } = knowledge;
  const { meta, current } = lesson;
  for (const event of events) feed(current, event);
  const newest = events.at(-1);
  if (newest === undefined) return;
  if (meta.samples === 0) meta.firstAt = events[0]?.receivedAt ?? newest.receivedAt;
  meta.samples += events.length;
  meta.lastAt = newest.receivedAt;
  meta.lastEvent = newest.id;
  const facts = countFacts(current.root);
  if (facts !== knowledge.facts) noteFirst(knowledge, events);
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
  const known = new Map<string, Knowledge>();
  let waiting: { key: string; triggerKey: string; event: LearnableEvent }[] = [];
  let waitingBytes = 0;
  let dropped = 0;
  let gathering: NodeJS.Timeout | null = null;
  let flushing: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();

  const open = async (connectionId: string, triggerKey: string): Promise<Knowledge> => {
    const stored = await store.getShape(connectionId, triggerKey);
    const first = new Map(Object.entries(stored?.meta.first ?? {}));
    return { connectionId, triggerKey, lesson: newLesson(), known: first, facts: 0 };
  };

  const learnSlice = async (key: string, triggerKey: string, events: readonly LearnableEvent[]): Promise<void> => {
    try {
      const knowledge = known.get(key) ?? (await open(events[0]?.connectionId ?? '', triggerKey));
      known.set(key, knowledge);
      learn(knowledge, events, window);
    } catch (error) {
      // a shape may hold half a sample now: go back to what the store has
      dropped += events.length + (known.get(key)?.lesson.meta.samples ?? 0);
      known.delete(key);
      log.warn(`events of ${triggerKey} could not be learned`, { count: events.length, error });
    }
  };

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const taken = waiting.splice(0, Math.min(sliceSize, window));
      const groups = new Map<string, { triggerKey: string; events: LearnableEvent[] }>();
      for (const { key, triggerKey, event } of taken) {
        waitingBytes -= event.json?.byteLength ?? 0;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, { triggerKey, events: [event] });
        else group.events.push(event);
      }
      for (const [key, { triggerKey, events }] of groups) await learnSlice(key, triggerKey, events);
      // webhooks that arrived meanwhile go first
      await new Promise((resolve) => setImmediate(resolve));
    }
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
    if (gathering !== null) clearTimeout(gathering);
    if (flushing !== null) clearTimeout(flushing);
    gathering = null;
    flushing = null;
  };

  return {
    take(event) {
      const triggerKey = triggerKeyOf(event);
      const bytes = event.json?.byteLength ?? 0;
      if (triggerKey === null || waiting.length >= maxWaiting || waitingBytes + bytes > maxWaitingBytes) {
        dropped++;
        return;
      }
      waitingBytes += bytes;
      waiting.push({ key: `${event.connectionId} ${triggerKey}`, triggerKey, event });
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
    dropped: () => dropped,
    async close() {
      stopTimers();
      await run(drain);
      await run(flush);
      stopTimers();
      waiting = [];
    },
  };
}

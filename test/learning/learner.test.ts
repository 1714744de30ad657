import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { createLearner, type LearnableEvent, type Learner } from '../../connector/learning/learner.ts';
import { recentShape } from '../../connector/learning/merge-learned.ts';
import { readTriggerKey, triggerKeyOf } from '../../connector/learning/trigger-key.ts';
import { createLog } from '../../connector/log.ts';
import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import type { LearnedShape } from '../../connector/store/store.ts';
import type { JsonObject } from '../../errors/json.ts';
import { emptyShape, observe, shapeFromJson, toJsonSchema } from '../../schemas/index.ts';

const log = createLog('silent');
const now = (): number => Date.UTC(2026, 0, 5);
let serial = 0;

function eventOf(payload: JsonObject, extra: Partial<LearnableEvent> = {}): LearnableEvent {
  serial += 1;
  return {
    id: `evt_${String(serial)}`,
    connectionId: 'con_1',
    kind: 'system_webhook',
    eventName: 'orderPlaced',
    workflowId: null,
    receivedAt: new Date(now() + serial * 1000).toISOString(),
    json: Buffer.from(JSON.stringify(payload)),
    payload,
    ...extra,
  };
}

describe('the learner of event shapes', () => {
  let folder: string;
  let store: SqliteStore;
  const file = (): string => join(folder, 'test.db');
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'itc-learn-'));
    store = await openSqliteStore({ file: file(), now });
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const shapeOf = async (triggerKey = 'event:orderPlaced'): Promise<LearnedShape> => {
    const found = await store.getShape('con_1', triggerKey);
    if (found === null) throw new Error('nothing was learned');
    return found;
  };
  const teach = (learner: Learner, events: readonly LearnableEvent[]): void => events.forEach((e) => learner.take(e));

  it('goes on after a restart with the shape that the store kept', async () => {
    const before = createLearner({ store, log });
    teach(before, [eventOf({ total: 1 }), eventOf({ total: 2, note: 'x' })]);
    await before.close();
    await store.close();
    store = await openSqliteStore({ file: file(), now });
    const after = createLearner({ store, log });
    teach(after, [eventOf({ total: null, extra: true })]);
    await after.close();

    const expected = emptyShape();
    for (const sample of [{ total: 1 }, { total: 2, note: 'x' }, { total: null, extra: true }])
      observe(expected, sample);
    const learned = await shapeOf();
    expect(learned.meta.samples).toBe(3);
    expect(JSON.stringify(shapeFromJson(learned.shape))).toBe(JSON.stringify(expected));
  });

  it('adds up what two processes learn of one trigger at the same time', async () => {
    const other = await openSqliteStore({ file: file(), now });
    const learners = [
      createLearner({ store, log, window: 5 }),
      createLearner({ store: other, log, window: 5 }),
    ] as const;
    const expected = emptyShape();
    const events = Array.from({ length: 40 }, (_, i) =>
      eventOf(i % 2 === 0 ? { n: i } : { n: `${String(i)}`, odd: true }),
    );
    for (const [i, event] of events.entries()) {
      observe(expected, event.payload);
      learners[i % 2]?.take(event);
      if (i % 10 === 9) await Promise.all(learners.map((learner) => learner.settle()));
    }
    await Promise.all(learners.map((learner) => learner.close()));
    const { shape, recent, meta } = await shapeOf();
    expect(shapeFromJson(shape).samples).toBe(40);
    expect(toJsonSchema(shapeFromJson(shape))).toEqual(toJsonSchema(expected));
    expect(meta).toMatchObject({ samples: 40, firstAt: events[0]?.receivedAt, lastEvent: events[39]?.id });
    expect(meta.first['/n integer']?.event).toBe(events[0]?.id);
    expect(meta.first['/odd boolean']?.event).toBe(events[1]?.id);
    expect(recentShape({ recent }).samples).toBeGreaterThanOrEqual(5);
    await other.close();
  });

  it('keeps what could not be written for the next try', async () => {
    let broken = true;
    const flaky: Pick<SqliteStore, 'getShape' | 'updateShape'> = {
      getShape: (...given) => store.getShape(...given),
      updateShape: (...given) => (broken ? Promise.reject(new Error('disk full')) : store.updateShape(...given)),
    };
    const learner = createLearner({ store: flaky, log });
    learner.take(eventOf({ a: 1 }));
    await learner.settle();
    expect(await store.getShape('con_1', 'event:orderPlaced')).toBeNull();
    broken = false;
    learner.take(eventOf({ b: 1 }));
    await learner.close();
    expect((await shapeOf()).meta.samples).toBe(2);
    expect(shapeFromJson((await shapeOf()).shape).samples).toBe(2);
  });

  it('learns the same over many windows as from one pass over all events', async () => {
    const learner = createLearner({ store, log, window: 7 });
    const expected = emptyShape();
    for (let i = 0; i < 100; i++) {
      const payload = i % 3 === 0 ? { id: i, tags: ['a'] } : { id: `n${String(i)}`, price: i / 2 };
      observe(expected, payload);
      learner.take(eventOf(payload));
    }
    await learner.close();
    const { shape, recent } = await shapeOf();
    expect(toJsonSchema(shapeFromJson(shape))).toEqual(toJsonSchema(expected));
    expect(shapeFromJson(shape).samples).toBe(100);
    expect(recentShape({ recent }).samples).toBeLessThanOrEqual(21);
  });

  it('notes the first event that showed each field, even in the middle of a slice', async () => {
    const learner = createLearner({ store, log });
    const events = [eventOf({ a: 1 }), eventOf({ a: 1 }), eventOf({ a: 1, b: 'new' }), eventOf({ a: null, b: 'x' })];
    teach(learner, events);
    await learner.close();
    const { first } = (await shapeOf()).meta;
    expect(first['/a integer']?.event).toBe(events[0]?.id);
    expect(first['/b string']?.event).toBe(events[2]?.id);
    expect(first['/a null']?.event).toBe(events[3]?.id);
  });

  it('keeps connections and triggers apart and takes payloads that were no JSON text', async () => {
    const learner = createLearner({ store, log });
    teach(learner, [
      eventOf({ a: 1 }),
      eventOf({ b: 1 }, { kind: 'journey_webhook', eventName: null, workflowId: '77', json: null }),
      eventOf({ c: 1 }, { connectionId: 'con_2' }),
    ]);
    await learner.close();
    const keys = (await store.listShapes()).map(({ connectionId, triggerKey }) => `${connectionId} ${triggerKey}`);
    expect(keys.sort()).toEqual(['con_1 event:orderPlaced', 'con_1 workflow:77', 'con_2 event:orderPlaced']);
    expect((await store.listShapes('con_2')).length).toBe(1);
  });

  it('drops and counts events past its bounds instead of holding them in memory', async () => {
    const learner = createLearner({ store, log, maxWaiting: 2 });
    teach(learner, [eventOf({ a: 1 }), eventOf({ a: 2 }), eventOf({ a: 3 })]);
    expect(learner.dropped()).toBe(1);
    await learner.close();
    expect((await shapeOf()).meta.samples).toBe(2);
  });

  it('falls back to the stored shape when the bytes of an event cannot be read', async () => {
    const learner = createLearner({ store, log });
    learner.take(eventOf({ a: 1 }));
    await learner.settle();
    learner.take(eventOf({}, { json: Buffer.from('{"b": 1, "c') }));
    await learner.settle();
    learner.take(eventOf({ a: 2 }));
    await learner.close();
    expect(learner.dropped()).toBe(1);
    expect(Object.keys(toJsonSchema(shapeFromJson((await shapeOf()).shape))['properties'] as object)).toEqual(['a']);
  });

  it('numbers the saved schema versions of each trigger from one', async () => {
    const version = { connectionId: 'con_1', triggerKey: 'event:a', schema: { type: 'object' }, edits: [], samples: 3 };
    await store.saveSchemaVersion(version);
    await store.saveSchemaVersion({ ...version, edits: [{ path: '/a', label: 'A' }] });
    await store.saveSchemaVersion({ ...version, triggerKey: 'event:b' });
    expect((await store.listSchemaVersions('con_1', 'event:a')).map((v) => v.version)).toEqual([2, 1]);
    expect((await store.getSchemaVersion('con_1', 'event:a'))?.edits).toEqual([{ path: '/a', label: 'A' }]);
    expect((await store.getSchemaVersion('con_1', 'event:a', 1))?.edits).toEqual([]);
    expect(await store.getSchemaVersion('con_1', 'event:c')).toBeNull();
  });

  it('reads a trigger key back into what it was made from', () => {
    for (const place of [
      { kind: 'system_webhook', eventName: 'a:b/c', workflowId: null },
      { kind: 'journey_webhook', eventName: null, workflowId: '12' },
    ] as const) {
      expect(readTriggerKey(triggerKeyOf(place) ?? '')).toEqual(place);
    }
    expect(readTriggerKey('other:1')).toBeNull();
    expect(triggerKeyOf({ kind: 'system_webhook', eventName: 'x'.repeat(400), workflowId: null })).toBeNull();
  });
});

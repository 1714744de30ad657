import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { LearnableEvent } from '../../connector/learning/event-slice.ts';
import { createLearner, type Learner } from '../../connector/learning/learner.ts';
import { readLearned, recentShape, type Learned } from '../../connector/learning/merge-learned.ts';
import { readTriggerKey, triggerKeyOf } from '../../connector/learning/trigger-key.ts';
import { createLog } from '../../connector/log.ts';
import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import type { LearnedShape } from '../../connector/store/store.ts';
import type { JsonObject } from '../../errors/json.ts';
import {
  describeShape,
  emptyShape,
  observe,
  shapeFromJson,
  toJsonSchema,
  type PathReport,
} from '../../schemas/index.ts';

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
  const recentOf = (kept: LearnedShape): number => recentShape(readLearned(kept) as Learned).samples;
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
    const learned = await shapeOf();
    const { shape, meta } = learned;
    expect(shapeFromJson(shape).samples).toBe(40);
    expect(toJsonSchema(shapeFromJson(shape))).toEqual(toJsonSchema(expected));
    expect(meta).toMatchObject({ samples: 40, firstAt: events[0]?.receivedAt, lastEvent: events[39]?.id });
    expect(meta.first['/n integer']?.event).toBe(events[0]?.id);
    expect(meta.first['/odd boolean']?.event).toBe(events[1]?.id);
    expect(recentOf(learned)).toBeGreaterThanOrEqual(5);
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
    const learned = await shapeOf();
    expect(toJsonSchema(shapeFromJson(learned.shape))).toEqual(toJsonSchema(expected));
    expect(shapeFromJson(learned.shape).samples).toBe(100);
    expect(recentOf(learned)).toBeLessThanOrEqual(21);
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
    teach(learner, [eventOf({ a: 1 }), eventOf({ b: 2 }), eventOf({ c: 3 })]);
    expect(learner.dropped()).toBe(1);
    expect(learner.dropped('con_1', 'event:orderPlaced')).toBe(1);
    expect(learner.dropped('con_2', 'event:orderPlaced')).toBe(0);
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

  it('counts every field and type of events of one structure, and looks at one of up to 64 in full', async () => {
    const learner = createLearner({ store, log });
    const expected = emptyShape();
    for (let i = 0; i < 1_000; i++) {
      const items = Array.from({ length: i % 3 }, () => ({ sku: `s${String(i)}`, price: 0.5 + (i % 2) / 2 }));
      const payload = { id: i, kind: i % 2 === 0 ? 'a' : 'b', items, ...(i % 100 === 99 ? { rare: null } : {}) };
      observe(expected, payload);
      learner.take(eventOf(payload));
    }
    await learner.close();
    const seen = describeShape(shapeFromJson((await shapeOf()).shape));
    const counts = ({ path, present, of, types }: PathReport): unknown => ({ path, present, of, types });
    expect(seen.map(counts)).toEqual(describeShape(expected).map(counts));
    const unread = seen.find(({ path }) => path === '/id')?.unread ?? 0;
    expect(unread).toBeGreaterThan(500);
    expect(unread).toBeLessThanOrEqual(1_000 - 1_000 / 64);
  });

  it('notes a field and a type that one event of ten thousand has', async () => {
    const learner = createLearner({ store, log });
    const events = Array.from({ length: 10_000 }, (_, i) =>
      eventOf({ a: i === 7_321 ? 'text' : i, ...(i === 8_888 ? { late: true } : {}) }),
    );
    for (const [i, event] of events.entries()) {
      learner.take(event);
      if (i % 500 === 499) await learner.settle();
    }
    await learner.close();
    const { first } = (await shapeOf()).meta;
    expect(first['/a string']?.event).toBe(events[7_321]?.id);
    expect(first['/late boolean']?.event).toBe(events[8_888]?.id);
    expect(learner.dropped()).toBe(0);
  });

  it('finds a format that no longer holds within 64 events of one structure', async () => {
    const learner = createLearner({ store, log });
    const schemaOf = async (): Promise<unknown> => {
      await learner.settle();
      return toJsonSchema(shapeFromJson((await shapeOf()).shape))['properties'];
    };
    for (let i = 0; i < 100; i++) learner.take(eventOf({ to: 'a@example.com' }));
    expect(await schemaOf()).toEqual({ to: { type: 'string', format: 'email' } });
    for (let i = 0; i < 30; i++) learner.take(eventOf({ to: 'a@example.com' }));
    for (let i = 0; i < 64; i++) learner.take(eventOf({ to: 'nobody' }));
    expect(await schemaOf()).toEqual({ to: { type: 'string' } });
    await learner.close();
  });

  it('looks at one of up to 200 in full once 1,000 events brought nothing new, and still finds a format that no longer holds', async () => {
    const learner = createLearner({ store, log });
    const schemaOf = async (): Promise<unknown> => {
      await learner.settle();
      return toJsonSchema(shapeFromJson((await shapeOf()).shape))['properties'];
    };
    for (let i = 0; i < 20; i++) {
      for (let k = 0; k < 64; k++) learner.take(eventOf({ to: 'a@example.com' }));
      await learner.settle();
    }
    expect(await schemaOf()).toEqual({ to: { type: 'string', format: 'email' } });
    for (let i = 0; i < 30; i++) learner.take(eventOf({ to: 'a@example.com' }));
    for (let i = 0; i < 200; i++) learner.take(eventOf({ to: 'nobody' }));
    expect(await schemaOf()).toEqual({ to: { type: 'string' } });
    expect((await shapeOf()).meta.samples).toBe(20 * 64 + 230);
    await learner.close();
  });

  it.each([
    ['a shape of another form', { shape: '{"version":0}' }],
    ['a shape that is no JSON', { shape: '{"ver' }],
    ['dates of another form', { meta: '{"samples":"7"}' }],
    ['recent events that are missing', { recent: 'null' }],
  ])('learns anew over a row with %s and says so once', async (_what, row) => {
    const before = createLearner({ store, log });
    before.take(eventOf({ old: 1 }));
    await before.close();
    const db = new Database(file());
    const [[column, value]] = Object.entries(row) as [[string, string]];
    db.prepare(`UPDATE learned_shapes SET ${column} = ?`).run(value);
    db.close();
    const lines: unknown[] = [];
    const learner = createLearner({ store, log: { warn: (...line) => lines.push(line) } });
    expect((await store.listShapes('con_1')).length).toBe(1);
    for (const payload of [{ a: 1 }, { a: 'ada@example.com' }]) {
      learner.take(eventOf(payload));
      await learner.settle();
    }
    await learner.close();
    expect(lines).toEqual([['what was learned of event:orderPlaced before cannot be read and is learned anew']]);
    const learned = await shapeOf();
    expect(learned.meta.samples).toBe(2);
    expect(describeShape(shapeFromJson(learned.shape)).map(({ path }) => path)).toEqual(['', '/a']);
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

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { actions, picklists } from '../../actions/index.ts';
import { loadRegistry } from '../../connector/registry.ts';
import { dueTime } from '../../connector/schedule/due-times.ts';
import { createScheduler, type Scheduler } from '../../connector/schedule/scheduler.ts';
import { newId } from '../../connector/store/new-id.ts';
import { openSqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../connector/store/store.ts';
import { triggers } from '../../triggers/index.ts';
import { document, iso } from '../store/store-records.ts';

const registry = loadRegistry({ actions, triggers, picklists });
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const startMs = Date.parse('2026-03-28T00:30:00.000Z');

let folder: string;
let store: Store;
let nowMs: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'itc-schedule-'));
  nowMs = startMs;
  store = await openSqliteStore({ file: join(folder, 'itc.db'), now: () => nowMs });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const scheduler = (): Scheduler =>
  createScheduler({
    store,
    registry,
    newId,
    now: () => nowMs,
    log: { error: (message) => expect(message).toBe('') },
    onJobs: () => undefined,
    dedupWindowMs: 24 * hourMs,
  });

const save = (config: object, enabled = true) =>
  store.saveRecipe(
    {
      id: 'rec_1',
      name: 'nightly',
      enabled,
      document: { ...document, name: 'nightly', trigger: { use: 'on_schedule', with: config as never } },
      connectionId: 'con_1',
      journeyToken: newId('tok'),
    },
    null,
    iso(nowMs),
  );

const dueOf = async (): Promise<string[]> => {
  const { items } = await store.listEvents({ kind: 'schedule', duplicates: false, limit: 500 });
  const bodies = await Promise.all(items.map(async ({ id }) => (await store.getEvent(id))?.payload.body));
  return bodies.map((body) => (JSON.parse(Buffer.from(body!).toString()) as { dueAt: string }).dueAt).sort();
};
const jobs = async (): Promise<number> => (await store.countJobs()).queued;

describe('schedules', () => {
  test('L9: each due time makes one event and one job, whoever looks and however often', async () => {
    await save({ cron: '0 * * * *', timeZone: 'UTC', values: { tier: 'gold' } });
    await scheduler().tick();
    for (const hours of [1, 2]) {
      nowMs = startMs + hours * hourMs - 30 * minuteMs;
      await Promise.all([scheduler().tick(), scheduler().tick(), scheduler().tick()]);
      await scheduler().tick();
    }
    expect(await dueOf()).toEqual(['2026-03-28T01:00:00.000Z', '2026-03-28T02:00:00.000Z']);
    expect(await jobs()).toBe(2);
  });

  test('L9: a crash between the job and its note does not start the time again', async () => {
    await save({ cron: '0 * * * *', timeZone: 'UTC' });
    await scheduler().tick();
    const before = (await store.getSetting('schedule:rec_1')) ?? '';
    nowMs = startMs + hourMs;
    await scheduler().tick();
    await store.putSetting('schedule:rec_1', before);
    await scheduler().tick();
    expect(await jobs()).toBe(1);
  });

  test.each([
    ['run_once', ['2026-03-28T09:00:00.000Z'], 1],
    ['skip', [], 0],
  ])('L9: after an outage the policy %s makes %j of the missed times', async (missed, due, count) => {
    await save({ cron: '0 * * * *', timeZone: 'UTC', missed });
    await scheduler().tick();
    nowMs = startMs + 9 * hourMs;
    expect(await scheduler().tick()).toBe(Date.parse('2026-03-28T10:00:00.000Z'));
    expect(await dueOf()).toEqual(due);
    expect(await jobs()).toBe(count);
  });

  test('L9: a recipe that is off lets its times pass and does not make up for them', async () => {
    await save({ cron: '0 * * * *', timeZone: 'UTC' }, false);
    await scheduler().tick();
    nowMs = startMs + 5 * hourMs;
    await scheduler().tick();
    await store.setRecipeEnabled('nightly', true, iso(nowMs));
    await scheduler().tick();
    expect(await jobs()).toBe(0);
    nowMs += hourMs;
    await scheduler().tick();
    expect(await jobs()).toBe(1);
  });

  test('L9: times follow the time zone through the change of the clocks', () => {
    const config = { cron: '30 7 * * *', timeZone: 'Europe/Berlin', missed: 'run_once' } as const;
    const dayMs = 24 * hourMs;
    const at = [0, 1].map((day) => dueTime(config, startMs + day * dayMs, startMs + (day + 1) * dayMs)?.atMs ?? 0);
    expect(at.map(iso)).toEqual(['2026-03-28T06:30:00.000Z', '2026-03-29T05:30:00.000Z']);
  });

  test('L9: looking at any moments finds each due time at most once and in order, and never one to come', () => {
    const config = { cron: '*/7 * * * *', timeZone: 'UTC', missed: 'run_once' } as const;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 * minuteMs }), { maxLength: 20 }), (steps) => {
        let atMs = startMs;
        let last = startMs;
        for (const step of steps) {
          atMs += step;
          const due = dueTime(config, last, atMs);
          if (due === null) continue;
          expect(due.atMs).toBeGreaterThan(last);
          expect(due.atMs).toBeLessThanOrEqual(atMs);
          last = due.atMs;
        }
        // nothing that passed stays unfound
        expect(dueTime(config, last, atMs)).toBeNull();
      }),
    );
  });
});

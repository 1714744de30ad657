import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { actions, picklists } from '../../actions/index.ts';
import type { Endpoint } from '../../connector/define.ts';
import { createAllowance } from '../../connector/intake/allowance.ts';
import { createLimiter } from '../../connector/iterable/limits.ts';
import { loadRegistry } from '../../connector/registry.ts';
import { createAlone } from '../../connector/runtime/alone.ts';
import { createSchedule } from '../../connector/runtime/schedule.ts';
import { createScheduler } from '../../connector/schedule/scheduler.ts';
import { newSecret } from '../../connector/security/new-secret.ts';
import { createSessionBook, sessionMs } from '../../connector/security/session-book.ts';
import { newId } from '../../connector/store/new-id.ts';
import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import { triggers } from '../../triggers/index.ts';
import { document, iso, newEvent, saveRecipe, t0 } from '../store/store-records.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let folder: string;
let store: SqliteStore;
let nowMs: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'itc-clock-'));
  nowMs = t0;
  store = await openSqliteStore({ file: join(folder, 'itc.db'), now: () => nowMs, longestDedupWindowMs: 7 * day });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});
const log = { error: (message: string) => expect(message).toBe('') };

describe('retention when the clock jumps', () => {
  const arrive = async (atMs: number, count: number): Promise<void> => {
    nowMs = atMs;
    const events = Array.from({ length: count }, () => newEvent({ receivedAt: iso(atMs) }));
    await Promise.all(events.map((event) => store.appendEvent(event)));
  };
  const expire = (before: number) => {
    nowMs = before + 30 * day;
    return store.expire({ events: iso(before), jobs: iso(before), rejectedCalls: iso(before) });
  };
  const left = () => store.countEvents({});

  test('rows that came after the clock was set back by an hour go in their time, past 600 younger ones before them', async () => {
    await arrive(t0, 600);
    await arrive(t0 - hour, 3);
    expect(await expire(t0 - hour / 2)).toBe(3);
    expect(await left()).toBe(600);
  });

  test('rows of a clock that ran years ahead stay and hold up nothing, their deliveries neither', async () => {
    await arrive(t0 + 3_650 * day, 600);
    await arrive(t0, 3);
    await arrive(t0 + 10 * day, 2);
    expect(await expire(t0 + day)).toBe(3);
    expect(await left()).toBe(602);
    // the window of the three is over, that of the others is not
    nowMs = t0 + 8 * day;
    await store.expire({ events: iso(t0), jobs: iso(t0), rejectedCalls: iso(t0) });
    await store.close();
    store = await openSqliteStore({ file: join(folder, 'itc.db'), now: () => nowMs, longestDedupWindowMs: 7 * day });
    expect(await left()).toBe(602);
  });

  test('a day ahead and back takes away no row before its time', async () => {
    await arrive(t0, 3);
    expect(await expire(t0)).toBe(0);
    nowMs = t0;
    await arrive(t0 + minute, 3);
    expect(await left()).toBe(6);
  });
});

describe('schedules when the clock jumps', () => {
  const hourly = () =>
    createScheduler({
      store,
      registry: loadRegistry({ actions, triggers, picklists }),
      newId,
      now: () => nowMs,
      log,
      onJobs: () => undefined,
      dedupWindowMs: 7 * day,
    }).tick();
  const times = async (): Promise<string[]> => {
    const { items } = await store.listEvents({ kind: 'schedule', duplicates: false, limit: 500 });
    const bodies = await Promise.all(items.map(async ({ id }) => (await store.getEvent(id))!.payload.body));
    return bodies.map((body) => (JSON.parse(Buffer.from(body).toString()) as { dueAt: string }).dueAt).sort();
  };
  const goTo = async (ms: number): Promise<void> => {
    nowMs = ms;
    await hourly();
  };

  test('no time runs twice after an hour back, and none is left out after a day ahead and back', async () => {
    const trigger = { use: 'on_schedule', with: { cron: '0 * * * *', timeZone: 'UTC' } };
    const recipe = { ...document, name: 'hourly', trigger };
    await store.saveRecipe(
      { id: 'rec_1', name: 'hourly', enabled: true, document: recipe, connectionId: 'con_1', journeyToken: 'tok' },
      null,
      iso(nowMs),
    );
    await goTo(t0 + minute);
    await goTo(t0 + hour);
    // an hour back: 11:00 comes a second time
    await goTo(t0 + minute);
    await goTo(t0 + hour);
    // a day ahead, and back
    await goTo(t0 + day + hour);
    await goTo(t0 + hour + minute);
    await goTo(t0 + 2 * hour);
    await goTo(t0 + 3 * hour);
    expect(await times()).toEqual([iso(t0 + hour), iso(t0 + 2 * hour), iso(t0 + 3 * hour), iso(t0 + day + hour)]);
    expect((await store.countJobs()).queued).toBe(4);
  });

  test('work of the server at set times does not wait until a clock that ran ahead is reached again', async () => {
    let runs = 0;
    const alone = createAlone({ store, now: () => nowMs, sleep: () => Promise.resolve(), log: { warn: log.error } });
    const schedule = createSchedule({
      name: 'nightly',
      pattern: '0 3 * * *',
      store,
      alone,
      run: async () => (runs += 1) > 0,
      now: () => nowMs,
      log,
    });
    await schedule.tick();
    nowMs = t0 + 30 * day;
    expect(await schedule.tick()).toBe(true);
    nowMs = t0 + minute;
    expect(await schedule.tick()).toBe(false);
    nowMs = t0 + day;
    expect(await schedule.tick()).toBe(true);
    expect(runs).toBe(2);
  });
});

describe('limits when the clock jumps', () => {
  const endpoint: Endpoint = {
    method: 'GET',
    path: '/api/lists',
    limit: { calls: 2, perMs: 10_000, scope: 'project' },
  };

  test('an hour back lengthens no wait for a limit or after a 429, and lets no call out early', async () => {
    const limiter = createLimiter({ now: () => nowMs, sleep: () => Promise.reject(new Error('no wait is asked for')) });
    await limiter.waitFor('key', endpoint, 0);
    await limiter.waitFor('key', endpoint, 0);
    expect(await limiter.waitFor('key', endpoint, 0)).toBe(10_000);
    nowMs -= hour;
    expect(await limiter.waitFor('key', endpoint, 0)).toBe(10_000);
    limiter.penalise('other', endpoint, 5_000);
    nowMs -= hour;
    expect(await limiter.waitFor('other', endpoint, 0)).toBe(5_000);
    expect(await limiter.waitFor('key', endpoint, 0)).toBe(10_000);
    nowMs += 10_000;
    expect(await limiter.waitFor('key', endpoint, 0)).toBe(0);
    expect(await limiter.waitFor('other', endpoint, 0)).toBe(0);
  });

  test('the webhooks of a connection are let in at their rate after an hour back', () => {
    const allowance = createAllowance();
    const size = { burst: 2, perSecond: 1 };
    const take = (): number => allowance.take('con_1', size, nowMs);
    expect([take(), take()]).toEqual([0, 0]);
    nowMs -= hour;
    expect(take()).toBe(1_000);
    nowMs += 1_000;
    expect(take()).toBe(0);
  });
});

describe('rights when the clock jumps', () => {
  test('a session that was over stays over when the clock is set back', async () => {
    const book = createSessionBook({ store, newSecret, now: () => nowMs });
    const { id } = await book.open('per_1');
    nowMs += day;
    expect(await book.find(id)).toBeNull();
    nowMs = t0 + minute;
    expect(await book.find(id)).toBeNull();
  });

  test('an hour back lengthens a session by no more than that hour', async () => {
    const book = createSessionBook({ store, newSecret, now: () => nowMs });
    const { id } = await book.open('per_1');
    nowMs -= hour;
    expect(await book.find(id)).not.toBeNull();
    nowMs = t0 + sessionMs;
    expect(await book.find(id)).toBeNull();
  });

  test('a lease of a process that died before the clock was set back by an hour is free at once', async () => {
    const take = () => store.acquireLease('start', iso(nowMs), iso(nowMs + 10_000));
    const first = (await take())!;
    expect(await take()).toBeNull();
    nowMs -= hour;
    const second = (await take())!;
    expect(second).toBeGreaterThan(first);
    expect(await store.extendLease('start', first, iso(nowMs + 90_000))).toBe(false);
    // clocks of two processes differ by a little
    nowMs -= minute / 2;
    expect(await take()).toBeNull();
  });
});

test('a job whose lease ended with a day ahead is taken once by another, and the first records nothing more', async () => {
  const recipe = await saveRecipe(store);
  await store.appendEvent(newEvent({ jobs: [{ id: 'job_1', recipeId: recipe.id, recipe: recipe.name, version: 1 }] }));
  const [zombie] = await store.claimJobs(1, iso(nowMs), iso(nowMs + 30_000));
  nowMs += day;
  expect(await store.reclaimJobs(iso(nowMs), false)).toBe(1);
  const [taker] = await store.claimJobs(1, iso(nowMs), iso(nowMs + 30_000));
  expect(await store.changeJob('job_1', zombie!.claim, { status: 'succeeded' })).toBe(false);
  nowMs -= day;
  expect(await store.reclaimJobs(iso(nowMs), false)).toBe(0);
  expect(await store.changeJob('job_1', taker!.claim, { status: 'succeeded' })).toBe(true);
});

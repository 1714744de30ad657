import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { eventsWhere } from '../../connector/store/sql/event-where.ts';
import { jobsWhere } from '../../connector/store/sql/job-where.ts';
import { createGroupCommit, type GroupCommit } from '../../connector/store/sqlite/group-commit.ts';
import { openSqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import { sqliteWords } from '../../connector/store/sqlite/sql-store.ts';
import { createWalSync } from '../../connector/store/sqlite/wal-sync.ts';
import type { EventFilter, JobFilter } from '../../connector/store/store.ts';
import { holdContracts } from './contracts.ts';
import { holdHistoryContract } from './history-contract.ts';
import { claimOne, iso, newEvent, newJob, saveRecipe, t0 } from './store-records.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'itc-store-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const open = () => openSqliteStore({ file: join(folder, 'itc.db'), now: () => t0 });

const openOwn = async () => {
  const own = mkdtempSync(join(tmpdir(), 'itc-store-'));
  const store = await openSqliteStore({ file: join(own, 'itc.db'), now: () => t0 });
  return {
    store,
    dispose: async () => {
      await store.close();
      rmSync(own, { recursive: true });
    },
  };
};
holdContracts('sqlite', openOwn);

describe('history', () =>
  holdHistoryContract('sqlite', async () => {
    const own = mkdtempSync(join(tmpdir(), 'itc-store-'));
    let nowMs = t0;
    const store = await openSqliteStore({ file: join(own, 'itc.db'), now: () => nowMs });
    return {
      store,
      setNow: (ms) => {
        nowMs = ms;
      },
      dispose: async () => {
        await store.close();
        rmSync(own, { recursive: true });
      },
    };
  }));

describe('SQLite store', () => {
  test('iterable-go 6: a job that waits for its next attempt is there after a restart', async () => {
    const before = await open();
    const { job, claim } = await claimOne(before, await saveRecipe(before));
    await before.changeJob(job.id, claim, { status: 'waiting', runAt: iso(t0 + 5000) });
    await before.close();
    const store = await open();
    expect(await store.claimJobs(5, iso(t0 + 5000), iso(t0 + 9000))).toMatchObject([{ job: { id: job.id } }]);
    await store.close();
  });

  test('what was answered is in the file, for a reader of another connection', async () => {
    const store = await open();
    const { id } = await store.appendEvent(newEvent());
    const other = new Sqlite(join(folder, 'itc.db'), { readonly: true });
    expect(other.prepare('SELECT id FROM events').pluck().all()).toEqual([id]);
    other.close();
    await store.close();
  });

  test('an event is answered only after the log was put on disk with it', async () => {
    const file = join(folder, 'itc.db');
    const seen: number[] = [];
    const store = await openSqliteStore({
      file,
      now: () => t0,
      openLog: (of) => {
        const log = createWalSync(of);
        return {
          ...log,
          async sync() {
            const other = new Sqlite(file, { readonly: true });
            seen.push(Number(other.prepare('SELECT count(*) FROM events').pluck().get()));
            other.close();
            await log.sync();
            seen.push(-1);
          },
        };
      },
    });
    await store.appendEvent(newEvent());
    seen.push(-2);
    await Promise.all([store.appendEvent(newEvent()), store.appendEvent(newEvent())]);
    expect(seen).toEqual([1, -1, -2, 3, -1]);
    await store.close();
  });

  test.each([
    [30, true],
    [7, false],
  ])(
    'with a window of %i days a delivery repeated after 20 days and a restart is a repetition: %s',
    async (days, isRepeated) => {
      const dayMs = 86_400_000;
      const window = days * dayMs;
      const at = (now: number) =>
        openSqliteStore({ file: join(folder, 'itc.db'), now: () => now, longestDedupWindowMs: window });
      const first = await at(t0);
      const { id } = await first.appendEvent(newEvent({ deliveryKey: 'k', dedupWindowMs: window }));
      await first.close();
      const later = t0 + 20 * dayMs;
      const second = await at(later);
      const before = iso(t0 - dayMs);
      await second.expire({ events: before, jobs: before, rejectedCalls: before });
      const again = newEvent({ deliveryKey: 'k', dedupWindowMs: window, receivedAt: iso(later) });
      expect((await second.appendEvent(again)).duplicateOf).toBe(isRepeated ? id : null);
      await second.close();
    },
  );

  test('a delivery whose event was removed is remembered to the end of its window, across restarts too', async () => {
    const dayMs = 86_400_000;
    const given = { deliveryKey: 'k', dedupWindowMs: 7 * dayMs };
    const at = (now: number) => openSqliteStore({ file: join(folder, 'itc.db'), now: () => now });
    let store = await at(t0);
    const { id } = await store.appendEvent(newEvent(given));
    expect(await store.expireOf('con_1', { events: iso(t0 + 1) })).toBe(1);
    expect(await store.getEvent(id)).toBeNull();
    expect((await store.appendEvent(newEvent(given))).duplicateOf).toBe(id);
    await store.close();
    for (const [days, first] of [
      [6, id],
      [8, null],
    ] as const) {
      const later = t0 + days * dayMs;
      store = await at(later);
      const again = newEvent({ ...given, receivedAt: iso(later) });
      expect((await store.appendEvent(again)).duplicateOf).toBe(first);
      await store.close();
    }
  });

  test('a delivery of a store that was made before hashes were stored together is still remembered', async () => {
    await (await open()).close();
    const db = new Sqlite(join(folder, 'itc.db'));
    db.prepare('INSERT INTO deliveries (connection_id, delivery_key, event_id, first_at) VALUES (?, ?, ?, ?)').run(
      'con_1',
      'k',
      'evt_old',
      t0,
    );
    db.close();
    const store = await open();
    expect((await store.appendEvent(newEvent({ deliveryKey: 'k' }))).duplicateOf).toBe('evt_old');
  });

  test('the hashes of the first deliveries of a commit are one row, without those of repeated and refused ones', async () => {
    const store = await open();
    const recipe = await saveRecipe(store);
    const refused = newEvent({ jobs: [{ ...newJob(recipe), version: 99 }] });
    const events = [newEvent(), newEvent({ deliveryKey: 'k' }), newEvent({ deliveryKey: 'k' }), newEvent()];
    await Promise.all(events.map((event) => store.appendEvent(event)));
    await store.appendEvent(refused).catch(() => undefined);
    await Promise.all([store.appendEvent(newEvent()), store.appendEvent(newEvent())]);
    const db = new Sqlite(join(folder, 'itc.db'), { readonly: true });
    const bytes = db.prepare('SELECT length(hashes) FROM delivery_groups ORDER BY seq').pluck().all();
    db.close();
    expect(bytes).toEqual([3 * 12, 2 * 12]);
  });

  test('a file that cannot be opened, or is no database, is refused as unavailable', async () => {
    writeFileSync(join(folder, 'text.db'), 'no database '.repeat(500));
    for (const file of ['no/such/folder.db', 'text.db']) {
      const opening = openSqliteStore({ file: join(folder, file), now: () => t0 });
      await expect(opening).rejects.toMatchObject({ code: 'ITC_STORE_UNAVAILABLE' });
    }
  });

  test('an event whose job cannot be written is refused alone, its neighbours of the same turn are kept', async () => {
    const store = await open();
    const recipe = await saveRecipe(store);
    const good = [newEvent({ jobs: [newJob(recipe)] }), newEvent(), newEvent()];
    const bad = newEvent({ jobs: [{ ...newJob(recipe), version: 99 }] });
    const results = await Promise.allSettled(
      [good[0]!, bad, good[1]!, good[2]!].map((event) => store.appendEvent(event)),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { code: 'ITC_STORE_UNAVAILABLE' } });
    expect(await store.getEvent(bad.id)).toBeNull();
    expect((await store.listEvents({})).items).toHaveLength(3);
    // nothing of the refused delivery is left, so its repetition is no duplicate
    const again = { ...bad, jobs: [newJob(recipe)] };
    expect((await store.appendEvent(again)).duplicateOf).toBeNull();
    await store.close();
  });

  test('a file locked by another process refuses all callers of the turn at once, and the store goes on after it', async () => {
    const store = await open();
    const other = new Sqlite(join(folder, 'itc.db'));
    await store.appendEvent(newEvent());
    other.exec('BEGIN IMMEDIATE');
    const results = await Promise.allSettled(Array.from({ length: 30 }, () => store.appendEvent(newEvent())));
    for (const result of results) expect(result).toMatchObject({ reason: { code: 'ITC_STORE_UNAVAILABLE' } });
    other.exec('COMMIT');
    other.close();
    await store.ping();
    await store.close();
  });

  test('workers are woken after the commit that queued jobs, and only then', async () => {
    const store = await open();
    const recipe = await saveRecipe(store);
    let calls = 0;
    const forget = store.onJobsReady(() => {
      calls += 1;
    });
    await store.appendEvent(newEvent());
    expect(calls).toBe(0);
    await Promise.all([1, 2, 3].map(() => store.appendEvent(newEvent({ jobs: [newJob(recipe)] }))));
    expect(calls).toBe(1);
    forget();
    await store.appendEvent(newEvent({ jobs: [newJob(recipe)] }));
    expect(calls).toBe(1);
    await store.close();
  });

  test('everything is there again after the store was closed and opened', async () => {
    const first = await open();
    const recipe = await saveRecipe(first);
    const job = newJob(recipe);
    await first.appendEvent(newEvent({ deliveryKey: 'k', jobs: [job] }));
    await first.close();
    await expect(first.ping()).rejects.toMatchObject({ code: 'ITC_STORE_UNAVAILABLE' });
    const second = await open();
    expect((await second.appendEvent(newEvent({ deliveryKey: 'k' }))).duplicateOf).not.toBeNull();
    expect(await second.claimJobs(5, iso(t0), iso(t0 + 1))).toMatchObject([{ job: { id: job.id } }]);
    await second.close();
  });
});

const nextTurns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('group commit', () => {
  let db: Sqlite.Database;
  let group: GroupCommit;
  let commits: number;
  let onDisk: () => Promise<void>;
  beforeEach(() => {
    commits = 0;
    db = new Sqlite(':memory:');
    db.exec('CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT');
    onDisk = () => Promise.resolve();
    group = createGroupCommit(db, () => onDisk(), {
      onDisk: () => {
        commits += 1;
      },
    });
  });
  afterEach(() => {
    db.close();
  });
  const insert = (n: number) => group.write(() => db.prepare('INSERT INTO t VALUES (?)').run(n).changes);
  const rows = () => db.prepare('SELECT n FROM t ORDER BY n').pluck().all();

  test('writes of one turn of the event loop share one commit', async () => {
    expect(await Promise.all([1, 2, 3].map(insert))).toEqual([1, 1, 1]);
    expect(commits).toBe(1);
  });

  /** the ends of the syncs that were begun, in their order */
  const heldSyncs = () => {
    const syncs: { succeed: () => void; fail: (error: Error) => void }[] = [];
    onDisk = () => new Promise((succeed, fail) => syncs.push({ succeed, fail }));
    return syncs;
  };

  test('a write is not answered before a sync that began after it was written', async () => {
    const syncs = heldSyncs();
    const answered: number[] = [];
    const put = (n: number) => insert(n).then(() => answered.push(n));
    const first = put(1);
    await nextTurns(5);
    const rest = Promise.all([2, 3, 4].map(put));
    await nextTurns(5);
    // in the log while the disk is busy with the first, but not covered by its sync
    expect(rows()).toEqual([1, 2, 3, 4]);
    expect(syncs).toHaveLength(1);
    expect(answered).toEqual([]);
    syncs[0]?.succeed();
    await first;
    await nextTurns(5);
    expect(answered).toEqual([1]);
    expect(syncs).toHaveLength(2);
    syncs[1]?.succeed();
    await rest;
    expect(answered).toEqual([1, 2, 3, 4]);
    expect(commits).toBe(2);
  });

  test('one group is written ahead of the disk, what comes after it goes together', async () => {
    const syncs = heldSyncs();
    const writes = [];
    for (let n = 1; n <= 6; n += 1) {
      writes.push(insert(n));
      await nextTurns(5);
    }
    expect(rows()).toEqual([1, 2]);
    syncs[0]?.succeed();
    await nextTurns(5);
    expect(rows()).toEqual([1, 2, 3, 4, 5, 6]);
    syncs[1]?.succeed();
    await nextTurns(5);
    syncs[2]?.succeed();
    await Promise.all(writes);
    expect(commits).toBe(3);
  });

  test('a failed sync fails the group that was written behind it and what was queued', async () => {
    const syncs = heldSyncs();
    const results = [];
    for (let n = 1; n <= 3; n += 1) {
      results.push(insert(n).then(String, (error: { code?: string }) => error.code));
      await nextTurns(5);
    }
    const closed = group.close();
    syncs[0]?.fail(Object.assign(new Error('i/o error'), { code: 'EIO' }));
    expect(await Promise.all(results)).toEqual(Array(3).fill('ITC_STORE_UNAVAILABLE'));
    expect(syncs).toHaveLength(1);
    await closed;
  });

  test('after a failed sync nothing is answered with success any more', async () => {
    await insert(1);
    onDisk = () => Promise.reject(Object.assign(new Error('i/o error'), { code: 'EIO' }));
    await expect(insert(2)).rejects.toMatchObject({ code: 'ITC_STORE_UNAVAILABLE' });
    onDisk = () => Promise.resolve();
    await expect(insert(3)).rejects.toMatchObject({ code: 'ITC_STORE_UNAVAILABLE' });
  });

  test('closing puts on disk what was queued', async () => {
    const writes = [1, 2].map(insert);
    await group.close();
    expect(rows()).toEqual([1, 2]);
    await Promise.all(writes);
    await expect(insert(3)).rejects.toMatchObject({ code: 'ITC_STORE_UNAVAILABLE' });
  });

  test('a failing write leaves its neighbours and nothing of itself', async () => {
    const half = group.write(() => {
      db.prepare('INSERT INTO t VALUES (100)').run();
      throw new TypeError('a bug');
    });
    const results = await Promise.allSettled([insert(1), half, insert(1), insert(2)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { name: 'TypeError' } });
    expect(results[2]).toMatchObject({ reason: { code: 'ITC_STORE_UNAVAILABLE' } });
    expect(rows()).toEqual([1, 2]);
  });

  test('a full disk refuses the writes of the turn, keeps the earlier ones, and room lets writes in again', async () => {
    await insert(1);
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${String(pages)}`);
    const fill = () => group.write(() => db.exec('INSERT INTO t SELECT value FROM generate_series(10, 20000)'));
    db.table('generate_series', {
      columns: ['value'],
      parameters: ['first', 'last'],
      *rows(...range: unknown[]) {
        for (let value = Number(range[0]); value <= Number(range[1]); value += 1) yield [value];
      },
    });
    const results = await Promise.allSettled([insert(2), fill()]);
    for (const result of results) expect(result).toMatchObject({ reason: { code: 'ITC_STORE_UNAVAILABLE' } });
    expect(rows()).toEqual([1]);
    db.pragma('max_page_count = 1000000');
    await insert(3);
    expect(rows()).toEqual([1, 3]);
  });

  test('closing commits what was queued and takes no more', async () => {
    const queued = insert(7);
    group.close();
    await queued;
    expect(rows()).toEqual([7]);
    await expect(insert(8)).rejects.toMatchObject({ code: 'ITC_STORE_UNAVAILABLE' });
  });

  test('many writes of one turn are split into commits and all resolve', async () => {
    await Promise.all(Array.from({ length: 2500 }, (_, n) => insert(n)));
    expect(commits).toBe(3);
    expect(rows()).toHaveLength(2500);
  });
});

test('the counts of jobs by status are those of the rows, whatever became of the jobs', async () => {
  const store = await open();
  const recipe = await saveRecipe(store);
  const jobs = Array.from({ length: 5 }, () => newJob(recipe));
  for (const job of jobs) await store.appendEvent(newEvent({ jobs: [job] }));
  const claimed = await store.claimJobs(4, iso(t0), iso(t0 + 30_000));
  const states = ['succeeded', 'failed', 'held'] as const;
  for (const [index, status] of states.entries()) {
    await store.changeJob(claimed[index]!.job.id, claimed[index]!.claim, { status });
  }
  await store.discardJob(claimed[2]!.job.id, null);
  expect(await store.countJobs()).toMatchObject({
    queued: 1,
    running: 1,
    succeeded: 1,
    failed: 1,
    held: 0,
    discarded: 1,
  });
  expect(await store.countJobs([recipe.name])).toEqual(await store.countJobs());
  expect(await store.countJobs(['another'])).toMatchObject({ queued: 0, succeeded: 0 });
  await store.expire({ events: iso(t0 + 1), jobs: iso(t0 + 1), rejectedCalls: iso(t0) });
  expect(await store.countJobs()).toMatchObject({ queued: 1, running: 1, succeeded: 0, failed: 0, discarded: 0 });
  await store.close();
});

describe('a page is read without going through or sorting all rows', () => {
  const plan = async (query: { compile: () => { sql: string; parameters: readonly unknown[] } }): Promise<string> => {
    await (await open()).close();
    const db = new Sqlite(join(folder, 'itc.db'), { readonly: true });
    const { sql, parameters } = query.compile();
    const steps = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
    db.close();
    return steps.map(({ detail }) => detail).join('\n');
  };
  const dialect = { ...sqliteWords, within: () => [] };
  const eventPage = (filter: EventFilter) =>
    eventsWhere(dialect, filter).where('seq', '<', 9).orderBy('seq', 'desc').limit(51);
  const jobPage = (filter: JobFilter) =>
    jobsWhere(dialect, filter).where('jobs.seq', '<', 9).orderBy('jobs.seq', 'desc').limit(51);

  test.each([
    ['of a connection that is idle', eventPage({ connection: 'idle' }), 'INDEX events_connection'],
    ['of one connection of a workspace', eventPage({ connections: ['idle'] }), 'INDEX events_connection'],
    ['of several connections', eventPage({ connections: ['a', 'b'] }), 'events USING INTEGER PRIMARY KEY'],
    ['of a rare kind', eventPage({ kind: 'journey_webhook' }), 'INDEX events_rare_kinds'],
    ['of jobs with a code', jobPage({ code: 'ITC_STEP_FAILED' }), 'INDEX jobs_errors'],
    ['of jobs of one recipe', jobPage({ recipes: ['a'] }), 'INDEX jobs_recipe'],
    ['of jobs of several recipes', jobPage({ recipes: ['a', 'b'] }), 'jobs USING INTEGER PRIMARY KEY'],
  ])('SQLite finds a page %s by a key', async (_what, query, expected) => {
    const steps = await plan(query);
    expect(steps).toContain(expected);
    expect(steps).not.toContain('ORDER BY');
  });
});

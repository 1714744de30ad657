import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { ErrorCode } from '../../errors/error-catalogue.ts';
import { newId } from '../../connector/store/new-id.ts';
import type { JobStatus, NewEvent, RecipeRecord, Store } from '../../connector/store/store.ts';
import { iso, newEvent, newJob, readAll, saveRecipe, t0 } from './store-records.ts';

const minute = 60_000;

/** A store whose clock the test moves. */
export interface TimedStore {
  store: Store;
  setNow: (ms: number) => void;
  dispose: () => Promise<void>;
}

/** What every store must answer about the past: searches, counts, percentiles, and tasks that start jobs from it. */
export function holdHistoryContract(engine: string, open: () => Promise<TimedStore>): void {
  let timed: TimedStore;
  let store: Store;
  let recipe: RecipeRecord;
  beforeEach(async () => {
    timed = await open();
    store = timed.store;
    recipe = await saveRecipe(store);
  });
  afterEach(() => timed.dispose());

  const arrive = async (atMs: number, changes: Partial<NewEvent> = {}): Promise<string> => {
    timed.setNow(atMs);
    return (await store.appendEvent(newEvent({ receivedAt: iso(atMs), ...changes }))).id;
  };
  /** an event whose job ends after the given time */
  const runJob = async (atMs: number, tookMs: number, status: JobStatus, code: ErrorCode = 'ITC_STEP_FAILED') => {
    const job = newJob(recipe);
    const event = await arrive(atMs, { jobs: [job] });
    const [claimed] = await store.claimJobs(1, iso(atMs), iso(atMs + 30_000));
    timed.setNow(atMs + tookMs);
    const error = status === 'failed' ? { code, message: `no ${code}`, hint: 'mend it' } : null;
    await store.changeJob(claimed!.job.id, claimed!.claim, { status, error });
    return { event, job: job.id };
  };

  describe(`${engine} answers about the past`, () => {
    test(`${engine}: events and jobs are listed and counted by time, oldest first where asked`, async () => {
      const events: string[] = [];
      for (const index of [0, 1, 2, 3, 4]) events.push((await runJob(t0 + index * minute, 5, 'succeeded')).event);
      const range = { from: iso(t0 + minute), to: iso(t0 + 4 * minute) };
      const listed = await readAll((page) => store.listEvents({ ...range, ...page, oldestFirst: true, limit: 2 }));
      expect(listed.map(({ id }) => id)).toEqual(events.slice(1, 4));
      expect(await store.countEvents(range)).toBe(3);
      expect((await store.listJobs({ ...range, oldestFirst: true })).items.map(({ event }) => event)).toEqual(
        events.slice(1, 4),
      );
      expect(await store.countJobsOf({ ...range, status: 'succeeded' })).toBe(3);
      expect(await store.countJobsOf({ ...range, status: 'failed' })).toBe(0);
      expect(await store.countEvents({ from: iso(t0 + 5 * minute) })).toBe(0);
      expect(await store.countEvents({ ids: [events[0]!, events[4]!, 'evt_none'] })).toBe(2);
    });

    test(`${engine}: an event is found by a part of its body, query or headers, in any spelling`, async () => {
      const json = await arrive(t0, { body: Buffer.from('{"email":"ada+1@example.com","city":"Z\\u00fcrich"}') });
      const form = await arrive(t0 + 1, { body: Buffer.from('email=bob%2B2%40example.com&say=good+day') });
      const query = await arrive(t0 + 2, { query: 'user=Carol', headers: { 'x-campaign': 'Spring' } });
      const find = async (text: string) => (await store.searchEvents({ text })).items.map(({ id }) => id);
      expect(await find('ADA+1@EXAMPLE')).toEqual([json]);
      expect(await find('Zürich')).toEqual([json]);
      expect(await find('bob+2@example.com')).toEqual([form]);
      expect(await find('good day')).toEqual([form]);
      expect(await find('carol')).toEqual([query]);
      expect(await find('spring')).toEqual([query]);
      expect(await find('%')).toEqual([form]);
      expect(await find('nobody')).toEqual([]);
    });

    test(`${engine}: a search looks at a bounded part and goes on from there`, async () => {
      const needle = await arrive(t0, { body: Buffer.from('{"who":"needle"}') });
      await Promise.all(
        Array.from({ length: 5_200 }, () => store.appendEvent(newEvent({ receivedAt: iso(t0 + minute) }))),
      );
      const first = await store.searchEvents({ text: 'needle' });
      expect(first).toMatchObject({ items: [], searched: 5_000, searchedTo: iso(t0 + minute) });
      const second = await store.searchEvents({ text: 'needle', cursor: first.next! });
      expect(second).toMatchObject({ next: null, searched: 201, searchedTo: iso(t0) });
      expect(second.items.map(({ id }) => id)).toEqual([needle]);
    });

    test(`${engine}: failed jobs are told from those that were run again since`, async () => {
      const mended = await runJob(t0, 1, 'failed');
      const open = await runJob(t0 + 1, 1, 'failed', 'ITC_ITERABLE_NO_ANSWER');
      await store.enqueueJob({ ...newJob(recipe), eventId: mended.event, rerunOf: mended.job });
      const ids = async (filter: Parameters<Store['listJobs']>[0]) =>
        (await store.listJobs(filter)).items.map(({ id }) => id);
      expect(await ids({ status: 'failed' })).toEqual([open.job, mended.job]);
      expect(await ids({ status: 'failed', isNewest: true })).toEqual([open.job]);
      expect(await ids({ code: 'ITC_STEP_FAILED' })).toEqual([mended.job]);
    });

    test(`${engine}: events that never started a recipe are told from those that did`, async () => {
      await runJob(t0, 1, 'failed');
      const missed = await arrive(t0 + 1);
      expect((await store.listEvents({ withoutRecipe: recipe.name })).items.map(({ id }) => id)).toEqual([missed]);
      expect(await store.countEvents({ withoutRecipe: 'other' })).toBe(2);
    });
  });

  describe(`${engine} counts for plots`, () => {
    test(`${engine}: received and repeated events fall into their stretch of time`, async () => {
      await arrive(t0 - 1);
      await arrive(t0, { deliveryKey: 'twice' });
      await arrive(t0 + minute - 1, { deliveryKey: 'twice' });
      await arrive(t0 + minute);
      expect(await store.eventStatistics({ from: iso(t0), bucketMs: minute, buckets: 3 })).toEqual([
        { at: iso(t0), received: 2, duplicates: 1 },
        { at: iso(t0 + minute), received: 1, duplicates: 0 },
        { at: iso(t0 + 2 * minute), received: 0, duplicates: 0 },
      ]);
    });

    test(`${engine}: jobs are counted by state, with nearest-rank percentiles of their time`, async () => {
      for (let index = 1; index <= 100; index += 1) await runJob(t0 + index, index * 10, 'succeeded');
      await runJob(t0 + minute, 7, 'failed');
      await runJob(t0 + 2 * minute, 1, 'held');
      const found = await store.jobStatistics({ from: iso(t0), bucketMs: minute, buckets: 3 });
      expect(found.coveredFrom).toBe(iso(t0));
      expect(found.buckets.map(({ at }) => at)).toEqual([iso(t0), iso(t0 + minute), iso(t0 + 2 * minute)]);
      expect(found.buckets[0]).toMatchObject({
        statuses: { succeeded: 100, failed: 0 },
        latency: { jobs: 100, p50: 500, p95: 950, p99: 990 },
      });
      expect(found.buckets[1]).toMatchObject({
        statuses: { succeeded: 0, failed: 1 },
        latency: { jobs: 1, p50: 7, p95: 7, p99: 7 },
      });
      expect(found.buckets[2]).toMatchObject({ statuses: { held: 1 }, latency: null });
      expect(found.latency).toMatchObject({ jobs: 101, p50: 500 });
      const others = await store.jobStatistics({ from: iso(t0), bucketMs: minute, buckets: 1, recipe: 'other' });
      expect(others).toMatchObject({ latency: null, failures: [] });
    });

    test(`${engine}: failures are ranked by recipe and cause, each with its newest job`, async () => {
      await runJob(t0, 1, 'failed', 'ITC_ITERABLE_NO_ANSWER');
      await runJob(t0 + 1, 1, 'failed');
      const newest = await runJob(t0 + 2, 1, 'failed');
      const { failures } = await store.jobStatistics({ from: iso(t0), bucketMs: minute, buckets: 1 });
      expect(failures).toEqual([
        {
          recipe: 'welcome',
          code: 'ITC_STEP_FAILED',
          jobs: 2,
          lastJob: newest.job,
          lastAt: iso(t0 + 2),
          message: 'no ITC_STEP_FAILED',
        },
        expect.objectContaining({ code: 'ITC_ITERABLE_NO_ANSWER', jobs: 1 }),
      ]);
    });

    test(`${engine}: the head of the queue tells how old the queue is`, async () => {
      expect(await store.oldestQueuedAt()).toBeNull();
      await arrive(t0, { jobs: [newJob(recipe)] });
      await arrive(t0 + minute, { jobs: [newJob(recipe)] });
      expect(await store.oldestQueuedAt()).toBe(iso(t0));
    });
  });

  describe(`${engine} keeps tasks`, () => {
    const add = () =>
      store.addTask({ id: newId('task'), kind: 'bulk_replay', input: { connection: 'main' }, total: 2 });

    test(`${engine}: a step writes its jobs and its progress together, and the last one ends the task`, async () => {
      const event = await arrive(t0);
      const task = await add();
      expect(task).toMatchObject({ status: 'running', cursor: null, done: 0, started: 0, endedAt: null });
      const jobs = [
        { ...newJob(recipe), eventId: event },
        { ...newJob(recipe), eventId: 'evt_gone' },
      ];
      expect(await store.advanceTask(task.id, { from: null, cursor: 'a', items: 1, jobs })).toBe(true);
      expect(await store.advanceTask(task.id, { from: null, cursor: 'a', items: 1, jobs })).toBe(false);
      expect(await store.getTask(task.id)).toMatchObject({ status: 'running', cursor: 'a', done: 1, started: 1 });
      expect(await store.advanceTask(task.id, { from: 'a', cursor: null, items: 1, jobs: [] })).toBe(true);
      expect(await store.getTask(task.id)).toMatchObject({ status: 'done', done: 2, endedAt: iso(t0) });
      expect(await store.countTaskJobs(task.id)).toMatchObject({ queued: 1, failed: 0 });
      expect((await store.listJobs({ task: task.id })).items).toMatchObject([{ event, task: task.id }]);
    });

    test(`${engine}: a cancelled task takes no more steps`, async () => {
      const event = await arrive(t0);
      const task = await add();
      expect(await store.endTask(task.id, 'cancelled', null)).toBe(true);
      const jobs = [{ ...newJob(recipe), eventId: event }];
      expect(await store.advanceTask(task.id, { from: null, cursor: 'a', items: 1, jobs })).toBe(false);
      expect(await store.endTask(task.id, 'failed', null)).toBe(false);
      expect(await store.getTask(task.id)).toMatchObject({ status: 'cancelled', done: 0 });
      expect(await store.countJobs()).toMatchObject({ queued: 0 });
    });

    test(`${engine}: a paused task takes no jobs, keeps what has happened already, and ends or goes on from there`, async () => {
      const event = await arrive(t0);
      const task = await add();
      expect(await store.moveTask(task.id, 'running', 'paused')).toBe(true);
      expect(await store.moveTask(task.id, 'running', 'paused')).toBe(false);
      const jobs = [{ ...newJob(recipe), eventId: event }];
      expect(await store.advanceTask(task.id, { from: null, cursor: 'a', items: 1, jobs })).toBe(false);
      expect(await store.getTask(task.id)).toMatchObject({ status: 'paused', cursor: null, done: 0, result: null });
      const taken = { items: 1, jobs: [], result: { rows: 1 } };
      expect(await store.advanceTask(task.id, { from: null, cursor: 'a', ...taken })).toBe(false);
      expect(await store.getTask(task.id)).toMatchObject({
        status: 'paused',
        cursor: 'a',
        done: 1,
        result: { rows: 1 },
      });
      expect(await store.moveTask(task.id, 'paused', 'running')).toBe(true);
      expect(await store.advanceTask(task.id, { from: 'a', cursor: 'b', items: 1, jobs: [] })).toBe(true);
      expect(await store.moveTask(task.id, 'running', 'paused')).toBe(true);
      expect(await store.endTask(task.id, 'cancelled', null)).toBe(true);
      expect(await store.advanceTask(task.id, { from: 'b', cursor: null, ...taken })).toBe(false);
      expect(await store.getTask(task.id)).toMatchObject({ status: 'cancelled', done: 3, endedAt: iso(t0) });
    });

    test(`${engine}: tasks are listed newest first, by status`, async () => {
      const [first, second] = [await add(), await add()];
      await store.endTask(first.id, 'cancelled', null);
      expect((await store.listTasks({})).items.map(({ id }) => id)).toEqual([second.id, first.id]);
      expect((await store.listTasks({ status: 'running' })).items.map(({ id }) => id)).toEqual([second.id]);
      expect(await store.getTask('task_none')).toBeNull();
      expect(await store.expire({ events: iso(0), jobs: iso(t0 + 1), rejectedCalls: iso(0) })).toBe(1);
      expect((await store.listTasks({})).items.map(({ id }) => id)).toEqual([second.id]);
    });
  });
}

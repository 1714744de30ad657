import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { createBulkFiles } from '../../connector/bulk/bulk-files.ts';
import { createLog } from '../../connector/log.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import { newId } from '../../connector/store/new-id.ts';
import { openSqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import type { RecipeRecord, Store } from '../../connector/store/store.ts';
import { createTaskRunner, type TaskRunner, type TaskRunnerParts } from '../../connector/tasks/task-runner.ts';
import { iso, newEvent, readAll, saveRecipe, t0 } from '../store/store-records.ts';

let folder: string;
let store: Store;
let recipe: RecipeRecord;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'itc-tasks-'));
  store = await openSqliteStore({ file: join(folder, 'itc.db'), now: () => t0 });
  recipe = await saveRecipe(store);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const runnerOf = (changes: Partial<TaskRunnerParts> = {}): TaskRunner =>
  createTaskRunner({
    store,
    newId,
    matchingRecipes: () => Promise.resolve([recipe]),
    effectOf: () => null,
    now: () => t0 + 1,
    sleep: () => Promise.resolve(),
    log: createLog('silent'),
    onJobs: () => undefined,
    wakeErasures: () => undefined,
    imports: { files: createBulkFiles(folder, 1_000), rowImportOf: () => Promise.reject(new Error('no import here')) },
    ...changes,
  });
/** a runner, and the end of its first task; `onStep` is told of each step that is written */
const watched = (changes: Partial<TaskRunnerParts> = {}, onStep: () => void = () => undefined) => {
  let end: () => void;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const runner = runnerOf({
    ...changes,
    store: {
      ...store,
      advanceTask: async (id, step) => {
        const isTaken = await store.advanceTask(id, step);
        onStep();
        if (step.cursor === null) end();
        return isTaken;
      },
      endTask: async (...call) => {
        const hasEnded = await store.endTask(...call);
        end();
        return hasEnded;
      },
    },
  });
  return { runner, ended };
};
const addEvents = (count: number): Promise<unknown> =>
  Promise.all(Array.from({ length: count }, () => store.appendEvent(newEvent())));
const jobsPerEvent = async (): Promise<number[]> =>
  (await readAll((page) => store.listEvents({ ...page, limit: 500 }))).map(({ jobs }) => jobs.length);
/** what a worker does, in short */
const finishJobs = async (): Promise<void> => {
  for (const { job, claim } of await store.claimJobs(500, iso(t0), iso(t0 + 30_000))) {
    await store.changeJob(job.id, claim, { status: 'succeeded' });
  }
};
const replayAll = { kind: 'bulk_replay', events: {} } as const;

describe('the runner of tasks', () => {
  it('goes on after a restart without repeating or skipping an event', async () => {
    await addEvents(60);
    let steps = 0;
    let stopped: Promise<void> | null = null;
    const first = watched({}, () => {
      steps += 1;
      // the process ends after this step
      stopped ??= first.runner.close();
    });
    const { id, total } = await first.runner.start(replayAll);
    await expect(store.getTask(id)).resolves.toMatchObject({ status: 'running' });
    while (stopped === null) await new Promise(setImmediate);
    await stopped;
    expect([total, steps]).toEqual([60, 1]);
    expect(await store.getTask(id)).toMatchObject({ status: 'running', done: 25, started: 25 });

    const second = watched();
    await second.runner.resume();
    await second.ended;
    await second.runner.close();
    expect(await store.getTask(id)).toMatchObject({ status: 'done', done: 60, started: 60 });
    expect(await jobsPerEvent()).toEqual(Array<number>(60).fill(1));
  });

  it('runs a task whose addition failed after it was stored, and one that a failed move set to running', async () => {
    await addEvents(3);
    const lost = new ConnectorError('ITC_STORE_UNAVAILABLE');
    const runner = runnerOf({
      store: {
        ...store,
        addTask: async (task) => {
          await store.addTask(task);
          throw lost;
        },
        moveTask: async (...move) => {
          await store.moveTask(...move);
          throw lost;
        },
      },
    });
    const isDone = async (id: string): Promise<boolean> => (await store.getTask(id))?.status === 'done';
    await expect(runner.start(replayAll)).rejects.toBe(lost);
    const [added] = (await store.listTasks({})).items;
    while (!(await isDone(added!.id))) await new Promise(setImmediate);
    expect(await jobsPerEvent()).toEqual([1, 1, 1]);

    const { id } = await store.addTask({ id: newId('task'), kind: 'bulk_replay', input: replayAll, total: 3 });
    await store.moveTask(id, 'running', 'paused');
    await expect(runner.unpause(id)).rejects.toBe(lost);
    expect(await isDone(id)).toBe(false);
    // each look takes up what was left
    await runner.resume(1);
    while (!(await isDone(id))) await new Promise(setImmediate);
    await runner.close();
    expect(await jobsPerEvent()).toEqual([2, 2, 2]);
  });

  it('queues at most a few jobs at a time, so that new events do not wait behind all of a replay', async () => {
    await addEvents(300);
    const queuedAtPauses: number[] = [];
    const { runner, ended } = watched({
      sleep: async () => {
        queuedAtPauses.push((await store.countJobs()).queued);
        await finishJobs();
      },
    });
    await runner.start(replayAll);
    await ended;
    await runner.close();
    expect(queuedAtPauses.length).toBeGreaterThan(1);
    expect(Math.max(...queuedAtPauses)).toBeLessThanOrEqual(125);
    expect(await jobsPerEvent()).toEqual(Array<number>(300).fill(1));
  });

  it('rests while it is paused, also over a restart, and then goes on with what is left', async () => {
    await addEvents(60);
    let paused: Promise<unknown> | null = null;
    const first = watched({}, () => {
      paused ??= first.runner.pause(id);
    });
    const { id } = await first.runner.start(replayAll);
    while (paused === null) await new Promise(setImmediate);
    await paused;
    await first.runner.close();
    const atPause = await store.getTask(id);
    expect(atPause).toMatchObject({ status: 'paused', endedAt: null });
    expect(atPause?.done).toBeLessThan(60);

    const second = watched();
    await second.runner.resume();
    expect(await store.getTask(id)).toEqual(atPause);
    await expect(second.runner.pause(id)).rejects.toMatchObject({ code: 'ITC_TASK_STATE' });
    expect(await second.runner.unpause(id)).toMatchObject({ status: 'running' });
    await second.ended;
    await second.runner.close();
    expect(await store.getTask(id)).toMatchObject({ status: 'done', done: 60, started: 60 });
    expect(await jobsPerEvent()).toEqual(Array<number>(60).fill(1));
  });

  it('leaves out what arrives after the order, and ends as failed when its recipe is gone', async () => {
    await addEvents(1);
    await store.appendEvent(newEvent({ receivedAt: iso(t0 + 1) }));
    const { runner, ended } = watched();
    expect(await runner.start(replayAll)).toMatchObject({ total: 1 });
    await ended;
    await runner.close();
    const other = watched();
    expect(await other.runner.start({ ...replayAll, recipe: 'gone' })).toMatchObject({ status: 'running' });
    await other.ended;
    await other.runner.close();
    const { items } = await store.listTasks({});
    expect(items.map(({ status, error }) => [status, error?.code])).toEqual([
      ['failed', 'ITC_RECIPE_UNKNOWN'],
      ['done', undefined],
    ]);
  });
});

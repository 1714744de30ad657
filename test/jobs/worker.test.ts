import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { runJob } from '../../connector/jobs/run-job.ts';
import { startWorker, type Worker, type WorkerParts } from '../../connector/jobs/worker.ts';
import { iso } from '../store/store-records.ts';
import { createJobWorld, failure, success, until, type JobWorld } from './job-world.ts';

let world: JobWorld;
let worker: Worker | null;
beforeEach(async () => {
  world = await createJobWorld();
  worker = null;
});
afterEach(async () => {
  await worker?.stop();
  await world.dispose();
});

function start(changes: Partial<WorkerParts> = {}): void {
  const ports = world.ports();
  worker = startWorker({
    store: world.store,
    now: () => world.clock.now,
    log: ports.log,
    runJob: (claimed) => runJob(claimed, ports),
    ...changes,
  });
}
const endedJobs = async (): Promise<number> => (await world.store.countJobs()).succeeded;

describe('worker', () => {
  test('a job starts with the commit of its event and does not wait for the poll', async () => {
    start({ pollMs: 3_600_000 });
    const recipe = await world.recipe([{ id: 'look', use: 'read_it' }]);
    for (let jobs = 1; jobs <= 3; jobs += 1) {
      await world.start(recipe);
      await until(async () => (await endedJobs()) === jobs);
    }
  });

  test('jobs queued before the start are taken, each once, at most so many at a time', async () => {
    const recipe = await world.recipe([{ id: 'look', use: 'read_it' }]);
    await Promise.all(Array.from({ length: 120 }, () => world.start(recipe)));
    let atOnce = 0;
    let most = 0;
    world.script = Array.from({ length: 120 }, () => async () => {
      most = Math.max(most, (atOnce += 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
      atOnce -= 1;
      return success();
    });
    start({ concurrency: 7, pollMs: 3_600_000 });
    await until(async () => (await endedJobs()) === 120);
    expect(most).toBe(7);
    expect(world.calls).toHaveLength(120);
  });

  test('a waiting job goes on when it is due, between two polls', async () => {
    world.script = [() => failure('retry', 'ITC_ITERABLE_UNAVAILABLE')];
    await world.start(await world.recipe([{ id: 'look', use: 'read_it' }]));
    const began = Date.now();
    start({ pollMs: 300, now: () => Date.now() - began + world.clock.now });
    await until(async () => {
      world.clock.now += 20;
      return (await endedJobs()) === 1;
    });
    expect(world.calls).toHaveLength(2);
  });

  test('a lease is renewed while a job runs, so that nobody else takes it', async () => {
    let release = (): void => undefined;
    world.script = [
      () =>
        new Promise((resolve) => {
          release = () => resolve(success());
        }),
    ];
    const id = await world.start(await world.recipe([{ id: 'look', use: 'read_it' }]));
    let leaseUntil = '';
    start({
      leaseMs: 30,
      store: {
        ...world.store,
        renewLease: async (...given) => {
          await world.store.renewLease(...given);
          leaseUntil = given[1];
        },
      },
    });
    await until(() => world.calls.length === 1);
    world.clock.now += 1000;
    await until(() => leaseUntil > iso(world.clock.now));
    expect(await world.store.reclaimJobs(iso(world.clock.now), false)).toBe(0);
    release();
    await until(async () => (await world.store.getJob(id))!.status === 'succeeded');
    expect(world.calls).toHaveLength(1);
  });

  test('stopping lets the job under way finish and takes no other', async () => {
    const recipe = await world.recipe([{ id: 'look', use: 'read_it' }]);
    await world.start(recipe);
    world.script = [
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        return success();
      },
    ];
    start({ concurrency: 1 });
    await until(() => world.calls.length === 1);
    await world.start(recipe);
    await worker!.stop();
    expect(await world.store.countJobs()).toMatchObject({ succeeded: 1, queued: 1, running: 0 });
  });

  test('stopping does not wait for ever: the job is taken up by the next process', async () => {
    const id = await world.start(await world.recipe([{ id: 'look', use: 'read_it' }]));
    world.script = [() => new Promise(() => undefined)];
    start();
    await until(() => world.calls.length === 1);
    await worker!.stop(20);
    worker = null;
    expect(await world.store.getJob(id)).toMatchObject({ status: 'running' });
    await world.restart();
    await world.runDue();
    expect(await world.store.getJob(id)).toMatchObject({ status: 'succeeded' });
  });

  test('a store that fails once does not stop the worker', async () => {
    await world.start(await world.recipe([{ id: 'look', use: 'read_it' }]));
    let failures = 1;
    start({
      pollMs: 10,
      store: {
        ...world.store,
        claimJobs: (...given) => (failures-- > 0 ? Promise.reject(new Error('gone')) : world.store.claimJobs(...given)),
      },
    });
    await until(async () => (await endedJobs()) === 1);
    expect(world.lines.some(({ level }) => level === 'error')).toBe(true);
  });
});

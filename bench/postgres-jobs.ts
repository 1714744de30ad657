import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import pg from 'pg';

import { sharedWorker, startWorker } from '../connector/jobs/worker.ts';
import { createLog } from '../connector/log.ts';
import { openPostgresStore } from '../connector/store/postgres/open-postgres-store.ts';
import type { TestServer } from '../test/postgres/test-server.ts';
import { eventOf, saveRecipe } from './postgres-events.ts';

// installed on demand, apart from the project
const folder = fileURLToPath(new URL('postgres/', import.meta.url));
if (!existsSync(`${folder}node_modules`)) {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--prefix', folder], { stdio: 'inherit' });
}
interface Graphile {
  Logger: new (factory: () => () => void) => object;
  makeWorkerUtils: (options: object) => Promise<{ migrate(): Promise<void>; release(): Promise<void> | void }>;
  run: (options: object) => Promise<{ stop(): Promise<void> }>;
}
const { Logger, makeWorkerUtils, run } = createRequire(`${folder}package.json`)('graphile-worker') as Graphile;

const jobs = Number(process.env['ITC_BENCH_JOBS'] ?? 20_000);
const log = createLog('silent');
const now = (): number => Date.now();

/** Jobs of nothing, each with its event of 2 KB, claimed and ended by the worker of the connector. */
async function ours(url: string): Promise<Pick<JobsRound, 'jobs' | 'delays'>> {
  const store = await openPostgresStore({ url, now, random: Math.random, log });
  const recipe = await saveRecipe(store);
  await Promise.all(Array.from({ length: jobs }, () => store.appendEvent(eventOf(recipe))));

  let done = 0;
  const began = performance.now();
  const started = new Map<string, number>();
  const { worker, ended } = await new Promise<{ worker: ReturnType<typeof startWorker>; ended: number }>((resolve) => {
    const running = startWorker({
      store,
      now,
      log,
      ...sharedWorker,
      runJob: async ({ job, claim }) => {
        started.set(job.event, performance.now());
        await store.changeJob(job.id, claim, { status: 'succeeded' });
        done += 1;
        if (done === jobs) resolve({ worker: running, ended: performance.now() });
      },
    });
  });
  const rate = jobs / ((ended - began) / 1000);

  // from the acknowledgement to the first step, one event at a time
  const delays: number[] = [];
  for (let index = 0; index < 200; index += 1) {
    const event = eventOf(recipe);
    await store.appendEvent(event);
    const acked = performance.now();
    while (!started.has(event.id)) await new Promise((resolve) => setTimeout(resolve, 1));
    delays.push(Math.max((started.get(event.id) ?? 0) - acked, 0));
  }
  await worker.stop();
  await store.close();
  return { jobs: rate, delays };
}

/** The same number of jobs of nothing on graphile-worker alone: no event, no history. */
async function graphile(connectionString: string, isTuned: boolean): Promise<number> {
  const pgPool = new pg.Pool({ connectionString, max: 12 });
  pgPool.on('error', () => undefined);
  pgPool.on('connect', (client) => void client.on('error', () => undefined));
  const logger = new Logger(() => () => undefined);
  const utils = await makeWorkerUtils({ pgPool, logger });
  await utils.migrate();
  await pgPool.query(`SELECT graphile_worker.add_job('noop', '{}') FROM generate_series(1, $1)`, [jobs]);
  let done = 0;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const began = performance.now();
  const tuning = isTuned ? { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } : {};
  const runner = await run({
    pgPool,
    logger,
    noHandleSignals: true,
    preset: { worker: { concurrentJobs: 50, ...tuning } },
    taskList: {
      noop: () => {
        done += 1;
        if (done === jobs) end();
      },
    },
  });
  await ended;
  // the last batch of completions belongs to the work
  await runner.stop();
  const rate = jobs / ((performance.now() - began) / 1000);
  await utils.release();
  await pgPool.end();
  return rate;
}

export interface JobsRound {
  jobs: number;
  tuned: number;
  plain: number;
  /** from the acknowledgement to the first step, milliseconds */
  delays: number[];
}

/** One round side by side, each in a database of its own: jobs per second. */
export async function measureJobs(server: TestServer): Promise<JobsRound> {
  const own = await ours(await server.newDatabase());
  const tuned = await graphile(await server.newDatabase(), true);
  return { ...own, tuned, plain: await graphile(await server.newDatabase(), false) };
}

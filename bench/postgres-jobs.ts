import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import pg from 'pg';

import { startWorker } from '../connector/jobs/worker.ts';
import { createLog } from '../connector/log.ts';
import { newId } from '../connector/store/new-id.ts';
import { openPostgresStore, type PostgresStore } from '../connector/store/postgres/open-postgres-store.ts';
import type { NewEvent, RecipeRecord } from '../connector/store/store.ts';
import { startTestServer } from '../test/postgres/test-server.ts';

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

const jobs = Number(process.env['ITC_BENCH_JOBS'] ?? 10_000);
const rounds = Number(process.env['ITC_BENCH_ROUNDS'] ?? 3);
const body = Buffer.from(JSON.stringify({ email: 'ada@example.com', text: 'x'.repeat(2_000) }));
const log = createLog('silent');
const now = (): number => Date.now();

const nth = (sorted: readonly number[], share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
const median = (values: number[]): number =>
  nth(
    [...values].sort((a, b) => a - b),
    0.5,
  );

const eventOf = (recipe: RecipeRecord): NewEvent => {
  const id = newId('evt');
  return {
    id,
    connectionId: 'con_1',
    connection: 'main',
    kind: 'system_webhook',
    eventName: 'emailOpen',
    workflowId: null,
    receivedAt: new Date().toISOString(),
    deliveryKey: createHash('sha256').update(id).digest('hex'),
    dedupWindowMs: 1_000,
    method: 'POST',
    contentType: 'application/json',
    headers: {},
    query: '',
    recipeId: null,
    body,
    jobs: [{ id: newId('job'), recipeId: recipe.id, recipe: recipe.name, version: 1 }],
  };
};

async function saveRecipe(store: PostgresStore): Promise<RecipeRecord> {
  const document = {
    name: 'noop',
    connection: 'main',
    trigger: { use: 'new_object', with: { eventName: 'emailOpen' } },
    steps: [],
  };
  const recipe = { id: newId('rcp'), name: 'noop', enabled: true, document, connectionId: 'con_1', journeyToken: 'jk' };
  return store.saveRecipe(recipe, null, new Date().toISOString());
}

/** Jobs of nothing, each with its event of 2 KB, claimed and ended by the worker of the connector. */
async function ours(url: string): Promise<{ enqueue: number; jobs: number; delays: number[] }> {
  const store = await openPostgresStore({ url, now, random: Math.random, log });
  const recipe = await saveRecipe(store);
  const enqueueBegan = performance.now();
  await Promise.all(Array.from({ length: jobs }, () => store.appendEvent(eventOf(recipe))));
  const enqueue = jobs / ((performance.now() - enqueueBegan) / 1000);

  let done = 0;
  const began = performance.now();
  const started = new Map<string, number>();
  const { worker, ended } = await new Promise<{ worker: ReturnType<typeof startWorker>; ended: number }>((resolve) => {
    const running = startWorker({
      store,
      now,
      log,
      concurrency: 100,
      ahead: 200,
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
  return { enqueue, jobs: rate, delays: delays.sort((a, b) => a - b) };
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

const server = await startTestServer();
const results = { enqueue: [] as number[], ours: [] as number[], tuned: [] as number[], plain: [] as number[] };
let delays: number[] = [];
try {
  for (let round = 0; round < rounds; round += 1) {
    const own = await ours(await server.newDatabase());
    results.enqueue.push(own.enqueue);
    results.ours.push(own.jobs);
    delays = [...delays, ...own.delays];
    results.tuned.push(await graphile(await server.newDatabase(), true));
    if (round === 0) results.plain.push(await graphile(await server.newDatabase(), false));
    process.stderr.write(`round ${String(round + 1)}: ${JSON.stringify(results)}\n`);
  }
} finally {
  await server.stop();
}
delays.sort((a, b) => a - b);
process.stdout.write(
  `${JSON.stringify(
    {
      jobs,
      rounds,
      eventsWithJobStoredPerSecond: Math.round(median(results.enqueue)),
      jobsPerSecond: Math.round(median(results.ours)),
      graphileTuned: Math.round(median(results.tuned)),
      graphileDefaults: Math.round(median(results.plain)),
      ratioToTuned: Number((median(results.ours) / median(results.tuned)).toFixed(2)),
      ackToFirstStepMs: { p50: nth(delays, 0.5), p99: nth(delays, 0.99) },
    },
    null,
    2,
  )}\n`,
);

import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { v7 } from 'uuid';

import { actions, picklists } from '../actions/index.ts';
import type { ActionResult } from '../connector/iterable/action-result.ts';
import type { JobPorts } from '../connector/jobs/job-ports.ts';
import { runJob } from '../connector/jobs/run-job.ts';
import { startWorker } from '../connector/jobs/worker.ts';
import { createRowFiles } from '../connector/jobs/row-files.ts';
import { createLog } from '../connector/log.ts';
import { loadRegistry } from '../connector/registry.ts';
import { newId } from '../connector/store/new-id.ts';
import { openSqliteStore } from '../connector/store/sqlite/open-sqlite-store.ts';
import type { NewEvent } from '../connector/store/store.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { triggers } from '../triggers/index.ts';
import { machine, markdownTable, pageParts } from './page-parts.ts';

const jobCount = 5000;
const stepsPerJob = 3;
const idleRounds = 200;

const recipe: Recipe = {
  name: 'noop',
  connection: 'bench',
  trigger: { use: 'new_object', with: { eventName: 'emailOpen' } },
  steps: Array.from({ length: stepsPerJob }, (_, index) => ({
    id: `step_${String(index)}`,
    use: 'upsert_user',
    with: { email: '{{ trigger.email }}', dataFields: { opened: true } },
  })),
};

const done: ActionResult = {
  outcome: 'success',
  output: {},
  items: null,
  error: null,
  exchanges: [],
  retryAfterMs: null,
};

const quantile = (values: number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * q)] ?? NaN;

/** No-op steps per second through the durable ledger, and the delay from acknowledgement to the first step on an idle server. */
export default async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'itc-bench-jobs-'));
  const now = (): number => Date.now();
  const store = await openSqliteStore({ file: join(folder, 'bench.db'), now });
  const registry = loadRegistry({ actions, triggers, picklists });
  const saved = await store.saveRecipe(
    {
      id: 'rec_bench',
      name: 'noop',
      enabled: true,
      document: recipe,
      connectionId: 'con_bench',
      journeyToken: 'jk_bench',
    },
    null,
    new Date().toISOString(),
  );
  const newEvent = (): NewEvent => ({
    id: `evt_${v7()}`,
    connectionId: 'con_bench',
    connection: 'bench',
    kind: 'system_webhook',
    eventName: 'emailOpen',
    workflowId: null,
    receivedAt: new Date().toISOString(),
    deliveryKey: v7(),
    dedupWindowMs: 1000,
    method: 'POST',
    contentType: 'application/json',
    headers: {},
    query: '',
    recipeId: null,
    body: Buffer.from(
      JSON.stringify({ email: 'ada@example.com', eventName: 'emailOpen', dataFields: { filler: 'x'.repeat(1900) } }),
    ),
    jobs: [{ id: `job_${v7()}`, recipeId: saved.id, recipe: 'noop', version: 1 }],
  });

  let finished = 0;
  let firstStep: (() => void) | null = null;
  const ports: JobPorts = {
    store,
    findAction: registry.findAction,
    inputSchemaOf: () => undefined,
    runAction: () => {
      firstStep?.();
      firstStep = null;
      return Promise.resolve(done);
    },
    rows: createRowFiles(join(folder, 'rows'), newId),
    respond: () => undefined,
    now,
    random: () => Math.random(),
    log: createLog('error'),
  };
  const worker = startWorker({
    store,
    now,
    log: createLog('error'),
    runJob: async (claimed) => {
      await runJob(claimed, ports);
      finished++;
    },
  });
  store.onJobsReady(() => {
    worker.wake();
  });

  const delays: number[] = [];
  for (let round = 0; round < idleRounds; round++) {
    const started = new Promise<void>((resolve) => {
      firstStep = resolve;
    });
    await store.appendEvent(newEvent());
    const acked = performance.now();
    await started;
    delays.push(performance.now() - acked);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }

  while (finished < idleRounds) await new Promise((resolve) => setTimeout(resolve, 2));
  finished = 0;
  const began = performance.now();
  await Promise.all(Array.from({ length: jobCount }, () => store.appendEvent(newEvent())));
  const stored = performance.now();
  while (finished < jobCount) await new Promise((resolve) => setTimeout(resolve, 2));
  const seconds = (performance.now() - began) / 1000;

  const figures: [string, string][] = [
    [
      `no-op steps per second (${jobCount} jobs of ${stepsPerJob} steps, intake included)`,
      ((jobCount * stepsPerJob) / seconds).toFixed(0),
    ],
    ['jobs per second', (jobCount / seconds).toFixed(0)],
    ['events stored per second (with one job each)', (jobCount / ((stored - began) / 1000)).toFixed(0)],
    ['acknowledgement to first step, idle, p50 ms', quantile(delays, 0.5).toFixed(2)],
    ['acknowledgement to first step, idle, p99 ms', quantile(delays, 0.99).toFixed(2)],
  ];
  const text = `${machine()}; load of the machine at the end ${(loadavg()[0] ?? 0).toFixed(1)}.\n\n${markdownTable(['jobs', 'figure'], figures)}`;
  process.stdout.write(`${text}\n`);
  await pageParts('performance.md').write('jobs', text);
  await worker.stop();
  await store.close();
  await rm(folder, { recursive: true, force: true });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { defineAction, type Action } from '../../connector/define.ts';
import type { ActionResult } from '../../connector/iterable/action-result.ts';
import type { JobPorts, StepCall } from '../../connector/jobs/job-ports.ts';
import { runJob } from '../../connector/jobs/run-job.ts';
import { createRowFiles, type RowFiles } from '../../connector/jobs/row-files.ts';
import type { Log } from '../../connector/log.ts';
import { newId } from '../../connector/store/new-id.ts';
import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import type { RecipeRecord } from '../../connector/store/store.ts';
import type { ErrorCode } from '../../errors/error-catalogue.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import type { Step } from '../../recipes/recipe.ts';
import { iso, newEvent, newJob, saveRecipe, t0 } from '../store/store-records.ts';

type Nature = Pick<Action, 'effect' | 'idempotent' | 'onUnknownOutcome'>;

const action = (name: string, nature: Nature): Action =>
  defineAction({
    name,
    resource: 'test',
    title: name,
    summary: name,
    docs: 'https://example.com',
    ...nature,
    endpoint: { method: 'POST', path: '/api/test' },
    identity: 'none',
    answer: 'object',
    input: z.strictObject({ to: z.string().optional() }),
    output: z.looseObject({}),
    request: () => ({}),
    examples: [{ input: {}, output: {} }],
    antiExamples: [{ input: 1, reason: 'no object' }],
  });

const actions = [
  action('read_it', { effect: 'read', idempotent: true, onUnknownOutcome: 'retry' }),
  action('write_it', { effect: 'write', idempotent: true, onUnknownOutcome: 'retry' }),
  action('append_it', { effect: 'write', idempotent: false, onUnknownOutcome: 'hold' }),
  action('send_it', { effect: 'send', idempotent: false, onUnknownOutcome: 'hold' }),
  { ...action('seal_it', { effect: 'write', idempotent: true, onUnknownOutcome: 'retry' }), secrets: ['to'] },
];

export const success = (output: Json = { ok: true }): ActionResult => ({
  outcome: 'success',
  output,
  items: null,
  error: null,
  exchanges: [],
  retryAfterMs: null,
});
export const failure = (outcome: 'rejected' | 'retry' | 'unknown', code: ErrorCode): ActionResult => ({
  ...success(null),
  outcome,
  error: new ConnectorError(code).toJSON(),
});

export interface LogLine {
  level: string;
  message: string;
}

/** A store in a folder of its own, scripted actions, and a clock that is moved by hand. */
export interface JobWorld {
  store: SqliteStore;
  calls: StepCall[];
  answers: { eventId: string; status: number; body: Json }[];
  lines: LogLine[];
  rows: RowFiles;
  clock: { now: number };
  /** what the next calls answer; success when empty */
  script: ((call: StepCall) => ActionResult | Promise<ActionResult>)[];
  ports: (changes?: Partial<JobPorts>) => JobPorts;
  /** stores an event that starts the recipe; answers the job id */
  start(recipe: RecipeRecord, payload?: Json): Promise<string>;
  recipe(steps: Step[], name?: string): Promise<RecipeRecord>;
  /** claims what is due and runs it to an end or pause */
  runDue(changes?: Partial<JobPorts>): Promise<void>;
  /** the process dies and another one starts on the same file */
  restart(): Promise<void>;
  dispose(): Promise<void>;
}

export async function createJobWorld(): Promise<JobWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'itc-jobs-'));
  const clock = { now: t0 };
  const open = () => openSqliteStore({ file: join(folder, 'itc.db'), now: () => clock.now });
  const lines: LogLine[] = [];
  const log = Object.fromEntries(
    ['debug', 'info', 'warn', 'error'].map((level) => [
      level,
      (message: string) => {
        lines.push({ level, message });
      },
    ]),
  ) as unknown as Log;

  const world: JobWorld = {
    store: await open(),
    calls: [],
    answers: [],
    lines,
    rows: createRowFiles(join(folder, 'rows'), newId),
    clock,
    script: [],
    ports: (changes = {}) => ({
      store: world.store,
      findAction: (name) => actions.find((one) => one.name === name),
      inputSchemaOf: () => undefined,
      runAction: async (call) => {
        world.calls.push(call);
        const answer = world.script.shift() ?? (() => success());
        return answer(call);
      },
      rows: world.rows,
      respond: (eventId, answer) => {
        world.answers.push({ eventId, ...answer });
      },
      now: () => clock.now,
      random: () => 0,
      log,
      ...changes,
    }),
    async start(recipe, payload = { email: 'ada@example.com' }) {
      const job = newJob(recipe);
      await world.store.appendEvent(newEvent({ jobs: [job], body: Buffer.from(JSON.stringify(payload)) }));
      return job.id;
    },
    recipe: (steps, name) => saveRecipe(world.store, name, steps),
    async runDue(changes) {
      const claimed = await world.store.claimJobs(50, iso(clock.now), iso(clock.now + 30_000));
      const ports = world.ports(changes);
      await Promise.all(claimed.map((one) => runJob(one, ports)));
    },
    async restart() {
      await world.store.close();
      world.store = await open();
      await world.store.reclaimJobs(iso(clock.now), true);
    },
    async dispose() {
      await world.store.close();
      rmSync(folder, { recursive: true });
    },
  };
  return world;
}

/** Waits for a condition, a turn of the event loop at a time. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('the condition did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { triggerSources } from '../define.ts';
import { isErasureTask } from '../erasure/erasure-task.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { TaskRecord } from '../store/store.ts';
import type { JobOrder } from '../tasks/plan-step.ts';
import {
  anyJson,
  erasureWait,
  errorJson,
  idParams,
  jobStatus,
  page,
  pageQuery,
  given,
  time,
} from './answer-schemas.ts';
import { defineRoute, type Download } from './route.ts';

const ids = z.array(z.string().max(100)).min(1).max(500).optional();
const text = z.string().max(300).optional();
const instant = z.iso.datetime().meta({ description: 'UTC, ISO 8601.' });
const rerun = {
  from: z.enum(['failed', 'start']).default('failed').meta({ description: 'failed keeps the recorded successes.' }),
  version: z.enum(['job', 'current']).default('current').meta({ description: 'Which version of the recipe runs.' }),
};

const order = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('bulk_replay'),
      events: z.strictObject({
        ids,
        connection: text,
        kind: z.enum(triggerSources).optional(),
        eventName: text,
        workflowId: text,
        from: instant.optional(),
        to: instant.optional(),
      }),
      recipe: z.string().optional(),
    })
    .meta({
      description: 'Starts the recipes of events once more, or only the named one. Repeats count as one event.',
    }),
  z
    .strictObject({ kind: z.literal('replay_missing'), recipe: z.string(), from: instant, to: instant.optional() })
    .meta({ description: 'Starts a recipe that is switched on for matching events that never started it.' }),
  z
    .strictObject({
      kind: z.literal('rerun_jobs'),
      jobs: z.strictObject({
        ids,
        recipe: text,
        status: jobStatus.optional(),
        code: text,
        from: instant.optional(),
        to: instant.optional(),
      }),
      ...rerun,
    })
    .meta({ description: 'Runs ended jobs again.' }),
  z
    .strictObject({
      kind: z.literal('recover_failed'),
      jobs: z.strictObject({ recipe: text, code: text, from: instant.optional(), to: instant.optional() }),
      ...rerun,
    })
    .meta({ description: 'Runs failed jobs again, but for those whose event was run again since.' }),
]);

const task = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.enum(['running', 'paused', 'done', 'cancelled', 'failed']),
  input: anyJson,
  total: z.number().int().meta({ description: 'Events, jobs or people found when it was made, or bytes of the file.' }),
  done: z.number().int().meta({ description: 'Of them looked at, or ended.' }),
  started: z.number().int().meta({ description: 'Jobs started.' }),
  result: z
    .object({
      rows: z.int(),
      counts: z.record(z.string(), z.int()).meta({ description: 'Rows by what became of them.' }),
      failed: z.int(),
      faults: z
        .array(z.object({ row: z.int(), code: z.string(), message: z.string() }))
        .meta({ description: 'The first ones; all of them are in the file of faults.' }),
    })
    .nullable()
    .meta({ description: 'Of an import, up to now.' }),
  erasures: z
    .object({
      done: z.int(),
      failed: z.int().meta({ description: 'Iterable refused; erased here.' }),
      cancelled: z.int(),
      moved: z.int().meta({ description: 'Named once more by a later request, whose task has them now.' }),
      counts: z.record(z.string(), z.int()).meta({ description: 'What was erased here, by store.' }),
      wait: z.object({ reason: erasureWait, until: time }).nullable(),
      looked: z
        .object({ events: z.int(), of: z.int() })
        .nullable()
        .meta({ description: 'The search through the events for the person who is being erased.' }),
    })
    .nullable()
    .meta({ description: 'People of a request to erase them, by what became of them up to now.' }),
  error: errorJson.nullable(),
  createdAt: time,
  updatedAt: time,
  endedAt: time.nullable(),
});

export const taskReport = task.extend({
  jobs: z.record(jobStatus, z.number().int()).meta({ description: 'The jobs that it started, by status now.' }),
});

/** The order without keys that were left out. */
function toOrder(body: z.output<typeof order>): JobOrder {
  if (body.kind === 'bulk_replay') return given({ ...body, events: given(body.events) }) as JobOrder;
  return given('jobs' in body ? { ...body, jobs: given(body.jobs) } : body) as JobOrder;
}

/** What came of it, under the name of what wrote it. */
const toTask = (record: TaskRecord): z.input<typeof task> => {
  const { result } = record;
  const isErasure = isErasureTask(record);
  return {
    ...record,
    result: isErasure ? null : (result as z.input<typeof task>['result']),
    erasures: isErasure ? (result as z.input<typeof task>['erasures']) : null,
  };
};

export const withReport = async (runtime: Runtime, record: TaskRecord): Promise<z.input<typeof taskReport>> => ({
  ...toTask(record),
  jobs: await runtime.store.countTaskJobs(record.id),
});

const steer = <const Verb extends 'pause' | 'resume' | 'cancel'>(
  verb: Verb,
  summary: string,
  change: (runtime: Runtime, id: string) => Promise<TaskRecord>,
) =>
  defineRoute({
    method: 'post',
    path: `/tasks/{id}/${verb}`,
    tag: 'Tasks',
    summary,
    params: idParams,
    response: taskReport,
    errors: ['ITC_TASK_UNKNOWN', 'ITC_TASK_STATE'],
    handler: async (runtime, { params }) => withReport(runtime, await change(runtime, params.id)),
  });

/** Replays, reruns in bulk, imports and erasures: estimate, start, watch, pause, cancel. */
export const taskRoutes = [
  defineRoute({
    method: 'post',
    path: '/tasks/estimate',
    tag: 'Tasks',
    summary: 'Tell what a task would do, without doing it.',
    body: order,
    response: z.object({
      items: z.number().int().meta({ description: 'Events or jobs it would look at.' }),
      recipes: z
        .array(
          z.object({
            recipe: z.string(),
            sends: z.array(z.string()).meta({ description: 'Actions in it that send messages to people.' }),
          }),
        )
        .meta({ description: 'Recipes that the first 25 items start.' }),
    }),
    errors: ['ITC_RECIPE_UNKNOWN'],
    handler: async (runtime, { body }) => runtime.tasks.estimate(toOrder(body)),
  }),
  defineRoute({
    method: 'post',
    path: '/tasks',
    tag: 'Tasks',
    summary: 'Start a task; it goes on after a restart.',
    status: 201,
    body: order,
    response: taskReport,
    errors: ['ITC_RECIPE_UNKNOWN'],
    handler: async (runtime, { body }) => withReport(runtime, await runtime.tasks.start(toOrder(body))),
  }),
  defineRoute({
    method: 'get',
    path: '/tasks',
    tag: 'Tasks',
    summary: 'List the tasks.',
    query: z.strictObject({ ...pageQuery, status: task.shape.status.optional() }),
    response: page(task),
    handler: async (runtime, { query }) => {
      const { items, next } = await runtime.store.listTasks(given(query));
      return { items: items.map(toTask), next };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/tasks/{id}',
    tag: 'Tasks',
    summary: 'Show how far a task is, and what became of its jobs.',
    params: idParams,
    response: taskReport,
    errors: ['ITC_TASK_UNKNOWN'],
    handler: async (runtime, { params }) => {
      const found = await runtime.store.getTask(params.id);
      if (found === null) throw new ConnectorError('ITC_TASK_UNKNOWN');
      return withReport(runtime, found);
    },
  }),
  steer('pause', 'Let a task rest; jobs that it started run on.', ({ tasks }, id) => tasks.pause(id)),
  steer('resume', 'Let a paused task go on.', ({ tasks }, id) => tasks.unpause(id)),
  steer(
    'cancel',
    'Stop a task; jobs that it started, rows that it took and people whom Iterable was asked to erase stay.',
    ({ tasks }, id) => tasks.cancel(id),
  ),
  defineRoute({
    method: 'get',
    path: '/tasks/{id}/faults',
    tag: 'Tasks',
    summary: 'Download the rows that an import did not take as CSV; kept for a day.',
    params: idParams,
    download: ['text/csv'],
    response: z.custom<Download>(),
    errors: ['ITC_TASK_UNKNOWN'],
    handler: async ({ tasks }, { params: { id } }) => ({
      type: 'text/csv',
      fileName: 'faults.csv',
      body: await tasks.faults(id),
    }),
  }),
];

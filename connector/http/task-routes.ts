import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { triggerSources } from '../define.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { TaskRecord } from '../store/store.ts';
import type { TaskOrder } from '../tasks/plan-step.ts';
import { anyJson, errorJson, idParams, jobStatus, page, pageQuery, given, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';

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
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  input: anyJson,
  total: z.number().int().meta({ description: 'Events or jobs found when it was made.' }),
  done: z.number().int().meta({ description: 'Of them looked at.' }),
  started: z.number().int().meta({ description: 'Jobs started.' }),
  error: errorJson.nullable(),
  createdAt: time,
  updatedAt: time,
  endedAt: time.nullable(),
});

const report = task.extend({
  jobs: z.record(jobStatus, z.number().int()).meta({ description: 'The jobs that it started, by status now.' }),
});

/** The order without keys that were left out. */
function toOrder(body: z.output<typeof order>): TaskOrder {
  if (body.kind === 'bulk_replay') return given({ ...body, events: given(body.events) }) as TaskOrder;
  return given('jobs' in body ? { ...body, jobs: given(body.jobs) } : body) as TaskOrder;
}

const withReport = async (runtime: Runtime, record: TaskRecord): Promise<z.input<typeof report>> => ({
  ...record,
  jobs: await runtime.store.countTaskJobs(record.id),
});

/** Replays and reruns in bulk: estimate, start, watch, cancel. */
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
    response: report,
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
    handler: async (runtime, { query }) => runtime.store.listTasks(given(query)),
  }),
  defineRoute({
    method: 'get',
    path: '/tasks/{id}',
    tag: 'Tasks',
    summary: 'Show how far a task is, and what became of its jobs.',
    params: idParams,
    response: report,
    errors: ['ITC_TASK_UNKNOWN'],
    handler: async (runtime, { params }) => {
      const found = await runtime.store.getTask(params.id);
      if (found === null) throw new ConnectorError('ITC_TASK_UNKNOWN');
      return withReport(runtime, found);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/tasks/{id}/cancel',
    tag: 'Tasks',
    summary: 'Stop a task; jobs that it started already stay.',
    params: idParams,
    response: report,
    errors: ['ITC_TASK_UNKNOWN', 'ITC_TASK_STATE'],
    handler: async (runtime, { params }) => withReport(runtime, await runtime.tasks.cancel(params.id)),
  }),
];

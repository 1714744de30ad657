import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { recipeLimits } from '../../recipes/recipe-limits.ts';
import { isRepeatable } from '../../recipes/settle-step.ts';
import { findStep } from '../../recipes/step-ids.ts';
import { countCutOffs } from '../jobs/settle-attempt.ts';
import type { JobRecord, StepRecord, Store } from '../store/store.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { given, idParams, page } from './answer-schemas.ts';
import { job, jobListQuery, listedJob, step } from './job-schemas.ts';
import { defineRoute } from './route.ts';

async function existing(runtime: Runtime, id: string): Promise<JobRecord> {
  const found = await runtime.store.getJob(id);
  if (found === null) throw new ConnectorError('ITC_JOB_UNKNOWN');
  return found;
}

type StartedBy = z.input<typeof listedJob>['startedBy'];

/** What started jobs, by the id of their event; one that is no longer kept is not there. */
async function startsOf(store: Store, jobs: readonly JobRecord[]): Promise<ReadonlyMap<string, StartedBy>> {
  const ids = [...new Set(jobs.map(({ event }) => event))];
  const { items } = ids.length === 0 ? { items: [] } : await store.listEvents({ ids, limit: ids.length });
  return new Map(items.map(({ id, kind, eventName, workflowId }) => [id, { kind, eventName, workflowId }]));
}

/**
 * How often the step that a job came to is tried at most; null before the first step. Attempts that the end of a process cut off come on top,
 * as they do not count where a repetition does no harm.
 */
async function maxAttemptsOf(store: Store, { recipe, version, ledger }: JobRecord & { ledger: StepRecord[] }) {
  const last = ledger.at(-1);
  const document = last === undefined ? null : await store.getRecipeVersion(recipe, version);
  if (last === undefined || document === null) return null;
  const step = findStep(document.steps, last.stepId);
  const chosen = step !== undefined && 'maxAttempts' in step ? step.maxAttempts : undefined;
  const cutOffs = isRepeatable(last) ? (countCutOffs(ledger).get(last.path) ?? 0) : 0;
  return (chosen ?? recipeLimits.defaultAttempts) + cutOffs;
}

const errors = ['ITC_JOB_UNKNOWN', 'ITC_JOB_STATE'] as const;

export const jobRoutes = [
  defineRoute({
    method: 'get',
    path: '/jobs',
    tag: 'Jobs',
    summary: 'List the jobs.',
    query: z.strictObject(jobListQuery),
    response: page(listedJob),
    handler: async ({ store }, { query }) => {
      const { items, next } = await store.listJobs(given(query));
      const starts = await startsOf(store, items);
      return { items: items.map((one) => ({ ...one, startedBy: starts.get(one.event) ?? null })), next };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/jobs/{id}',
    tag: 'Jobs',
    summary: 'Show a job with every attempt of every step.',
    params: idParams,
    response: listedJob.extend({
      maxAttempts: z.number().int().nullable().meta({ description: 'Of the step that the job came to.' }),
      ledger: z.array(step),
    }),
    errors: ['ITC_JOB_UNKNOWN'],
    handler: async (runtime, { params }) => {
      const found = await runtime.store.getJob(params.id);
      if (found === null) throw new ConnectorError('ITC_JOB_UNKNOWN');
      const starts = await startsOf(runtime.store, [found]);
      const maxAttempts = await maxAttemptsOf(runtime.store, found);
      return { ...found, startedBy: starts.get(found.event) ?? null, maxAttempts };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/jobs/{id}/rerun',
    tag: 'Jobs',
    summary: 'Run an ended job again, from the failed step or whole.',
    status: 201,
    params: idParams,
    body: z
      .strictObject({
        from: z.enum(['failed', 'start']).default('failed'),
        version: z.enum(['job', 'current']).default('job'),
      })
      .prefault({}),
    response: job,
    errors,
    handler: async (runtime, { params, body }) => runtime.rerunJob(params.id, body),
  }),
  defineRoute({
    method: 'post',
    path: '/jobs/{id}/release',
    tag: 'Jobs',
    summary: 'Run a held job on: a person found that the send did not go out, or that the changed payload is fine.',
    params: idParams,
    response: job,
    errors,
    handler: async (runtime, { params }) => {
      await existing(runtime, params.id);
      if (!(await runtime.store.releaseJob(params.id)))
        throw new ConnectorError('ITC_JOB_STATE', 'The job is not held.');
      runtime.wakeWorker();
      return existing(runtime, params.id);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/jobs/{id}/discard',
    tag: 'Jobs',
    summary: 'End a held job without sending again.',
    params: idParams,
    body: z.strictObject({ reason: z.string().max(500).optional() }).prefault({}),
    response: job,
    errors,
    handler: async (runtime, { params, body }) => {
      await existing(runtime, params.id);
      if (!(await runtime.store.discardJob(params.id, body.reason ?? null))) {
        throw new ConnectorError('ITC_JOB_STATE', 'The job is not held.');
      }
      return existing(runtime, params.id);
    },
  }),
];

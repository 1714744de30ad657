import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { JobRecord } from '../store/store.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { given, idParams, page } from './answer-schemas.ts';
import { job, jobListQuery, step } from './job-schemas.ts';
import { defineRoute } from './route.ts';

async function existing(runtime: Runtime, id: string): Promise<JobRecord> {
  const found = await runtime.store.getJob(id);
  if (found === null) throw new ConnectorError('ITC_JOB_UNKNOWN');
  return found;
}

const errors = ['ITC_JOB_UNKNOWN', 'ITC_JOB_STATE'] as const;

export const jobRoutes = [
  defineRoute({
    method: 'get',
    path: '/jobs',
    tag: 'Jobs',
    summary: 'List the jobs.',
    query: z.strictObject(jobListQuery),
    response: page(job),
    handler: async (runtime, { query }) => runtime.store.listJobs(given(query)),
  }),
  defineRoute({
    method: 'get',
    path: '/jobs/{id}',
    tag: 'Jobs',
    summary: 'Show a job with every attempt of every step.',
    params: idParams,
    response: job.extend({ ledger: z.array(step) }),
    errors: ['ITC_JOB_UNKNOWN'],
    handler: async (runtime, { params }) => {
      const found = await runtime.store.getJob(params.id);
      if (found === null) throw new ConnectorError('ITC_JOB_UNKNOWN');
      return found;
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

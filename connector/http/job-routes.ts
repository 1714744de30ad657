import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { JobRecord } from '../store/store.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { anyJson, errorJson, given, idParams, page, pageQuery, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';

const status = z.enum(['queued', 'running', 'waiting', 'held', 'succeeded', 'failed', 'stopped', 'discarded']);

const job = z.object({
  id: z.string(),
  recipe: z.string(),
  version: z.number().int(),
  event: z.string(),
  status,
  steps: z.number().int().meta({ description: 'Number of recorded steps.' }),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  runAt: time.nullable().meta({ description: 'When a waiting job goes on.' }),
  error: errorJson.nullable(),
  reason: z.string().nullable(),
  rerunOf: z.string().nullable(),
});

const exchange = z.object({
  method: z.string(),
  url: z.string(),
  requestBody: anyJson,
  status: z.number().nullable(),
  responseBody: anyJson,
  requestId: z.string().nullable(),
  startedAt: time,
  durationMs: z.number(),
});

const item = z.object({
  index: z.number().int(),
  key: z.string(),
  outcome: z.enum(['accepted', 'failed', 'skipped']),
  reason: z.string().optional(),
});

const step = z.object({
  path: z.string(),
  stepId: z.string(),
  kind: z.enum(['action', 'respond', 'record']),
  action: z.string().nullable(),
  attempt: z.number().int(),
  effect: z.enum(['read', 'write', 'send']).nullable(),
  idempotent: z.boolean(),
  input: anyJson,
  outcome: z.enum(['success', 'rejected', 'retry', 'unknown']).nullable(),
  output: anyJson,
  items: z.array(item).nullable(),
  exchanges: z.array(exchange),
  error: errorJson.nullable(),
  startedAt: time,
  endedAt: time.nullable(),
});

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
    query: z.strictObject({
      ...pageQuery,
      recipe: z.string().optional(),
      status: status.optional(),
      event: z.string().optional(),
    }),
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

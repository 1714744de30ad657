import { z } from 'zod';

import { triggerSources } from '../define.ts';
import { anyJson, errorJson, jobStatus, pageQuery, time } from './answer-schemas.ts';

/** A job without its steps. */
export const job = z.object({
  id: z.string(),
  recipe: z.string(),
  version: z.number().int(),
  event: z.string(),
  status: jobStatus,
  steps: z.number().int().meta({ description: 'Number of recorded steps.' }),
  createdAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  runAt: time.nullable().meta({ description: 'When a waiting job goes on.' }),
  error: errorJson.nullable(),
  reason: z.string().nullable(),
  rerunOf: z.string().nullable(),
  task: z.string().nullable().meta({ description: 'The task that started it.' }),
});

/** A job as lists of jobs show it. */
export const listedJob = job.extend({
  attempts: z.number().int().meta({ description: 'Of the step that took the most.' }),
  startedBy: z
    .object({ kind: z.enum(triggerSources), eventName: z.string().nullable(), workflowId: z.string().nullable() })
    .nullable()
    .meta({ description: 'What the event was; null when it is no longer kept.' }),
});

const { cursor, limit } = pageQuery;

/** What jobs are filtered by. */
export const jobFilters = {
  recipe: z.string().optional(),
  status: jobStatus.optional(),
  event: z.string().optional(),
  code: z.string().optional().meta({ description: 'Code of the error.' }),
  task: z.string().optional(),
  isNewest: z.stringbool().optional().meta({ description: 'true leaves out what was run again since.' }),
  from: z.iso.datetime().optional().meta({ description: 'Made at or after; UTC, ISO 8601.' }),
  to: z.iso.datetime().optional().meta({ description: 'Made before.' }),
};

/** A page of filtered jobs. */
export const jobListQuery = { limit, cursor, ...jobFilters };

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

/** One attempt of a step. */
export const step = z.object({
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

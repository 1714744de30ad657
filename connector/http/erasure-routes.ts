import { Readable } from 'node:stream';

import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { erasureReport } from '../erasure/erasure-report.ts';
import { isErasureTask } from '../erasure/erasure-task.ts';
import { erasureWait, errorJson, given, idParams, nameParams, page, pageQuery, time } from './answer-schemas.ts';
import { defineRoute, type Download } from './route.ts';

const status = z.enum(['pending', 'done', 'failed', 'cancelled']);
const names = { email: z.string().max(255).optional(), userId: z.string().max(52).optional() };

/** The record as proof: what it holds tells nothing about the person to who does not know them. */
const erasure = z.object({
  id: z.string(),
  connection: z.string(),
  task: z.string().nullable().meta({ description: 'Shows how far it is, and pauses or cancels it.' }),
  status,
  proof: z.object({ salt: z.string(), hash: z.string() }),
  counts: z.record(z.string(), z.int()),
  attempts: z.int(),
  error: errorJson.nullable(),
  wait: erasureWait.nullable().meta({ description: 'Why it is not due yet.' }),
  createdAt: time,
  dueAt: time,
  begunAt: time.nullable().meta({ description: 'When Iterable was asked; from then on it cannot be cancelled.' }),
  forgottenAt: time.nullable().meta({ description: 'When Iterable accepted the call.' }),
  endedAt: time.nullable(),
});

/** Erasing people in Iterable and here. */
export const erasureRoutes = [
  defineRoute({
    method: 'post',
    path: '/connections/{name}/erasures',
    tag: 'Erasures',
    summary:
      'Erase people in Iterable and here; answers at once, and goes on as one task, over days within the limits of Iterable.',
    status: 202,
    params: nameParams,
    body: z.strictObject({ people: z.array(z.strictObject(names)).min(1).max(1_000) }),
    response: z.object({ items: z.array(erasure) }),
    errors: ['ITC_CONNECTION_UNKNOWN', 'ITC_IDENTITY_MISSING'],
    handler: async ({ erasures }, { params, body }) => ({ items: await erasures.request(params.name, body.people) }),
  }),
  defineRoute({
    method: 'post',
    path: '/connections/{name}/erasures/lookup',
    tag: 'Erasures',
    summary: 'Find the proofs that a person was erased.',
    params: nameParams,
    body: z.strictObject(names),
    response: z.object({ items: z.array(erasure) }),
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async ({ erasures }, { params, body }) => ({ items: await erasures.proofsOf(params.name, body) }),
  }),
  defineRoute({
    method: 'get',
    path: '/erasures',
    tag: 'Erasures',
    summary: 'List the erasures.',
    query: z.object({
      ...pageQuery,
      connection: z.string().max(200).optional(),
      status: status.optional(),
      task: z.string().max(100).optional(),
    }),
    response: page(erasure),
    handler: ({ store }, { query }) => store.listErasures(given(query)),
  }),
  defineRoute({
    method: 'get',
    path: '/erasures/{id}',
    tag: 'Erasures',
    summary: 'Show an erasure.',
    params: idParams,
    response: erasure,
    errors: ['ITC_ERASURE_UNKNOWN'],
    handler: async ({ store }, { params }) => {
      const found = await store.getErasure(params.id);
      if (found === null) throw new ConnectorError('ITC_ERASURE_UNKNOWN');
      return found;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/tasks/{id}/erasures',
    tag: 'Erasures',
    summary: 'Download what became of the people of one request, as CSV with their proofs.',
    params: idParams,
    download: ['text/csv'],
    response: z.custom<Download>(),
    errors: ['ITC_TASK_UNKNOWN'],
    handler: async ({ store }, { params: { id } }) => {
      const task = await store.getTask(id);
      if (task === null || !isErasureTask(task)) throw new ConnectorError('ITC_TASK_UNKNOWN');
      return { type: 'text/csv', fileName: 'erasures.csv', body: Readable.from(erasureReport(id, store)) };
    },
  }),
];

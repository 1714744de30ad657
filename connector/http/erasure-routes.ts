import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { errorJson, given, idParams, nameParams, page, pageQuery, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';

const status = z.enum(['pending', 'done', 'failed']);
const names = { email: z.string().max(255).optional(), userId: z.string().max(52).optional() };

/** The record as proof: what it holds tells nothing about the person to who does not know them. */
const erasure = z.object({
  id: z.string(),
  connection: z.string(),
  status,
  proof: z.object({ salt: z.string(), hash: z.string() }),
  counts: z.record(z.string(), z.int()),
  attempts: z.int(),
  error: errorJson.nullable(),
  createdAt: time,
  dueAt: time,
  forgottenAt: time.nullable().meta({ description: 'When Iterable accepted the call.' }),
  endedAt: time.nullable(),
});

/** Erasing people in Iterable and here. */
export const erasureRoutes = [
  defineRoute({
    method: 'post',
    path: '/connections/{name}/erasures',
    tag: 'Erasures',
    summary: 'Erase people in Iterable and here; answers at once, and goes on over days within the limits of Iterable.',
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
    query: z.object({ ...pageQuery, connection: z.string().max(200).optional(), status: status.optional() }),
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
];

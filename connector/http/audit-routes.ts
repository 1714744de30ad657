import { z } from 'zod';

import type { Runtime } from '../runtime/runtime.ts';
import type { AuditEntry } from '../store/store.ts';
import { anyJson, given, page, pageQuery, time } from './answer-schemas.ts';
import { callerIn } from './people-routes.ts';
import { defineRoute } from './route.ts';

const state = z.object({
  digest: z.string().meta({ description: 'Keyed; equal states have equal digests.' }),
  facts: z.record(z.string(), anyJson),
});

const entry = z.object({
  seq: z.number().int(),
  at: time,
  actor: z.object({
    kind: z.enum(['server', 'person', 'token']),
    id: z.string(),
    name: z.string().nullable().meta({ description: 'Looked up now; null = gone since.' }),
  }),
  address: z.string().nullable(),
  workspaceId: z.string().nullable(),
  action: z.string(),
  object: z.string(),
  before: state.nullable(),
  after: state.nullable(),
  request: z.string().nullable().meta({ description: 'Keyed digest of what was asked for.' }),
  outcome: z.string().meta({
    description:
      '`done`; what Iterable made of a call; the code of an error; `interrupted` = the process ended meanwhile.',
  }),
  previous: z.string(),
  hash: z.string(),
});

async function named(
  { people, tokens }: Runtime,
  { actor, outcome = 'done', ...rest }: AuditEntry,
): Promise<z.input<typeof entry>> {
  const names = {
    server: async () => 'admin token',
    person: async () => (await people.get(actor.id))?.email ?? null,
    token: async () => (await tokens.get(actor.id))?.name ?? null,
  };
  return { ...rest, outcome, actor: { ...actor, name: await names[actor.kind]() } };
}

/** Who changed what. */
export const auditRoutes = [
  defineRoute({
    method: 'get',
    path: '/audit',
    tag: 'People',
    summary: 'List the changes that people and tokens made, newest first.',
    query: z.strictObject({
      ...pageQuery,
      actor: z.string().max(100).optional(),
      object: z.string().max(300).optional().meta({ description: 'Beginning of a path, as `/recipes/welcome`.' }),
      from: z.iso.datetime().optional(),
      to: z.iso.datetime().optional(),
    }),
    response: page(entry),
    handler: async (runtime, { query, http }) => {
      const { workspaceId } = callerIn(http);
      const found = await runtime.audit.list({ ...given(query), ...(workspaceId === null ? {} : { workspaceId }) });
      return { items: await Promise.all(found.items.map((one) => named(runtime, one))), next: found.next };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/audit/verification',
    tag: 'People',
    summary: 'Check the whole log: every entry unchanged, in order, none missing.',
    query: z.strictObject({
      head: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional()
        .meta({ description: 'A `head` that was noted before; the log must still hold it.' }),
    }),
    response: z.object({
      isIntact: z.boolean(),
      entries: z.number().int(),
      head: z.string(),
      firstBad: z.number().int().nullable(),
      fault: z.string().nullable(),
    }),
    handler: async ({ audit }, { query }) => audit.verify(query.head),
  }),
];

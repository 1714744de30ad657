import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { compileSchema } from '../../schemas/index.ts';
import { payloadOf } from '../intake/parse-payload.ts';
import { readTriggerSchema } from '../learning/schema-book.ts';
import { triggerKeyOf } from '../learning/trigger-key.ts';
import { given, idParams, time } from './answer-schemas.ts';
import { event, eventFilters } from './event-schemas.ts';
import { defineRoute } from './route.ts';

const maxFaults = 100;

/** Looking into payloads: search, and whether one fits what is known of its trigger. */
export const eventSearchRoutes = [
  defineRoute({
    method: 'get',
    path: '/event-search',
    tag: 'Events',
    summary: 'Find events whose body, query or headers contain a text; each answer looks at a bounded part.',
    query: z.strictObject({ ...eventFilters, text: z.string().min(1).max(500) }),
    response: z.object({
      items: z.array(event),
      next: z.string().nullable().meta({ description: 'Cursor to search on from; null = all was searched.' }),
      searched: z.number().int().meta({ description: 'Events looked at for this answer.' }),
      searchedTo: time.nullable().meta({ description: 'When the last of them arrived.' }),
    }),
    handler: async (runtime, { query }) => {
      const { text, ...filter } = query;
      return runtime.store.searchEvents({ ...given(filter), text });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/events/{id}/schema-check',
    tag: 'Events',
    summary: 'Compare the payload of an event with what is known of its trigger.',
    params: idParams,
    response: z.object({
      triggerKey: z.string().nullable(),
      basis: z
        .enum(['saved', 'learned', 'nothing'])
        .meta({ description: 'A version that a person saved, what was learned and shipped, or nothing is known.' }),
      version: z.number().int().nullable(),
      faults: z.array(z.object({ path: z.string(), message: z.string() })),
    }),
    errors: ['ITC_EVENT_UNKNOWN'],
    handler: async (runtime, { params }) => {
      const found = await runtime.store.getEvent(params.id);
      if (found === null) throw new ConnectorError('ITC_EVENT_UNKNOWN');
      const triggerKey = triggerKeyOf(found);
      const connection = await runtime.store.getConnection(found.connection);
      const known =
        triggerKey === null || connection === null ? null : await readTriggerSchema(runtime, connection.id, triggerKey);
      if (known === null) return { triggerKey, basis: 'nothing' as const, version: null, faults: [] };
      const { newest } = known;
      const faults = compileSchema(newest?.schema ?? known.schema)(payloadOf(found.payload));
      return {
        triggerKey,
        basis: newest === null ? ('learned' as const) : ('saved' as const),
        version: newest?.version ?? null,
        faults: faults.slice(0, maxFaults),
      };
    },
  }),
];

import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { payloadOf } from '../intake/parse-payload.ts';
import type { EventBody } from '../store/store.ts';
import { anyJson, given, idParams, page, pageQuery, time } from './answer-schemas.ts';
import { event, eventFilters } from './event-schemas.ts';
import { defineRoute } from './route.ts';

const payload = z.object({
  method: z.string(),
  contentType: z.string(),
  headers: z.record(z.string(), z.string()),
  query: z.string(),
  text: z.string().meta({ description: 'The body as it came.' }),
  json: anyJson.meta({ description: 'What recipes see: the body, form fields or query parsed.' }),
});

function showPayload(event: EventBody): z.input<typeof payload> {
  return { ...event, text: new TextDecoder().decode(event.body), json: payloadOf(event) };
}

export const eventRoutes = [
  defineRoute({
    method: 'get',
    path: '/events',
    tag: 'Events',
    summary: 'List the received events.',
    query: z.strictObject(eventFilters),
    response: page(event),
    handler: async (runtime, { query }) => runtime.store.listEvents(given(query)),
  }),
  defineRoute({
    method: 'get',
    path: '/events/{id}',
    tag: 'Events',
    summary: 'Show an event with its payload.',
    params: idParams,
    response: event.extend({ payload }),
    errors: ['ITC_EVENT_UNKNOWN'],
    handler: async (runtime, { params }) => {
      const found = await runtime.store.getEvent(params.id);
      if (found === null) throw new ConnectorError('ITC_EVENT_UNKNOWN');
      return { ...found, payload: showPayload(found.payload) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/events/{id}/replay',
    tag: 'Events',
    summary: 'Start the recipes of an event once more, or only the named one.',
    params: idParams,
    body: z.strictObject({ recipe: z.string().optional() }).optional(),
    response: z.object({ jobs: z.array(z.string()) }),
    errors: ['ITC_EVENT_UNKNOWN', 'ITC_RECIPE_UNKNOWN'],
    handler: async (runtime, { params, body }) => ({ jobs: await runtime.replayEvent(params.id, body?.recipe) }),
  }),
  defineRoute({
    method: 'get',
    path: '/rejected-calls',
    tag: 'Events',
    summary: 'List the webhook calls that were refused, with the cause.',
    query: z.strictObject({ ...pageQuery, connection: z.string().optional() }),
    response: page(
      z.object({
        id: z.string(),
        connection: z.string().nullable(),
        at: time,
        method: z.string(),
        path: z.string(),
        source: z.string(),
        code: z.string(),
        message: z.string(),
      }),
    ),
    handler: async (runtime, { query }) => runtime.store.listRejectedCalls(given(query)),
  }),
];

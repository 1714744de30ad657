import { z } from 'zod';

import { nameParams, page, pageQuery, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';
import { slicePage } from './slice-page.ts';

const summary = z.object({ name: z.string(), title: z.string(), args: z.record(z.string(), z.string()) });
const option = z.object({ value: z.union([z.string(), z.number()]), label: z.string(), note: z.string().optional() });

export const picklistRoutes = [
  defineRoute({
    method: 'get',
    path: '/picklists',
    tag: 'Catalogue',
    summary: 'List the pick lists with their arguments.',
    query: z.strictObject(pageQuery),
    response: page(summary),
    handler: async (runtime, { query }) => slicePage([...runtime.registry.picklists], query, ({ name }) => name),
  }),
  defineRoute({
    method: 'get',
    path: '/picklists/{name}',
    tag: 'Catalogue',
    summary: 'Load the choices of a pick list from Iterable; further query parameters are its arguments.',
    params: nameParams,
    query: z
      .object({
        connection: z.string(),
        refresh: z.stringbool().default(false).meta({ description: 'true asks Iterable even when a copy is kept.' }),
      })
      .catchall(z.string()),
    response: z.object({
      items: z.array(option),
      next: z.string().nullable(),
      loadedAt: time.meta({ description: 'When Iterable was asked.' }),
      isComplete: z.boolean().meta({ description: 'false when the list has more pages than are read.' }),
    }),
    errors: ['ITC_PICKLIST_UNKNOWN', 'ITC_INPUT_INVALID', 'ITC_PICKLIST_FAILED', 'ITC_CONNECTION_UNKNOWN'],
    handler: async (runtime, { params, query }) => {
      const { connection, refresh, ...args } = query;
      const picklist = runtime.registry.picklist(params.name);
      const loaded = await runtime.loadPicklist(picklist, connection, args as Record<string, string>, refresh);
      const { options, isComplete } = loaded;
      return { items: options, next: null, loadedAt: new Date(loaded.loadedAt).toISOString(), isComplete };
    },
  }),
];

import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { nameParams, page, pageQuery } from './answer-schemas.ts';
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
    handler: async (runtime, { query }) => slicePage([...runtime.registry.picklists.values()], query, ({ name }) => name),
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
      loadedAt: z.string().nullable().meta({ description: 'When Iterable was asked.' }),
    }),
    errors: ['ITC_PICKLIST_UNKNOWN', 'ITC_PICKLIST_FAILED', 'ITC_CONNECTION_UNKNOWN'],
    handler: async (runtime, { params, query }) => {
      const { connection, refresh, ...args } = query;
      const picklist = runtime.registry.picklists.get(params.name);
      if (picklist === undefined) throw new ConnectorError('ITC_PICKLIST_UNKNOWN');
      const unknown = Object.keys(args).find((name) => !Object.hasOwn(picklist.args, name));
      if (unknown !== undefined) {
        throw new ConnectorError('ITC_REQUEST_INVALID', `query.${unknown}: this pick list has no such argument.`, {
          details: { problems: [{ path: `query.${unknown}`, message: 'this pick list has no such argument' }] },
        });
      }
      const { options, loadedAt } = await runtime.loadPicklist(picklist, connection, args as Record<string, string>, refresh);
      return { items: options, next: null, loadedAt };
    },
  }),
];

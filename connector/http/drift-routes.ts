import { z } from 'zod';

import { connectionDrift } from '../learning/schema-book.ts';
import { anyJson, page, pageQuery, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';
import { json, pillUse } from './schema-parts.ts';
import { slicePage } from './slice-page.ts';

const drift = z.object({
  kind: z.enum(['appeared', 'vanished', 'type', 'nullable']),
  path: z.string(),
  message: z.string(),
  accepted: z.array(z.string()),
  seen: anyJson,
  since: time.nullable(),
  events: z.number().int(),
  of: z.number().int(),
  exampleEvent: z.string().nullable(),
  recipes: z.array(pillUse),
});

export const driftRoutes = [
  defineRoute({
    method: 'get',
    path: '/drift',
    tag: 'Schemas',
    summary: 'Tell how the last events differ from the accepted schemas, and which pills read those fields.',
    query: z.strictObject({ ...pageQuery, connection: z.string(), triggerKey: z.string().optional() }),
    response: page(
      z.object({
        triggerKey: z.string(),
        baseline: z.enum(['saved', 'shipped']).nullable(),
        version: z.number().int().nullable(),
        drifts: z.array(drift),
      }),
    ),
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async (runtime, { query }) => {
      const { id } = await runtime.connections.get(query.connection);
      await runtime.learner.settle();
      const reports = await connectionDrift(runtime, id, query.triggerKey);
      return slicePage(
        reports.map((report) => ({
          ...report,
          drifts: report.drifts.map((one) => ({ ...one, seen: json(one.seen) })),
        })),
        query,
        ({ triggerKey }) => Buffer.from(triggerKey).toString('base64url'),
      );
    },
  }),
];

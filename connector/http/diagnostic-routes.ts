import { z } from 'zod';

import { diagnose } from '../sends/diagnose.ts';
import { time } from './answer-schemas.ts';
import { connectionName } from './person-fields.ts';
import { defineRoute } from './route.ts';

const finding = z.object({
  area: z.enum(['arrive', 'match', 'send']),
  level: z.enum(['problem', 'hint', 'ok']),
  name: z.string().meta({ description: 'Stable name of the finding.' }),
  title: z.string(),
  next: z.string().meta({ description: 'What to do.' }),
  count: z.number().nullable(),
  lastAt: time.nullable(),
});

export const diagnosticRoutes = [
  defineRoute({
    method: 'get',
    path: '/diagnostics',
    tag: 'Diagnostics',
    summary: 'Why nothing arrives, matches or is sent: what is known here, without a call to Iterable.',
    query: z.strictObject({ connection: connectionName }),
    response: z.object({ connection: z.string(), findings: z.array(finding) }),
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async ({ store, connections, config, serverTrouble }, { query }) => {
      const connection = await connections.get(query.connection);
      const trouble = serverTrouble(connection);
      const parts = { store, publicUrl: config.publicUrl, trouble, now: Date.now };
      return { connection: connection.name, findings: await diagnose(parts, connection) };
    },
  }),
];

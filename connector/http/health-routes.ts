import { z } from 'zod';

import { defineRoute } from './route.ts';

export const healthRoutes = [
  defineRoute({
    method: 'get',
    path: '/health',
    tag: 'Server',
    summary: 'Tell whether the server can keep events and reach its store.',
    auth: 'none',
    response: z.object({ status: z.literal('ok'), version: z.string() }),
    errors: ['ITC_STORE_UNAVAILABLE'],
    handler: async (runtime) => {
      await runtime.store.ping();
      return { status: 'ok' as const, version: runtime.version };
    },
  }),
];

import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { defineRoute } from './route.ts';

export const healthRoutes = [
  defineRoute({
    method: 'get',
    path: '/ready',
    tag: 'Server',
    summary: 'Tell whether the server should be sent webhooks: the store writes and the workers run.',
    auth: 'none',
    response: z.object({ status: z.literal('ready') }),
    errors: ['ITC_STORE_UNAVAILABLE', 'ITC_STOPPING'],
    handler: async ({ store, isWorking, isStopping }) => {
      if (isStopping()) throw new ConnectorError('ITC_STOPPING');
      await store.ping();
      if (!isWorking()) throw new ConnectorError('ITC_STORE_UNAVAILABLE', 'The server is starting or stopping.');
      return { status: 'ready' as const };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/health',
    tag: 'Server',
    summary: 'Tell whether the server can keep events and reach its store.',
    auth: 'none',
    response: z.object({ status: z.literal('ok'), version: z.string() }),
    errors: ['ITC_STORE_UNAVAILABLE', 'ITC_STOPPING'],
    handler: async (runtime) => {
      if (runtime.isStopping()) throw new ConnectorError('ITC_STOPPING');
      await runtime.store.ping();
      return { status: 'ok' as const, version: runtime.version };
    },
  }),
];

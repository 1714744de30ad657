import { z } from 'zod';

import { alertCauses } from '../alerts/alerts.ts';
import { time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';

const causes = z
  .array(z.enum(alertCauses))
  .min(1)
  .meta({ description: 'Which jobs are told of: those that failed, those that wait for a decision.' });

const settings = z.object({
  // the rest of it may be the secret of a chat
  origin: z.string().meta({ description: 'Of the address; the rest of it is not shown again.' }),
  causes,
  last: z
    .object({ at: time, error: z.string().nullable() })
    .nullable()
    .meta({ description: 'The last message since the process started.' }),
});

/** Who is told of jobs that failed or are held. */
export const alertRoutes = [
  defineRoute({
    method: 'get',
    path: '/alerts',
    tag: 'Alerts',
    summary: 'Show where failed and held jobs are told; null = nowhere.',
    response: z.object({ alerts: settings.nullable() }),
    handler: async ({ alerts }) => ({ alerts: await alerts.get() }),
  }),
  defineRoute({
    method: 'post',
    path: '/alerts',
    tag: 'Alerts',
    summary: 'Set where failed and held jobs are told; the answer shows the secret of the signatures this once.',
    body: z.strictObject({ url: z.url().max(2_000), causes: causes.default([...alertCauses]) }),
    response: z.object({ secret: z.string() }),
    errors: ['ITC_OUTBOUND_REFUSED'],
    handler: ({ alerts }, { body }) => alerts.set(body.url, body.causes),
  }),
  defineRoute({
    method: 'delete',
    path: '/alerts',
    tag: 'Alerts',
    summary: 'Tell nobody any more.',
    response: z.object({ alerts: z.null() }),
    handler: async ({ alerts }) => {
      await alerts.remove();
      return { alerts: null };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/alerts/test',
    tag: 'Alerts',
    summary: 'Send a test message.',
    response: z.object({ sent: z.literal(true) }),
    errors: ['ITC_ALERT_OFF', 'ITC_ALERT_FAILED', 'ITC_OUTBOUND_REFUSED'],
    handler: async ({ alerts }) => {
      await alerts.test();
      return { sent: true as const };
    },
  }),
];

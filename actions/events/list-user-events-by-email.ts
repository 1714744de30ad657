import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { email, perProject } from '../fields.ts';

export const listUserEventsByEmail = defineAction({
  name: 'list_user_events_by_email',
  resource: 'events',
  title: 'List events by email',
  summary: 'Reads the latest events of one user.',
  docs: 'https://api.iterable.com/api/docs#events_User_events',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/events/{email}', limit: perProject(100) },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({
    email: email.min(1, 'Expected an email address').meta(field({ title: 'Email', example: 'ada@example.com' })),
    limit: z
      .int()
      .min(1)
      .max(200)
      .optional()
      .meta(field({ title: 'At most', help: '1 to 200; Iterable gives 30 if this is left out.', sticky: true })),
  }),
  output: z.looseObject({
    events: z
      .array(
        z.looseObject({
          // Iterable names its own events in eventType, and the recorded answers are flat
          eventType: z.string().optional().meta({ title: 'Type' }),
          eventName: z.string().optional().meta({ title: 'Name' }),
          createdAt: z.string().optional().meta({ title: 'Time' }),
        }),
      )
      .meta({ title: 'Events' }),
  }),
  request: ({ email, limit }) => ({ path: { email }, query: { limit } }),
  examples: [
    {
      title: 'The last two events',
      input: { email: 'ada.lovell@example.com', limit: 2 },
      output: {
        events: [
          { eventType: 'emailOpen', createdAt: '2031-09-28 20:03:32 +00:00', campaignId: 164200 },
          { eventType: 'emailClick', createdAt: '2031-09-28 20:01:58 +00:00', campaignId: 164200, hrefIndex: 2 },
        ],
      },
    },
  ],
  antiExamples: [
    { input: { email: '' }, reason: 'Empty text is no address.' },
    { input: { email: 'ada@example.com', limit: 1000 }, reason: 'Iterable gives at most 200 events.' },
    {
      input: { email: 'ada@example.com', eventName: 'cartAbandoned' },
      reason: 'Iterable gives all events; filter them in a later step.',
    },
  ],
});

import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { perProject, userId } from '../fields.ts';

export const listUserEventsByUserId = defineAction({
  name: 'list_user_events_by_user_id',
  resource: 'events',
  title: 'List events by user ID',
  summary: 'Reads the latest events of one user.',
  docs: 'https://api.iterable.com/api/docs#events_User_events_by_userId',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/events/byUserId/{userId}', limit: perProject(100) },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({
    userId: userId
      .min(1, 'Expected a user ID')
      .max(52)
      .meta(field({ title: 'User ID', example: 'user-1' })),
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
  request: ({ userId, limit }) => ({ path: { userId }, query: { limit } }),
  examples: [
    {
      title: 'The last two events',
      input: { userId: 'user-1', limit: 2 },
      output: {
        events: [
          { eventType: 'emailOpen', createdAt: '2031-09-28 20:03:32 +00:00', campaignId: 164200 },
          { eventType: 'emailClick', createdAt: '2031-09-28 20:01:58 +00:00', campaignId: 164200, hrefIndex: 2 },
        ],
      },
    },
  ],
  antiExamples: [
    { input: { userId: 42 }, reason: 'A user ID is text.' },
    { input: { userId: 'user-1', limit: 1000 }, reason: 'Iterable gives at most 200 events.' },
    {
      input: { userId: 'user-1', eventName: 'cartAbandoned' },
      reason: 'Iterable gives all events; filter them in a later step.',
    },
  ],
});

import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, dataFields, email, eventId, id, perProject, userId } from '../fields.ts';
import { epochSeconds } from '../time-fields.ts';
import { bulkTrackEvents } from './bulk-track-events.ts';

export const trackEvent = defineAction({
  name: 'track_event',
  resource: 'events',
  title: 'Track event',
  summary: 'Records a custom event of one user, which can start journeys in Iterable.',
  docs: 'https://api.iterable.com/api/docs#events_track',
  effect: 'write',
  // the same event id updates the same event, and there is always one: see request below
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/events/track', limit: perProject(2000) },
  identity: 'user',
  answer: 'envelope',
  dataFields: ['dataFields'],
  bulkForm: { action: bulkTrackEvents },
  input: z.strictObject({
    eventName: z
      .string()
      .trim()
      .min(1, 'Expected the name of the event')
      .max(255)
      .meta(field({ title: 'Event name', example: 'cartAbandoned' })),
    email: email.nullish().meta(field({ title: 'Email', help: 'Needed in email-based projects.', sticky: true })),
    userId: userId.nullish().meta(field({ title: 'User ID', help: 'Needed in userId-based projects.', sticky: true })),
    dataFields: dataFields.optional().meta(
      field({
        title: 'Event fields',
        help: 'Keys are sent exactly as written.',
        sticky: true,
        control: 'dataFields',
      }),
    ),
    createdAt: epochSeconds.optional().meta(
      field({
        title: 'Time of the event',
        help: 'A date or Unix seconds. Left out: the time at which Iterable receives it.',
        control: 'date',
        example: '2031-02-27T01:20:00Z',
      }),
    ),
    id: eventId.optional().meta(
      field({
        title: 'Event ID',
        help: 'The same ID updates the same event. Left out: the connector gives each step of a job its own.',
        advanced: true,
      }),
    ),
    campaignId: id
      .optional()
      .meta(field({ title: 'Campaign', help: 'The campaign that a conversion is credited to.', advanced: true })),
    templateId: id
      .optional()
      .meta(field({ title: 'Template', help: 'The template that a conversion is credited to.', advanced: true })),
    createNewFields: z
      .boolean()
      .optional()
      .meta(
        field({
          title: 'Create new fields',
          help: 'Off: fields that the project does not know are dropped.',
          advanced: true,
        }),
      ),
  }),
  output: acknowledgement,
  request: (event, { stepKey }) => ({ body: { ...event, id: event.id ?? stepKey } }),
  examples: [
    {
      title: 'An event with a value',
      input: {
        eventName: 'cartAbandoned',
        email: 'ada.lovell@example.com',
        createdAt: 1930000000,
        dataFields: { total: 19.9, order_id: 1 },
      },
      output: { msg: 'Event with id: step-key tracked.', code: 'Success', params: { id: 'step-key' } },
    },
    {
      title: 'A written time',
      input: {
        eventName: 'cartAbandoned',
        email: 'ada.lovell@example.com',
        createdAt: '2031-02-27T01:06:40+00:00',
        id: 'evt-1',
      },
      output: { msg: 'Event with id: evt-1 tracked.', code: 'Success', params: { id: 'evt-1' } },
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com' }, reason: 'An event needs a name.' },
    {
      input: { eventName: 'cartAbandoned', email: 'ada@example.com', createdAt: 1930000000000 },
      reason: 'Iterable takes seconds, and this is milliseconds.',
    },
    {
      input: { eventName: 'cartAbandoned', email: 'ada@example.com', createdAt: 'soon' },
      reason: 'A time that cannot be read must not become 1970.',
    },
    {
      input: { eventName: 'cartAbandoned', email: 'ada@example.com', id: 'x'.repeat(513) },
      reason: 'An event ID has at most 512 bytes.',
    },
  ],
});

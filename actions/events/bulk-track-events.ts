import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { bulkAnswer, dataFields, email, epochSeconds, eventId, id, perProject, userId } from '../fields.ts';

const event = z.strictObject({
  eventName: z
    .string()
    .trim()
    .min(1, 'Expected the name of the event')
    .max(255)
    .meta(field({ title: 'Event name', example: 'cartAbandoned' })),
  email: email.nullish().meta(field({ title: 'Email', sticky: true })),
  userId: userId.nullish().meta(field({ title: 'User ID', sticky: true })),
  dataFields: dataFields
    .optional()
    .meta(field({ title: 'Event fields', help: 'Keys are sent exactly as written.', control: 'dataFields' })),
  createdAt: epochSeconds
    .optional()
    .meta(field({ title: 'Time of the event', help: 'A date or Unix seconds.', control: 'date' })),
  id: eventId.optional().meta(
    field({
      title: 'Event ID',
      help: 'The same ID updates the same event. Left out: the connector gives each item of a step its own.',
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
});

export const bulkTrackEvents = defineAction({
  name: 'bulk_track_events',
  resource: 'events',
  title: 'Track events in bulk',
  summary: 'Records custom events of many users; each event gets a result of its own.',
  docs: 'https://api.iterable.com/api/docs#events_trackBulk',
  effect: 'write',
  // the same event id updates the same event, and there is always one: see request below
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/events/trackBulk', limit: perProject(10) },
  identity: 'items',
  answer: 'bulk',
  dataFields: ['events[].dataFields'],
  // Iterable publishes no size for this endpoint; these are the figures it publishes for users/bulkUpdate
  batch: { items: 'events', maxItems: 1000, maxBytes: 4_000_000, repeatsPeople: true },
  input: z.strictObject({
    events: z.array(event).meta(
      field({
        title: 'Events',
        help: 'Any number: the connector splits them. Iterable handles single and bulk events apart, so use one of the two for events whose order matters.',
        control: 'items',
      }),
    ),
  }),
  output: bulkAnswer,
  request: ({ events }, { stepKey }) => ({
    body: { events: events.map((item, index) => ({ ...item, id: item.id ?? `${stepKey}/${index}` })) },
  }),
  examples: [
    {
      title: 'Two events in one call',
      input: {
        events: [
          { eventName: 'cartAbandoned', email: 'ada.lovell@example.com', dataFields: { total: 19.9 } },
          { eventName: 'cartAbandoned', email: 'ben.ito@example.com', createdAt: 1930000000, id: 'evt-2' },
        ],
      },
      output: { successCount: 2, failCount: 0, skippedCount: 0, createdFields: [], filteredOutFields: [] },
    },
  ],
  antiExamples: [
    {
      input: { events: { eventName: 'x', email: 'a@example.com' } },
      reason: 'Events are a list, also when there is only one.',
    },
    { input: { events: [{ email: 'ada@example.com' }] }, reason: 'An event needs a name.' },
    {
      input: { events: [{ eventName: 'x', email: 'ada@example.com', createdAt: 1930000000000 }] },
      reason: 'Iterable takes seconds, and this is milliseconds.',
    },
    { input: {}, reason: 'Events are needed; an empty list is fine and sends nothing.' },
  ],
});

import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, dataFields, id, person } from '../fields.ts';
import { createdAt, messageId } from '../message-event-fields.ts';

export const trackPushOpen = defineAction({
  name: 'track_push_open',
  resource: 'events',
  title: 'Track push open',
  summary: 'Records that a person opened a push message on a phone.',
  docs: 'https://api.iterable.com/api/docs#events_trackPushOpen',
  effect: 'write',
  // Iterable takes no id here, so a repeated call makes a second event
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/events/trackPushOpen' },
  identity: 'user',
  answer: 'envelope',
  dataFields: ['dataFields'],
  input: z.strictObject({
    ...person,
    campaignId: id.meta(
      field({ title: 'Campaign', picklist: { name: 'campaigns', args: { medium: 'Push' } }, example: 164200 }),
    ),
    messageId,
    templateId: id
      .optional()
      .meta(field({ title: 'Template', help: 'For the attribution of A/B tests.', advanced: true })),
    createdAt,
    dataFields: dataFields.optional().meta(field({ title: 'Event fields', control: 'dataFields' })),
  }),
  output: acknowledgement,
  request: (event) => ({ body: event }),
  examples: [
    {
      title: 'An open',
      input: { email: 'ada.lovell@example.com', campaignId: 164200, messageId: 'df2c7973406b4c8594ed42a9b9f8d200' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com', messageId: 'm-1' }, reason: 'The campaign is needed.' },
    {
      input: { email: 'ada@example.com', campaignId: 'abc', messageId: 'm-1' },
      reason: 'A campaign id is a number; "abc" must not become 0.',
    },
    {
      input: { email: 'ada@example.com', campaignId: 1, messageId: 'm-1', createdAt: 1930000000000 },
      reason: 'Iterable takes seconds, and this is milliseconds.',
    },
  ],
});

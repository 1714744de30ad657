import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, id, person } from '../fields.ts';
import { createdAt, messageId } from '../message-event-fields.ts';

export const trackWebPushClick = defineAction({
  name: 'track_web_push_click',
  resource: 'events',
  title: 'Track web push click',
  summary: 'Records that a person clicked a web push message.',
  docs: 'https://api.iterable.com/api/docs#events_trackWebPushClick',
  effect: 'write',
  // Iterable takes no id here, so a repeated call makes a second event
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/events/trackWebPushClick' },
  identity: 'user',
  answer: 'envelope',
  input: z.strictObject({
    ...person,
    messageId,
    campaignId: id.optional().meta(field({ title: 'Campaign', picklist: { name: 'campaigns' }, example: 164200 })),
    templateId: id
      .optional()
      .meta(field({ title: 'Template', help: 'For the attribution of A/B tests.', advanced: true })),
    createdAt,
  }),
  output: acknowledgement,
  request: (event) => ({ body: event }),
  examples: [
    {
      title: 'A click',
      input: { email: 'ada.lovell@example.com', campaignId: 164200, messageId: 'df2c7973406b4c8594ed42a9b9f8d200' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com' }, reason: 'The message is needed.' },
    {
      input: { email: 'ada@example.com', messageId: 'm-1', createdAt: 1930000000000 },
      reason: 'Iterable takes seconds, and this is milliseconds.',
    },
    { input: { email: 'ada@example.com', messageId: '' }, reason: 'Empty text is no message.' },
  ],
});

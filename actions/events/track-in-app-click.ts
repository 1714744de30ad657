import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, person } from '../fields.ts';
import { createdAt, deviceInfo, messageContext, messageId } from '../message-event-fields.ts';

export const trackInAppClick = defineAction({
  name: 'track_in_app_click',
  resource: 'events',
  title: 'Track in-app click',
  summary: 'Records that a person clicked a link or button of an in-app message.',
  docs: 'https://api.iterable.com/api/docs#events_trackInAppClick',
  effect: 'write',
  // Iterable takes no id here, so a repeated call makes a second event
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/events/trackInAppClick' },
  identity: 'user',
  answer: 'envelope',
  input: z.strictObject({
    ...person,
    messageId,
    clickedUrl: z
      .string()
      .optional()
      .meta(field({ title: 'Clicked address', help: 'The address of the link or button.', sticky: true })),
    createdAt,
    deviceInfo,
    messageContext,
  }),
  output: acknowledgement,
  request: (event) => ({ body: event }),
  examples: [
    {
      title: 'A click',
      input: {
        email: 'ada.lovell@example.com',
        messageId: 'df2c7973406b4c8594ed42a9b9f8d200',
        clickedUrl: 'https://shop.example.com/',
      },
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

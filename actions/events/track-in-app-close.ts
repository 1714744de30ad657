import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, person } from '../fields.ts';
import { createdAt, deviceInfo, messageContext, messageId } from '../message-event-fields.ts';

export const trackInAppClose = defineAction({
  name: 'track_in_app_close',
  resource: 'events',
  title: 'Track in-app close',
  summary: 'Records that a person closed an in-app message.',
  docs: 'https://api.iterable.com/api/docs#events_trackInAppClose',
  effect: 'write',
  // Iterable takes no id here, so a repeated call makes a second event
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/events/trackInAppClose' },
  identity: 'user',
  answer: 'envelope',
  input: z.strictObject({
    ...person,
    messageId,
    closeAction: z
      .string()
      .optional()
      .meta(field({ title: 'How', help: '`link`, `back`, or a word of your own.', sticky: true })),
    clickedUrl: z
      .string()
      .optional()
      .meta(field({ title: 'Clicked address', help: 'The address that closed the message.' })),
    inboxSessionId: z
      .string()
      .optional()
      .meta(field({ title: 'Inbox session ID', advanced: true })),
    createdAt,
    deviceInfo,
    messageContext,
  }),
  output: acknowledgement,
  request: (event) => ({ body: event }),
  examples: [
    {
      title: 'Closed with the back button',
      input: { email: 'ada.lovell@example.com', messageId: 'df2c7973406b4c8594ed42a9b9f8d200', closeAction: 'back' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com' }, reason: 'The message is needed.' },
    {
      input: { email: 'ada@example.com', messageId: 'm-1', createdAt: 1930000000000 },
      reason: 'Iterable takes seconds, and this is milliseconds.',
    },
    {
      input: {
        email: 'ada@example.com',
        messageId: 'm-1',
        deviceInfo: { appPackageName: 'a', deviceId: 'd', platform: 'ios' },
      },
      reason: 'The platform is written iOS.',
    },
  ],
});

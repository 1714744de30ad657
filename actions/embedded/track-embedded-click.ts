import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { anyAnswer, person } from '../fields.ts';
import { createdAt, deviceInfo, messageId } from '../message-event-fields.ts';

export const trackEmbeddedClick = defineAction({
  name: 'track_embedded_click',
  resource: 'embedded',
  title: 'Track embedded click',
  summary: 'Records that a person clicked an embedded message.',
  docs: 'https://api.iterable.com/api/docs#embedded-messaging_embedded-track-click',
  effect: 'write',
  // Iterable takes no id here, so a repeated call makes a second event
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/embedded-messaging/events/click' },
  identity: 'user',
  answer: 'text',
  input: z.strictObject({
    ...person,
    messageId,
    buttonIdentifier: z
      .string()
      .optional()
      .meta(field({ title: 'Button ID', help: 'As set in the template.', sticky: true })),
    targetUrl: z
      .string()
      .optional()
      .meta(field({ title: 'Address', help: 'Where the click led to.', sticky: true })),
    createdAt,
    deviceInfo,
  }),
  output: anyAnswer,
  request: (event) => ({ body: event }),
  examples: [
    {
      title: 'A click on a button',
      input: {
        email: 'ada.lovell@example.com',
        messageId: 'df2c7973406b4c8594ed42a9b9f8d200',
        buttonIdentifier: 'buy',
        targetUrl: 'https://shop.example.com/',
      },
      output: null,
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

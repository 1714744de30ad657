import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { anyAnswer, person } from '../fields.ts';
import { createdAt, deviceInfo, messageId } from '../message-event-fields.ts';

export const trackEmbeddedReceived = defineAction({
  name: 'track_embedded_received',
  resource: 'embedded',
  title: 'Track embedded received',
  summary: 'Records that a device has fetched an embedded message, whether or not it was shown.',
  docs: 'https://api.iterable.com/api/docs#embedded-messaging_embedded-track-received',
  effect: 'write',
  // Iterable takes no id here, so a repeated call makes a second event
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/embedded-messaging/events/received' },
  identity: 'user',
  answer: 'text',
  input: z.strictObject({
    ...person,
    messageId,
    createdAt,
    deviceInfo,
  }),
  output: anyAnswer,
  request: (event) => ({ body: event }),
  examples: [
    {
      title: 'A message that was fetched',
      input: { email: 'ada.lovell@example.com', messageId: 'df2c7973406b4c8594ed42a9b9f8d200' },
      output: null,
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

import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { acknowledgement, person } from '../fields.ts';
import { createdAt, deliveryContext, deviceInfo, messageId } from '../message-event-fields.ts';

export const trackInAppDelivery = defineAction({
  name: 'track_in_app_delivery',
  resource: 'events',
  title: 'Track in-app delivery',
  summary: 'Records that an in-app message reached a device.',
  docs: 'https://api.iterable.com/api/docs#events_trackInAppDelivery',
  effect: 'write',
  // Iterable takes no id here, so a repeated call makes a second event
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/events/trackInAppDelivery' },
  identity: 'user',
  answer: 'envelope',
  input: z.strictObject({
    ...person,
    messageId,
    createdAt,
    deviceInfo,
    messageContext: deliveryContext,
  }),
  output: acknowledgement,
  request: (event) => ({ body: event }),
  examples: [
    {
      title: 'A delivery',
      input: {
        email: 'ada.lovell@example.com',
        messageId: 'df2c7973406b4c8594ed42a9b9f8d200',
        messageContext: { saveToInbox: true },
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
    {
      input: { email: 'ada@example.com', messageId: 'm-1', messageContext: { location: 'inbox' } },
      reason: 'A delivery has no place.',
    },
  ],
});

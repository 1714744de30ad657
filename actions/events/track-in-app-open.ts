import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { acknowledgement, person } from '../fields.ts';
import { createdAt, deviceInfo, messageContext, messageId } from '../message-event-fields.ts';

export const trackInAppOpen = defineAction({
  name: 'track_in_app_open',
  resource: 'events',
  title: 'Track in-app open',
  summary: 'Records that a person saw an in-app message, which marks it as read.',
  docs: 'https://api.iterable.com/api/docs#events_trackInAppOpen',
  effect: 'write',
  // Iterable takes no id here, so a repeated call makes a second event
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/events/trackInAppOpen' },
  identity: 'user',
  answer: 'envelope',
  input: z.strictObject({
    ...person,
    messageId,
    createdAt,
    deviceInfo,
    messageContext,
  }),
  output: acknowledgement,
  request: (event) => ({ body: event }),
  examples: [
    {
      title: 'A message that was seen',
      input: {
        email: 'ada.lovell@example.com',
        messageId: 'df2c7973406b4c8594ed42a9b9f8d200',
        messageContext: { location: 'inbox' },
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
      input: {
        email: 'ada@example.com',
        messageId: 'm-1',
        deviceInfo: { appPackageName: 'a', deviceId: 'd', platform: 'ios' },
      },
      reason: 'The platform is written iOS.',
    },
  ],
});

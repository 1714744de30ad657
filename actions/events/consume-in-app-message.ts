import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, person } from '../fields.ts';
import { createdAt, deviceInfo, messageContext, messageId } from '../message-event-fields.ts';

export const consumeInAppMessage = defineAction({
  name: 'consume_in_app_message',
  resource: 'events',
  title: 'Consume in-app message',
  summary: 'Takes an in-app message out of the queue or inbox of one user.',
  docs: 'https://api.iterable.com/api/docs#events_inAppConsume',
  effect: 'write',
  // with a way of deletion each call records an event
  idempotent: (input) => input.deleteAction === undefined,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/events/inAppConsume' },
  identity: 'user',
  answer: 'envelope',
  input: z.strictObject({
    ...person,
    messageId,
    deleteAction: z
      .string()
      .optional()
      .meta(
        field({
          title: 'How it was deleted',
          help: '`inbox-swipe`, `delete-action`, or a word of your own. With it Iterable records a deletion, without it nothing.',
          sticky: true,
        }),
      ),
    createdAt,
    deviceInfo,
    messageContext,
  }),
  output: acknowledgement,
  request: (event) => ({ body: event }),
  examples: [
    {
      title: 'Deleted in the inbox',
      input: {
        email: 'ada.lovell@example.com',
        messageId: 'df2c7973406b4c8594ed42a9b9f8d200',
        deleteAction: 'inbox-swipe',
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

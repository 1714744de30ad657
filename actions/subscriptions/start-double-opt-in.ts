import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { idList, person } from '../fields.ts';

export const startDoubleOptIn = defineAction({
  name: 'start_double_opt_in',
  resource: 'subscriptions',
  title: 'Start double opt-in',
  summary: 'Asks one user by SMS to confirm a subscription; the answer of the user completes it.',
  docs: 'https://api.iterable.com/api/docs#subscriptions_subscribeSingleUserToDoubleOptIn',
  requires: 'SMS message types with double opt-in, which Iterable switches on; ask your customer success manager.',
  // the person gets a text message, so a second call is a second message
  effect: 'send',
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/subscriptions/subscribeToDoubleOptIn' },
  identity: 'user',
  // 202 with a sentence
  answer: 'plain',
  readText: (text) => ({ message: text }),
  input: z.strictObject({
    ...person,
    messageTypeIds: idList
      .refine((ids) => ids.length > 0, 'Expected at least one message type')
      .meta(
        field({
          title: 'Message types',
          help: 'SMS message types with double opt-in.',
          picklist: { name: 'message_types' },
          example: [61234],
        }),
      ),
    phoneNumber: z
      .string()
      .trim()
      .min(1, 'Expected a phone number')
      .optional()
      .meta(field({ title: 'Phone number', help: 'Written to the profile first, if given.', sticky: true })),
    brandName: z
      .string()
      .optional()
      .meta(field({ title: 'Brand name', help: 'Stands in the message; left out: the one of the message type.' })),
  }),
  output: z.looseObject({ message: z.string().meta({ title: 'Message' }) }),
  request: (input) => ({ body: input }),
  examples: [
    {
      title: 'Confirm one message type',
      input: { email: 'ada.lovell@example.com', messageTypeIds: [61234], phoneNumber: '+15550100001' },
      output: { message: 'Request for double opt-in subscription accepted' },
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com', messageTypeIds: [] }, reason: 'There is nothing to confirm.' },
    { input: { email: 'ada@example.com', messageTypeIds: 'sms' }, reason: 'A message type is a number.' },
    {
      input: { email: 'ada@example.com', messageTypeIds: [1], phoneNumber: 15550100001 },
      reason: 'A number would lose the plus sign.',
    },
  ],
});

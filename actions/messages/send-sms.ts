import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, dataFields, email, id, iterableTime, userId } from '../fields.ts';

export const sendSms = defineAction({
  name: 'send_sms',
  resource: 'messages',
  title: 'Send SMS',
  summary: 'Sends one message of a triggered SMS campaign to the phone number on a profile.',
  docs: 'https://api.iterable.com/api/docs#SMS_target',
  effect: 'send',
  // sends take no idempotency key: after a lost answer a person decides, the runtime never guesses
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/sms/target' },
  identity: 'recipient',
  answer: 'envelope',
  dataFields: ['dataFields'],
  input: z.strictObject({
    campaignId: id.meta(
      field({
        title: 'SMS campaign',
        help: 'A running, API-triggered campaign of the SMS medium.',
        picklist: { name: 'campaigns', args: { medium: 'SMS', type: 'Triggered', state: 'Running' } },
        example: 4572825,
      }),
    ),
    recipientEmail: email
      .nullish()
      .meta(field({ title: 'Email', help: 'Needed in email-based projects.', sticky: true })),
    recipientUserId: userId
      .nullish()
      .meta(field({ title: 'User ID', help: 'Needed in userId-based projects.', sticky: true })),
    dataFields: dataFields.optional().meta(
      field({
        title: 'Merge fields',
        help: 'Fills the template for this message only; at most 12,000 characters.',
        sticky: true,
        control: 'dataFields',
      }),
    ),
    sendAt: iterableTime.optional().meta(
      field({
        title: 'Send at',
        help: 'UTC, at most 365 days ahead. Left out or in the past: sent now.',
        control: 'date',
        example: '2031-08-04 08:04:46',
      }),
    ),
    allowRepeatMarketingSends: z
      .boolean()
      .optional()
      .meta(
        field({
          title: 'Allow repeats',
          help: 'Off: a person gets one marketing campaign once. Iterable allows repeats unless this is off.',
          advanced: true,
        }),
      ),
  }),
  output: acknowledgement,
  request: (sms) => ({ body: sms }),
  examples: [
    {
      title: 'Send a code',
      input: { campaignId: 4572825, recipientEmail: 'ada.lovell@example.com', dataFields: { code: '0000' } },
      output: {
        msg: 'Campaign 4572825 - Sent triggered message to: ada.lovell@example.com',
        code: 'Success',
        params: null,
      },
    },
  ],
  antiExamples: [
    {
      input: { campaignId: 'abc', recipientEmail: 'ada@example.com' },
      reason: 'A campaign id is a number; "abc" must not become 0.',
    },
    { input: { campaignId: '', recipientEmail: 'ada@example.com' }, reason: 'Empty text is no campaign.' },
    {
      input: { campaignId: 4572825, recipientEmail: 'ada@example.com', sendAt: '2031-02-30 10:00:00' },
      reason: 'There is no 30 February.',
    },
    {
      input: { campaignId: 4572825, recipientEmail: 'ada@example.com', recipientPhone: '+15550100001' },
      reason: 'Iterable sends to the number on the profile only.',
    },
  ],
});

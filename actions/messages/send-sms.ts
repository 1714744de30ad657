import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { scheduledAnswer, sentAnswer, targetAntiExamples, targetedSend, targetFields } from '../message-fields.ts';

export const sendSms = defineAction({
  ...targetedSend,
  name: 'send_sms',
  title: 'Send SMS',
  summary: 'Sends one message of a triggered SMS campaign to the phone number on a profile.',
  docs: 'https://api.iterable.com/api/docs#SMS_target',
  endpoint: { method: 'POST', path: '/api/sms/target' },
  input: z.strictObject(targetFields('SMS', 'SMS')),
  request: (message) => ({ body: message }),
  examples: [
    {
      title: 'Send a code',
      input: { campaignId: 4572825, recipientEmail: 'ada.lovell@example.com', dataFields: { code: '0000' } },
      output: sentAnswer,
    },
    {
      title: 'Send later',
      input: { campaignId: 4572825, recipientEmail: 'ada.lovell@example.com', sendAt: '2031-08-04 08:04:46' },
      output: scheduledAnswer,
    },
  ],
  antiExamples: [
    ...targetAntiExamples,
    {
      input: { campaignId: 4572825, recipientEmail: 'ada@example.com', recipientPhone: '+15550100001' },
      reason: 'Iterable sends to the number on the profile only.',
    },
  ],
});

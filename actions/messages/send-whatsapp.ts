import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { scheduledAnswer, sentAnswer, targetAntiExamples, targetedSend, targetFields } from '../message-fields.ts';

export const sendWhatsapp = defineAction({
  ...targetedSend,
  name: 'send_whatsapp',
  title: 'Send WhatsApp message',
  summary: 'Sends one message of a triggered WhatsApp campaign to the phone number on a profile.',
  docs: 'https://api.iterable.com/api/docs#WhatsApp_target',
  endpoint: { method: 'POST', path: '/api/whatsApp/target' },
  input: z.strictObject(targetFields('WhatsApp', 'WhatsApp')),
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

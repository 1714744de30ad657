import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { scheduledAnswer, sentAnswer, targetAntiExamples, targetedSend, targetFields } from '../message-fields.ts';

export const sendWebPush = defineAction({
  ...targetedSend,
  name: 'send_web_push',
  title: 'Send web push notification',
  summary: 'Sends one web push notification of a triggered campaign to the browsers of one person.',
  docs: 'https://api.iterable.com/api/docs#webPush_target',
  endpoint: { method: 'POST', path: '/api/webPush/target' },
  input: z.strictObject(targetFields('WebPush', 'web push')),
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
      input: { campaignId: 4572825, recipientEmail: 'ada@example.com', metadata: { id: '1' } },
      reason: 'Iterable takes metadata for email and push only; put the id into the merge fields.',
    },
  ],
});

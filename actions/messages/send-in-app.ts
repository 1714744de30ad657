import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { scheduledAnswer, sentAnswer, targetAntiExamples, targetedSend, targetFields } from '../message-fields.ts';

export const sendInApp = defineAction({
  ...targetedSend,
  name: 'send_in_app',
  title: 'Send in-app message',
  summary: 'Sends one in-app message of a triggered campaign to one person.',
  docs: 'https://api.iterable.com/api/docs#In-app_target',
  endpoint: { method: 'POST', path: '/api/inApp/target' },
  input: z.strictObject(targetFields('InApp', 'in-app')),
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
      input: { campaignId: 4572825, recipientEmail: 'ada@example.com', expiresAt: '2031-09-01' },
      reason: 'The template says when the message expires.',
    },
  ],
});

import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import {
  scheduledAnswer,
  sendMetadata,
  sentAnswer,
  targetAntiExamples,
  targetedSend,
  targetFields,
} from '../message-fields.ts';

export const sendEmail = defineAction({
  ...targetedSend,
  name: 'send_email',
  title: 'Send email',
  summary: 'Sends one email of a triggered campaign to one person.',
  docs: 'https://api.iterable.com/api/docs#email_target',
  endpoint: { method: 'POST', path: '/api/email/target' },
  dataFields: ['dataFields', 'metadata'],
  input: z.strictObject({ ...targetFields('Email', 'email'), metadata: sendMetadata }),
  request: (message) => ({ body: message }),
  examples: [
    {
      title: 'Send a code',
      input: { campaignId: 4572825, recipientEmail: 'ada.lovell@example.com', dataFields: { code: '0000' } },
      output: sentAnswer,
    },
    {
      title: 'Send later, with an id of your own',
      input: {
        campaignId: 4572825,
        recipientEmail: 'ada.lovell@example.com',
        sendAt: '2031-08-04 08:04:46',
        metadata: { orderId: 'o-1' },
      },
      output: scheduledAnswer,
    },
  ],
  antiExamples: [
    ...targetAntiExamples,
    {
      input: { campaignId: 4572825, recipientEmail: 'ada@example.com', attachments: [{ name: 'invoice.pdf' }] },
      reason: 'Iterable sends no attachments: put a link into the template.',
    },
  ],
});

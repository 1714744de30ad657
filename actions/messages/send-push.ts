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

export const sendPush = defineAction({
  ...targetedSend,
  name: 'send_push',
  title: 'Send push notification',
  summary: 'Sends one push notification of a triggered campaign to the devices of one person.',
  docs: 'https://api.iterable.com/api/docs#push_target',
  endpoint: { method: 'POST', path: '/api/push/target' },
  dataFields: ['dataFields', 'metadata'],
  input: z.strictObject({ ...targetFields('Push', 'push'), metadata: sendMetadata }),
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
      input: { campaignId: 4572825, recipientEmail: 'ada@example.com', token: 'device-1' },
      reason: 'Iterable sends to the devices on the profile.',
    },
  ],
});

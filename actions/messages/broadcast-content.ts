import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { contentAntiExamples, contentFields, mergeFields, messageOf } from '../content-fields.ts';
import { bulkAnswer, email, userId } from '../fields.ts';
import { targetFields } from '../message-fields.ts';

const { allowRepeatMarketingSends } = targetFields('Email', 'email');

const recipient = z.strictObject({
  email: email.nullish().meta(field({ title: 'Email', sticky: true })),
  userId: userId.nullish().meta(field({ title: 'User ID', sticky: true })),
  dataFields: mergeFields,
});

export const broadcastContent = defineAction({
  name: 'broadcast_content',
  resource: 'messages',
  title: 'Broadcast email with own content',
  summary: 'Sends HTML of your own to each person of a list or file, at a pace and up to a ceiling that you set.',
  docs: 'https://api.iterable.com/api/docs#email_target',
  requires: 'The key must be able to write templates and campaigns, and to activate triggered campaigns.',
  effect: 'send',
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: ({ messagesPerSecond = 20 }) => ({
    method: 'POST',
    path: '/api/email/target',
    limit: { calls: messagesPerSecond, perMs: 1000, scope: 'project' },
  }),
  identity: 'items',
  answer: 'envelope',
  dataFields: ['recipients[].dataFields'],
  batch: {
    items: 'recipients',
    maxItems: 1,
    maxBytes: 100_000,
    repeatsPeople: true,
    one: (frame, { email: address, userId: id, dataFields }) => ({
      ...frame,
      recipientEmail: address,
      recipientUserId: id,
      dataFields,
    }),
    ceiling: (input) => (input as { maxRecipients: number }).maxRecipients,
  },
  input: z.strictObject({
    ...contentFields,
    recipients: z
      .array(recipient)
      .meta(field({ title: 'Recipients', help: 'One message for each of them.', control: 'items' })),
    maxRecipients: z
      .int()
      .positive()
      .max(1_000_000)
      .meta(field({ title: 'Ceiling', help: 'Rows beyond this many get no message.', example: 5000 })),
    messagesPerSecond: z
      .int()
      .min(1)
      .max(500)
      .optional()
      .meta(field({ title: 'Messages per second', help: 'Left out: 20.', sticky: true })),
    allowRepeatMarketingSends,
  }),
  message: (input) => messageOf(input),
  output: bulkAnswer,
  request: (input, { current }) => ({
    body: {
      // 0 in a dry run: the campaign of a new content is made when it is sent
      campaignId: current?.['campaignId'] ?? 0,
      allowRepeatMarketingSends: input.allowRepeatMarketingSends,
      recipients: input.recipients,
    },
  }),
  examples: [
    {
      title: 'Two people, ten messages a second',
      input: {
        kind: 'marketing',
        subject: 'Spring books',
        html: '<p>Hi {{firstName}}, new for you.</p>',
        recipients: [
          { email: 'ada.lovell@example.com', dataFields: { firstName: 'Ada' } },
          { email: 'bo@example.com' },
        ],
        maxRecipients: 5000,
        messagesPerSecond: 10,
      },
      current: { campaignId: 4572826 },
      output: { successCount: 2, failCount: 0, skippedCount: 0, createdFields: [], filteredOutFields: [] },
    },
  ],
  antiExamples: [
    ...contentAntiExamples({ recipients: [{ email: 'ada@example.com' }], maxRecipients: 10 }),
    {
      input: { kind: 'marketing', subject: 'Hi', html: '<p>Hi</p>', recipients: [{ email: 'ada@example.com' }] },
      reason: 'A ceiling keeps a wrong list from reaching everybody.',
    },
  ],
});

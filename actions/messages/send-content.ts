import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { contentAntiExamples, contentFields, mergeFields, messageOf } from '../content-fields.ts';
import { dataFields, recipientFields } from '../fields.ts';
import { scheduledAnswer, sendMetadata, sentAnswer, targetedSend, targetFields } from '../message-fields.ts';

const { sendAt, allowRepeatMarketingSends } = targetFields('Email', 'email');

export const sendContent = defineAction({
  ...targetedSend,
  name: 'send_content',
  title: 'Send email with own content',
  summary: 'Sends HTML of your own to one person; makes a template and a campaign for each new content, once.',
  docs: 'https://api.iterable.com/api/docs#email_target',
  requires: 'The key must be able to write templates and campaigns, and to activate triggered campaigns.',
  endpoint: { method: 'POST', path: '/api/email/target' },
  dataFields: ['dataFields', 'metadata', 'profileFields'],
  input: z.strictObject({
    ...recipientFields,
    ...contentFields,
    dataFields: mergeFields,
    createProfile: z
      .boolean()
      .optional()
      .meta(
        field({
          title: 'Create the profile first',
          help: 'On: the profile is written before the message. Iterable may need a minute until it knows a new person; the step then waits and sends again.',
          sticky: true,
        }),
      ),
    profileFields: dataFields
      .optional()
      .meta(
        field({ title: 'Profile fields', help: 'Written with the profile.', control: 'dataFields', advanced: true }),
      ),
    metadata: sendMetadata,
    sendAt,
    allowRepeatMarketingSends,
  }),
  message: (input) => ({
    ...messageOf(input),
    ...(input.createProfile === true
      ? { profile: { email: input.recipientEmail, userId: input.recipientUserId, dataFields: input.profileFields } }
      : {}),
  }),
  request: (input, { current }) => ({
    body: {
      // 0 in a dry run: the campaign of a new content is made when it is sent
      campaignId: current?.['campaignId'] ?? 0,
      recipientEmail: input.recipientEmail,
      recipientUserId: input.recipientUserId,
      dataFields: input.dataFields,
      metadata: input.metadata,
      sendAt: input.sendAt,
      allowRepeatMarketingSends: input.allowRepeatMarketingSends,
    },
  }),
  examples: [
    {
      title: 'An order confirmation',
      input: {
        recipientEmail: 'ada.lovell@example.com',
        kind: 'transactional',
        subject: 'Your order {{orderId}}',
        preheaderText: 'It is on its way',
        html: '<p>Hi {{firstName}}, order {{orderId}} is on its way.</p>',
        fromName: 'Lovell Books',
        fromEmail: 'orders@example.com',
        dataFields: { firstName: 'Ada', orderId: 'o-1' },
        createProfile: true,
      },
      current: { campaignId: 4572825 },
      output: sentAnswer,
    },
    {
      title: 'A marketing message, later',
      input: {
        recipientEmail: 'ada.lovell@example.com',
        kind: 'marketing',
        subject: 'Spring books',
        html: '<p>New for you: {{title}}</p>',
        dataFields: { title: 'Tides' },
        sendAt: '2031-08-04 08:04:46',
      },
      current: { campaignId: 4572826 },
      output: scheduledAnswer,
    },
  ],
  antiExamples: [
    ...contentAntiExamples({ recipientEmail: 'ada@example.com' }),
    {
      input: { recipientEmail: 'ada@example.com', kind: 'marketing', subject: 'Hi', html: '<p>Hi</p>', campaignId: 7 },
      reason: 'The campaign is made from the content; for a campaign that exists there is "Send email".',
    },
  ],
});

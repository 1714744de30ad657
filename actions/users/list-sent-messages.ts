import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { idsInAddress, iterableTime, perProject, person } from '../fields.ts';

export const listSentMessages = defineAction({
  name: 'list_sent_messages',
  resource: 'users',
  title: 'List sent messages',
  summary: 'Reads which messages were sent to one user.',
  docs: 'https://api.iterable.com/api/docs#users_getSentMessages',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/users/getSentMessages', limit: perProject(3) },
  identity: 'query',
  answer: 'object',
  input: z.strictObject({
    ...person,
    limit: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .meta(field({ title: 'At most', help: '1 to 1,000; Iterable gives 10 if this is left out.', sticky: true })),
    campaignIds: idsInAddress
      .optional()
      .meta(
        field({ title: 'Campaigns', help: 'Only messages of these, at most 80.', picklist: { name: 'campaigns' } }),
      ),
    startDateTime: iterableTime.optional().meta(field({ title: 'From', help: 'UTC.', control: 'date' })),
    endDateTime: iterableTime.optional().meta(field({ title: 'To', help: 'UTC.', control: 'date' })),
    excludeBlastCampaigns: z
      .boolean()
      .optional()
      .meta(
        field({ title: 'Without blast campaigns', help: 'Has no effect when campaigns are given.', advanced: true }),
      ),
    messageMedium: z
      .enum(['Email', 'Push', 'InApp', 'SMS'])
      .optional()
      .meta(field({ title: 'Medium' })),
  }),
  output: z.looseObject({
    messages: z
      .array(
        z.looseObject({
          messageId: z.string().meta({ title: 'Message ID' }),
          campaignId: z.int().nullish().meta({ title: 'Campaign ID' }),
          templateId: z.int().nullish().meta({ title: 'Template ID' }),
          createdAt: z.string().meta({ title: 'Sent at' }),
        }),
      )
      .meta({ title: 'Messages' }),
  }),
  request: ({ startDateTime, endDateTime, ...rest }) => ({
    query: {
      ...rest,
      // the form that Iterable documents here ends in an offset
      ...(startDateTime === undefined ? {} : { startDateTime: `${startDateTime} +00:00` }),
      ...(endDateTime === undefined ? {} : { endDateTime: `${endDateTime} +00:00` }),
    },
  }),
  examples: [
    {
      title: 'The last text messages',
      input: { email: 'ada.lovell@example.com', limit: 10, messageMedium: 'SMS', startDateTime: '2031-10-01' },
      output: {
        messages: [
          {
            messageId: '975dc1f8917643bda9312b0d22a8f100',
            campaignId: 164200,
            templateId: 237400,
            createdAt: '2031-10-04 22:07:03 +00:00',
          },
        ],
      },
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com', limit: 1001 }, reason: 'Iterable gives at most 1,000 messages.' },
    {
      input: { email: 'ada@example.com', startDateTime: 'yesterday' },
      reason: 'A date that cannot be read is refused.',
    },
    { input: { email: 'ada@example.com', campaignIds: '12,abc' }, reason: '"abc" is no id and must not become 0.' },
    { input: { email: 'ada@example.com', messageMedium: 'Letter' }, reason: 'Iterable has no such medium here.' },
  ],
});

import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { bulkAnswer, email, id, idList, userId } from '../fields.ts';

const overwrites = 'Replaces what is stored. Left out: unchanged. An empty list clears it.';

const change = z.strictObject({
  email: email.nullish().meta(field({ title: 'Email', sticky: true })),
  userId: userId.nullish().meta(field({ title: 'User ID', sticky: true })),
  emailListIds: idList
    .optional()
    .meta(field({ title: 'Subscribed lists', help: overwrites, picklist: { name: 'lists' } })),
  unsubscribedChannelIds: idList
    .optional()
    .meta(field({ title: 'Unsubscribed channels', help: overwrites, picklist: { name: 'channels' } })),
  unsubscribedMessageTypeIds: idList
    .optional()
    .meta(field({ title: 'Unsubscribed message types', help: overwrites, picklist: { name: 'message_types' } })),
  subscribedMessageTypeIds: idList.optional().meta(
    field({
      title: 'Subscribed message types',
      help: `${overwrites} Only for projects with opt-in message types.`,
      advanced: true,
      picklist: { name: 'message_types' },
    }),
  ),
  campaignId: id
    .optional()
    .meta(field({ title: 'Campaign', help: 'The campaign that the change is credited to.', advanced: true })),
  templateId: id
    .optional()
    .meta(field({ title: 'Template', help: 'The template that the change is credited to.', advanced: true })),
  validateChannelAlignment: z
    .boolean()
    .optional()
    .meta(field({ title: 'Check channels', help: 'Iterable checks unless this is off.', advanced: true })),
});

export const bulkUpdateUserSubscriptions = defineAction({
  name: 'bulk_update_user_subscriptions',
  resource: 'subscriptions',
  title: 'Update user subscriptions in bulk',
  summary: 'Overwrites the lists, channels and message types of many users; each user gets a result of its own.',
  docs: 'https://api.iterable.com/api/docs#users_bulkUpdateSubscriptions',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/users/bulkUpdateSubscriptions' },
  identity: 'items',
  answer: 'bulk',
  // Iterable publishes no figures for this endpoint; these are the ones it publishes for users/bulkUpdate
  batch: { items: 'updateSubscriptionsRequests', maxItems: 1000, maxBytes: 4_000_000 },
  input: z.strictObject({
    updateSubscriptionsRequests: z.array(change).meta(
      field({
        title: 'Changes',
        help: 'Any number: the connector splits them. To change single subscriptions and keep the rest, use "Subscribe user".',
        control: 'items',
      }),
    ),
  }),
  output: bulkAnswer,
  request: (input) => ({ body: input }),
  examples: [
    {
      title: 'Two users',
      input: {
        updateSubscriptionsRequests: [
          { email: 'ada.lovell@example.com', emailListIds: [1] },
          { email: 'ben.ito@example.com', unsubscribedChannelIds: [] },
        ],
      },
      output: { successCount: 2, failCount: 0, skippedCount: 0, createdFields: [], filteredOutFields: [] },
    },
  ],
  antiExamples: [
    {
      input: { updateSubscriptionsRequests: [{ email: 'ada@example.com', emailListIds: '' }] },
      reason: 'Empty text must not clear the subscriptions; use an empty list.',
    },
    {
      input: { updateSubscriptionsRequests: [{ email: 'ada@example.com', emailListIds: null }] },
      reason: 'Leave the field out to keep what is stored.',
    },
    { input: { users: [{ email: 'ada@example.com' }] }, reason: 'The key is `updateSubscriptionsRequests`.' },
  ],
});

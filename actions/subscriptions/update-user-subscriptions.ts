import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, email, id, idList, userId } from '../fields.ts';

const overwrites = 'Replaces what is stored. Left out: unchanged. An empty list clears it.';

export const updateUserSubscriptions = defineAction({
  name: 'update_user_subscriptions',
  resource: 'subscriptions',
  title: 'Update user subscriptions',
  summary: 'Overwrites the lists, channels and message types that one user is subscribed to or has left.',
  docs: 'https://api.iterable.com/api/docs#users_updateSubscriptions',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/users/updateSubscriptions' },
  identity: 'user',
  answer: 'envelope',
  input: z.strictObject({
    email: email.nullish().meta(field({ title: 'Email', sticky: true })),
    userId: userId.nullish().meta(field({ title: 'User ID', sticky: true })),
    emailListIds: idList
      .optional()
      .meta(field({ title: 'Subscribed lists', help: overwrites, sticky: true, picklist: { name: 'lists' } })),
    unsubscribedChannelIds: idList
      .optional()
      .meta(field({ title: 'Unsubscribed channels', help: overwrites, sticky: true, picklist: { name: 'channels' } })),
    unsubscribedMessageTypeIds: idList.optional().meta(
      field({
        title: 'Unsubscribed message types',
        help: overwrites,
        sticky: true,
        picklist: { name: 'message_types' },
      }),
    ),
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
      .meta(
        field({
          title: 'Check channels',
          help: 'Refuses a message type whose channel is unsubscribed. Iterable checks unless this is off.',
          advanced: true,
        }),
      ),
  }),
  output: acknowledgement,
  request: (input) => ({ body: input }),
  examples: [
    {
      title: 'Unsubscribe from one message type and clear the channels',
      input: {
        email: 'ada.lovell@example.com',
        emailListIds: [1],
        unsubscribedChannelIds: [],
        unsubscribedMessageTypeIds: [61234],
        campaignId: 701245,
      },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    {
      input: { email: 'ada@example.com', emailListIds: '' },
      reason: 'Empty text must not clear the subscriptions; use an empty list.',
    },
    {
      input: { email: 'ada@example.com', emailListIds: ['abc'] },
      reason: 'An id is a number; "abc" must not become 0.',
    },
    { input: { email: 'ada@example.com', unsubscribedChannelIds: [0] }, reason: 'No id of Iterable is 0.' },
    { input: { email: 'ada@example.com', emailListIds: null }, reason: 'Leave the field out to keep what is stored.' },
  ],
});

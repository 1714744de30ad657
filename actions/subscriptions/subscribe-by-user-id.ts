import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { anyAnswer, userId } from '../fields.ts';
import { subscriptionGroup, subscriptionGroupId, subscriptionsFeature } from '../subscription-fields.ts';

export const subscribeByUserId = defineAction({
  name: 'subscribe_by_user_id',
  resource: 'subscriptions',
  title: 'Subscribe by user ID',
  summary: 'Subscribes one user to one list, channel or message type and creates the user if there is none.',
  docs: 'https://api.iterable.com/api/docs#subscriptions_subscribeSingleUserByUserId',
  requires: subscriptionsFeature,
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: {
    method: 'PATCH',
    path: '/api/subscriptions/{subscriptionGroup}/{subscriptionGroupId}/byUserId/{userId}',
  },
  identity: 'none',
  // 202: accepted and done a little later; Iterable does not document the body
  answer: 'text',
  input: z.strictObject({
    subscriptionGroup,
    subscriptionGroupId,
    userId: userId
      .min(1, 'Expected a user ID')
      .max(52)
      .meta(field({ title: 'User ID', example: 'user-1' })),
  }),
  output: anyAnswer,
  request: ({ subscriptionGroup: group, subscriptionGroupId: groupId, userId }) => ({
    path: { subscriptionGroup: group, subscriptionGroupId: groupId, userId },
  }),
  examples: [
    {
      title: 'A message type',
      input: { subscriptionGroup: 'messageType', subscriptionGroupId: 61234, userId: 'user-1' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { subscriptionGroup: 'emailList', subscriptionGroupId: 1, userId: 42 }, reason: 'A user ID is text.' },
    {
      input: { subscriptionGroup: 'list', subscriptionGroupId: 1, userId: 'user-1' },
      reason: 'A list is written emailList here.',
    },
    {
      input: { subscriptionGroup: 'emailList', subscriptionGroupId: '', userId: 'user-1' },
      reason: 'Empty text is no group.',
    },
  ],
});

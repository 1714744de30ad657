import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { anyAnswer, email } from '../fields.ts';
import { subscriptionGroup, subscriptionGroupId, subscriptionsFeature } from '../subscription-fields.ts';

export const unsubscribeByEmail = defineAction({
  name: 'unsubscribe_by_email',
  resource: 'subscriptions',
  title: 'Unsubscribe by email',
  summary: 'Unsubscribes one user from one list, channel or message type.',
  docs: 'https://api.iterable.com/api/docs#subscriptions_unsubscribeSingleUser',
  requires: subscriptionsFeature,
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: {
    method: 'DELETE',
    path: '/api/subscriptions/{subscriptionGroup}/{subscriptionGroupId}/user/{userEmail}',
  },
  identity: 'none',
  // 202: accepted and done a little later; Iterable does not document the body
  answer: 'text',
  input: z.strictObject({
    subscriptionGroup,
    subscriptionGroupId,
    email: email.min(1, 'Expected an email address').meta(field({ title: 'Email', example: 'ada@example.com' })),
  }),
  output: anyAnswer,
  request: ({ subscriptionGroup: group, subscriptionGroupId: groupId, email }) => ({
    path: { subscriptionGroup: group, subscriptionGroupId: groupId, userEmail: email },
  }),
  examples: [
    {
      title: 'A message type',
      input: { subscriptionGroup: 'messageType', subscriptionGroupId: 61234, email: 'ada.lovell@example.com' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    {
      input: { subscriptionGroup: 'emailList', subscriptionGroupId: 1, email: '' },
      reason: 'Empty text is no address.',
    },
    {
      input: { subscriptionGroup: 'list', subscriptionGroupId: 1, email: 'ada@example.com' },
      reason: 'A list is written emailList here.',
    },
    {
      input: { subscriptionGroup: 'emailList', subscriptionGroupId: '', email: 'ada@example.com' },
      reason: 'Empty text is no group.',
    },
  ],
});

import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { anyAnswer, email, userId } from '../fields.ts';
import { subscriptionGroup, subscriptionGroupId, subscriptionsFeature } from '../subscription-fields.ts';

export const bulkChangeGroupSubscriptions = defineAction({
  name: 'bulk_change_group_subscriptions',
  resource: 'subscriptions',
  title: 'Subscribe or unsubscribe in bulk',
  summary: 'Subscribes many users to one list, channel or message type, or ends their subscription.',
  docs: 'https://api.iterable.com/api/docs#subscriptions_Bulk_subscription_action',
  requires: subscriptionsFeature,
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'PUT', path: '/api/subscriptions/{subscriptionGroup}/{subscriptionGroupId}' },
  identity: 'none',
  // 202: accepted and done a little later; Iterable does not document the body, and it names no refused people
  answer: 'text',
  input: z
    .strictObject({
      subscriptionGroup,
      subscriptionGroupId,
      // Iterable subscribes when nothing is said; here it has to be said
      action: z.enum(['subscribe', 'unsubscribe']).meta(field({ title: 'What to do' })),
      users: z
        .array(email.min(1, 'Expected an email address'))
        .optional()
        .meta(field({ title: 'Emails', sticky: true })),
      usersByUserId: z
        .array(userId.min(1, 'Expected a user ID').max(52))
        .optional()
        .meta(field({ title: 'User IDs', sticky: true })),
    })
    .refine(({ users = [], usersByUserId = [] }) => users.length + usersByUserId.length > 0, {
      path: ['users'],
      error: 'Expected at least one person',
    }),
  output: anyAnswer,
  request: ({ subscriptionGroup: group, subscriptionGroupId: groupId, action, users, usersByUserId }) => ({
    path: { subscriptionGroup: group, subscriptionGroupId: groupId },
    query: { action },
    body: {
      ...(users === undefined ? {} : { users }),
      ...(usersByUserId === undefined ? {} : { usersByUserId }),
    },
  }),
  examples: [
    {
      title: 'Two people join a list',
      input: {
        subscriptionGroup: 'emailList',
        subscriptionGroupId: 1068682,
        action: 'subscribe',
        users: ['ada.lovell@example.com'],
        usersByUserId: ['user-2'],
      },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    {
      input: { subscriptionGroup: 'emailList', subscriptionGroupId: 1, users: ['ada@example.com'] },
      reason: 'Iterable would subscribe, which is a guess.',
    },
    {
      input: { subscriptionGroup: 'emailList', subscriptionGroupId: 1, action: 'subscribe', users: [] },
      reason: 'There is nobody to subscribe.',
    },
    {
      input: {
        subscriptionGroup: 'emailList',
        subscriptionGroupId: 1,
        action: 'unsubscribe',
        users: [{ email: 'a@b.c' }],
      },
      reason: 'People are written as plain addresses here.',
    },
  ],
});

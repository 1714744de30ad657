import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { changeAnswer, changeSubscriptions, namesAChange, readUser, safeChange } from '../subscription-fields.ts';

export const subscribeUser = defineAction({
  name: 'subscribe_user',
  resource: 'subscriptions',
  title: 'Subscribe user',
  summary: 'Adds subscriptions of one user and leaves all others as they are.',
  docs: 'https://api.iterable.com/api/docs#users_updateSubscriptions',
  effect: 'write',
  // who is subscribed twice is subscribed once
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/users/updateSubscriptions' },
  identity: 'user',
  // the call overwrites, so what is stored is read first, and nobody else in this process changes it in between
  readFirst: readUser,
  answer: 'envelope',
  // a user who was made a moment ago may not be readable yet, and must not lose the subscriptions that came with it
  emptyAnswer: 'not_found',
  ifNotFound: (input) => input.ifNotFound ?? 'fail',
  input: z
    .strictObject(safeChange)
    .refine(namesAChange, { path: ['listIds'], error: 'Expected something to subscribe to' }),
  output: changeAnswer,
  request: (input, context) => changeSubscriptions('subscribe', input, context),
  examples: [
    {
      title: 'One list and one message type',
      input: { email: 'ada.lovell@example.com', listIds: [1068682], messageTypeIds: [61234] },
      current: {
        user: {
          email: 'ada.lovell@example.com',
          dataFields: { emailListIds: [1], unsubscribedMessageTypeIds: [61234, 61235] },
        },
      },
      output: { changed: true, msg: '', code: 'Success', params: null },
    },
    {
      title: 'Nothing to change',
      input: { email: 'ada.lovell@example.com', listIds: [1] },
      current: {
        user: {
          email: 'ada.lovell@example.com',
          dataFields: { emailListIds: [1], unsubscribedMessageTypeIds: [61234, 61235] },
        },
      },
      output: { changed: false },
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com' }, reason: 'A change of nothing is a mapping gone wrong.' },
    { input: { email: 'ada@example.com', listIds: '' }, reason: 'Empty text is no list.' },
    { input: { email: 'ada@example.com', channelIds: ['abc'] }, reason: 'An id is a number; "abc" must not become 0.' },
    {
      input: { email: 'ada@example.com', emailListIds: [1] },
      reason: 'That is the field of the action that overwrites.',
    },
  ],
});

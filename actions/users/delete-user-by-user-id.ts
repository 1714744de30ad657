import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { foundAcknowledgement, ifNotFound, perProject, userId } from '../fields.ts';

export const deleteUserByUserId = defineAction({
  name: 'delete_user_by_user_id',
  resource: 'users',
  title: 'Delete user by user ID',
  summary: 'Deletes every user with a user ID; Iterable may collect data about the person again later.',
  docs: 'https://api.iterable.com/api/docs#users_delete',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'DELETE', path: '/api/users/byUserId/{userId}', limit: perProject(100) },
  identity: 'none',
  answer: 'envelope',
  // who is deleted twice is gone: the refusal of the second call says so
  emptyAnswer: 'not_found',
  ifNotFound: (input) => input.ifNotFound ?? 'continue',
  input: z.strictObject({
    userId: userId
      .min(1, 'Expected a user ID')
      .max(52)
      .meta(field({ title: 'User ID', help: 'All users who share it are deleted.', example: 'user-1' })),
    ifNotFound: ifNotFound.optional().meta(
      field({
        title: 'If there is no such user',
        help: 'continue (the default): the step gives found = false. fail: the job stops here.',
      }),
    ),
  }),
  output: foundAcknowledgement,
  request: (input) => ({ path: { userId: input.userId } }),
  examples: [
    {
      title: 'A known user',
      input: { userId: 'user-1' },
      output: { found: true, msg: '', code: 'Success', params: null },
    },
    { title: 'Nobody is known by it', input: { userId: 'user-404' }, output: { found: false } },
  ],
  antiExamples: [
    { input: { userId: '' }, reason: 'Empty text would address all users instead of one.' },
    { input: { userId: 42 }, reason: 'A user ID is text.' },
    { input: { userId: ['user-1'] }, reason: 'One user ID at a time.' },
  ],
});

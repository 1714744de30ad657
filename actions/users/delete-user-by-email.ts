import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { email, foundAcknowledgement, ifNotFound, perProject } from '../fields.ts';

export const deleteUserByEmail = defineAction({
  name: 'delete_user_by_email',
  resource: 'users',
  title: 'Delete user by email',
  summary: 'Deletes the user with an address; Iterable may collect data about the person again later.',
  docs: 'https://api.iterable.com/api/docs#users_delete',
  requires: 'An email-based or hybrid project. In userId-based projects delete by user ID.',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'DELETE', path: '/api/users/{email}', limit: perProject(100) },
  identity: 'none',
  answer: 'envelope',
  // who is deleted twice is gone: the refusal of the second call says so
  emptyAnswer: 'not_found',
  ifNotFound: (input) => input.ifNotFound ?? 'continue',
  input: z.strictObject({
    email: email.min(1, 'Expected an email address').meta(field({ title: 'Email', example: 'ada@example.com' })),
    ifNotFound: ifNotFound.optional().meta(
      field({
        title: 'If there is no such user',
        help: 'continue (the default): the step gives found = false. fail: the job stops here.',
      }),
    ),
  }),
  output: foundAcknowledgement,
  request: (input) => ({ path: { email: input.email } }),
  examples: [
    {
      title: 'A known user',
      input: { email: 'ada.lovell@example.com' },
      output: { found: true, msg: '', code: 'Success', params: null },
    },
    { title: 'Nobody is known by it', input: { email: 'nobody@example.com' }, output: { found: false } },
  ],
  antiExamples: [
    { input: { email: '' }, reason: 'Empty text would address all users instead of one.' },
    { input: { email: ['a@example.com'] }, reason: 'One user at a time.' },
    { input: { userId: 'user-1' }, reason: 'There is an action of its own for user IDs.' },
  ],
});

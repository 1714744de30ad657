import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { ifNotFound, perProject, userId } from '../fields.ts';

export const getUserByUserId = defineAction({
  name: 'get_user_by_user_id',
  resource: 'users',
  title: 'Get user by user ID',
  summary: 'Reads the profile of the user with a user ID.',
  docs: 'https://api.iterable.com/api/docs#users_getUserById',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/users/byUserId', limit: perProject(100) },
  // the user ID is what is searched for and not how the project names people, so it works in every project type
  identity: 'none',
  answer: 'object',
  emptyAnswer: 'not_found',
  ifNotFound: (input) => input.ifNotFound ?? 'continue',
  input: z.strictObject({
    userId: userId
      .min(1, 'Expected a user ID')
      .max(52)
      .meta(field({ title: 'User ID', help: 'Upper and lower case matter.', example: 'user-1' })),
    ifNotFound: ifNotFound.optional().meta(
      field({
        title: 'If there is no such user',
        help: 'continue (the default): the step gives found = false. fail: the job stops here.',
        sticky: true,
      }),
    ),
  }),
  output: z.looseObject({
    found: z.boolean().meta({ title: 'Found' }),
    user: z
      .looseObject({
        // userId-only users have no address
        email: z.string().nullish().meta({ title: 'Email' }),
        userId: z.string().nullish().meta({ title: 'User ID' }),
        dataFields: z.looseObject({}).optional().meta({ title: 'Profile fields' }),
      })
      .optional()
      .meta({ title: 'User' }),
  }),
  request: (input) => ({ query: { userId: input.userId } }),
  examples: [
    {
      title: 'A known user',
      input: { userId: 'user-1' },
      output: {
        found: true,
        user: { email: 'ada.lovell@example.com', userId: 'user-1', dataFields: { name: 'Ada', userId: 'user-1' } },
      },
    },
    { title: 'Nobody has this user ID', input: { userId: 'user-404' }, output: { found: false } },
  ],
  antiExamples: [
    { input: {}, reason: 'The user ID is needed.' },
    { input: { userId: 42 }, reason: 'A user ID is text: 42 and "042" are two people.' },
    { input: { userId: '' }, reason: 'Empty text is no user ID.' },
    { input: { userId: 'x'.repeat(53) }, reason: 'A user ID has at most 52 characters.' },
  ],
});

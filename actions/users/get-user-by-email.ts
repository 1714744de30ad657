import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { email, perProject, ifNotFound } from '../fields.ts';

export const getUserByEmail = defineAction({
  name: 'get_user_by_email',
  resource: 'users',
  title: 'Get user by email',
  summary: 'Reads the profile of one user.',
  docs: 'https://api.iterable.com/api/docs#users_getUser',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/users/getByEmail', limit: perProject(100) },
  // the address is what is searched for and not how the project names people, so it works in every project type
  identity: 'none',
  answer: 'object',
  emptyAnswer: 'not_found',
  ifNotFound: (input) => input.ifNotFound ?? 'continue',
  input: z.strictObject({
    email: email.min(1, 'Expected an email address').meta(field({ title: 'Email', example: 'ada@example.com' })),
    ifNotFound: ifNotFound('user'),
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
  request: (input) => ({ query: { email: input.email } }),
  examples: [
    {
      title: 'A known user',
      input: { email: 'ada.lovell@example.com' },
      output: {
        found: true,
        user: {
          email: 'ada.lovell@example.com',
          userId: 'user-1',
          dataFields: { name: 'Ada', email: 'ada.lovell@example.com', signupDate: '2031-01-01 18:01:15 +00:00' },
        },
      },
    },
    { title: 'Nobody has this address', input: { email: 'nobody@example.com' }, output: { found: false } },
  ],
  antiExamples: [
    { input: {}, reason: 'The address is needed.' },
    { input: { email: '' }, reason: 'Empty text is no address.' },
    { input: { email: 'ada@example.com', ifNotFound: 'ignore' }, reason: 'Either continue or fail.' },
  ],
});

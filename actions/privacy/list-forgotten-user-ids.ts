import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { perProject } from '../fields.ts';

export const listForgottenUserIds = defineAction({
  name: 'list_forgotten_user_ids',
  resource: 'privacy',
  title: 'List forgotten user IDs',
  summary: 'Reads the hashes of all forgotten user IDs of the project.',
  docs: 'https://api.iterable.com/api/docs#users_exportProjectForgottenUserIds',
  requires: 'A userId-based or hybrid project.',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/users/forgottenUserIds', limit: perProject(3) },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({}),
  output: z.looseObject({
    hashedUserIds: z.array(z.string()).meta({
      title: 'Hashes',
      description: 'SHA-256 of the user ID in lower case, in hexadecimal digits: two that differ in case share one.',
    }),
  }),
  request: () => ({}),
  examples: [
    {
      input: {},
      output: { hashedUserIds: ['6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f'] },
    },
  ],
  antiExamples: [
    { input: { userId: 'user-1' }, reason: 'Iterable gives all hashes; compare in a later step.' },
    { input: { page: 1 }, reason: 'The hashes come in one piece.' },
    { input: [], reason: 'The input is an object without fields.' },
  ],
});

import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { perProject } from '../fields.ts';

export const listForgottenEmails = defineAction({
  name: 'list_forgotten_emails',
  resource: 'privacy',
  title: 'List forgotten addresses',
  summary: 'Reads the hashes of all forgotten email addresses of the project.',
  docs: 'https://api.iterable.com/api/docs#users_exportProjectForgottenUsers',
  requires: 'An email-based or hybrid project.',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/users/forgotten', limit: perProject(3) },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({}),
  output: z.looseObject({
    hashedEmails: z.array(z.string()).meta({
      title: 'Hashes',
      description: 'SHA-256 of the address in lower case, in hexadecimal digits.',
    }),
  }),
  request: () => ({}),
  examples: [
    {
      input: {},
      output: { hashedEmails: ['6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f'] },
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com' }, reason: 'Iterable gives all hashes; compare in a later step.' },
    { input: { page: 1 }, reason: 'The hashes come in one piece.' },
    { input: [], reason: 'The input is an object without fields.' },
  ],
});

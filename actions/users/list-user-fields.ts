import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { perProject } from '../fields.ts';

export const listUserFields = defineAction({
  name: 'list_user_fields',
  resource: 'users',
  title: 'List profile fields',
  summary: 'Reads the names and types of all profile fields of the project.',
  docs: 'https://api.iterable.com/api/docs#users_getUserFields',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/users/getFields', limit: perProject(3) },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({}),
  output: z.looseObject({
    fields: z
      .record(z.string(), z.string())
      .meta({ title: 'Fields', description: 'Type by name; a dot in a name means a field inside an object.' }),
  }),
  request: () => ({}),
  examples: [
    {
      input: {},
      output: { fields: { email: 'string', signupDate: 'date', 'address.city': 'string', emailListIds: 'long' } },
    },
  ],
  antiExamples: [
    { input: { type: 'string' }, reason: 'Iterable gives all fields; filter them in a later step.' },
    { input: { email: 'ada@example.com' }, reason: 'The fields are those of the project and not of one user.' },
    { input: [], reason: 'The input is an object without fields.' },
  ],
});

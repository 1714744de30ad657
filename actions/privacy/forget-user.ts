import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { acknowledgement, perDay, perProject, person } from '../fields.ts';

export const forgetUser = defineAction({
  name: 'forget_user',
  resource: 'privacy',
  title: 'Forget user',
  summary: 'Deletes a user and keeps Iterable from storing the person again (GDPR).',
  docs: 'https://api.iterable.com/api/docs#users_forget',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/users/forget', limit: perProject(3), cap: perDay(1000) },
  identity: 'user',
  answer: 'envelope',
  input: z.strictObject(person),
  output: acknowledgement,
  request: (user) => ({ body: user }),
  examples: [
    {
      title: 'Forget by address',
      input: { email: 'ada.lovell@example.com' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { email: ['ada@example.com'] }, reason: 'One user at a time.' },
    { input: { userId: 42 }, reason: 'A user ID is text.' },
    { input: { email: 'ada@example.com', dataFields: {} }, reason: 'Nothing is written to the profile.' },
  ],
});

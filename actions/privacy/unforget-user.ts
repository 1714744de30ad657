import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { acknowledgement, perDay, perProject, person } from '../fields.ts';

export const unforgetUser = defineAction({
  name: 'unforget_user',
  resource: 'privacy',
  title: 'Unforget user',
  summary: 'Allows Iterable to store a forgotten person again; what was deleted stays deleted.',
  docs: 'https://api.iterable.com/api/docs#users_unforget',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/users/unforget', limit: perProject(3), cap: perDay(1000) },
  identity: 'user',
  answer: 'envelope',
  input: z.strictObject(person),
  output: acknowledgement,
  request: (user) => ({ body: user }),
  examples: [
    {
      title: 'By address',
      input: { email: 'ada.lovell@example.com' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { email: ['ada@example.com'] }, reason: 'One user at a time.' },
    { input: { hashedEmail: '6f6f' }, reason: 'Iterable takes the address and not its hash.' },
    { input: { userId: 42 }, reason: 'A user ID is text.' },
  ],
});

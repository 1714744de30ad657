import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, email, userId } from '../fields.ts';

const isGiven = (value: string | null | undefined): boolean => value !== undefined && value !== null && value !== '';

export const updateUserEmail = defineAction({
  name: 'update_user_email',
  resource: 'users',
  title: 'Change email address',
  summary: 'Gives one user another address and keeps profile and events.',
  docs: 'https://api.iterable.com/api/docs#users_updateEmail',
  requires: 'An email-based project. In other projects write the profile field `email` with "Create or update user".',
  effect: 'write',
  // a second call finds nobody under the old address and would be shown as refused although the first one worked
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/users/updateEmail' },
  identity: 'none',
  answer: 'envelope',
  input: z
    .strictObject({
      currentEmail: email
        .nullish()
        .meta(field({ title: 'Address now', help: 'Either this or the user ID.', sticky: true })),
      currentUserId: userId
        .nullish()
        .meta(field({ title: 'User ID', help: 'Either this or the address now.', sticky: true })),
      newEmail: email
        .min(1, 'Expected the new address')
        .meta(field({ title: 'New address', help: 'Refused if another user has it, or if it was forgotten (GDPR).' })),
    })
    .refine(({ currentEmail, currentUserId }) => isGiven(currentEmail) !== isGiven(currentUserId), {
      path: ['currentEmail'],
      error: 'Expected either the address now or the user ID',
    }),
  output: acknowledgement,
  request: ({ currentEmail, currentUserId, newEmail }) => ({
    body: { ...(isGiven(currentEmail) ? { currentEmail } : { currentUserId }), newEmail },
  }),
  examples: [
    {
      title: 'A new address',
      input: { currentEmail: 'ada.lovell@example.com', newEmail: 'ada@example.com' },
      output: { msg: '', code: 'Success', params: null },
    },
    {
      title: 'By user ID',
      input: { currentUserId: 'user-1', newEmail: 'ada@example.com' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { newEmail: 'ada@example.com' }, reason: 'Whose address is to change has to be said.' },
    { input: { currentEmail: 'ada.lovell@example.com', newEmail: '' }, reason: 'Empty text is no address.' },
    {
      input: { currentEmail: 'ada@example.com', currentUserId: 'user-2', newEmail: 'new@example.com' },
      reason: 'Two identifiers could mean two people; Iterable would silently take the address.',
    },
    {
      input: { currentEmail: '', currentUserId: '', newEmail: 'ada@example.com' },
      reason: 'Two empty identifiers are none.',
    },
  ],
});

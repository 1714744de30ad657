import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, email, someText, userId } from '../fields.ts';

const isGiven = (value: string | null | undefined): value is string =>
  value !== undefined && value !== null && value !== '';
const one = 'Expected either the address or the user ID';

export const mergeUsers = defineAction({
  name: 'merge_users',
  resource: 'users',
  title: 'Merge users',
  summary: 'Moves profile and events of one user to another and removes the first.',
  docs: 'https://api.iterable.com/api/docs#users_mergeUsers',
  requires: 'A server-side API key: Iterable answers other keys with 403.',
  effect: 'write',
  // there is no way back, and a second call no longer finds its source
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: {
    method: 'POST',
    path: '/api/users/merge',
    limit: { calls: 50, perMs: 1000, scope: 'key' },
  },
  identity: 'none',
  answer: 'envelope',
  input: z
    .strictObject({
      sourceEmail: email
        .nullish()
        .meta(field({ title: 'From: email', help: 'Either this or the user ID.', sticky: true })),
      sourceUserId: userId
        .nullish()
        .meta(field({ title: 'From: user ID', help: 'This user is gone after the merge.', sticky: true })),
      destinationEmail: email
        .nullish()
        .meta(field({ title: 'Into: email', help: 'Either this or the user ID.', sticky: true })),
      destinationUserId: userId.nullish().meta(
        field({
          title: 'Into: user ID',
          help: 'If Iterable does not know this user, the first one gets the identifier instead.',
          sticky: true,
        }),
      ),
      arrayMerge: z
        .array(
          z.strictObject({
            field: someText('the name of a profile field').meta(
              field({
                title: 'Field',
                help: 'A top-level list of your own; not one that Iterable keeps, such as devices.',
              }),
            ),
            dedupeBy: z
              .string()
              .optional()
              .meta(field({ title: 'Same by', help: 'Objects with the same value in this key count as one.' })),
          }),
        )
        .optional()
        .meta(field({ title: 'Lists to join', help: 'Other lists of the first user are lost.', control: 'items' })),
    })
    .refine(({ sourceEmail, sourceUserId }) => isGiven(sourceEmail) !== isGiven(sourceUserId), {
      path: ['sourceEmail'],
      error: one,
    })
    .refine(({ destinationEmail, destinationUserId }) => isGiven(destinationEmail) !== isGiven(destinationUserId), {
      path: ['destinationEmail'],
      error: one,
    })
    .refine((input) => !isGiven(input.sourceUserId) || input.sourceUserId !== input.destinationUserId, {
      path: ['destinationUserId'],
      error: 'Expected another user than the first',
    })
    .refine(
      (input) =>
        !isGiven(input.sourceEmail) || input.sourceEmail.toLowerCase() !== input.destinationEmail?.toLowerCase(),
      { path: ['destinationEmail'], error: 'Expected another user than the first' },
    ),
  output: acknowledgement,
  request: (input) => ({
    body: {
      ...(isGiven(input.sourceEmail) ? { sourceEmail: input.sourceEmail } : { sourceUserId: input.sourceUserId }),
      ...(isGiven(input.destinationEmail)
        ? { destinationEmail: input.destinationEmail }
        : { destinationUserId: input.destinationUserId }),
      ...(input.arrayMerge === undefined ? {} : { arrayMerge: input.arrayMerge }),
    },
  }),
  examples: [
    {
      title: 'Two user IDs',
      input: { sourceUserId: 'user-1', destinationUserId: 'user-2' },
      output: { msg: '', code: 'Success', params: null },
    },
    {
      title: 'Join a list of orders',
      input: {
        sourceEmail: 'ada.old@example.com',
        destinationEmail: 'ada.lovell@example.com',
        arrayMerge: [{ field: 'orders', dedupeBy: 'orderId' }],
      },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { sourceUserId: 'user-1' }, reason: 'Both users are needed.' },
    {
      input: { sourceEmail: 'a@example.com', sourceUserId: 'user-1', destinationUserId: 'user-2' },
      reason: 'Two identifiers on one side could mean two people.',
    },
    { input: { sourceUserId: '', destinationUserId: 'user-2' }, reason: 'Empty text is no user.' },
    {
      input: { sourceEmail: 'Ada@example.com', destinationEmail: 'ada@example.com' },
      reason: 'A user cannot be merged into itself.',
    },
  ],
});

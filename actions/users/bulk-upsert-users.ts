import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { bulkAnswer, dataFields, email, perProject, userId } from '../fields.ts';

const user = z.strictObject({
  email: email.nullish().meta(field({ title: 'Email', sticky: true })),
  userId: userId.nullish().meta(field({ title: 'User ID', sticky: true })),
  dataFields: dataFields.optional().meta(field({ title: 'Profile fields', sticky: true, control: 'dataFields' })),
  mergeNestedObjects: z
    .boolean()
    .optional()
    .meta(field({ title: 'Merge objects', advanced: true })),
  preferUserId: z
    .boolean()
    .optional()
    .meta(field({ title: 'Create by user ID', advanced: true })),
});

export const bulkUpsertUsers = defineAction({
  name: 'bulk_upsert_users',
  resource: 'users',
  title: 'Create or update users in bulk',
  summary: 'Writes profile fields of many users; each user gets a result of its own.',
  docs: 'https://api.iterable.com/api/docs#users_bulkUpdateUser',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/users/bulkUpdate', limit: perProject(5) },
  identity: 'items',
  writesProfile: true,
  answer: 'bulk',
  dataFields: ['users[].dataFields'],
  batch: { items: 'users', maxItems: 1000, maxBytes: 4_000_000 },
  input: z.strictObject({
    users: z.array(user).meta(
      field({
        title: 'Users',
        help: 'Any number: the connector splits them into calls of at most 1,000 users and 4 MB.',
        control: 'items',
      }),
    ),
    createNewFields: z
      .boolean()
      .optional()
      .meta(
        field({
          title: 'Create new fields',
          help: 'Off: fields that the project does not know are dropped.',
          advanced: true,
        }),
      ),
  }),
  output: bulkAnswer,
  request: (input) => ({ body: input }),
  examples: [
    {
      title: 'Two users in one call',
      input: {
        users: [
          { email: 'ada.lovell@example.com', dataFields: { plan: 'pro' }, mergeNestedObjects: true },
          { email: 'ben.ito@example.com', dataFields: { plan: 'free' } },
        ],
        createNewFields: true,
      },
      output: { successCount: 2, failCount: 0, skippedCount: 0, createdFields: ['plan'], filteredOutFields: [] },
    },
  ],
  antiExamples: [
    { input: { users: { email: 'ada@example.com' } }, reason: 'Users are a list, also when there is only one.' },
    { input: { users: [{ mail: 'ada@example.com' }] }, reason: 'The key is `email`.' },
    {
      input: { users: [{ email: 'ada@example.com', createNewFields: true }] },
      reason: 'createNewFields counts for the whole call.',
    },
    { input: {}, reason: 'Users are needed; an empty list is fine and sends nothing.' },
  ],
});

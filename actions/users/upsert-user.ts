import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, dataFields, email, perProject, userId } from '../fields.ts';
import { bulkUpsertUsers } from './bulk-upsert-users.ts';

export const upsertUser = defineAction({
  name: 'upsert_user',
  resource: 'users',
  title: 'Create or update user',
  summary: 'Writes profile fields of one user and creates the user if there is none.',
  docs: 'https://api.iterable.com/api/docs#users_updateUser',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/users/update', limit: perProject(500) },
  identity: 'user',
  writesProfile: true,
  answer: 'envelope',
  dataFields: ['dataFields'],
  bulkForm: { action: bulkUpsertUsers, callFields: ['createNewFields'] },
  input: z.strictObject({
    email: email
      .nullish()
      .meta(
        field({ title: 'Email', help: 'Needed in email-based projects.', sticky: true, example: 'ada@example.com' }),
      ),
    userId: userId
      .nullish()
      .meta(field({ title: 'User ID', help: 'Needed in userId-based projects; up to 52 characters.', sticky: true })),
    dataFields: dataFields.optional().meta(
      field({
        title: 'Profile fields',
        help: 'Fields that are left out stay as they are; null removes a field.',
        sticky: true,
        control: 'dataFields',
      }),
    ),
    mergeNestedObjects: z
      .boolean()
      .optional()
      .meta(
        field({ title: 'Merge objects', help: 'Off: an object replaces the stored one. On: it is merged into it.' }),
      ),
    preferUserId: z
      .boolean()
      .optional()
      .meta(
        field({
          title: 'Create by user ID',
          help: 'Email-based projects only: an unknown user ID makes a new user with a placeholder address.',
          advanced: true,
        }),
      ),
    createNewFields: z
      .boolean()
      .optional()
      .meta(
        field({
          title: 'Create new fields',
          help: 'Off: fields that the project does not know are dropped. Empty: the setting of the project decides.',
          advanced: true,
        }),
      ),
  }),
  output: acknowledgement,
  request: (user) => ({ body: user }),
  examples: [
    {
      title: 'Write two profile fields',
      input: {
        email: 'ada.lovell@example.com',
        dataFields: { firstName: 'Ada', address: { city: 'Porto' } },
        mergeNestedObjects: true,
      },
      output: { msg: '', code: 'Success', params: null },
    },
    {
      title: 'Remove a profile field',
      input: { email: 'ada.lovell@example.com', dataFields: { customField: null } },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { email: 17 }, reason: 'An email address is text.' },
    {
      input: { email: 'ada@example.com', dataFields: 'plan=pro' },
      reason: 'Profile fields are an object of keys and values.',
    },
    { input: { email: 'ada@example.com', firstName: 'Ada' }, reason: 'Profile fields belong inside dataFields.' },
    { input: { email: 'ada@example.com', mergeNestedObjects: 'false' }, reason: 'The text "false" is no boolean.' },
  ],
});

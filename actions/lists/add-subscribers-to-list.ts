import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { bulkAnswer, dataFields, email, id, userId } from '../fields.ts';

const subscriber = z.strictObject({
  email: email.nullish().meta(field({ title: 'Email', sticky: true })),
  userId: userId.nullish().meta(field({ title: 'User ID', sticky: true })),
  dataFields: dataFields.optional().meta(field({ title: 'Profile fields', control: 'dataFields' })),
  mergeNestedObjects: z
    .boolean()
    .optional()
    .meta(field({ title: 'Merge objects', advanced: true })),
  preferUserId: z
    .boolean()
    .optional()
    .meta(field({ title: 'Create by user ID', advanced: true })),
});

export const addSubscribersToList = defineAction({
  name: 'add_subscribers_to_list',
  resource: 'lists',
  title: 'Add subscribers to list',
  summary: 'Subscribes people to a static list; unknown people become users.',
  docs: 'https://api.iterable.com/api/docs#lists_subscribe',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/lists/subscribe' },
  identity: 'items',
  writesProfile: true,
  answer: 'bulk',
  dataFields: ['subscribers[].dataFields'],
  // Iterable publishes no figures for this endpoint; these are the ones it publishes for users/bulkUpdate
  batch: { items: 'subscribers', maxItems: 1000, maxBytes: 4_000_000 },
  input: z.strictObject({
    listId: id.meta(
      field({
        title: 'List',
        help: 'A static list.',
        picklist: { name: 'lists', args: { type: 'Standard' } },
        example: 1068682,
      }),
    ),
    subscribers: z.array(subscriber).meta(
      field({
        title: 'Subscribers',
        help: 'Any number: the connector splits them into calls of at most 1,000 people and 4 MB.',
        control: 'items',
      }),
    ),
    updateExistingUsersOnly: z
      .boolean()
      .optional()
      .meta(
        field({
          title: 'Known users only',
          help: 'Skips people whom the project does not know. Iterable ignores it in email-based projects.',
          advanced: true,
        }),
      ),
  }),
  output: bulkAnswer,
  request: (input) => ({ body: input }),
  examples: [
    {
      title: 'One subscriber',
      input: { listId: 1068682, subscribers: [{ email: 'ada.lovell@example.com' }] },
      output: { successCount: 1, failCount: 0, skippedCount: 0, createdFields: [], filteredOutFields: [] },
    },
  ],
  antiExamples: [
    { input: { listId: 'abc', subscribers: [] }, reason: 'A list id is a number; "abc" must not become 0.' },
    {
      input: { listId: 1068682, subscribers: ['ada@example.com'] },
      reason: 'A subscriber is an object with an email or a userId.',
    },
    { input: { subscribers: [{ email: 'ada@example.com' }] }, reason: 'The list is needed.' },
  ],
});

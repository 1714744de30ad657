import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { bulkAnswer, email, id, userId } from '../fields.ts';

const subscriber = z.strictObject({
  email: email.nullish().meta(field({ title: 'Email', sticky: true })),
  userId: userId.nullish().meta(field({ title: 'User ID', sticky: true })),
});

export const removeSubscribersFromList = defineAction({
  name: 'remove_subscribers_from_list',
  resource: 'lists',
  title: 'Remove subscribers from list',
  summary: 'Takes people off a static list; who is not on it counts as done.',
  docs: 'https://api.iterable.com/api/docs#lists_unsubscribe',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/lists/unsubscribe' },
  identity: 'items',
  answer: 'bulk',
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
    campaignId: id.optional().meta(
      field({
        title: 'Campaign',
        help: 'The campaign that the unsubscribe is credited to.',
        advanced: true,
        picklist: { name: 'campaigns' },
      }),
    ),
    channelUnsubscribe: z
      .boolean()
      .optional()
      .meta(
        field({
          title: 'Leave the whole channel',
          help: 'Careful: on takes people off the channel of the list too, so that they get nothing more through it.',
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
      input: { listId: 1, subscribers: [{ email: 'ada@example.com', dataFields: {} }] },
      reason: 'Nothing is written to the profile.',
    },
    {
      input: { listId: 1, subscribers: [], channelUnsubscribe: 'false' },
      reason: 'The text "false" is no boolean, and "on" would unsubscribe from everything.',
    },
    { input: { subscribers: [{ email: 'ada@example.com' }] }, reason: 'The list is needed.' },
  ],
});

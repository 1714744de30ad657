import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { id, memberAnswer, perMinute, readMembers } from '../fields.ts';

export const previewListMembers = defineAction({
  name: 'preview_list_members',
  resource: 'lists',
  title: 'Preview list members',
  summary: 'Reads a random sample of the members of a list.',
  docs: 'https://api.iterable.com/api/docs#lists_getUsersPreview',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  // Iterable may take minutes, and answers 503 when it gives up
  endpoint: { method: 'GET', path: '/api/lists/previewUsers', limit: perMinute(5), timeoutMs: 300_000 },
  identity: 'none',
  answer: 'plain',
  readText: readMembers,
  input: z.strictObject({
    listId: id.meta(
      field({ title: 'List', help: 'A list of any kind.', picklist: { name: 'lists' }, example: 1068682 }),
    ),
    size: z
      .int()
      .min(1)
      .max(5000)
      .optional()
      .meta(field({ title: 'At most', help: '1 to 5,000; Iterable gives 1,000 if this is left out.', sticky: true })),
    preferUserId: z
      .boolean()
      .optional()
      .meta(
        field({
          title: 'User IDs',
          help: 'Hybrid projects only: gives the user ID of members who have both.',
          advanced: true,
        }),
      ),
  }),
  output: memberAnswer,
  request: (input) => ({ query: input }),
  examples: [
    {
      title: 'Two members',
      input: { listId: 1068682, size: 2 },
      output: { members: ['user1@example.com', 'user2@example.com'], count: 2 },
    },
  ],
  antiExamples: [
    { input: {}, reason: 'The list is needed.' },
    { input: { listId: 0 }, reason: 'No id of Iterable is 0.' },
    { input: { listId: 1068682, size: 5001 }, reason: 'Iterable gives at most 5,000 members.' },
  ],
});

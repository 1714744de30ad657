import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { id, memberAnswer, perMinute, readMembers } from '../fields.ts';

export const listMembers = defineAction({
  name: 'list_members',
  resource: 'lists',
  title: 'List members',
  summary: 'Reads who is on a list, by email or user ID.',
  docs: 'https://api.iterable.com/api/docs#lists_getUsers',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  // Iterable may take minutes, and answers 503 when it gives up
  endpoint: { method: 'GET', path: '/api/lists/getUsers', limit: perMinute(5), timeoutMs: 300_000 },
  identity: 'none',
  answer: 'plain',
  readText: readMembers,
  input: z.strictObject({
    listId: id.meta(
      field({
        title: 'List',
        help: 'Up to about 200,000 members (5 MB); export larger lists.',
        picklist: { name: 'lists' },
        example: 1068682,
      }),
    ),
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
      input: { listId: 1068682 },
      output: { members: ['user1@example.com', 'user2@example.com'], count: 2 },
    },
  ],
  antiExamples: [
    { input: {}, reason: 'The list is needed.' },
    { input: { listId: 0 }, reason: 'No id of Iterable is 0.' },
    { input: { listId: 1068682, page: 2 }, reason: 'The members come in one piece.' },
  ],
});

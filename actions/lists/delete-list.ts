import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { foundAcknowledgement, id, ifNotFound } from '../fields.ts';

export const deleteList = defineAction({
  name: 'delete_list',
  resource: 'lists',
  title: 'Delete list',
  summary: 'Deletes a list; its members stay users.',
  docs: 'https://api.iterable.com/api/docs#lists_delete',
  effect: 'write',
  // Iterable never gives the id of a list to another one
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'DELETE', path: '/api/lists/{listId}' },
  identity: 'none',
  answer: 'envelope',
  emptyAnswer: 'not_found',
  ifNotFound: (input) => input.ifNotFound ?? 'continue',
  input: z.strictObject({
    listId: id.meta(
      field({
        title: 'List',
        help: 'Iterable refuses a list that is in use, for example by a campaign.',
        picklist: { name: 'lists' },
        example: 1068682,
      }),
    ),
    ifNotFound: ifNotFound.optional().meta(
      field({
        title: 'If there is no such list',
        help: 'continue (the default): the step gives found = false. fail: the job stops here.',
      }),
    ),
  }),
  output: foundAcknowledgement,
  request: ({ listId }) => ({ path: { listId } }),
  examples: [
    {
      title: 'A list that is not used any more',
      input: { listId: 1068682 },
      output: { found: true, msg: 'List 1068682 was successfully deleted.', code: 'Success', params: null },
    },
    { title: 'It is gone already', input: { listId: 42 }, output: { found: false } },
  ],
  antiExamples: [
    { input: { listId: '' }, reason: 'Empty text would address all lists instead of one.' },
    { input: { listId: 'abc' }, reason: 'A list id is a number; "abc" must not become 0.' },
    { input: { listId: [1, 2] }, reason: 'One list at a time.' },
  ],
});

import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { perProject } from '../fields.ts';

export const listProjectLists = defineAction({
  name: 'list_project_lists',
  resource: 'lists',
  title: 'List lists',
  summary: 'Reads all lists of the project.',
  docs: 'https://api.iterable.com/api/docs#lists_getLists',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/lists', limit: perProject(100) },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({}),
  output: z.looseObject({
    lists: z
      .array(
        z.looseObject({
          id: z.int().meta({ title: 'List ID' }),
          name: z.string().meta({ title: 'Name' }),
          listType: z.string().meta({ title: 'Type' }),
          createdAt: z.int().meta({ title: 'Created at (milliseconds)' }),
          description: z.string().optional().meta({ title: 'Description' }),
        }),
      )
      .meta({ title: 'Lists' }),
  }),
  request: () => ({}),
  examples: [
    {
      input: {},
      output: {
        lists: [
          { id: 1068682, name: 'List One', createdAt: 1625162718344, listType: 'Standard' },
          { id: 58508, name: 'new users', createdAt: 1505330681211, listType: 'Dynamic' },
        ],
      },
    },
  ],
  antiExamples: [
    { input: { listType: 'Standard' }, reason: 'Iterable gives all lists; filter them in a later step.' },
    { input: { page: 1 }, reason: 'The lists come in one piece.' },
    { input: [], reason: 'The input is an object without fields.' },
  ],
});

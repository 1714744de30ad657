import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';

export const createList = defineAction({
  name: 'create_list',
  resource: 'lists',
  title: 'Create list',
  summary: 'Creates an empty static list and gives its id.',
  docs: 'https://api.iterable.com/api/docs#lists_create',
  effect: 'write',
  // names need not be unique, so a repeated call makes a second list
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/lists' },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({
    name: z
      .string()
      .trim()
      .min(1, 'Expected a name')
      .max(255)
      .meta(field({ title: 'Name', example: 'Spring guests' })),
    description: z
      .string()
      .optional()
      .meta(field({ title: 'Description', control: 'textarea' })),
  }),
  output: z.looseObject({ listId: z.int().meta({ title: 'List ID' }) }),
  request: (list) => ({ body: list }),
  examples: [{ title: 'A new list', input: { name: 'List One' }, output: { listId: 1068682 } }],
  antiExamples: [
    { input: {}, reason: 'A list needs a name.' },
    { input: { name: '   ' }, reason: 'Blanks are no name.' },
    { input: { name: 'List One', listType: 'Dynamic' }, reason: 'Only static lists can be created through the API.' },
  ],
});

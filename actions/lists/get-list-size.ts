import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { id, perMinute } from '../fields.ts';

export const getListSize = defineAction({
  name: 'get_list_size',
  resource: 'lists',
  title: 'Get list size',
  summary: 'Counts the members of a list.',
  docs: 'https://api.iterable.com/api/docs#lists_getListCount',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  // Iterable may take minutes, and answers 503 when it gives up
  endpoint: { method: 'GET', path: '/api/lists/{listId}/size', limit: perMinute(5), timeoutMs: 300_000 },
  identity: 'none',
  answer: 'plain',
  readText: (text) => (/^\s*\d{1,15}\s*$/.test(text) ? { size: Number(text) } : undefined),
  input: z.strictObject({
    listId: id.meta(field({ title: 'List', picklist: { name: 'lists' }, example: 56545 })),
  }),
  output: z.looseObject({ size: z.int().meta({ title: 'Members' }) }),
  request: ({ listId }) => ({ path: { listId } }),
  examples: [{ title: 'A list of 1,234 people', input: { listId: 56545 }, output: { size: 1234 } }],
  antiExamples: [
    { input: {}, reason: 'The list is needed.' },
    { input: { listId: '' }, reason: 'Empty text is no list.' },
    { input: { listId: 56545.5 }, reason: 'A list id is a whole number.' },
  ],
});

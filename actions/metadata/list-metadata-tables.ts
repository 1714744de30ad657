import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';

export const listMetadataTables = defineAction({
  name: 'list_metadata_tables',
  resource: 'metadata',
  title: 'List metadata tables',
  summary: 'Reads the names of the metadata tables of the project.',
  docs: 'https://api.iterable.com/api/docs#metadata_list_tables',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/metadata' },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({}),
  output: z.looseObject({
    results: z.array(z.looseObject({ name: z.string().meta({ title: 'Name' }) })).meta({ title: 'Tables' }),
  }),
  request: () => ({}),
  examples: [{ input: {}, output: { results: [{ name: 'stores' }] } }],
  antiExamples: [
    { input: { table: 'stores' }, reason: 'Iterable gives all tables.' },
    { input: { page: 1 }, reason: 'The tables come in one piece.' },
    { input: [], reason: 'The input is an object without fields.' },
  ],
});

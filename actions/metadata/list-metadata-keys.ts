import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { entryAnswer, table } from '../metadata-fields.ts';

export const listMetadataKeys = defineAction({
  name: 'list_metadata_keys',
  resource: 'metadata',
  title: 'List metadata keys',
  summary: 'Reads the keys of one metadata table, page by page.',
  docs: 'https://api.iterable.com/api/docs#metadata_list',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/metadata/{table}' },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({
    table,
    nextMarker: z
      .string()
      .min(1)
      .optional()
      .meta(field({ title: 'Next page', help: 'The `nextMarker` of the page before.', advanced: true })),
  }),
  output: z.looseObject({
    results: z.array(z.looseObject(entryAnswer)).meta({ title: 'Keys' }),
    nextMarker: z.string().nullish().meta({ title: 'Next page' }),
  }),
  request: ({ table: name, nextMarker }) => ({ path: { table: name }, query: { nextMarker } }),
  examples: [
    {
      title: 'The first page',
      input: { table: 'stores' },
      output: { results: [{ table: 'stores', key: 'porto', size: 64, lastModified: 1625162718344 }] },
    },
  ],
  antiExamples: [
    { input: {}, reason: 'The table is needed.' },
    { input: { table: 'my stores' }, reason: 'A name has letters and digits only.' },
    { input: { table: 'stores', page: 2 }, reason: 'Pages are named by nextMarker.' },
  ],
});

import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { ifNotFound } from '../fields.ts';
import { entryAnswer, key, table } from '../metadata-fields.ts';

export const getMetadataValue = defineAction({
  name: 'get_metadata_value',
  resource: 'metadata',
  title: 'Get metadata value',
  summary: 'Reads the value of one key of a metadata table.',
  docs: 'https://api.iterable.com/api/docs#metadata_get',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/metadata/{table}/{key}' },
  identity: 'none',
  answer: 'object',
  emptyAnswer: 'not_found',
  ifNotFound: (input) => input.ifNotFound ?? 'continue',
  input: z.strictObject({
    table,
    key,
    ifNotFound: ifNotFound.optional().meta(
      field({
        title: 'If there is none',
        help: 'continue (the default): the step gives found = false. fail: the job stops here.',
      }),
    ),
  }),
  output: z.looseObject({
    found: z.boolean().meta({ title: 'Found' }),
    value: z.looseObject({}).optional().meta({ title: 'Value' }),
    table: entryAnswer.table.optional(),
    key: entryAnswer.key.optional(),
    size: entryAnswer.size.optional(),
    lastModified: entryAnswer.lastModified.optional(),
  }),
  request: (input) => ({ path: { table: input.table, key: input.key } }),
  examples: [
    {
      title: 'A known key',
      input: { table: 'stores', key: 'porto' },
      output: {
        found: true,
        table: 'stores',
        key: 'porto',
        size: 64,
        lastModified: 1625162718344,
        value: { city: 'Porto' },
      },
    },
    { title: 'There is no such key', input: { table: 'stores', key: 'nowhere' }, output: { found: false } },
  ],
  antiExamples: [
    { input: { table: 'stores' }, reason: 'The key is needed.' },
    { input: { table: 'stores', key: '' }, reason: 'Empty text would address the whole table.' },
    { input: { table: 'stores', key: 'a/b' }, reason: 'A key has letters and digits only.' },
  ],
});

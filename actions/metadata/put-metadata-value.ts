import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, dataFields } from '../fields.ts';
import { key, table } from '../metadata-fields.ts';

export const putMetadataValue = defineAction({
  name: 'put_metadata_value',
  resource: 'metadata',
  title: 'Put metadata value',
  summary: 'Writes the value of one key of a metadata table, a moment later.',
  docs: 'https://api.iterable.com/api/docs#metadata_put',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'PUT', path: '/api/metadata/{table}/{key}' },
  identity: 'none',
  answer: 'envelope',
  dataFields: ['value'],
  input: z.strictObject({
    table,
    key,
    value: dataFields
      .refine((value) => JSON.stringify(value).length <= 30_000, 'Expected at most 30 kB')
      .meta(
        field({
          title: 'Value',
          help: 'An object of at most 30 kB; replaces the one before as a whole.',
          control: 'dataFields',
        }),
      ),
  }),
  output: acknowledgement,
  request: ({ table: name, key: entry, value }) => ({ path: { table: name, key: entry }, body: { value } }),
  examples: [
    {
      title: 'A store',
      input: { table: 'stores', key: 'porto', value: { city: 'Porto' } },
      output: { msg: 'Successfully updated object porto in table stores', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { table: 'stores', key: 'porto', value: 'Porto' }, reason: 'A value is an object.' },
    { input: { table: 'stores', key: 'porto', value: null }, reason: 'To remove a value, delete its key.' },
    {
      input: { table: 'stores', key: 'porto', value: { text: 'x'.repeat(30_000) } },
      reason: 'A value has at most 30 kB.',
    },
  ],
});

import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { acknowledgement } from '../fields.ts';
import { key, table } from '../metadata-fields.ts';

export const deleteMetadataValue = defineAction({
  name: 'delete_metadata_value',
  resource: 'metadata',
  title: 'Delete metadata value',
  summary: 'Removes one key of a metadata table, a moment later.',
  docs: 'https://api.iterable.com/api/docs#metadata_delete',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'DELETE', path: '/api/metadata/{table}/{key}' },
  identity: 'none',
  answer: 'envelope',
  input: z.strictObject({ table, key }),
  output: acknowledgement,
  request: (input) => ({ path: input }),
  examples: [
    {
      title: 'A store that closed',
      input: { table: 'stores', key: 'porto' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    {
      input: { table: 'stores' },
      reason: 'Without a key the whole table would go; there is an action of its own for that.',
    },
    { input: { table: 'stores', key: '' }, reason: 'Empty text would address the whole table.' },
    { input: { table: 'stores', key: '..' }, reason: 'A key has letters and digits only.' },
  ],
});

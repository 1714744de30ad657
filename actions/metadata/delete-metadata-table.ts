import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { acknowledgement } from '../fields.ts';
import { table } from '../metadata-fields.ts';

export const deleteMetadataTable = defineAction({
  name: 'delete_metadata_table',
  resource: 'metadata',
  title: 'Delete metadata table',
  summary: 'Removes a metadata table with all its keys, a moment later.',
  docs: 'https://api.iterable.com/api/docs#metadata_delete',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'DELETE', path: '/api/metadata/{table}' },
  identity: 'none',
  answer: 'envelope',
  input: z.strictObject({ table }),
  output: acknowledgement,
  request: (input) => ({ path: input }),
  examples: [
    {
      title: 'A table that is not used any more',
      input: { table: 'stores' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: {}, reason: 'The table is needed.' },
    { input: { table: '' }, reason: 'Empty text is no table.' },
    { input: { table: 'stores', key: 'porto' }, reason: 'For one key there is "Delete metadata value".' },
  ],
});

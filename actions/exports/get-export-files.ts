import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { jobField, perSecondOf } from '../export-fields.ts';

export const getExportFiles = defineAction({
  name: 'get_export_files',
  resource: 'exports',
  title: 'Get export files',
  summary: 'Reads the state of an export job and the addresses of its files, which live 30 minutes.',
  docs: 'https://api.iterable.com/api/docs#export_getExportFiles',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/export/{jobId}/files', limit: perSecondOf('organisation') },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({
    jobId: jobField('The id that "Start export" gave.'),
    startAfter: z
      .string()
      .min(1, 'Expected the name of a file')
      .optional()
      .meta(
        field({
          title: 'After file',
          help: 'The last file name of the answer before. Files come while the job runs, so ask until it is completed and no file is new.',
          sticky: true,
        }),
      ),
  }),
  output: z.looseObject({
    jobId: z.int().meta({ title: 'Job ID' }),
    jobState: z.string().meta({ title: 'State; running can fall back to enqueued' }),
    exportTruncated: z.boolean().meta({ title: 'Cut off at 100 GB' }),
    files: z
      .array(z.looseObject({ file: z.string().meta({ title: 'Name' }), url: z.string().meta({ title: 'Address' }) }))
      .meta({ title: 'Files' }),
  }),
  request: ({ jobId, startAfter }) => ({ path: { jobId }, query: { startAfter } }),
  examples: [
    {
      title: 'The next files',
      input: { jobId: 3562, startAfter: 'file-1679086247900.csv' },
      output: {
        jobId: 3562,
        jobState: 'running',
        exportTruncated: false,
        files: [{ file: 'file-1679086247925.csv', url: 'https://files.example.com/x' }],
      },
    },
  ],
  antiExamples: [
    { input: {}, reason: 'The job is needed.' },
    { input: { jobId: 'abc' }, reason: 'A job id is a number; "abc" must not become 0.' },
    { input: { jobId: 3562, startAfter: '' }, reason: 'Empty text is no file; leave the field out to begin.' },
  ],
});

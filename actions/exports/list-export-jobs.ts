import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';

export const listExportJobs = defineAction({
  name: 'list_export_jobs',
  resource: 'exports',
  title: 'List export jobs',
  summary: 'Reads the recent export jobs of the project.',
  docs: 'https://api.iterable.com/api/docs#export_getExportJobs',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/export/jobs' },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({
    jobState: z
      .enum(['enqueued', 'queued', 'running', 'completed', 'failed', 'cancelled', 'cancelling'])
      .optional()
      .meta(field({ title: 'State', help: 'Left out: all.', sticky: true })),
  }),
  output: z.looseObject({
    jobs: z
      .array(
        z.looseObject({
          id: z.int().optional().meta({ title: 'Job ID' }),
          jobState: z.string().meta({ title: 'State' }),
          dataTypeName: z.string().optional().meta({ title: 'Data' }),
          scheduledStartTime: z.string().optional().meta({ title: 'Started at' }),
          endTime: z.string().nullish().meta({ title: 'Ended at' }),
          bytesExported: z.int().nullish().meta({ title: 'Size (bytes)' }),
        }),
      )
      .optional()
      .meta({ title: 'Jobs' }),
  }),
  request: (input) => ({ query: input }),
  examples: [
    {
      title: 'Finished jobs',
      input: { jobState: 'completed' },
      output: {
        jobs: [
          {
            id: 3562,
            jobState: 'completed',
            dataTypeName: 'emailSend',
            scheduledStartTime: '2031-12-19T10:12:27.732-06:00',
            endTime: '2031-12-19T10:12:28.214-06:00',
            bytesExported: 2453629,
          },
        ],
      },
    },
  ],
  antiExamples: [
    { input: { jobState: 'done' }, reason: 'Iterable has no such state.' },
    { input: { jobState: '' }, reason: 'Empty text is no state; leave the field out.' },
    { input: { jobId: 3562 }, reason: 'Use "Get export files" for one job.' },
  ],
});

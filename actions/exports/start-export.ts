import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { delimiter, exportFields, perSecondOf } from '../export-fields.ts';

export const startExport = defineAction({
  name: 'start_export',
  resource: 'exports',
  title: 'Start export',
  summary: 'Starts an export job; its files are read with "Get export files".',
  docs: 'https://api.iterable.com/api/docs#export_startExport',
  effect: 'write',
  // a repeated call starts a second job, and only four run at a time
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/export/start', limit: perSecondOf('organisation') },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({
    outputFormat: z
      .enum(['text/csv', 'application/x-json-stream'])
      .meta(field({ title: 'Format', help: 'CSV, or JSON with one object per line.' })),
    ...exportFields,
    delimiter,
  }),
  output: z.looseObject({ jobId: z.int().meta({ title: 'Job ID' }) }),
  request: ({ onlyFields, omitFields, ...body }) => ({
    body: { ...body, onlyFields: onlyFields?.join(','), omitFields: omitFields?.join(',') },
  }),
  examples: [
    {
      title: 'The sends of one day',
      input: {
        dataTypeName: 'emailSend',
        outputFormat: 'application/x-json-stream',
        startDateTime: '2031-01-01 00:00:00',
        endDateTime: '2031-01-02 00:00:00',
        onlyFields: ['email', 'campaignId'],
      },
      output: { jobId: 3562 },
    },
  ],
  antiExamples: [
    { input: { dataTypeName: 'emailSend' }, reason: 'The format is needed.' },
    { input: { dataTypeName: 'emailSend', outputFormat: 'csv' }, reason: 'The format is written text/csv.' },
    {
      input: { dataTypeName: 'emailUnsubscribe', outputFormat: 'text/csv' },
      reason: 'Iterable spells it emailUnSubscribe.',
    },
    {
      input: { dataTypeName: 'emailSend', outputFormat: 'text/csv', range: 'All' },
      reason: 'A job takes bounds; without them it exports everything.',
    },
  ],
});

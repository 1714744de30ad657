import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { jobField, perSecondOf } from '../export-fields.ts';
import { anyAnswer } from '../fields.ts';

export const cancelExport = defineAction({
  name: 'cancel_export',
  resource: 'exports',
  title: 'Cancel export',
  summary: 'Cancels an export job that is waiting or running.',
  docs: 'https://api.iterable.com/api/docs#export_cancelExport',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'DELETE', path: '/api/export/{jobId}', limit: perSecondOf('project') },
  identity: 'none',
  // Iterable describes no answer
  answer: 'text',
  input: z.strictObject({ jobId: jobField('The id that "Start export" gave.') }),
  output: anyAnswer,
  request: (input) => ({ path: input }),
  examples: [{ title: 'One job', input: { jobId: 3562 }, output: null }],
  antiExamples: [
    { input: {}, reason: 'The job is needed.' },
    { input: { jobId: 'abc' }, reason: 'A job id is a number; "abc" must not become 0.' },
    { input: { jobId: [3562] }, reason: 'One job at a time.' },
  ],
});

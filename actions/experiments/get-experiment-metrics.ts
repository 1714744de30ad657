import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { idsInAddress } from '../fields.ts';

const day = z.iso.date('Expected a date such as 2031-08-04');

export const getExperimentMetrics = defineAction({
  name: 'get_experiment_metrics',
  resource: 'experiments',
  title: 'Get experiment metrics',
  summary: 'Reads the metrics of experiments in email campaigns.',
  docs: 'https://api.iterable.com/api/docs#experiments_metrics',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/experiments/metrics' },
  identity: 'none',
  // documented as an object, while the metrics of campaigns come as CSV text
  answer: 'text',
  input: z
    .strictObject({
      experimentId: idsInAddress
        .optional()
        .meta(field({ title: 'Experiments', help: 'Their ids, at most 80.', sticky: true })),
      campaignId: idsInAddress.optional().meta(
        field({
          title: 'Campaigns',
          help: 'All experiments of these campaigns, at most 80.',
          sticky: true,
          picklist: { name: 'campaigns', args: { medium: 'Email' } },
        }),
      ),
      startDateTime: day.optional().meta(field({ title: 'From', help: 'This day included.', control: 'date' })),
      endDateTime: day.optional().meta(field({ title: 'To', control: 'date' })),
    })
    .refine(({ experimentId = [], campaignId = [] }) => experimentId.length + campaignId.length > 0, {
      path: ['experimentId'],
      error: 'Expected at least one experiment or campaign',
    }),
  output: z.union([
    z.looseObject({
      headers: z.string().optional().meta({ title: 'Names of the columns' }),
      rows: z.array(z.string()).optional().meta({ title: 'Rows' }),
    }),
    z.string(),
  ]),
  request: (input) => ({ query: input }),
  examples: [
    {
      title: 'One experiment',
      input: { experimentId: [5501], startDateTime: '2031-08-01', endDateTime: '2031-08-31' },
      output: { headers: 'experimentId,sends', rows: ['5501,1200'] },
    },
  ],
  antiExamples: [
    { input: {}, reason: 'Without an experiment or campaign there is nothing to report.' },
    { input: { experimentId: [5501], startDateTime: '2031-02-30' }, reason: 'There is no 30 February.' },
    {
      input: { campaignId: Array.from({ length: 81 }, (_, n) => n + 1) },
      reason: 'The address of the call would be too long.',
    },
    { input: { experimentId: 'abc' }, reason: 'An id is a number.' },
  ],
});

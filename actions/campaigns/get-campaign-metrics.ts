import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { readsCampaigns } from '../campaign-fields.ts';
import { textAnswer, idList } from '../fields.ts';
import { isoTime } from '../time-fields.ts';

export const getCampaignMetrics = defineAction({
  ...readsCampaigns,
  name: 'get_campaign_metrics',
  title: 'Get campaign metrics',
  summary: 'Reads the metrics of one or more campaigns as CSV text, one line per campaign.',
  docs: 'https://api.iterable.com/api/docs#campaigns_metrics',
  endpoint: {
    method: 'GET',
    path: '/api/campaigns/metrics',
    limit: { calls: 10, perMs: 60_000, scope: 'project' },
  },
  // the header names some columns twice, so a table by column name would lose values
  answer: 'plain',
  input: z.strictObject({
    campaignIds: idList
      // addresses of more than 2,048 characters are refused
      .refine((ids) => ids.length >= 1 && ids.length <= 80, 'Expected 1 to 80 campaigns')
      .meta(field({ title: 'Campaigns', help: 'At most 80 in one call.', picklist: { name: 'campaigns' } })),
    startDateTime: isoTime
      .optional()
      .meta(field({ title: 'From', help: 'Included; UTC unless it says otherwise.', control: 'date', sticky: true })),
    endDateTime: isoTime
      .optional()
      .meta(field({ title: 'To', help: 'Not included; UTC unless it says otherwise.', control: 'date', sticky: true })),
  }),
  output: textAnswer('CSV with a header; some column names come twice'),
  request: ({ campaignIds, ...range }) => ({ query: { campaignId: campaignIds, ...range } }),
  examples: [
    {
      title: 'Two campaigns in January',
      input: { campaignIds: [163898, 163899], startDateTime: '2031-01-01', endDateTime: '2031-02-01' },
      output: { text: 'id,Total Email Sends,Total Email Sends\n163898,10,10\n163899,4,4\n' },
    },
  ],
  antiExamples: [
    { input: { campaignIds: [] }, reason: 'At least one campaign is needed.' },
    { input: { campaignIds: ['abc'] }, reason: 'A campaign id is a number; "abc" must not become 0.' },
    {
      input: { campaignIds: Array.from({ length: 81 }, (_, n) => n + 1) },
      reason: 'More than 80 ids make the address too long for Iterable.',
    },
    { input: { campaignIds: [163898], startDateTime: 'last week' }, reason: 'A bound is a written date.' },
  ],
});

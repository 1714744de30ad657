import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import {
  campaignExample,
  campaignField,
  campaignList,
  campaignListFields,
  campaignListQuery,
  readsCampaigns,
} from '../campaign-fields.ts';
import { perProject } from '../fields.ts';

export const listChildCampaigns = defineAction({
  ...readsCampaigns,
  name: 'list_child_campaigns',
  title: 'List child campaigns',
  summary: 'Reads one page of the campaigns that a recurring campaign has made.',
  docs: 'https://api.iterable.com/api/docs#campaigns_child_campaigns',
  endpoint: { method: 'GET', path: '/api/campaigns/recurring/{id}/childCampaigns', limit: perProject(100) },
  input: z.strictObject({
    campaignId: campaignField('A recurring campaign.', { state: 'Recurring' }),
    ...campaignListFields,
  }),
  output: campaignList,
  request: (input) => ({ path: { id: input.campaignId }, query: campaignListQuery(input) }),
  examples: [
    {
      title: 'All children',
      input: { campaignId: 701200 },
      output: {
        campaigns: [{ ...campaignExample, type: 'Blast', recurringCampaignId: 701200 }],
        totalCampaignsCount: 1,
      },
    },
  ],
  antiExamples: [
    { input: {}, reason: 'The recurring campaign is needed.' },
    { input: { campaignId: 0 }, reason: 'No id of Iterable is 0.' },
    { input: { campaignId: 701200, pageSize: 0 }, reason: 'A page holds at least one campaign.' },
  ],
});

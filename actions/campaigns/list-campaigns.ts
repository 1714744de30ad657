import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import {
  campaignExample,
  campaignList,
  campaignListFields,
  campaignListQuery,
  readsCampaigns,
} from '../campaign-fields.ts';
import { perProject } from '../fields.ts';

export const listCampaigns = defineAction({
  ...readsCampaigns,
  name: 'list_campaigns',
  title: 'List campaigns',
  summary: 'Reads one page of the campaigns of the project.',
  docs: 'https://api.iterable.com/api/docs#campaigns_campaigns',
  endpoint: { method: 'GET', path: '/api/campaigns', limit: perProject(100) },
  input: z.strictObject(campaignListFields),
  output: campaignList,
  request: (input) => ({ query: campaignListQuery(input) }),
  examples: [
    {
      title: 'Running and scheduled campaigns, the newest first',
      input: { campaignState: ['Running', 'Scheduled'], sort: '-createdAt' },
      output: { campaigns: [campaignExample], totalCampaignsCount: 1 },
    },
    { title: 'The second page', input: { page: 2, pageSize: 20 }, output: { campaigns: [], totalCampaignsCount: 20 } },
  ],
  antiExamples: [
    { input: { page: 0 }, reason: 'Pages count from 1.' },
    { input: { pageSize: 1001 }, reason: 'Iterable gives at most 1,000 campaigns in one page.' },
    { input: { campaignState: ['running'] }, reason: 'States are told apart by case: Running.' },
    { input: { sort: 'medium' }, reason: 'Iterable does not sort by medium.' },
  ],
});

import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { campaign, campaignExample, campaignField, readsCampaigns } from '../campaign-fields.ts';
import { ifNotFound, perProject } from '../fields.ts';

export const getCampaign = defineAction({
  ...readsCampaigns,
  name: 'get_campaign',
  title: 'Get campaign',
  summary: 'Reads one campaign: medium, state, template and lists.',
  docs: 'https://api.iterable.com/api/docs#campaigns_getCampaign',
  endpoint: { method: 'GET', path: '/api/campaigns/{id}', limit: perProject(100) },
  emptyAnswer: 'not_found',
  ifNotFound: (input) => input.ifNotFound ?? 'continue',
  input: z.strictObject({ campaignId: campaignField('The campaign to read.'), ifNotFound: ifNotFound('campaign') }),
  output: campaign.extend({ found: z.boolean().meta({ title: 'Found' }) }),
  request: (input) => ({ path: { id: input.campaignId } }),
  examples: [
    { title: 'A known campaign', input: { campaignId: 701245 }, output: { found: true, ...campaignExample } },
    { title: 'There is no such campaign', input: { campaignId: 42 }, output: { found: false } },
  ],
  antiExamples: [
    { input: {}, reason: 'The campaign is needed.' },
    { input: { campaignId: 'Spring' }, reason: 'A campaign is named by its number.' },
    { input: { campaignId: -1 }, reason: 'No id of Iterable is negative.' },
  ],
});

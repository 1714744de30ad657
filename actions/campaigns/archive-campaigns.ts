import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { idList, perKey, anyAnswer } from '../fields.ts';

export const archiveCampaigns = defineAction({
  name: 'archive_campaigns',
  resource: 'campaigns',
  title: 'Archive campaigns',
  summary: 'Archives campaigns: scheduled and recurring ones are cancelled, running ones are aborted.',
  docs: 'https://api.iterable.com/api/docs#campaigns_archive_campaigns',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/campaigns/archive', limit: perKey(5) },
  identity: 'none',
  answer: 'text',
  input: z.strictObject({
    campaignIds: idList
      .refine((ids) => ids.length > 0, 'Expected at least one campaign')
      .meta(field({ title: 'Campaigns', picklist: { name: 'campaigns' } })),
  }),
  output: anyAnswer,
  request: (input) => ({ body: input }),
  examples: [{ title: 'Two campaigns', input: { campaignIds: [701245, 701246] }, output: null }],
  antiExamples: [
    { input: { campaignIds: [] }, reason: 'At least one campaign is needed.' },
    { input: { campaignIds: '' }, reason: 'Empty text is no campaign.' },
    { input: { campaignId: 701245 }, reason: 'The field is `campaignIds`, a list.' },
  ],
});

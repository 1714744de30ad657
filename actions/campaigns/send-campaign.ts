import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { campaignField } from '../campaign-fields.ts';
import { acknowledgement } from '../fields.ts';

export const sendCampaign = defineAction({
  name: 'send_campaign',
  resource: 'campaigns',
  title: 'Send campaign',
  summary: 'Sends an existing blast campaign now to the lists that it has.',
  docs: 'https://api.iterable.com/api/docs#campaigns_send_campaign',
  effect: 'send',
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/campaigns/{campaignId}/send' },
  identity: 'none',
  answer: 'envelope',
  input: z.strictObject({
    campaignId: campaignField('A blast campaign that is ready.', { type: 'Blast', state: 'Ready' }),
  }),
  output: acknowledgement,
  request: ({ campaignId }) => ({ path: { campaignId } }),
  examples: [{ title: 'Send now', input: { campaignId: 701245 }, output: { msg: '', code: 'Success', params: null } }],
  antiExamples: [
    { input: {}, reason: 'The campaign is needed.' },
    { input: { campaignId: 701245, sendAt: '2031-08-04' }, reason: 'Use "Schedule campaign" to send later.' },
    { input: { campaignId: 701245, listIds: [1] }, reason: 'The campaign has its lists already.' },
  ],
});

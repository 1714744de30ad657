import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { campaignField } from '../campaign-fields.ts';
import { acknowledgement, dataFields, idList } from '../fields.ts';

export const triggerCampaign = defineAction({
  name: 'trigger_campaign',
  resource: 'campaigns',
  title: 'Trigger campaign',
  summary: 'Sends a triggered campaign to all people on one or more lists.',
  docs: 'https://api.iterable.com/api/docs#campaigns_trigger_campaign',
  effect: 'send',
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/campaigns/trigger' },
  identity: 'none',
  answer: 'envelope',
  dataFields: ['dataFields'],
  input: z.strictObject({
    campaignId: campaignField('A running, API-triggered campaign.', { type: 'Triggered', state: 'Running' }),
    listIds: idList
      .refine((ids) => ids.length > 0, 'Expected at least one list')
      .meta(field({ title: 'Lists', help: 'Everybody on one of them gets the message.', picklist: { name: 'lists' } })),
    suppressionListIds: idList
      .optional()
      .meta(field({ title: 'Suppression lists', help: 'Nobody on one of them does.', picklist: { name: 'lists' } })),
    dataFields: dataFields
      .optional()
      .meta(field({ title: 'Merge fields', help: 'Fills the template for this sending.', control: 'dataFields' })),
    allowRepeatMarketingSends: z
      .boolean()
      .optional()
      .meta(
        field({
          title: 'Allow repeats',
          help: 'Off: a person gets one marketing campaign once. Iterable allows repeats unless this is off.',
          advanced: true,
        }),
      ),
  }),
  output: acknowledgement,
  request: (trigger) => ({ body: trigger }),
  examples: [
    {
      title: 'Everybody on a list, but those on another',
      input: {
        campaignId: 14810308,
        listIds: [109581],
        suppressionListIds: [109590],
        dataFields: { season: 'spring' },
        allowRepeatMarketingSends: false,
      },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { campaignId: 14810308 }, reason: 'Lists are needed; one person is reached with the send actions.' },
    { input: { campaignId: 14810308, listIds: [] }, reason: 'An empty list reaches nobody.' },
    {
      input: { campaignId: 14810308, listIds: [109581], recipientEmail: 'ada@example.com' },
      reason: 'One person is reached with the send actions.',
    },
  ],
});

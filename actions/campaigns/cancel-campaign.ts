import { defineAction } from '../../connector/define.ts';
import { changesCampaign } from '../campaign-fields.ts';

export const cancelCampaign = defineAction({
  ...changesCampaign('A campaign that is scheduled or recurring.'),
  name: 'cancel_campaign',
  title: 'Cancel campaign',
  summary: 'Cancels a scheduled or recurring campaign before it is sent.',
  docs: 'https://api.iterable.com/api/docs#campaigns_cancel_campaign',
  endpoint: { method: 'POST', path: '/api/campaigns/cancel' },
});

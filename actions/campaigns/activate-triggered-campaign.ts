import { defineAction } from '../../connector/define.ts';
import { changesCampaign } from '../campaign-fields.ts';

export const activateTriggeredCampaign = defineAction({
  ...changesCampaign('An API-triggered campaign.', { type: 'Triggered' }),
  name: 'activate_triggered_campaign',
  title: 'Activate triggered campaign',
  summary: 'Lets a triggered campaign accept sends.',
  docs: 'https://api.iterable.com/api/docs#campaigns_activate_triggered_campaign',
  requires: 'Iterable must switch on the activation of triggered campaigns through the API for the project.',
  endpoint: { method: 'POST', path: '/api/campaigns/activateTriggered' },
});

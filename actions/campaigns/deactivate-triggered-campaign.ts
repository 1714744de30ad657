import { defineAction } from '../../connector/define.ts';
import { changesCampaign } from '../campaign-fields.ts';

export const deactivateTriggeredCampaign = defineAction({
  ...changesCampaign('An API-triggered campaign that is running.', { type: 'Triggered', state: 'Running' }),
  name: 'deactivate_triggered_campaign',
  title: 'Deactivate triggered campaign',
  summary: 'Stops a triggered campaign from accepting sends.',
  docs: 'https://api.iterable.com/api/docs#campaigns_deactivate_triggered_campaign',
  requires: 'Iterable must switch on the deactivation of triggered campaigns through the API for the project.',
  endpoint: { method: 'POST', path: '/api/campaigns/deactivateTriggered' },
});

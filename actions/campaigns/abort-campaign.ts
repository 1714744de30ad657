import { defineAction } from '../../connector/define.ts';
import { changesCampaign } from '../campaign-fields.ts';

export const abortCampaign = defineAction({
  ...changesCampaign('A campaign that is running.', { state: 'Running' }),
  name: 'abort_campaign',
  title: 'Abort campaign',
  summary: 'Stops a campaign that is being sent; messages already sent stay sent.',
  docs: 'https://api.iterable.com/api/docs#campaigns_abort_campaign',
  endpoint: { method: 'POST', path: '/api/campaigns/abort' },
});

import { definePicklist } from '../../connector/define.ts';
import { perProject } from '../fields.ts';
import { hasNextPage, readOptions } from './read-options.ts';

export const campaigns = definePicklist({
  name: 'campaigns',
  title: 'Campaigns',
  endpoint: { method: 'GET', path: '/api/campaigns', limit: perProject(100) },
  args: {
    medium: 'Only campaigns of this medium: Email, Push, SMS and so on.',
    type: 'Only campaigns of this type: Blast or Triggered.',
    state: 'Only campaigns in this state, for example Running.',
  },
  // 1,000 is the largest page that Iterable gives
  query: (args, page) => ({ page, pageSize: 1000, ...(args.state === undefined ? {} : { campaignState: args.state }) }),
  read: (answer, args) =>
    readOptions(answer.campaigns, {
      note: ['messageMedium', 'type', 'campaignState'],
      only: { messageMedium: args.medium, type: args.type, campaignState: args.state },
    }),
  more: hasNextPage,
});

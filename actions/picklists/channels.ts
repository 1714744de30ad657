import { definePicklist } from '../../connector/define.ts';
import { perProject } from '../fields.ts';
import { readOptions } from './read-options.ts';

export const channels = definePicklist({
  name: 'channels',
  title: 'Channels',
  endpoint: { method: 'GET', path: '/api/channels', limit: perProject(100) },
  args: {
    medium: 'Only channels of this medium: Email, Push, SMS and so on.',
    type: 'Only channels of this type: Marketing or Transactional.',
  },
  query: () => ({}),
  read: (answer, args) =>
    readOptions(answer.channels, {
      note: ['messageMedium', 'channelType'],
      only: { messageMedium: args.medium, channelType: args.type },
    }),
  more: () => false,
});

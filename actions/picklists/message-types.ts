import { definePicklist } from '../../connector/define.ts';
import { perProject } from '../fields.ts';
import { readOptions } from './read-options.ts';

export const messageTypes = definePicklist({
  name: 'message_types',
  title: 'Message types',
  endpoint: { method: 'GET', path: '/api/messageTypes', limit: perProject(100) },
  args: { channel: 'Only message types of the channel with this id.' },
  query: () => ({}),
  read: (answer, args) =>
    readOptions(answer.messageTypes, { note: ['subscriptionPolicy'], only: { channelId: args.channel } }),
  more: () => false,
});

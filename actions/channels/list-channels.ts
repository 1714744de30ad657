import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { perProject } from '../fields.ts';

export const listChannels = defineAction({
  name: 'list_channels',
  resource: 'channels',
  title: 'List channels',
  summary: 'Reads all message channels of the project.',
  docs: 'https://api.iterable.com/api/docs#channels_channels',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/channels', limit: perProject(100) },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({}),
  output: z.looseObject({
    channels: z
      .array(
        z.looseObject({
          id: z.int().meta({ title: 'Channel ID' }),
          name: z.string().meta({ title: 'Name' }),
          channelType: z.string().meta({ title: 'Type' }),
          messageMedium: z.string().meta({ title: 'Medium' }),
        }),
      )
      .meta({ title: 'Channels' }),
  }),
  request: () => ({}),
  examples: [
    {
      input: {},
      output: {
        channels: [{ id: 6540, name: 'Transactional Channel', channelType: 'Transactional', messageMedium: 'Email' }],
      },
    },
  ],
  antiExamples: [
    { input: { medium: 'Email' }, reason: 'Iterable gives all channels; filter them in a later step.' },
    { input: { page: 1 }, reason: 'The channels come in one piece.' },
    { input: 'all', reason: 'The input is an object without fields.' },
  ],
});

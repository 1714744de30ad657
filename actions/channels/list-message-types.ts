import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { perProject } from '../fields.ts';

export const listMessageTypes = defineAction({
  name: 'list_message_types',
  resource: 'channels',
  title: 'List message types',
  summary: 'Reads all message types of the project with their channels.',
  docs: 'https://api.iterable.com/api/docs#messageTypes_messageTypes',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/messageTypes', limit: perProject(100) },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({}),
  output: z.looseObject({
    messageTypes: z
      .array(
        z.looseObject({
          id: z.int().meta({ title: 'Message type ID' }),
          name: z.string().meta({ title: 'Name' }),
          channelId: z.int().meta({ title: 'Channel ID' }),
          subscriptionPolicy: z.string().optional().meta({ title: 'OptIn or OptOut' }),
          createdAt: z.int().optional().meta({ title: 'Created at (milliseconds)' }),
          updatedAt: z.int().optional().meta({ title: 'Changed at (milliseconds)' }),
        }),
      )
      .meta({ title: 'Message types' }),
  }),
  request: () => ({}),
  examples: [
    {
      input: {},
      output: {
        messageTypes: [
          {
            id: 61234,
            name: 'Newsletter',
            channelId: 6540,
            subscriptionPolicy: 'OptOut',
            createdAt: 1625162718344,
            updatedAt: 1625162718344,
          },
        ],
      },
    },
  ],
  antiExamples: [
    { input: { channelId: 6540 }, reason: 'Iterable gives all message types; filter them in a later step.' },
    { input: { page: 1 }, reason: 'The message types come in one piece.' },
    { input: 'all', reason: 'The input is an object without fields.' },
  ],
});

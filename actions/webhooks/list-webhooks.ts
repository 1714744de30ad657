import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { webhookAnswer } from '../webhook-fields.ts';

export const listWebhooks = defineAction({
  name: 'list_webhooks',
  resource: 'webhooks',
  title: 'List webhooks',
  summary: 'Reads the system webhooks of the project, without their secrets.',
  docs: 'https://api.iterable.com/api/docs#webhooks_getWebhooks',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/webhooks' },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({}),
  output: z.looseObject({ webhooks: z.array(webhookAnswer).meta({ title: 'Webhooks' }) }),
  request: () => ({}),
  examples: [
    {
      input: {},
      output: {
        webhooks: [
          {
            id: 9001,
            endpoint: 'https://hooks.example.com/in',
            enabled: true,
            authType: 'NoAuth',
            blastSendEnabled: true,
            triggeredSendEnabled: true,
            channelIds: [51234],
            messageTypeIds: [],
          },
        ],
      },
    },
  ],
  antiExamples: [
    { input: { id: 9001 }, reason: 'Iterable gives all webhooks; filter them in a later step.' },
    { input: { page: 1 }, reason: 'The webhooks come in one piece.' },
    { input: [], reason: 'The input is an object without fields.' },
  ],
});

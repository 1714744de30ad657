import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { id, someText } from '../fields.ts';
import { webhookAnswer } from '../webhook-fields.ts';

export const updateWebhook = defineAction({
  name: 'update_webhook',
  resource: 'webhooks',
  title: 'Update webhook',
  summary: 'Changes address, authentication or state of one system webhook; fields that are left out stay.',
  docs: 'https://api.iterable.com/api/docs#webhooks_updateWebhook',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/webhooks' },
  identity: 'none',
  answer: 'object',
  secrets: ['authToken', 'headers'],
  input: z
    .strictObject({
      id: id.meta(field({ title: 'Webhook', help: 'As "List webhooks" gives it.', picklist: { name: 'webhooks' } })),
      enabled: z
        .boolean()
        .optional()
        .meta(field({ title: 'Switched on', sticky: true })),
      endpoint: z
        .url({ protocol: /^https?$/, error: 'Expected an address that begins with https://' })
        .optional()
        .meta(field({ title: 'Address', sticky: true })),
      authType: z
        .enum(['NoAuth', 'Basic', 'OAuth2'])
        .optional()
        .meta(field({ title: 'Authentication', help: 'With NoAuth anybody can call the address.' })),
      authToken: z
        .string()
        .min(1, 'Expected a token')
        .optional()
        .meta(field({ title: 'Token', help: 'Goes to Iterable only; job history shows that there was one.' })),
      headers: z
        .array(
          z.strictObject({
            key: someText('the name of a header').meta(field({ title: 'Name' })),
            value: z.string().meta(field({ title: 'Value' })),
          }),
        )
        .optional()
        .meta(field({ title: 'Headers', help: 'Replaces all headers of the webhook.', control: 'items' })),
      blastSendEnabled: z
        .boolean()
        .optional()
        .meta(field({ title: 'For blast campaigns' })),
      triggeredSendEnabled: z
        .boolean()
        .optional()
        .meta(field({ title: 'For triggered campaigns' })),
    })
    .refine((webhook) => Object.values(webhook).filter((value) => value !== undefined).length > 1, {
      path: ['enabled'],
      error: 'Expected something to change',
    }),
  output: webhookAnswer,
  request: (webhook) => ({ body: webhook }),
  examples: [
    {
      title: 'A new token',
      input: { id: 9001, authType: 'OAuth2', authToken: 'a-new-secret', enabled: true },
      output: {
        id: 9001,
        endpoint: 'https://hooks.example.com/in',
        enabled: true,
        authType: 'OAuth2',
        blastSendEnabled: true,
        triggeredSendEnabled: true,
      },
    },
  ],
  antiExamples: [
    { input: { id: 9001 }, reason: 'There is nothing to change.' },
    { input: { id: 9001, events: ['emailSend'] }, reason: 'The events of a webhook are chosen in Iterable.' },
    { input: { id: 9001, endpoint: 'hooks.example.com' }, reason: 'An address begins with https://.' },
    { input: { webhookId: 9001, enabled: true }, reason: 'The key is `id`.' },
  ],
});

import { z } from 'zod';

import { defineWebAction } from '../define-web-action.ts';
import { field } from '../define.ts';
import { secretName, timeoutMs, timeoutSeconds, url } from './web-fields.ts';

export const forwardEvent = defineWebAction({
  name: 'forward_event',
  resource: 'web',
  title: 'Forward event',
  summary: 'Sends an event to another system, signed by Standard Webhooks.',
  docs: 'https://www.standardwebhooks.com/',
  effect: 'write',
  // every attempt of one step carries the same webhook-id, by which the receiver knows a repetition
  idempotent: true,
  onUnknownOutcome: 'retry',
  dataFields: ['data'],
  input: z.strictObject({
    url,
    secret: secretName.meta(
      field({
        title: 'Signing secret',
        help: 'Name of a kept secret in the form whsec_…',
        example: 'orders_signing',
      }),
    ),
    type: z
      .string()
      .regex(/^[A-Za-z0-9_.-]{1,200}$/, 'Expected letters, digits, underscores, hyphens and full stops')
      .meta(field({ title: 'Type of the event', example: 'email.bounced' })),
    timestamp: z
      .string()
      .max(50)
      .optional()
      .meta(field({ title: 'When it happened', help: 'For example {{ event.receivedAt }}.', sticky: true })),
    data: z.record(z.string(), z.json()).meta(field({ title: 'Data', control: 'dataFields' })),
    timeoutSeconds,
  }),
  output: z.looseObject({ status: z.int().meta({ title: 'Status' }), body: z.json().meta({ title: 'Body' }) }),
  request: ({ url: address, secret, type, timestamp, data, timeoutSeconds: seconds }) => ({
    method: 'POST',
    url: address,
    headers: [{ name: 'content-type', value: 'application/json' }],
    secretHeaders: [],
    body: JSON.stringify({ type, ...(timestamp === undefined ? {} : { timestamp }), data }),
    signWith: secret,
    timeoutMs: timeoutMs(seconds),
  }),
  examples: [
    {
      title: 'Forward a bounce',
      input: {
        url: 'https://hooks.example.com/iterable',
        secret: 'orders_signing',
        type: 'email.bounced',
        timestamp: '2026-01-05T12:00:00.000Z',
        data: { email: 'ada.lovell@example.com' },
      },
      output: { status: 204, headers: {}, body: null },
    },
  ],
  antiExamples: [
    {
      input: { url: 'https://hooks.example.com/', type: 'email.bounced', data: {} },
      reason: 'A forward is always signed.',
    },
    {
      input: { url: 'https://hooks.example.com/', secret: 'whsec_bm90LWEtbmFtZQ==', type: 'a', data: {} },
      reason: 'A secret is named, never written into a recipe.',
    },
    {
      input: { url: 'https://hooks.example.com/', secret: 'orders_signing', type: 'two words', data: {} },
      reason: 'The type has no blanks.',
    },
  ],
});

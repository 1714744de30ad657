import { z } from 'zod';

import type { Json, JsonObject } from '../../errors/json.ts';
import { defineWebAction } from '../define-web-action.ts';
import { field } from '../define.ts';
import { secretName, timeoutMs, timeoutSeconds, url } from './web-fields.ts';

const token = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/;
// they frame the message or belong to the connection, so they are not for a recipe to set
const framing = /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|proxy-.*)$/i;
const secretLike = /authorization|cookie|secret|token|passw|signature|credential|api-?key|jwt/i;
const printable = /^[\t\x20-\x7e]*$/;

const header = z
  .strictObject({
    name: z
      .string()
      .regex(token, 'Expected the name of a header')
      .refine((name) => !framing.test(name), 'This header is set by the connector')
      .meta(field({ title: 'Name' })),
    value: z
      .string()
      .max(4_000)
      .regex(printable, 'Expected plain ASCII')
      .optional()
      .meta(field({ title: 'Value' })),
    secret: secretName
      .optional()
      .meta(field({ title: 'Secret', help: 'Name of a kept secret whose value is sent.', example: 'crm_token' })),
    prefix: z
      .string()
      .max(50)
      .regex(printable, 'Expected plain ASCII')
      .optional()
      .meta(field({ title: 'Before the secret', help: 'For example `Bearer ` with its blank.', advanced: true })),
  })
  .refine((one) => (one.value === undefined) !== (one.secret === undefined), 'Give either a value or a secret')
  .refine((one) => one.value === undefined || !secretLike.test(one.name), {
    path: ['value'],
    error: 'A header of this name carries a secret: keep it with `itc secrets set` and name it here',
  });

const scalar = z.union([z.string(), z.number(), z.boolean()]);

function addressOf(base: string, query: Record<string, unknown> | undefined): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) text.append(name, String(one));
  }
  if (text.size === 0) return base;
  const [before = '', ...fragment] = base.split('#');
  return `${before}${before.includes('?') ? '&' : '?'}${text.toString()}${fragment.length > 0 ? `#${fragment.join('#')}` : ''}`;
}

const bodyTypes = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain; charset=utf-8',
} as const;

function bodyText(body: Json | undefined, bodyType: keyof typeof bodyTypes): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (bodyType === 'json') return JSON.stringify(body);
  if (bodyType === 'text' || typeof body !== 'object' || Array.isArray(body)) {
    return typeof body === 'string' ? body : JSON.stringify(body);
  }
  return addressOf('', body).slice(1);
}

/** The answer of a call, in the form that pills refer to; `body` is what the builder says it is. */
function outputSchema(body: Json | undefined): JsonObject {
  return {
    type: 'object',
    properties: {
      status: { type: 'integer' },
      headers: { type: 'object', additionalProperties: { type: 'string' } },
      body: body ?? {},
    },
    required: ['status', 'headers', 'body'],
  };
}

export const httpRequest = defineWebAction({
  name: 'http_request',
  resource: 'web',
  title: 'HTTP request',
  summary: 'Calls another system over HTTP, within the bounds of the outbound guard.',
  docs: 'https://www.rfc-editor.org/rfc/rfc9110',
  // what an unknown call does is unknown too: unless the builder says otherwise it counts as a message to a person
  effect: (input) => (input.method === 'GET' ? 'read' : (input.effect ?? 'send')),
  idempotent: (input) => input.method === 'GET' || input.effect === 'read' || input.repeatable === true,
  onUnknownOutcome: 'hold',
  dataFields: ['query', 'body'],
  input: z.strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).meta(field({ title: 'Method' })),
    url,
    query: z
      .record(z.string(), z.union([scalar, z.array(scalar)]))
      .optional()
      .meta(field({ title: 'Query', help: 'A list repeats the parameter.', sticky: true, control: 'dataFields' })),
    headers: z
      .array(header)
      .max(40)
      .optional()
      .meta(field({ title: 'Headers', sticky: true, control: 'items' })),
    body: z
      .json()
      .optional()
      .meta(field({ title: 'Body', sticky: true, control: 'dataFields' })),
    bodyType: z
      .enum(['json', 'form', 'text'])
      .optional()
      .meta(field({ title: 'Form of the body', help: 'json is the default.', advanced: true })),
    effect: z
      .enum(['read', 'write', 'send'])
      .optional()
      .meta(
        field({
          title: 'Effect',
          help: 'read: changes nothing and may be repeated. write: changes data. send (the default): reaches a person and counts against the daily ceiling.',
          sticky: true,
        }),
      ),
    repeatable: z
      .boolean()
      .optional()
      .meta(
        field({
          title: 'May be repeated',
          help: 'true where the same call made twice changes nothing more; otherwise a lost answer holds the job.',
          advanced: true,
        }),
      ),
    responseSchema: z
      .record(z.string(), z.json())
      .optional()
      .meta(field({ title: 'Schema of the answer', help: 'JSON Schema that the body must fit.', advanced: true })),
    timeoutSeconds,
  }),
  output: z.looseObject({
    status: z.int().meta({ title: 'Status' }),
    headers: z.record(z.string(), z.string()).meta({ title: 'Headers' }),
    body: z.json().meta({ title: 'Body' }),
  }),
  outputOf: ({ responseSchema }) => outputSchema(responseSchema),
  request(input) {
    const { method, bodyType = 'json', headers = [] } = input;
    const body = method === 'GET' ? undefined : bodyText(input.body, bodyType);
    const isTyped = headers.some(({ name }) => name.toLowerCase() === 'content-type');
    return {
      method,
      url: addressOf(input.url, input.query),
      headers: [
        ...headers.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }])),
        ...(body === undefined || isTyped ? [] : [{ name: 'content-type', value: bodyTypes[bodyType] }]),
      ],
      secretHeaders: headers.flatMap(({ name, secret, prefix = '' }) =>
        secret === undefined ? [] : [{ name, secret, prefix }],
      ),
      body,
      ...(input.responseSchema === undefined ? {} : { answerSchema: input.responseSchema }),
      timeoutMs: timeoutMs(input.timeoutSeconds),
    };
  },
  examples: [
    {
      title: 'Tell a CRM about a complaint',
      input: {
        method: 'POST',
        url: 'https://crm.example.com/v2/complaints',
        headers: [{ name: 'Authorization', secret: 'crm_token', prefix: 'Bearer ' }],
        body: { email: 'ada.lovell@example.com', campaignId: 42 },
        effect: 'write',
        repeatable: true,
      },
      output: { status: 201, headers: { 'content-type': 'application/json' }, body: { id: 'cmp_1' } },
    },
    {
      title: 'Read a price',
      input: { method: 'GET', url: 'https://shop.example.com/prices', query: { sku: 'A-1' } },
      output: { status: 200, headers: { 'content-type': 'application/json' }, body: { sku: 'A-1', price: 9.5 } },
    },
  ],
  antiExamples: [
    {
      input: {
        method: 'GET',
        url: 'https://crm.example.com/',
        headers: [{ name: 'Authorization', value: 'Bearer inline-value' }],
      },
      reason: 'A secret is named, never written into a recipe.',
    },
    {
      input: { method: 'GET', url: 'https://crm.example.com/', headers: [{ name: 'Host', value: 'other.example' }] },
      reason: 'Headers that frame the message are set by the connector.',
    },
    { input: { method: 'TRACE', url: 'https://crm.example.com/' }, reason: 'Only the five usual methods are made.' },
    { input: { method: 'GET', url: '' }, reason: 'A call needs an address.' },
  ],
});

import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';

const apiPath = /^\/api(?:\/(?:[A-Za-z0-9._~@:+-]|%[0-9A-Fa-f]{2})+)+$/;

// `..` climbs, also when its dots are percent-encoded
const staysInside = (path: string): boolean =>
  path.split('/').every((segment) => !/^\.+$/.test(segment.replace(/%2e/gi, '.')));

export const customRequest = defineAction({
  name: 'custom_request',
  resource: 'custom',
  title: 'Custom request',
  summary: 'Calls any endpoint of the Iterable API that has no action of its own yet.',
  docs: 'https://api.iterable.com/api/docs',
  // what an unknown call does is unknown too: unless the builder says otherwise it counts as a message to a person
  effect: (input) => (input.method === 'GET' ? 'read' : (input.effect ?? 'send')),
  idempotent: (input) => input.method === 'GET' || input.effect === 'read',
  onUnknownOutcome: 'hold',
  endpoint: (input) => ({ method: input.method, path: input.path }),
  identity: 'none',
  answer: 'text',
  dataFields: ['body'],
  input: z.strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).meta(field({ title: 'Method' })),
    path: z
      .string()
      .max(2000)
      .regex(apiPath, 'Expected a path such as /api/users/getFields, without address, query or fragment')
      .refine(staysInside, 'Expected a path without .. in it')
      .meta(
        field({
          title: 'Path',
          help: 'Begins with /api/. Percent-encode values inside it; parameters after ? belong into the query.',
          example: '/api/users/getFields',
        }),
      ),
    query: z
      .record(z.string(), z.json())
      .optional()
      .meta(field({ title: 'Query', help: 'A list repeats the parameter.', sticky: true, control: 'dataFields' })),
    body: z
      .record(z.string(), z.json())
      .optional()
      .meta(field({ title: 'Body', sticky: true, control: 'dataFields' })),
    effect: z
      .enum(['read', 'write', 'send'])
      .optional()
      .meta(
        field({
          title: 'Effect',
          help: 'read: changes nothing and may be repeated. write: changes data. send (the default): reaches a person. When no answer comes, write and send are held for you to decide.',
          sticky: true,
        }),
      ),
  }),
  output: z.json(),
  request: (input) => ({
    ...(input.query === undefined ? {} : { query: input.query }),
    ...(input.body === undefined ? {} : { body: input.body }),
  }),
  examples: [
    {
      title: 'Read the profile fields of the project',
      input: { method: 'GET', path: '/api/users/getFields' },
      output: { fields: { email: 'string', signupDate: 'date' } },
    },
    {
      title: 'Merge two users',
      input: {
        method: 'POST',
        path: '/api/users/merge',
        body: { sourceUserId: 'user-1', destinationUserId: 'user-2' },
        effect: 'write',
      },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { method: 'GET', path: 'https://example.com/api/lists' }, reason: 'The host comes from the connection.' },
    { input: { method: 'GET', path: '//example.com/api/lists' }, reason: 'Two slashes would name another host.' },
    { input: { method: 'GET', path: '/api/../admin' }, reason: 'The path may not leave /api/.' },
    { input: { method: 'GET', path: '/api/users/getByEmail?email=x' }, reason: 'Parameters belong into the query.' },
    { input: { method: 'TRACE', path: '/api/lists' }, reason: 'The API has no such method.' },
  ],
});

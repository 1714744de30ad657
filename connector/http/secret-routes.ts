import { z } from 'zod';

import { page, pageQuery, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';
import { slicePage } from './slice-page.ts';

const name = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be lower-case letters, digits and underscores');
const host = z
  .string()
  .toLowerCase()
  .max(253)
  .regex(/^(\*\.)?[a-z0-9[]([a-z0-9.:\]-]*[a-z0-9\]])?$/, 'must be a host name, or *. and one');

// write-only: no answer has a place for the value
const secret = z.object({
  id: z.string(),
  name: z.string(),
  hosts: z.array(z.string()).meta({ description: 'Hosts that it may be sent to.' }),
  createdAt: time,
  updatedAt: time,
});

export const secretRoutes = [
  defineRoute({
    method: 'post',
    path: '/keys/rotate',
    tag: 'Secrets',
    summary: 'Replace the master key and seal everything anew, while the server runs.',
    response: z.object({
      keyId: z.string().meta({ description: 'Names the new key without telling it.' }),
      resealed: z.number().int(),
    }),
    errors: ['ITC_KEY_FIXED'],
    handler: ({ rotateKeys }) => rotateKeys(),
  }),
  defineRoute({
    method: 'get',
    path: '/secrets',
    tag: 'Secrets',
    summary: 'List the named secrets of recipes, without their values.',
    query: z.strictObject(pageQuery),
    response: page(secret),
    handler: async ({ secrets }, { query }) => slicePage(await secrets.list(), query, ({ name: key }) => key),
  }),
  defineRoute({
    method: 'post',
    path: '/secrets',
    tag: 'Secrets',
    summary: 'Keep a secret for calls to other systems, or replace it; its value is never shown again.',
    status: 201,
    body: z.strictObject({
      name,
      // shorter ones could not be told from ordinary text when records are cleaned of them
      value: z
        .string()
        .min(8)
        .max(4_000)
        .regex(/^[\x21-\x7e]+$/, 'must be plain ASCII without blanks'),
      hosts: z.array(host).min(1).max(20),
    }),
    response: secret,
    handler: async ({ secrets }, { body }) => secrets.put(body),
  }),
  defineRoute({
    method: 'delete',
    path: '/secrets/{name}',
    tag: 'Secrets',
    summary: 'Remove a named secret; steps that refer to it fail from then on.',
    params: z.object({ name }),
    response: z.object({ removed: z.string() }),
    errors: ['ITC_SECRET_UNKNOWN'],
    handler: async ({ secrets }, { params }) => {
      await secrets.remove(params.name);
      return { removed: params.name };
    },
  }),
];

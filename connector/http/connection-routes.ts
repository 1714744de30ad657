import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { defaultFieldCheck, fieldCheckModes } from '../iterable/field-check.ts';
import type { ConnectionRecord } from '../store/store.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { keepTest } from './connection-health-routes.ts';
import { connectionTest } from './connection-test.ts';
import { nameParams, page, pageQuery, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';
import { allowedSources, newConnection } from './new-connection.ts';
import { slicePage } from './slice-page.ts';

const callsPerSecond = z.number().int().min(1).max(100_000).meta({ description: 'Webhooks taken in a second.' });
const days = z.number().int().min(1).max(3_650);
const keepDays = z
  .strictObject({ events: days.exactOptional(), jobs: days.exactOptional() })
  .meta({ description: 'Days that events and jobs are kept, where that is less than the server keeps them.' });
const maskedFields = z
  .array(z.string().regex(/^[^.\s]{1,100}(\.[^.\s]{1,100}){0,9}$/, 'must be a name, or names with full stops between'))
  .max(100)
  .meta({ description: 'Fields whose values the history of jobs hides, e.g. `email` or `dataFields.phoneNumber`.' });

const connection = z.object({
  id: z.string(),
  name: z.string(),
  region: z.enum(['us', 'eu']),
  sandboxUrl: z.string().nullable(),
  projectType: z.enum(['email', 'userId', 'hybrid']),
  projectId: z.string().nullable(),
  environment: z.string().nullable(),
  apiKeyHint: z.string().meta({ description: 'The last four characters of the API key.' }),
  webhookUrl: z.string(),
  secretHeader: z.string(),
  secrets: z.array(z.object({ createdAt: time, expiresAt: time.nullable() })),
  writeKeys: z.array(z.object({ createdAt: time, expiresAt: time.nullable() })),
  allowUnauthenticated: z.boolean(),
  allowedSources: z.array(z.string()),
  fieldCheck: z.enum(fieldCheckModes),
  callsPerSecond: callsPerSecond.nullable(),
  keepDays,
  maskedFields: z.array(z.string()),
  createdAt: time,
  updatedAt: time,
});

function show(runtime: Runtime, record: ConnectionRecord): z.input<typeof connection> {
  return {
    ...record,
    fieldCheck: record.fieldCheck ?? defaultFieldCheck,
    writeKeys: record.writeKeys ?? [],
    callsPerSecond: record.callsPerSecond ?? null,
    keepDays: record.keepDays ?? {},
    maskedFields: record.maskedFields ?? [],
    webhookUrl: runtime.webhookUrl(record),
  };
}

const errors = ['ITC_CONNECTION_UNKNOWN'] as const;

export const connectionRoutes = [
  defineRoute({
    method: 'get',
    path: '/connections',
    tag: 'Connections',
    summary: 'List the connections.',
    query: z.object(pageQuery),
    response: page(connection),
    handler: async (runtime, { query }) => {
      const all = await runtime.connections.list();
      return slicePage(
        all.map((record) => show(runtime, record)),
        query,
        ({ id }) => id,
      );
    },
  }),
  defineRoute({
    method: 'post',
    path: '/connections',
    tag: 'Connections',
    summary: 'Add a connection; the answer shows the webhook secret and the write key this once.',
    status: 201,
    body: newConnection,
    response: connection.extend({ secret: z.string(), writeKey: z.string(), warnings: z.array(z.string()) }),
    errors: ['ITC_CONNECTION_EXISTS'],
    handler: async (runtime, { body }) => {
      const { record, ...secrets } = await runtime.connections.create(body.connection);
      return { ...show(runtime, record), ...secrets, warnings: body.warnings };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/connections/{name}',
    tag: 'Connections',
    summary: 'Show a connection.',
    params: nameParams,
    response: connection,
    errors,
    handler: async (runtime, { params }) => show(runtime, await runtime.connections.get(params.name)),
  }),
  defineRoute({
    method: 'delete',
    path: '/connections/{name}',
    tag: 'Connections',
    summary: 'Remove a connection that no recipe uses.',
    params: nameParams,
    response: z.object({ removed: z.string() }),
    errors: [...errors, 'ITC_CONNECTION_IN_USE'],
    handler: async (runtime, { params }) => {
      const { id, name } = await runtime.connections.get(params.name);
      const recipes = (await runtime.store.listRecipes()).filter(({ connectionId }) => connectionId === id);
      if (recipes.length > 0) {
        const names = recipes.map((recipe) => recipe.name);
        throw new ConnectorError('ITC_CONNECTION_IN_USE', `Recipes use this connection: ${names.join(', ')}.`, {
          details: { recipes: names },
        });
      }
      await runtime.connections.remove(name);
      return { removed: name };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/connections/{name}/test',
    tag: 'Connections',
    summary: 'Test the API key with harmless calls.',
    params: nameParams,
    response: connectionTest,
    errors,
    handler: async (runtime, { params }) => {
      const result = await runtime.testConnection(params.name);
      await keepTest(runtime, params.name, result);
      return result;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/connections/{name}/policy',
    tag: 'Connections',
    summary: 'Set who may send webhooks, how many in a second, how long they are kept and which fields are hidden.',
    params: nameParams,
    body: z.strictObject({
      allowedSources: allowedSources.exactOptional(),
      callsPerSecond: callsPerSecond
        .nullable()
        .exactOptional()
        .meta({ description: 'Webhooks taken in a second; null = as many as the server takes.' }),
      keepDays: keepDays
        .exactOptional()
        .meta({ description: 'What is left out of it is kept as long as the server does.' }),
      maskedFields: maskedFields.exactOptional(),
    }),
    response: connection,
    errors,
    handler: async (runtime, { params, body }) => show(runtime, await runtime.connections.setPolicy(params.name, body)),
  }),
  defineRoute({
    method: 'post',
    path: '/connections/{name}/rotate-secret',
    tag: 'Connections',
    summary: 'Make a new webhook secret; the old one stays valid for seven days.',
    params: nameParams,
    response: z.object({ secret: z.string(), previousValidUntil: time.nullable() }),
    errors,
    handler: async (runtime, { params }) => runtime.connections.rotateSecret(params.name),
  }),
  defineRoute({
    method: 'post',
    path: '/connections/{name}/rotate-write-key',
    tag: 'Connections',
    summary: 'Make a new write key for tracking SDKs; the old one stays valid for seven days.',
    params: nameParams,
    response: z.object({ writeKey: z.string(), previousValidUntil: time.nullable() }),
    errors,
    handler: async (runtime, { params }) => runtime.connections.rotateWriteKey(params.name),
  }),
];

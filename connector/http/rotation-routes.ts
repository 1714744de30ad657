import { z } from 'zod';

import type { ConnectionRecord } from '../store/store.ts';
import { nameParams, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';

const errors = ['ITC_CONNECTION_UNKNOWN'] as const;

export const rotationState = z
  .object({
    mode: z.enum(['automatic', 'static']),
    webhookId: z.int().nullable().meta({ description: 'null: nothing is rotated.' }),
    expiresAt: time.nullable().meta({ description: 'End of the newest secret.' }),
    isUsed: z.boolean().meta({ description: 'Iterable was seen to use the newest secret.' }),
    lastRotatedAt: time.nullable(),
    alarm: z.object({ code: z.string(), message: z.string(), at: time }).nullable(),
  })
  .nullable();

/** What a person may know of the secret of a connection; null where it has no end. */
export function showRotation({ rotation, secrets }: ConnectionRecord): z.input<typeof rotationState> {
  const newest = secrets.at(-1);
  if (rotation === undefined) return null;
  return { ...rotation, expiresAt: newest?.expiresAt ?? null, isUsed: newest?.provedAt !== undefined };
}

/** Webhook secrets with an end. */
export const rotationRoutes = [
  defineRoute({
    method: 'post',
    path: '/connections/{name}/rotation',
    tag: 'Connections',
    summary: 'Set which webhook of Iterable gets new secrets by itself; `none` turns rotation off.',
    params: nameParams,
    body: z.strictObject({
      mode: z
        .enum(['automatic', 'static', 'off'])
        .default('automatic')
        .meta({ description: 'static (deprecated): the secret ends too, and a person renews it after a warning.' }),
      webhookId: z
        .union([z.int().positive(), z.literal(['none', ''])])
        .default('none')
        .meta({ description: 'Id of the system webhook in Iterable, or none.' }),
    }),
    response: z.object({ rotation: rotationState, warnings: z.array(z.string()) }),
    errors: [...errors, 'ITC_ROTATION_WEBHOOK', 'ITC_ROTATION_FAILED'],
    handler: async (runtime, { params: { name }, body: { mode, webhookId } }) => {
      const id = typeof webhookId === 'number' ? webhookId : null;
      const webhook = await runtime.rotations.configure(name, mode === 'off' ? null : { mode, webhookId: id });
      const record = await runtime.connections.get(name);
      const isElsewhere = webhook !== null && !webhook.endpoint.startsWith(runtime.webhookUrl(record));
      const warnings = isElsewhere ? ['This webhook calls another address than that of this connection.'] : [];
      return { rotation: showRotation(record), warnings };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/connections/{name}/rotation/run',
    tag: 'Connections',
    summary: 'Do now what the daily run does: renew secrets that are near their end.',
    params: nameParams,
    response: z.object({ done: z.boolean(), rotation: rotationState }),
    errors,
    handler: async ({ rotations, connections }, { params: { name } }) => {
      const done = await rotations.runFor(name);
      return { done, rotation: showRotation(await connections.get(name)) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/connections/{name}/first-token',
    tag: 'Connections',
    summary: 'Make the first token for the webhook in Iterable; it is shown this once.',
    params: nameParams,
    response: z.object({ token: z.string(), expiresAt: time.nullable() }),
    errors: [...errors, 'ITC_TOKEN_SHOWN'],
    handler: async ({ rotations }, { params }) => {
      const { secret, expiresAt } = await rotations.firstToken(params.name);
      return { token: secret, expiresAt };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/server/self-check',
    tag: 'Server',
    summary: 'Call this server by its public address, as Iterable would.',
    response: z.object({
      url: z.string(),
      checks: z.array(
        z.object({ name: z.string(), ok: z.boolean(), cause: z.string().optional(), fix: z.string().optional() }),
      ),
    }),
    handler: (runtime) => runtime.checkPublicAddress(),
  }),
];

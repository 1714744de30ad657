import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import { applyClear } from '../../recipes/mapping/apply-clear.ts';
import { functionSignature, mappingFunctions } from '../../recipes/mapping/functions.ts';
import { resolveMapping } from '../../recipes/mapping/resolve.ts';
import type { Scope } from '../../recipes/mapping/scope.ts';
import { payloadOf } from '../intake/parse-payload.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { anyJson, errorJson } from './answer-schemas.ts';
import { defineRoute } from './route.ts';

const sample = z
  .strictObject({
    event: z.string().max(100).optional().meta({ description: 'Id of a received event.' }),
    payload: anyJson.optional().meta({ description: 'In place of an event.' }),
    outputs: z.record(z.string(), anyJson).default({}).meta({ description: 'By step id.' }),
    loops: z
      .array(
        z.strictObject({ step: z.string(), list: anyJson, batchSize: z.number().int().min(1).max(10_000).optional() }),
      )
      .max(20)
      .default([])
      .meta({ description: 'The for-eaches around the place, outermost first; their first round is taken.' }),
  })
  .refine(({ event, payload }) => event === undefined || payload === undefined, 'give either event or payload');

/** What one text with pills gives. */
export const resolved = z.object({
  state: z
    .enum(['value', 'missing', 'fault'])
    .meta({ description: '`missing`: the field would be left out; `fault`: see `error`.' }),
  value: anyJson,
  error: errorJson.nullable(),
});

async function scopeOf(
  runtime: Runtime,
  { event: id, payload, outputs, loops }: z.output<typeof sample>,
): Promise<Scope> {
  const event = id === undefined ? null : await runtime.store.getEvent(id);
  if (id !== undefined && event === null) throw new ConnectorError('ITC_EVENT_UNKNOWN');
  const outside: Scope = {
    trigger: event === null ? (payload ?? {}) : payloadOf(event.payload),
    event: { id: event?.id ?? 'test', receivedAt: event?.receivedAt ?? new Date().toISOString() },
    job: { id: 'test' },
    steps: new Map(Object.entries(outputs)),
    loops: new Map(),
  };
  return loops.reduce<Scope>((scope, { step, list, batchSize }) => {
    const { value } = resolveOne(list, step, scope);
    const items = Array.isArray(value) ? value : [];
    const round = { item: batchSize === undefined ? (items[0] ?? null) : items.slice(0, batchSize), index: 0 };
    return { ...scope, loops: new Map(scope.loops).set(step, round), round };
  }, outside);
}

/** What a mapping gives in a scope; a fault of the mapping is an answer too. @param path names the mapping in the fault */
export function resolveOne(mapping: Json, path: string, scope: Scope): z.input<typeof resolved> {
  try {
    const value = applyClear(resolveMapping(mapping, scope, path));
    return { state: value === undefined ? 'missing' : 'value', value: value ?? null, error: null };
  } catch (cause) {
    if (!(cause instanceof ConnectorError)) throw cause;
    return { state: 'fault', value: null, error: cause.toJSON() };
  }
}

export const mappingRoutes = [
  defineRoute({
    method: 'post',
    path: '/mapping/resolve',
    tag: 'Recipes',
    summary: 'Show what texts with pills give for a sample.',
    body: z.strictObject({
      mappings: z.record(z.string().max(500), anyJson).meta({ description: 'Any keys; the answer has the same.' }),
      sample: sample.prefault({}),
    }),
    response: z.object({ values: z.record(z.string(), resolved) }),
    errors: ['ITC_EVENT_UNKNOWN'],
    handler: async (runtime, { body }) => {
      const scope = await scopeOf(runtime, body.sample);
      const values = Object.entries(body.mappings).map(([key, mapping]) => [key, resolveOne(mapping, key, scope)]);
      return { values: Object.fromEntries(values) as Record<string, z.input<typeof resolved>> };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/mapping/functions',
    tag: 'Recipes',
    summary: 'List the functions that pills may use, each with an example.',
    response: z.object({
      items: z.array(
        z.object({
          name: z.string(),
          signature: z.string(),
          summary: z.string(),
          returns: z.string(),
          example: z.object({ text: z.string(), gives: anyJson }),
        }),
      ),
    }),
    handler: async () => ({
      items: mappingFunctions.map((entry) => ({ ...entry, signature: functionSignature(entry) })),
    }),
  }),
];

import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import { applyClear } from '../../recipes/mapping/apply-clear.ts';
import { functionSignature, mappingFunctions } from '../../recipes/mapping/functions.ts';
import { resolveMapping } from '../../recipes/mapping/resolve.ts';
import type { LoopRound, Scope } from '../../recipes/mapping/scope.ts';
import { payloadOf } from '../intake/parse-payload.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { anyJson, errorJson } from './answer-schemas.ts';
import { defineRoute } from './route.ts';

const sample = z
  .strictObject({
    event: z.string().max(100).optional().meta({ description: 'Id of a received event.' }),
    payload: anyJson.optional().meta({ description: 'In place of an event.' }),
    outputs: z.record(z.string(), anyJson).default({}).meta({ description: 'By step id.' }),
    rounds: z
      .array(z.strictObject({ step: z.string(), item: anyJson, index: z.number().int().min(0) }))
      .max(20)
      .default([])
      .meta({ description: 'The surrounding for-eaches, outermost first.' }),
  })
  .refine(({ event, payload }) => event === undefined || payload === undefined, 'give either event or payload');

const resolved = z.object({
  state: z
    .enum(['value', 'missing', 'fault'])
    .meta({ description: '`missing`: the field would be left out; `fault`: see `error`.' }),
  value: anyJson,
  error: errorJson.nullable(),
});

async function scopeOf(
  runtime: Runtime,
  { event: id, payload, outputs, rounds }: z.output<typeof sample>,
): Promise<Scope> {
  const event = id === undefined ? null : await runtime.store.getEvent(id);
  if (id !== undefined && event === null) throw new ConnectorError('ITC_EVENT_UNKNOWN');
  const loops = new Map<string, LoopRound>(rounds.map(({ step, item, index }) => [step, { item, index }]));
  const round = [...loops.values()].at(-1);
  return {
    trigger: event === null ? (payload ?? {}) : payloadOf(event.payload),
    event: { id: event?.id ?? 'test', receivedAt: event?.receivedAt ?? new Date().toISOString() },
    job: { id: 'test' },
    steps: new Map(Object.entries(outputs)),
    loops,
    ...(round === undefined ? {} : { round }),
  };
}

function resolveOne(mapping: Json, path: string, scope: Scope): z.input<typeof resolved> {
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

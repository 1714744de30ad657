import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import type { StartTrigger } from '../../recipes/job-machine.ts';
import { parseRecipe } from '../../recipes/parse-recipe.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import { payloadOf } from '../intake/parse-payload.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { testRecipe } from '../runtime/test-recipe.ts';
import { anyJson, errorJson, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';

const testedStep = z.object({
  path: z.string(),
  stepId: z.string(),
  kind: z.enum(['action', 'respond', 'record']),
  action: z.string().nullable(),
  effect: z.enum(['read', 'write', 'send']).nullable(),
  input: anyJson.meta({ description: 'With every pill resolved.' }),
  requests: z.array(z.object({ method: z.string(), url: z.string(), body: anyJson })),
  instead: z.string().nullable().meta({ description: 'What a step that calls nobody would do here.' }),
  source: z.enum(['called', 'given', 'example', 'own']).meta({ description: 'Where the output comes from.' }),
  outcome: z.enum(['success', 'rejected', 'retry', 'unknown']),
  output: anyJson,
  error: errorJson.nullable(),
  exchanges: z.array(
    z.object({
      method: z.string(),
      url: z.string(),
      requestBody: anyJson,
      status: z.number().nullable(),
      responseBody: anyJson,
      requestId: z.string().nullable(),
      startedAt: time,
      durationMs: z.number(),
    }),
  ),
});

const testBody = z
  .strictObject({
    document: anyJson.optional().meta({ description: 'The recipe as JSON; or give `text`.' }),
    text: z.string().max(1_000_000).optional().meta({ description: 'The recipe as YAML or JSON text.' }),
    event: z.string().max(100).optional().meta({ description: 'Id of a received event.' }),
    payload: anyJson.optional().meta({ description: 'In place of an event. Without both the sample of the trigger.' }),
    calls: z
      .union([z.enum(['none', 'reads', 'all']), z.array(z.string().max(64)).max(500)])
      .default('none')
      .meta({ description: 'Which steps call Iterable: none, those that only read, all, or the named ones.' }),
    outputs: z
      .record(z.string(), anyJson)
      .default({})
      .meta({ description: 'By step id: the output of steps that do not call, from an earlier test.' }),
    until: z.string().max(64).optional().meta({ description: 'Id of the last step to test.' }),
  })
  .refine(({ document, text }) => (document === undefined) !== (text === undefined), 'give either document or text')
  .refine(({ event, payload }) => event === undefined || payload === undefined, 'give either event or payload');

/** What a test starts from: a received event, a pasted payload, or the sample that the trigger declares. */
async function triggerOf(
  runtime: Runtime,
  recipe: Recipe,
  { event: id, payload }: { event?: string | undefined; payload?: Json | undefined },
): Promise<StartTrigger> {
  if (id !== undefined) {
    const event = await runtime.store.getEvent(id);
    if (event === null) throw new ConnectorError('ITC_EVENT_UNKNOWN');
    return { payload: payloadOf(event.payload), eventId: event.id, receivedAt: event.receivedAt };
  }
  const receivedAt = new Date().toISOString();
  return {
    payload: payload ?? sampleOf(runtime, recipe.trigger.use, recipe.trigger.with),
    eventId: 'test',
    receivedAt,
  };
}

function sampleOf(runtime: Runtime, name: string, config: Json): Json {
  const trigger = runtime.registry.trigger(name);
  const parsed = trigger.config.safeParse(config);
  return parsed.success ? trigger.sample(parsed.data) : trigger.examples[0].payload;
}

export const recipeTestRoutes = [
  defineRoute({
    method: 'post',
    path: '/recipes/test',
    tag: 'Recipes',
    summary: 'Run a recipe that need not be saved for one event, show what each step would send, and keep nothing.',
    body: testBody,
    response: z.object({
      end: z
        .object({
          status: z.enum(['succeeded', 'failed', 'stopped']),
          reason: z.string().optional(),
          error: errorJson.optional(),
        })
        .nullable()
        .meta({ description: 'null when the test ended before the recipe.' }),
      trigger: z.object({ event: z.string(), payload: anyJson }),
      steps: z.array(testedStep),
    }),
    errors: ['ITC_RECIPE_INVALID', 'ITC_RECIPE_SYNTAX', 'ITC_EVENT_UNKNOWN', 'ITC_TRIGGER_UNKNOWN'],
    handler: async (runtime, { body }) => {
      const recipe = parseRecipe(body.text ?? JSON.stringify(body.document));
      const trigger = await triggerOf(runtime, recipe, body);
      const { calls, outputs, until } = body;
      const { end, steps } = await testRecipe({ recipe, trigger, calls, outputs, until }, runtime);
      return {
        end,
        trigger: { event: trigger.eventId, payload: trigger.payload },
        steps: steps.map((step) => ({ ...step, exchanges: step.exchanges as never })),
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/triggers/{name}/sample',
    tag: 'Catalogue',
    summary: 'Show the sample payload of a trigger with these settings, to map against before the first event.',
    params: z.object({ name: z.string().min(1).max(200) }),
    body: z.strictObject({ with: anyJson.default({}) }),
    response: z.object({ payload: anyJson }),
    errors: ['ITC_TRIGGER_UNKNOWN'],
    handler: async (runtime, { params, body }) => ({ payload: sampleOf(runtime, params.name, body.with) }),
  }),
];

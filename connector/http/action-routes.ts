import { z } from 'zod';

import type { Json } from '../../errors/json.ts';
import { isWebAction, type StepAction } from '../define-web-action.ts';
import type { Action } from '../define.ts';
import type { Registry } from '../registry.ts';
import { actionSnippets } from '../snippets/action-snippets.ts';
import { anyJson, errorJson, nameParams, page, pageQuery } from './answer-schemas.ts';
import { defineRoute } from './route.ts';
import { slicePage } from './slice-page.ts';

const summary = z.object({
  name: z.string(),
  resource: z.string(),
  title: z.string(),
  summary: z.string(),
  docs: z.string(),
  requires: z.string().nullable().meta({ description: 'What the project or the key must have first.' }),
  effect: z.enum(['read', 'write', 'send', 'depends']).meta({ description: '`depends`: the input decides.' }),
  isBulk: z.boolean().meta({ description: 'true where one call carries many items.' }),
  hasRows: z.boolean().meta({ description: 'true where a `forEachPage` can take the answer in pages.' }),
});

const rateLimit = z.object({ calls: z.number(), perMs: z.number(), scope: z.string() });

const full = summary.extend({
  idempotent: z.boolean().nullable().meta({ description: 'null: the input decides.' }),
  onUnknownOutcome: z.enum(['retry', 'hold', 'fail']),
  endpoint: z.object({ method: z.string(), path: z.string() }).nullable(),
  limit: rateLimit.nullable(),
  cap: rateLimit.nullable().meta({ description: 'A second limit over a longer time.' }),
  batch: z.object({ items: z.string(), maxItems: z.number(), maxBytes: z.number() }).nullable(),
  dataFields: z.array(z.string()),
  writesProfile: z.boolean().meta({ description: 'Whether `dataFields` are fields of the user profile.' }),
  input: anyJson.meta({ description: 'JSON Schema with form hints.' }),
  output: anyJson.meta({ description: 'JSON Schema.' }),
  examples: anyJson,
  antiExamples: anyJson,
  snippets: z
    .object({ yaml: z.string(), cli: z.string(), curl: z.string(), typescript: z.string() })
    .meta({ description: 'The first example as recipe step, command line, curl and TypeScript.' }),
});

/** What only actions of Iterable have; a call to another system has none of it. */
const iterableSide = (action: StepAction): Partial<Action> => (isWebAction(action) ? {} : action);

function show(action: StepAction): z.input<typeof summary> {
  const { requires, batch, rows } = iterableSide(action);
  return {
    ...action,
    requires: requires ?? null,
    effect: typeof action.effect === 'function' ? 'depends' : action.effect,
    isBulk: batch !== undefined,
    hasRows: rows !== undefined,
  };
}

/** An action with all that the catalogue tells of it. */
export function showFull(registry: Registry, name: string): z.input<typeof full> {
  const action = registry.step(name);
  const { input, output } = registry.describeAction(name);
  const { endpoint: declared, batch, writesProfile } = iterableSide(action);
  const endpoint = typeof declared === 'object' ? declared : null;
  return {
    ...action,
    ...show(action),
    idempotent: typeof action.idempotent === 'function' ? null : action.idempotent,
    endpoint,
    limit: endpoint?.limit ?? null,
    cap: endpoint?.cap ?? null,
    batch: batch ?? null,
    dataFields: [...(action.dataFields ?? [])],
    writesProfile: writesProfile === true,
    input: input as unknown as Json,
    output: output as unknown as Json,
    examples: action.examples as unknown as Json,
    antiExamples: action.antiExamples as unknown as Json,
    snippets: actionSnippets(action),
  };
}

const request = z.object({ method: z.string(), url: z.string(), body: anyJson });

export const actionRoutes = [
  defineRoute({
    method: 'get',
    path: '/actions',
    tag: 'Catalogue',
    summary: 'List the actions.',
    query: z.strictObject(pageQuery),
    response: page(summary),
    handler: async (runtime, { query }) =>
      // a catalogue is read as a whole, and it is longer than the usual page
      slicePage(
        [...runtime.registry.actions, ...runtime.registry.webActions].map(show),
        { ...query, limit: query.limit ?? 500 },
        ({ name }) => name,
      ),
  }),
  defineRoute({
    method: 'get',
    path: '/actions/{name}',
    tag: 'Catalogue',
    summary: 'Show an action with its schemas, limits, examples and anti-examples.',
    params: nameParams,
    response: full,
    errors: ['ITC_ACTION_UNKNOWN'],
    handler: async (runtime, { params }) => showFull(runtime.registry, params.name),
  }),
  defineRoute({
    method: 'post',
    path: '/actions/{name}/run',
    tag: 'Catalogue',
    summary: 'Run an action once, outside a recipe; `dryRun` shows the request and sends nothing.',
    params: nameParams,
    body: z.strictObject({
      connection: z.string(),
      input: z.record(z.string(), anyJson),
      dryRun: z.boolean().default(false),
      ignoreUnsubscribes: z
        .boolean()
        .default(false)
        .meta({ description: 'A message goes also to somebody who unsubscribed.' }),
    }),
    response: z.object({
      outcome: z
        .enum(['success', 'rejected', 'retry', 'unknown'])
        .nullable()
        .meta({ description: 'null in a dry run.' }),
      output: anyJson,
      items: anyJson,
      error: errorJson.nullable(),
      exchanges: anyJson,
      requests: z.array(request).meta({ description: 'What a dry run would send.' }),
      instead: z.string().nullable().meta({ description: 'What a dry run of a step that calls nobody would do here.' }),
    }),
    errors: ['ITC_ACTION_UNKNOWN', 'ITC_CONNECTION_UNKNOWN', 'ITC_INPUT_INVALID', 'ITC_IDENTITY_MISSING'],
    handler: async (runtime, { params, body }) => {
      const action = runtime.registry.step(params.name);
      if (body.dryRun) {
        const preview = await runtime.previewAction(action, body.connection, body.input);
        return { outcome: null, output: null, items: null, error: null, exchanges: [], ...preview };
      }
      const result = await runtime.runAction(action, body.connection, body.input, body);
      return {
        ...result,
        items: result.items as unknown as Json,
        exchanges: result.exchanges as unknown as Json,
        requests: [],
        instead: null,
      };
    },
  }),
];

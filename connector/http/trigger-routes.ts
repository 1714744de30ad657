import { z } from 'zod';

import type { Json } from '../../errors/json.ts';
import { triggerSources, type Trigger } from '../define.ts';
import { anyJson, nameParams, page, pageQuery } from './answer-schemas.ts';
import { defineRoute } from './route.ts';
import { slicePage } from './slice-page.ts';

const summary = z.object({
  name: z.string(),
  title: z.string(),
  summary: z.string(),
  docs: z.string(),
  source: z.enum(triggerSources),
});

const full = summary.extend({ config: anyJson, output: anyJson, examples: anyJson, antiExamples: anyJson });

function show(trigger: Trigger, config: Json, output: Json): z.input<typeof full> {
  return {
    ...trigger,
    config,
    output,
    examples: trigger.examples as unknown as Json,
    antiExamples: trigger.antiExamples as unknown as Json,
  };
}

export const triggerRoutes = [
  defineRoute({
    method: 'get',
    path: '/triggers',
    tag: 'Catalogue',
    summary: 'List what can start a recipe.',
    query: z.strictObject(pageQuery),
    response: page(summary),
    handler: async (runtime, { query }) => slicePage([...runtime.registry.triggers], query, ({ name }) => name),
  }),
  defineRoute({
    method: 'get',
    path: '/triggers/{name}',
    tag: 'Catalogue',
    summary: 'Show a trigger with the schemas of its settings and its payload.',
    params: nameParams,
    response: full,
    errors: ['ITC_TRIGGER_UNKNOWN'],
    handler: async (runtime, { params }) => {
      const { config, output } = runtime.registry.describeTrigger(params.name);
      return show(runtime.registry.trigger(params.name), config as unknown as Json, output as unknown as Json);
    },
  }),
];

import { z } from 'zod';

import type { Json } from '../../errors/json.ts';
import { readRecipeTemplates } from '../runtime/recipe-templates.ts';
import { anyJson, page, pageQuery } from './answer-schemas.ts';
import { defineRoute } from './route.ts';
import { slicePage } from './slice-page.ts';

const template = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  trigger: z.string(),
  /** names of the actions it uses, in the order of the steps */
  actions: z.array(z.string()),
  document: anyJson.meta({ description: 'The recipe; set `name` and `connection` before saving it.' }),
});

function actionsOf(steps: readonly unknown[]): string[] {
  return steps.flatMap((step) => {
    const { use, ...blocks } = step as { use?: string; then?: unknown[]; else?: unknown[]; steps?: unknown[] };
    const inner = [blocks.then, blocks.else, blocks.steps].flatMap((block) => actionsOf(block ?? []));
    return use === undefined ? inner : [use, ...inner];
  });
}

function readTemplates(): z.input<typeof template>[] {
  return readRecipeTemplates().map((document) => {
    const { name, title = name, description = '', trigger, steps } = document;
    return {
      name,
      title,
      description,
      trigger: trigger.use,
      actions: [...new Set(actionsOf(steps))],
      document: document as unknown as Json,
    };
  });
}

export const recipeTemplateRoutes = [
  defineRoute({
    method: 'get',
    path: '/recipe-templates',
    tag: 'Recipes',
    summary: 'List the recipes that come with the connector, to start from.',
    query: z.strictObject(pageQuery),
    response: page(template),
    handler: async (_runtime, { query }) => slicePage(readTemplates(), query, ({ name }) => name),
  }),
];

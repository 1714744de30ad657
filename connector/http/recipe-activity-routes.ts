import { z } from 'zod';

import type { Runtime } from '../runtime/runtime.ts';
import { page, pageQuery, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';
import { slicePage } from './slice-page.ts';

const status = z.enum(['queued', 'running', 'waiting', 'held', 'succeeded', 'failed', 'stopped', 'discarded']);

const activity = z.object({
  recipe: z.string(),
  lastJob: z.object({ id: z.string(), status, startedAt: time.nullable() }).nullable(),
  jobs: z.number().int().meta({ description: 'How many of its newest jobs were looked at, 100 at most.' }),
  failed: z.number().int().meta({ description: 'How many of them failed.' }),
});

const newest = 100;

async function activityOf(runtime: Runtime, recipe: string): Promise<z.input<typeof activity>> {
  const { items } = await runtime.store.listJobs({ recipe, limit: newest });
  const [last] = items;
  return {
    recipe,
    lastJob: last === undefined ? null : { id: last.id, status: last.status, startedAt: last.startedAt },
    jobs: items.length,
    failed: items.filter((job) => job.status === 'failed').length,
  };
}

export const recipeActivityRoutes = [
  defineRoute({
    method: 'get',
    path: '/recipe-activity',
    tag: 'Recipes',
    summary: 'Show the last job of each recipe and how many of its newest jobs failed, in the order of the recipes.',
    query: z.strictObject(pageQuery),
    response: page(activity),
    handler: async (runtime, { query }) => {
      const recipes = (await runtime.store.listRecipes()).sort((a, b) => (a.id < b.id ? 1 : -1));
      const { items, next } = slicePage(recipes, query, ({ id }) => id);
      return { items: await Promise.all(items.map(({ name }) => activityOf(runtime, name))), next };
    },
  }),
];

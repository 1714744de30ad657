import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { given, nameParams, page, pageQuery, time } from './answer-schemas.ts';
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
  defineRoute({
    method: 'get',
    path: '/recipes/{name}/dropped-events',
    tag: 'Recipes',
    summary: 'Count the events of the kind that a recipe listens to, and those of them that its trigger let pass.',
    params: nameParams,
    query: z.strictObject({ from: z.iso.datetime().optional().meta({ description: 'Received at or after.' }) }),
    response: z.object({
      events: z.int().meta({ description: 'Of its connection, repeated deliveries left out.' }),
      started: z.int().meta({ description: 'Those that started a job of the recipe.' }),
      dropped: z.int(),
    }),
    errors: ['ITC_RECIPE_UNKNOWN'],
    handler: async ({ store, registry }, { params, query }) => {
      const recipe = await store.getRecipe(params.name);
      if (recipe === null) throw new ConnectorError('ITC_RECIPE_UNKNOWN');
      const { connection, trigger } = recipe.document;
      const filter = { connection, kind: registry.trigger(trigger.use).source, duplicates: false, ...given(query) };
      const [events, dropped] = await Promise.all([
        store.countEvents(filter),
        store.countEvents({ ...filter, withoutRecipe: recipe.name }),
      ]);
      return { events, started: events - dropped, dropped };
    },
  }),
];

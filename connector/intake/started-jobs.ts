import { hash } from 'node:crypto';

import type { IncomingEvent } from '../define.ts';
import type { NewJob, RecipeRecord } from '../store/store.ts';
import type { PrepareRecipe } from './hook-recipes.ts';

/** The jobs that an event starts: one per enabled recipe that matches it. Names of people reach an order key only as a hash. */
export function startedJobs(
  event: IncomingEvent,
  candidates: readonly RecipeRecord[],
  { prepare, newId }: { prepare: PrepareRecipe; newId: (prefix: string) => string },
): NewJob[] {
  const jobs: NewJob[] = [];
  for (const record of candidates) {
    const recipe = prepare(record);
    if (recipe === null || !record.enabled || recipe.trigger.source !== event.kind || !recipe.matches(event)) continue;
    const name = recipe.trigger.orderKey?.(event) ?? null;
    jobs.push({
      id: newId('job'),
      recipeId: record.id,
      recipe: record.name,
      version: record.version,
      ...(name === null ? {} : { orderKey: hash('sha256', JSON.stringify([record.connectionId, name]), 'hex') }),
    });
  }
  return jobs;
}

import { createHash } from 'node:crypto';

import { newId } from '../connector/store/new-id.ts';
import type { PostgresStore } from '../connector/store/postgres/open-postgres-store.ts';
import type { NewEvent, RecipeRecord } from '../connector/store/store.ts';

const body = Buffer.from(JSON.stringify({ email: 'ada@example.com', text: 'x'.repeat(2_000) }));

/** An event of 2 KB that starts one job of the recipe. */
export function eventOf(recipe: Pick<RecipeRecord, 'id' | 'name'>): NewEvent {
  const id = newId('evt');
  return {
    id,
    connectionId: 'con_1',
    connection: 'main',
    kind: 'system_webhook',
    eventName: 'emailOpen',
    workflowId: null,
    receivedAt: new Date().toISOString(),
    deliveryKey: createHash('sha256').update(id).digest('hex'),
    dedupWindowMs: 1_000,
    method: 'POST',
    contentType: 'application/json',
    headers: {},
    query: '',
    recipeId: null,
    body,
    jobs: [{ id: newId('job'), recipeId: recipe.id, recipe: recipe.name, version: 1 }],
  };
}

/** A recipe of no steps. */
export async function saveRecipe(store: PostgresStore): Promise<RecipeRecord> {
  const document = {
    name: 'noop',
    connection: 'main',
    trigger: { use: 'new_object', with: { eventName: 'emailOpen' } },
    steps: [],
  };
  const recipe = { id: newId('rcp'), name: 'noop', enabled: true, document, connectionId: 'con_1', journeyToken: 'jk' };
  return store.saveRecipe(recipe, null, new Date().toISOString());
}

export const nth = (sorted: readonly number[], share: number): number =>
  sorted[Math.ceil(share * sorted.length) - 1] ?? 0;

export const median = (values: readonly number[]): number =>
  nth(
    [...values].sort((a, b) => a - b),
    0.5,
  );

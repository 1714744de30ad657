import { createHash } from 'node:crypto';

import { newId } from '../../connector/store/new-id.ts';
import type {
  ClaimedJob,
  ConnectionRecord,
  NewEvent,
  NewJob,
  RecipeRecord,
  StepRecord,
  Store,
} from '../../connector/store/store.ts';
import type { Recipe } from '../../recipes/recipe.ts';

export const t0 = Date.parse('2026-11-21T10:00:00.000Z');
export const iso = (ms: number): string => new Date(ms).toISOString();

export const document: Recipe = {
  name: 'welcome',
  connection: 'main',
  trigger: { use: 'new_object', with: { eventName: 'emailSubscribe' } },
  steps: [{ id: 'look_up', use: 'read_it' }],
};

export function connectionRecord(changes: Partial<ConnectionRecord> = {}): ConnectionRecord {
  return {
    id: newId('con'),
    name: 'main',
    region: 'us',
    sandboxUrl: null,
    projectType: 'email',
    projectId: null,
    environment: null,
    sealedApiKey: 'sealed',
    apiKeyHint: '0001',
    hookToken: newId('hook'),
    secretHeader: 'x-itc-secret',
    secrets: [{ hash: 'ab', createdAt: iso(t0), expiresAt: null }],
    allowUnauthenticated: false,
    allowedSources: ['10.0.0.0/8'],
    createdAt: iso(t0),
    updatedAt: iso(t0),
    ...changes,
  };
}

export async function saveRecipe(store: Store, name = 'welcome', steps = document.steps): Promise<RecipeRecord> {
  return store.saveRecipe(
    {
      id: newId('rcp'),
      name,
      enabled: true,
      document: { ...document, name, steps },
      connectionId: 'con_1',
      journeyToken: newId('tok'),
    },
    null,
    iso(t0),
  );
}

export const newJob = (recipe: RecipeRecord): NewJob => ({
  id: newId('job'),
  recipeId: recipe.id,
  recipe: recipe.name,
  version: recipe.version,
});

export function newEvent(changes: Partial<NewEvent> = {}): NewEvent {
  const id = newId('evt');
  return {
    id,
    connectionId: 'con_1',
    connection: 'main',
    kind: 'system_webhook',
    eventName: 'emailSubscribe',
    workflowId: null,
    receivedAt: iso(t0),
    deliveryKey: createHash('sha256').update(id).digest('hex'),
    dedupWindowMs: 86_400_000,
    method: 'POST',
    contentType: 'application/json',
    headers: { 'user-agent': 'test' },
    query: '',
    recipeId: null,
    body: Buffer.from('{"email":"ada@example.com"}'),
    jobs: [],
    ...changes,
  };
}

export function stepOf(claimed: ClaimedJob, changes: Partial<StepRecord> = {}): StepRecord {
  return {
    jobId: claimed.job.id,
    path: 'look_up',
    stepId: 'look_up',
    kind: 'action',
    action: 'read_it',
    attempt: 1,
    effect: 'read',
    idempotent: true,
    input: { email: 'ada@example.com' },
    outcome: null,
    output: null,
    items: null,
    exchanges: [],
    error: null,
    startedAt: iso(t0),
    endedAt: null,
    ...changes,
  };
}

/** Stores one event with one job of the recipe and claims that job. */
export async function claimOne(store: Store, recipe: RecipeRecord): Promise<ClaimedJob> {
  await store.appendEvent(newEvent({ jobs: [newJob(recipe)] }));
  const [claimed] = await store.claimJobs(1, iso(t0), iso(t0 + 30_000));
  return claimed!;
}

/** Reads a listing to its end. */
export async function readAll<T>(
  list: (cursor: { cursor?: string }) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: { cursor?: string } = {};
  for (;;) {
    const page = await list(cursor);
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = { cursor: page.next };
  }
}

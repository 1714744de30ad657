import { ConnectorError } from '../../errors/connector-error.ts';
import type { ImportOrder } from '../imports/import-step.ts';
import type { EventFilter, JobFilter, RecipeRecord, RepeatedJob, Store, TaskStep } from '../store/store.ts';

/** Which events; `to` is set when the task is made, so that it never runs after its own traces. */
export type EventSelection = Pick<
  EventFilter,
  'ids' | 'connection' | 'connections' | 'kind' | 'eventName' | 'workflowId' | 'from' | 'to'
>;
export type JobSelection = Pick<JobFilter, 'ids' | 'recipe' | 'recipes' | 'status' | 'code' | 'from' | 'to'>;

interface RerunOptions {
  from: 'failed' | 'start';
  version: 'job' | 'current';
}

/** What a person may ask for in bulk. */
export type TaskOrder = JobOrder | ({ workspace?: string } & ImportOrder);

/** Work that starts jobs. */
export type JobOrder = {
  /** whose task it is; left out = of the default workspace */
  workspace?: string;
} &
  /** starts the recipes of the chosen events once more, or only the named one */
  (
    | { kind: 'bulk_replay'; events: EventSelection; recipe?: string }
    /** starts a recipe for the events that match it and never started it */
    | { kind: 'replay_missing'; recipe: string; from: string; to?: string }
    /** runs the chosen ended jobs again */
    | ({ kind: 'rerun_jobs'; jobs: JobSelection } & RerunOptions)
    /** runs failed jobs again, unless that was done since */
    | ({
        kind: 'recover_failed';
        jobs: Pick<JobSelection, 'recipe' | 'recipes' | 'code' | 'from' | 'to'>;
      } & RerunOptions)
  );

export interface PlanParts {
  store: Pick<Store, 'listEvents' | 'countEvents' | 'listJobs' | 'countJobsOf' | 'getRecipe'>;
  /** enabled recipes that the stored event would start today */
  matchingRecipes: (eventId: string) => Promise<RecipeRecord[]>;
  newId: (prefix: 'job') => string;
}

/** Items of one step: few enough for one transaction beside the webhooks. */
const itemsPerStep = 25;
const ended = ['succeeded', 'failed', 'stopped', 'discarded'];

async function recipeNamed({ store }: PlanParts, name: string): Promise<RecipeRecord> {
  const recipe = await store.getRecipe(name);
  if (recipe !== null) return recipe;
  throw new ConnectorError('ITC_RECIPE_UNKNOWN', `There is no recipe named ${JSON.stringify(name)}.`);
}

async function eventsOf(order: JobOrder, parts: PlanParts): Promise<EventFilter | null> {
  if (order.kind === 'bulk_replay') return { ...order.events, duplicates: false };
  if (order.kind !== 'replay_missing') return null;
  const { document, name } = await recipeNamed(parts, order.recipe);
  const { from, to } = order;
  return {
    connection: document.connection,
    duplicates: false,
    withoutRecipe: name,
    from,
    ...(to === undefined ? {} : { to }),
  };
}

function jobsOf(order: JobOrder): JobFilter {
  if (order.kind === 'rerun_jobs') return order.jobs;
  return order.kind === 'recover_failed' ? { ...order.jobs, status: 'failed', isNewest: true } : {};
}

/** How many events or jobs an order looks at; not each of them needs to start a job. */
export async function countItems(order: JobOrder, parts: PlanParts): Promise<number> {
  const events = await eventsOf(order, parts);
  return events === null ? parts.store.countJobsOf(jobsOf(order)) : parts.store.countEvents(events);
}

/**
 * The next items of an order, the oldest first, and the jobs they start.
 * @param cursor of the step before; null = from the beginning
 * @throws ConnectorError ITC_RECIPE_UNKNOWN
 */
export async function planStep(order: JobOrder, cursor: string | null, parts: PlanParts): Promise<TaskStep> {
  const page = { oldestFirst: true, limit: itemsPerStep, ...(cursor === null ? {} : { cursor }) };
  const events = await eventsOf(order, parts);
  if (events !== null) {
    const { items, next } = await parts.store.listEvents({ ...events, ...page });
    const jobs = [];
    for (const { id } of items) jobs.push(...(await startsOf(order, id, parts)));
    return { from: cursor, cursor: next, items: items.length, jobs };
  }
  const { items, next } = await parts.store.listJobs({ ...jobsOf(order), ...page });
  const jobs: RepeatedJob[] = [];
  for (const job of items) {
    const recipe = ended.includes(job.status) ? await parts.store.getRecipe(job.recipe) : null;
    if (recipe === null) continue;
    const { from, version } = order as RerunOptions;
    jobs.push({
      ...newJob(recipe, job.event, parts),
      version: version === 'job' ? job.version : recipe.version,
      rerunOf: job.id,
      ...(from === 'failed' ? { copyLedgerOf: job.id } : {}),
    });
  }
  return { from: cursor, cursor: next, items: items.length, jobs };
}

const newJob = ({ id, name, version }: RecipeRecord, eventId: string, { newId }: PlanParts): RepeatedJob => ({
  id: newId('job'),
  recipeId: id,
  recipe: name,
  version,
  eventId,
});

async function startsOf(order: JobOrder, eventId: string, parts: PlanParts): Promise<RepeatedJob[]> {
  if (order.kind === 'bulk_replay' && order.recipe !== undefined) {
    return [newJob(await recipeNamed(parts, order.recipe), eventId, parts)];
  }
  const matching = await parts.matchingRecipes(eventId);
  const wanted = order.kind === 'replay_missing' ? matching.filter(({ name }) => name === order.recipe) : matching;
  return wanted.map((recipe) => newJob(recipe, eventId, parts));
}

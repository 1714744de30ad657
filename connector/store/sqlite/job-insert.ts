import type { NewJob } from '../store.ts';
import { createJobOrder } from './job-order.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

type JobInsert = Pick<
  Omit<Tables['jobs'], 'blocked'> & { blocked: number },
  'id' | 'recipe_id' | 'recipe' | 'version' | 'event_id' | 'created_at' | 'rerun_of' | 'task' | 'order_key' | 'blocked'
>;

/** Queues a job within the running transaction; answers its place in the table. */
export function createJobInsert(
  parts: SqliteParts,
): (job: NewJob & { eventId: string; rerunOf?: string; task?: string }) => number {
  const { db, now, jobsQueued } = parts;
  const order = createJobOrder(parts);
  const insert = prepare(db, (given: Given<JobInsert>) =>
    queries.insertInto('jobs').values({
      id: given.id,
      recipe_id: given.recipe_id,
      recipe: given.recipe,
      version: given.version,
      event_id: given.event_id,
      status: 'queued',
      created_at: given.created_at,
      rerun_of: given.rerun_of,
      task: given.task,
      order_key: given.order_key,
      blocked: given.blocked,
    }),
  );
  return (job) => {
    const { lastInsertRowid } = insert.run({
      id: job.id,
      recipe_id: job.recipeId,
      recipe: job.recipe,
      version: job.version,
      event_id: job.eventId,
      created_at: new Date(now()).toISOString(),
      rerun_of: job.rerunOf ?? null,
      task: job.task ?? null,
      order_key: job.orderKey ?? null,
      blocked: order.mustWait(job.orderKey) ? 1 : 0,
    });
    jobsQueued();
    return Number(lastInsertRowid);
  };
}

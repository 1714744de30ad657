import { sql } from 'kysely';

import type { ErrorJson } from '../../../errors/connector-error.ts';
import type { JobRecord, JobStatus } from '../store.ts';
import { queries } from './statement.ts';
import type { Tables } from './tables.ts';

type JobRow = {
  [K in 'id' | 'recipe' | 'version' | 'event_id' | 'status' | 'created_at' | 'rerun_of' | 'task']: Tables['jobs'][K];
} & {
  started_at: string | null;
  ended_at: string | null;
  run_at: string | null;
  error: string | null;
  reason: string | null;
  steps: number;
};

/** A count of each status, all zero. */
export const noJobs: Readonly<Record<JobStatus, number>> = {
  queued: 0,
  running: 0,
  waiting: 0,
  held: 0,
  succeeded: 0,
  failed: 0,
  stopped: 0,
  discarded: 0,
};

/** Jobs with the columns of a record; `steps` counts a step once, whatever its attempts. */
export const jobRows = queries
  .selectFrom('jobs')
  .select([
    'jobs.seq',
    'jobs.id',
    'jobs.recipe',
    'jobs.version',
    'jobs.event_id',
    'jobs.status',
    'jobs.created_at',
    'jobs.rerun_of',
    'jobs.started_at',
    'jobs.ended_at',
    'jobs.run_at',
    'jobs.error',
    'jobs.reason',
    'jobs.task',
  ])
  .select((expression) =>
    expression
      .selectFrom('steps')
      .select(sql<number>`count(distinct steps.path)`.as('count'))
      .whereRef('steps.job_seq', '=', 'jobs.seq')
      .$asScalar()
      .$notNull()
      .as('steps'),
  );

/** Added to rows that are listed; the rows of a worker do without. */
export const mostAttempts = queries
  .selectFrom('steps')
  .select(sql<number>`coalesce(max(steps.attempt), 0)`.as('attempts'))
  .whereRef('steps.job_seq', '=', sql.ref('jobs.seq'))
  .$asScalar()
  .$notNull()
  .as('attempts');

export function toJobRecord(row: JobRow): JobRecord {
  return {
    id: row.id,
    recipe: row.recipe,
    version: row.version,
    event: row.event_id,
    status: row.status,
    steps: row.steps,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    createdAt: row.created_at,
    runAt: row.run_at,
    error: row.error === null ? null : (JSON.parse(row.error) as ErrorJson),
    reason: row.reason,
    rerunOf: row.rerun_of,
    task: row.task,
  };
}

import type { RepeatedJob } from '../job-store.ts';
import { stepColumns } from '../sqlite/ledger.ts';
import { mustWait } from './job-order.ts';
import { queries } from './queries.ts';
import { first, run, tellWorkers, type Script, type SqlStore } from './script.ts';

/** Queues a job for a stored event; null when the event is not there, else its place in the table. */
export function* enqueueJob(
  { now, dialect }: Pick<SqlStore, 'now' | 'dialect'>,
  job: RepeatedJob & { task?: string },
): Script<number | null> {
  const event = yield* first(queries.selectFrom('events').select('received_at').where('id', '=', job.eventId));
  if (event === undefined) return null;
  const blocked = (yield* mustWait(dialect, job.orderKey ?? null)) ? 1 : 0;
  const added = yield* first(
    queries
      .insertInto('jobs')
      .values({
        id: job.id,
        recipe_id: job.recipeId,
        recipe: job.recipe,
        version: job.version,
        event_id: job.eventId,
        status: 'queued',
        created_at: new Date(now()).toISOString(),
        rerun_of: job.rerunOf ?? null,
        task: job.task ?? null,
        order_key: job.orderKey ?? null,
        blocked,
        ...dialect.jobExtras(event),
      })
      .returning('seq'),
  );
  if (job.copyLedgerOf !== undefined && added !== undefined) {
    yield* run(
      queries
        .insertInto('steps')
        .columns(['job_seq', ...stepColumns])
        .expression((expression) =>
          expression
            .selectFrom('steps')
            .innerJoin('jobs', 'jobs.seq', 'steps.job_seq')
            .select((of) => of.cast<number>(of.val(added.seq), 'bigint').as('job_seq'))
            .select(stepColumns.map((column) => `steps.${column}` as const))
            .where('jobs.id', '=', job.copyLedgerOf as string)
            .where('steps.outcome', '=', 'success')
            .orderBy('steps.seq'),
        ),
    );
  }
  if (added === undefined) return null;
  yield* tellWorkers(dialect, added.seq);
  return added.seq;
}

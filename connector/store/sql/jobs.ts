import { sql } from 'kysely';

import { ConnectorError } from '../../../errors/connector-error.ts';
import type { JobFilter, JobRecord, JobStore } from '../job-store.ts';
import { jobRows, noJobs, toJobRecord } from '../sqlite/job-read.ts';
import { stepsOf, toStep } from '../sqlite/ledger.ts';
import { makePage, readSlice } from '../sqlite/page.ts';
import { enqueueJob } from './job-enqueue.ts';
import { mustWait } from './job-order.ts';
import { queries } from './queries.ts';
import { all, first, run, tellWorkers, type SqlStore } from './script.ts';

/** Jobs as people see and decide about them; running them is in each store's claims.ts. */
export function createJobs(
  parts: SqlStore,
): Pick<JobStore, 'enqueueJob' | 'releaseJob' | 'discardJob' | 'getJob' | 'listJobs' | 'countJobs' | 'countJobsOf'> {
  const { read, write, put, now, dialect } = parts;
  const jobWith = (id: string) => jobRows.where('jobs.id', '=', id);

  const filtered = (filter: JobFilter) => {
    let found = jobRows;
    if (filter.recipe !== undefined) found = found.where('jobs.recipe', '=', filter.recipe);
    if (filter.recipes !== undefined) found = found.where('jobs.recipe', 'in', filter.recipes);
    if (filter.status !== undefined) found = found.where('jobs.status', '=', filter.status);
    if (filter.event !== undefined) found = found.where('jobs.event_id', '=', filter.event);
    if (filter.task !== undefined) found = found.where('jobs.task', '=', filter.task);
    if (filter.ids !== undefined) found = found.where('jobs.id', 'in', filter.ids);
    if (filter.code !== undefined) found = found.where(dialect.jsonText('jobs.error', 'code'), '=', filter.code);
    for (const condition of dialect.within('jobs', filter)) found = found.where(condition);
    if (filter.isNewest === true) {
      found = found.where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('jobs as later')
              .select('later.seq')
              .whereRef('later.event_id', '=', 'jobs.event_id')
              .whereRef('later.recipe_id', '=', 'jobs.recipe_id')
              .whereRef('later.seq', '>', 'jobs.seq'),
          ),
        ),
      );
    }
    return found;
  };

  return {
    enqueueJob: (job) =>
      write(function* () {
        if ((yield* enqueueJob(parts, job)) === null) {
          throw new ConnectorError(
            'ITC_EVENT_UNKNOWN',
            `There is no event with the id ${JSON.stringify(job.eventId)}.`,
          );
        }
        const row = yield* first(jobWith(job.id));
        if (row === undefined) throw new ConnectorError('ITC_INTERNAL');
        return toJobRecord(row) satisfies JobRecord;
      }),
    releaseJob: (jobId) =>
      write(function* () {
        const held = yield* first(
          queries.selectFrom('jobs').select(['seq', 'order_key']).where('id', '=', jobId).where('status', '=', 'held'),
        );
        if (held === undefined) return false;
        // the newest attempt of unknown outcome counts as not sent from now on
        yield* run(
          queries
            .updateTable('steps')
            .set({ outcome: 'retry' })
            .where(
              'seq',
              '=',
              queries
                .selectFrom('steps')
                .select(sql<number>`max(seq)`.as('seq'))
                .where('job_seq', '=', held.seq)
                .where('outcome', '=', 'unknown'),
            ),
        );
        const blocked = (yield* mustWait(held.order_key)) ? 1 : 0;
        yield* run(
          queries
            .updateTable('jobs')
            .set({ status: 'queued', error: null, reason: null, run_at: null, blocked })
            .where('seq', '=', held.seq),
        );
        yield* tellWorkers(dialect);
        return true;
      }),
    discardJob: async (jobId, reason) => {
      const discarded = queries
        .updateTable('jobs')
        .set({ status: 'discarded', reason, ended_at: new Date(now()).toISOString(), run_at: null })
        .where('id', '=', jobId)
        .where('status', '=', 'held');
      return (await put(discarded)) > 0;
    },
    getJob: (id) =>
      read(function* () {
        const row = yield* first(jobWith(id));
        if (row === undefined) return null;
        const steps = yield* all(stepsOf(sql.val(row.seq)));
        return { ...toJobRecord(row), ledger: steps.map((step) => toStep(step, id)) };
      }),
    listJobs: (filter) =>
      read(function* () {
        const slice = readSlice(filter);
        const rows = yield* all(
          filtered(filter)
            .where('jobs.seq', slice.beyond, slice.place)
            .orderBy('jobs.seq', slice.direction)
            .limit(slice.limit + 1),
        );
        return makePage(rows, slice, toJobRecord);
      }),
    countJobs: (recipes) =>
      read(function* () {
        const byStatus = queries
          .selectFrom('jobs')
          .select(['status', sql<number>`count(*)`.as('jobs')])
          .groupBy('status');
        const counted = yield* all(recipes === undefined ? byStatus : byStatus.where('recipe', 'in', recipes));
        return { ...noJobs, ...Object.fromEntries(counted.map(({ status, jobs }) => [status, jobs])) };
      }),
    countJobsOf: (filter) =>
      read(function* () {
        const counted = yield* first(
          filtered(filter)
            .clearSelect()
            .select(sql<number>`count(*)`.as('jobs')),
        );
        return counted?.jobs ?? 0;
      }),
  };
}

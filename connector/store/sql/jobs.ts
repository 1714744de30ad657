import { sql } from 'kysely';

import { ConnectorError } from '../../../errors/connector-error.ts';
import type { JobRecord, JobStore } from '../job-store.ts';
import { jobRows, mostAttempts, noJobs, toJobRecord } from '../sqlite/job-read.ts';
import { stepsOf, toStep } from '../sqlite/ledger.ts';
import { makePage, readSlice } from '../sqlite/page.ts';
import { enqueueJob } from './job-enqueue.ts';
import { jobsWhere } from './job-where.ts';
import { mustWait } from './job-order.ts';
import { queries } from './queries.ts';
import { all, first, run, tellWorkers, type SqlStore } from './script.ts';

/** Jobs as people see and decide about them; running them is in each store's claims.ts. */
export function createJobs(
  parts: SqlStore,
): Pick<JobStore, 'enqueueJob' | 'releaseJob' | 'discardJob' | 'getJob' | 'listJobs' | 'countJobs' | 'countJobsOf'> {
  const { read, write, put, now, dialect } = parts;
  const jobWith = (id: string) => jobRows.where('jobs.id', '=', id);

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
        const blocked = (yield* mustWait(dialect, held.order_key)) ? 1 : 0;
        yield* run(
          queries
            .updateTable('jobs')
            .set({ status: 'queued', error: null, reason: null, run_at: null, blocked })
            .where('seq', '=', held.seq),
        );
        yield* tellWorkers(dialect, held.seq);
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
        const row = yield* first(jobWith(id).select(mostAttempts));
        if (row === undefined) return null;
        const steps = yield* all(stepsOf(sql.val(row.seq)));
        return { ...toJobRecord(row), attempts: row.attempts, ledger: steps.map((step) => toStep(step, id)) };
      }),
    listJobs: (filter) =>
      read(function* () {
        const slice = readSlice(filter);
        const rows = yield* all(
          jobsWhere(dialect, filter)
            .select(mostAttempts)
            .where('jobs.seq', slice.beyond, slice.place)
            .orderBy('jobs.seq', slice.direction)
            .limit(slice.limit + 1),
        );
        return makePage(rows, slice, (row) => ({ ...toJobRecord(row), attempts: row.attempts }));
      }),
    countJobs: (recipes) =>
      read(function* () {
        const counted = yield* all(dialect.jobsByStatus(recipes));
        return { ...noJobs, ...Object.fromEntries(counted.map(({ status, jobs }) => [status, jobs])) };
      }),
    countJobsOf: (filter) =>
      read(function* () {
        const counted = yield* first(
          jobsWhere(dialect, filter)
            .clearSelect()
            .select(sql<number>`count(*)`.as('jobs')),
        );
        return counted?.jobs ?? 0;
      }),
  };
}

import { ConnectorError } from '../../../errors/connector-error.ts';
import { sql } from 'kysely';
import type { JobFilter, JobRecord, Store } from '../store.ts';
import { createJobEnqueue } from './job-enqueue.ts';
import { jobRows, noJobs, toJobRecord } from './job-read.ts';
import { jobsWhere } from './job-where.ts';
import { createJobOrder } from './job-order.ts';
import { createLedger } from './ledger.ts';
import { makePage, readSlice } from './page.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createTimePlaces } from './time-places.ts';
import { createQueryRunner, prepare, queries, read, type Given } from './statement.ts';

type JobStore = Pick<
  Store,
  'enqueueJob' | 'releaseJob' | 'discardJob' | 'getJob' | 'listJobs' | 'countJobs' | 'countJobsOf'
>;

/** Jobs as people see and decide about them; running them is in claims.ts. */
export function createJobs(parts: SqliteParts): JobStore {
  const { db, write, now, jobsQueued } = parts;
  const query = createQueryRunner(db);
  const enqueue = createJobEnqueue(parts);
  const places = createTimePlaces(db, 'jobs');
  const ledger = createLedger(parts);
  const order = createJobOrder(parts);
  const select = prepare(db, (given: Given<{ id: string }>) => jobRows.where('jobs.id', '=', given.id));
  const countByStatus = queries
    .selectFrom('job_counts')
    .select(['status', sql<number>`sum(jobs)`.as('jobs')])
    .groupBy('status');
  const count = prepare(db, () => countByStatus);
  const selectHeld = prepare(db, (given: Given<{ id: string }>) =>
    queries.selectFrom('jobs').select(['seq', 'order_key']).where('id', '=', given.id).where('status', '=', 'held'),
  );
  const release = prepare(db, (given: Given<{ seq: number; blocked: number }>) =>
    queries
      .updateTable('jobs')
      .set({ status: 'queued', error: null, reason: null, run_at: null, blocked: given.blocked })
      .where('seq', '=', given.seq),
  );
  const discard = prepare(db, (given: Given<{ id: string; reason: string | null; endedAt: string }>) =>
    queries
      .updateTable('jobs')
      .set({ status: 'discarded', reason: given.reason, ended_at: given.endedAt, run_at: null })
      .where('id', '=', given.id)
      .where('status', '=', 'held'),
  );

  const filtered = (filter: JobFilter) => jobsWhere(filter, places);

  return {
    enqueueJob: (job) =>
      write((): JobRecord => {
        if (enqueue(job) === null) {
          throw new ConnectorError(
            'ITC_EVENT_UNKNOWN',
            `There is no event with the id ${JSON.stringify(job.eventId)}.`,
          );
        }
        const row = select.get({ id: job.id });
        if (row === undefined) throw new ConnectorError('ITC_INTERNAL');
        return toJobRecord(row);
      }),
    releaseJob: (jobId) =>
      write(() => {
        const held = selectHeld.get({ id: jobId });
        if (held === undefined) return false;
        ledger.forgetUnknown(held.seq);
        release.run({ seq: held.seq, blocked: order.mustWait(held.order_key ?? undefined) ? 1 : 0 });
        jobsQueued();
        return true;
      }),
    discardJob: (jobId, reason) =>
      write(() => discard.run({ id: jobId, reason, endedAt: new Date(now()).toISOString() }).changes > 0),
    getJob: (id) =>
      read(() => {
        const row = select.get({ id });
        return row === undefined ? null : { ...toJobRecord(row), ledger: ledger.of(row.seq, id) };
      }),
    listJobs: (filter) =>
      read(() => {
        const slice = readSlice(filter);
        const rows = filtered(filter)
          .where('jobs.seq', slice.beyond, slice.place)
          .orderBy('jobs.seq', slice.direction)
          .limit(slice.limit + 1);
        return makePage(query(rows), slice, toJobRecord);
      }),
    countJobs: (recipes) =>
      read(() => {
        const rows = recipes === undefined ? count.all({}) : query(countByStatus.where('recipe', 'in', recipes));
        return { ...noJobs, ...Object.fromEntries(rows.map(({ status, jobs }) => [status, jobs])) };
      }),
    countJobsOf: (filter) =>
      read(
        () =>
          query(
            filtered(filter)
              .clearSelect()
              .select(sql<number>`count(*)`.as('jobs')),
          )[0]?.jobs ?? 0,
      ),
  };
}

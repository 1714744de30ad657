import { ConnectorError } from '../../../errors/connector-error.ts';
import { sql } from 'kysely';
import type { JobFilter, JobRecord, JobStatus, Store } from '../store.ts';
import { createJobInsert } from './job-insert.ts';
import { jobRows, toJobRecord } from './job-read.ts';
import { createLedger } from './ledger.ts';
import { makePage, readSlice } from './page.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createQueryRunner, prepare, queries, read, type Given } from './statement.ts';

type JobStore = Pick<Store, 'enqueueJob' | 'releaseJob' | 'discardJob' | 'getJob' | 'listJobs' | 'countJobs'>;

const none: Record<JobStatus, number> = {
  queued: 0,
  running: 0,
  waiting: 0,
  held: 0,
  succeeded: 0,
  failed: 0,
  stopped: 0,
  discarded: 0,
};

/** Jobs as people see and decide about them; running them is in claims.ts. */
export function createJobs(parts: SqliteParts): JobStore {
  const { db, write, now, jobsQueued } = parts;
  const query = createQueryRunner(db);
  const insertJob = createJobInsert(parts);
  const ledger = createLedger(parts);
  const select = prepare(db, (given: Given<{ id: string }>) => jobRows.where('jobs.id', '=', given.id));
  const selectEvent = prepare(db, (given: Given<{ id: string }>) =>
    queries.selectFrom('events').select('id').where('id', '=', given.id),
  );
  const count = prepare(db, () =>
    queries
      .selectFrom('jobs')
      .select(['status', sql<number>`count(*)`.as('jobs')])
      .groupBy('status'),
  );
  const selectHeld = prepare(db, (given: Given<{ id: string }>) =>
    queries.selectFrom('jobs').select('seq').where('id', '=', given.id).where('status', '=', 'held'),
  );
  const release = prepare(db, (given: Given<{ seq: number }>) =>
    queries
      .updateTable('jobs')
      .set({ status: 'queued', error: null, reason: null, run_at: null })
      .where('seq', '=', given.seq),
  );
  const discard = prepare(db, (given: Given<{ id: string; reason: string | null; endedAt: string }>) =>
    queries
      .updateTable('jobs')
      .set({ status: 'discarded', reason: given.reason, ended_at: given.endedAt, run_at: null })
      .where('id', '=', given.id)
      .where('status', '=', 'held'),
  );

  const filtered = (filter: JobFilter, before: number, limit: number) => {
    let found = jobRows.where('jobs.seq', '<', before).orderBy('jobs.seq', 'desc').limit(limit);
    if (filter.recipe !== undefined) found = found.where('jobs.recipe', '=', filter.recipe);
    if (filter.status !== undefined) found = found.where('jobs.status', '=', filter.status);
    if (filter.event !== undefined) found = found.where('jobs.event_id', '=', filter.event);
    return found;
  };

  return {
    enqueueJob: (job) =>
      write((): JobRecord => {
        if (selectEvent.get({ id: job.eventId }) === undefined) {
          throw new ConnectorError(
            'ITC_EVENT_UNKNOWN',
            `There is no event with the id ${JSON.stringify(job.eventId)}.`,
          );
        }
        const seq = insertJob(job);
        const source = job.copyLedgerOf === undefined ? undefined : select.get({ id: job.copyLedgerOf });
        if (source !== undefined) ledger.copySuccesses(source.seq, seq);
        const row = select.get({ id: job.id });
        if (row === undefined) throw new ConnectorError('ITC_INTERNAL');
        return toJobRecord(row);
      }),
    releaseJob: (jobId) =>
      write(() => {
        const held = selectHeld.get({ id: jobId });
        if (held === undefined) return false;
        ledger.forgetUnknown(held.seq);
        release.run(held);
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
        return makePage(query(filtered(filter, slice.before, slice.limit + 1)), slice, toJobRecord);
      }),
    countJobs: () =>
      read(() => ({ ...none, ...Object.fromEntries(count.all({}).map(({ status, jobs }) => [status, jobs])) })),
  };
}

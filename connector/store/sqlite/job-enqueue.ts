import type { RepeatedJob } from '../store.ts';
import { createJobInsert } from './job-insert.ts';
import { createLedger } from './ledger.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, type Given } from './statement.ts';

/** Queues a job for a stored event within the running transaction; null when the event is not there. */
export function createJobEnqueue(parts: SqliteParts): (job: RepeatedJob & { task?: string }) => number | null {
  const insertJob = createJobInsert(parts);
  const ledger = createLedger(parts);
  const event = prepare(parts.db, (given: Given<{ id: string }>) =>
    queries.selectFrom('events').select('id').where('id', '=', given.id),
  );
  const job = prepare(parts.db, (given: Given<{ id: string }>) =>
    queries.selectFrom('jobs').select('seq').where('id', '=', given.id),
  );
  return (added) => {
    if (event.get({ id: added.eventId }) === undefined) return null;
    const seq = insertJob(added);
    const source = added.copyLedgerOf === undefined ? undefined : job.get({ id: added.copyLedgerOf });
    if (source !== undefined) ledger.copySuccesses(source.seq, seq);
    return seq;
  };
}

import { sql } from 'kysely';

import type { EventRecord, EventStore } from '../event-store.ts';
import { bodyColumns, recordColumns, toBody, toRecord } from '../sqlite/event-read.ts';
import { eventsWhere } from './event-where.ts';
import { pageOf } from './page-of.ts';
import { queries } from './queries.ts';
import { all, first, type Script, type SqlStore } from './script.ts';

/** A row with the columns of a record. */
export type RecordRow = Parameters<typeof toRecord>[0] & { seq: number };

/** Makes records of rows, each with the ids of its jobs, the oldest first. */
export function* withJobs(rows: readonly RecordRow[]): Script<EventRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const jobs = yield* all(
    queries.selectFrom('jobs').select(['event_id', 'id']).where('event_id', 'in', ids).orderBy('seq'),
  );
  const jobsOf = new Map<string, string[]>();
  for (const { event_id, id } of jobs) jobsOf.set(event_id, [...(jobsOf.get(event_id) ?? []), id]);
  return rows.map((row) => toRecord(row, jobsOf.get(row.id) ?? []));
}

/** The received events: one of them, lists, counts. Storing and searching them is each store's own. */
export function createEventReads({
  read,
  dialect,
}: SqlStore): Pick<EventStore, 'getEvent' | 'listEvents' | 'countEvents'> {
  return {
    getEvent: (id) =>
      read(function* () {
        const row = yield* first(
          queries
            .selectFrom('events')
            .select(['seq', ...recordColumns, ...bodyColumns])
            .where('id', '=', id),
        );
        const [record] = yield* withJobs(row === undefined ? [] : [row]);
        return row === undefined || record === undefined ? null : { ...record, payload: toBody(row) };
      }),
    listEvents: (filter) =>
      read(function* () {
        const { items, next } = yield* pageOf(eventsWhere(dialect, filter), filter, (row) => row);
        return { items: yield* withJobs(items), next };
      }),
    countEvents: (filter) =>
      read(function* () {
        const counted = yield* first(
          eventsWhere(dialect, filter)
            .clearSelect()
            .select(sql<number>`count(*)`.as('events')),
        );
        return counted?.events ?? 0;
      }),
  };
}

import { sql } from 'kysely';

import type { ErasureRecord, ErasureStore } from '../erasure-store.ts';
import { createEraseEvents } from './erase-events.ts';
import { makePage, readSlice } from './page.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createQueryRunner, prepare, queries, read, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

const hourMs = 60 * 60_000;
/** an hour counts as long as a part of it may be within 24 hours */
const countedHours = 25;

const toRecord = ({ record }: { record: string }): ErasureRecord => JSON.parse(record) as ErasureRecord;

/** Requests to erase people, and the calls they took of Iterable's daily limit. */
export function createErasures(parts: SqliteParts): ErasureStore {
  const { db, write } = parts;
  const query = createQueryRunner(db);
  const open = prepare(db, (given: Given<{ connectionId: string; person: string }>) =>
    queries
      .selectFrom('erasures')
      .select('record')
      .where('connection_id', '=', given.connectionId)
      .where('person', '=', given.person)
      .where('status', '=', 'pending'),
  );
  const upsert = prepare(db, (given: Given<Omit<Tables['erasures'], 'seq'>>) =>
    queries
      .insertInto('erasures')
      .values({
        id: given.id,
        connection_id: given.connection_id,
        connection: given.connection,
        status: given.status,
        person: given.person,
        due_at: given.due_at,
        record: given.record,
      })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({
          status: given.status,
          person: given.person,
          due_at: given.due_at,
          record: given.record,
        }),
      ),
  );
  const put = (record: ErasureRecord): void => {
    upsert.run({
      id: record.id,
      connection_id: record.connectionId,
      connection: record.connection,
      status: record.status,
      person: record.person,
      due_at: record.dueAt,
      record: JSON.stringify(record),
    });
  };
  const select = prepare(db, (given: Given<{ id: string }>) =>
    queries.selectFrom('erasures').select('record').where('id', '=', given.id),
  );
  const due = prepare(db, (given: Given<{ now: string; limit: number }>) =>
    queries
      .selectFrom('erasures')
      .select('record')
      .where('status', '=', 'pending')
      .where('due_at', '<=', given.now)
      .orderBy('seq')
      .limit(given.limit),
  );
  const forgetHours = prepare(db, (given: Given<{ project: string; before: number }>) =>
    queries.deleteFrom('erasure_calls').where('project', '=', given.project).where('hour', '<', given.before),
  );
  const calls = prepare(db, (given: Given<{ project: string }>) =>
    queries.selectFrom('erasure_calls').select(['hour', 'calls']).where('project', '=', given.project).orderBy('hour'),
  );
  const count = prepare(db, (given: Given<{ project: string; hour: number }>) =>
    queries
      .insertInto('erasure_calls')
      .values({ project: given.project, hour: given.hour, calls: 1 })
      .onConflict((conflict) =>
        conflict.columns(['project', 'hour']).doUpdateSet({ calls: sql<number>`erasure_calls.calls + 1` }),
      ),
  );

  return {
    ...createEraseEvents(parts),
    addErasure: (record) =>
      write(() => {
        const before = open.get({ connectionId: record.connectionId, person: record.person ?? '' });
        if (before !== undefined) return toRecord(before);
        put(record);
        return record;
      }),
    putErasure: (record) => write(() => put(record)),
    getErasure: (id) =>
      read(() => {
        const row = select.get({ id });
        return row === undefined ? null : toRecord(row);
      }),
    listErasures: (filter) =>
      read(() => {
        const slice = readSlice(filter);
        let found = queries
          .selectFrom('erasures')
          .select(['seq', 'record'])
          .where('seq', slice.beyond, slice.place)
          .orderBy('seq', slice.direction)
          .limit(slice.limit + 1);
        if (filter.connection !== undefined) found = found.where('connection', '=', filter.connection);
        if (filter.status !== undefined) found = found.where('status', '=', filter.status);
        return makePage(query(found), slice, toRecord);
      }),
    listDueErasures: (now, limit) => read(() => due.all({ now, limit }).map(toRecord)),
    takeErasureCall: (project, nowIso, perDay) =>
      write(() => {
        const hour = Math.floor(Date.parse(nowIso) / hourMs);
        forgetHours.run({ project, before: hour - countedHours + 1 });
        const hours = calls.all({ project });
        const used = hours.reduce((sum, one) => sum + one.calls, 0);
        if (used < perDay) {
          count.run({ project, hour });
          return null;
        }
        const oldest = hours[0]?.hour ?? hour;
        return new Date((oldest + countedHours) * hourMs).toISOString();
      }),
  };
}

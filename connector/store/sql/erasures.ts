import { sql } from 'kysely';

import type { ErasureRecord, ErasureStore } from '../erasure-store.ts';
import { makePage, readSlice } from '../sqlite/page.ts';
import { createEraseEvents } from './erase-events.ts';
import { queries } from './queries.ts';
import { all, first, run, type Query, type SqlStore } from './script.ts';

const hourMs = 60 * 60_000;
/** an hour counts as long as a part of it may be within 24 hours */
const countedHours = 25;

const toRecord = ({ record }: { record: string }): ErasureRecord => JSON.parse(record) as ErasureRecord;

const records = queries.selectFrom('erasures').select('record');
// written into the query: a bound value would hide the partial index from the planner of SQLite
const isPending = sql<boolean>`status = 'pending'`;

function upsert(erasure: ErasureRecord): Query<unknown> {
  const { id, status, person, dueAt } = erasure;
  const change = { status, person, due_at: dueAt, record: JSON.stringify(erasure) };
  return queries
    .insertInto('erasures')
    .values({ id, connection_id: erasure.connectionId, connection: erasure.connection, ...change })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change));
}

/** Requests to erase people, and the calls they took of Iterable's daily limit. */
export function createErasures(parts: SqlStore): ErasureStore {
  const { read, write, put } = parts;
  return {
    ...createEraseEvents(parts),
    addErasure: (erasure) =>
      write(function* () {
        const open = records
          .where('connection_id', '=', erasure.connectionId)
          .where('person', '=', erasure.person ?? '')
          .where(isPending);
        const before = yield* first(open);
        if (before !== undefined) return toRecord(before);
        yield* run(upsert(erasure));
        return erasure;
      }),
    async putErasure(erasure) {
      await put(upsert(erasure));
    },
    getErasure: (id) =>
      read(function* () {
        const row = yield* first(records.where('id', '=', id));
        return row === undefined ? null : toRecord(row);
      }),
    listErasures: (filter) =>
      read(function* () {
        const slice = readSlice(filter);
        let found = records
          .select('seq')
          .where('seq', slice.beyond, slice.place)
          .orderBy('seq', slice.direction)
          .limit(slice.limit + 1);
        if (filter.connection !== undefined) found = found.where('connection', '=', filter.connection);
        if (filter.status !== undefined) found = found.where('status', '=', filter.status);
        return makePage(yield* all(found), slice, toRecord);
      }),
    listDueErasures: (now, limit) =>
      read(function* () {
        const due = records.where(isPending).where('due_at', '<=', now).orderBy('seq').limit(limit);
        return (yield* all(due)).map(toRecord);
      }),
    takeErasureCall: (project, nowIso, perDay) =>
      write(function* () {
        const hour = Math.floor(Date.parse(nowIso) / hourMs);
        const over = hour - countedHours + 1;
        yield* run(queries.deleteFrom('erasure_calls').where('project', '=', project).where('hour', '<', over));
        const hours = yield* all(
          queries.selectFrom('erasure_calls').select(['hour', 'calls']).where('project', '=', project).orderBy('hour'),
        );
        const used = hours.reduce((sum, { calls }) => sum + calls, 0);
        if (used >= perDay) return new Date(((hours[0]?.hour ?? hour) + countedHours) * hourMs).toISOString();
        yield* run(
          queries
            .insertInto('erasure_calls')
            .values({ project, hour, calls: 1 })
            .onConflict((conflict) =>
              conflict.columns(['project', 'hour']).doUpdateSet({ calls: sql<number>`erasure_calls.calls + 1` }),
            ),
        );
        return null;
      }),
  };
}

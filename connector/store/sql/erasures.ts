import { sql } from 'kysely';

import type { ErasureRecord, ErasureStore } from '../erasure-store.ts';
import { createEraseEvents } from './erase-events.ts';
import { noteErasures } from './note-erasures.ts';
import { pageOf } from './page-of.ts';
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
  const { id, task, status, person, dueAt } = erasure;
  const change = { task, status, person, due_at: dueAt, record: JSON.stringify(erasure) };
  return queries
    .insertInto('erasures')
    .values({ id, connection_id: erasure.connectionId, connection: erasure.connection, ...change })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change));
}

/** Requests to erase people, and the calls they took of Iterable's daily limit. */
export function createErasures(parts: SqlStore): ErasureStore {
  const { read, write, now } = parts;
  const iso = (): string => new Date(now()).toISOString();
  return {
    ...createEraseEvents(parts),
    addErasures: (task, erasures) =>
      write(function* () {
        const at = iso();
        const taken: ErasureRecord[] = [];
        const left = new Set<string>();
        for (const erasure of erasures) {
          const open = records
            .where('connection_id', '=', erasure.connectionId)
            .where('person', '=', erasure.person ?? '')
            .where(isPending);
          const found = yield* first(open);
          const before = found === undefined ? null : toRecord(found);
          if (before !== null && before.task !== null && before.task !== task.id) left.add(before.task);
          const record = { ...(before ?? erasure), task: task.id };
          yield* run(upsert(record));
          taken.push(record);
        }
        yield* run(
          queries.insertInto('tasks').values({
            id: task.id,
            kind: task.kind,
            status: 'running',
            input: JSON.stringify(task.input),
            total: new Set(taken.map(({ id }) => id)).size,
            created_at: at,
            updated_at: at,
          }),
        );
        for (const id of [task.id, ...left]) yield* noteErasures(id, at);
        return taken;
      }),
    putErasure: (erasure) =>
      write(function* () {
        const found = yield* first(records.where('id', '=', erasure.id));
        const before = found === undefined ? null : toRecord(found);
        if (before !== null && before.status !== 'pending') return false;
        const record = { ...erasure, task: before?.task ?? erasure.task };
        yield* run(upsert(record));
        return record.task === null || (yield* noteErasures(record.task, iso(), record)) !== 'paused';
      }),
    cancelErasures: (task) =>
      write(function* () {
        const at = iso();
        const ended = yield* run(
          queries
            .updateTable('tasks')
            .set({ status: 'cancelled', ended_at: at })
            .where('id', '=', task)
            .where('status', 'in', ['running', 'paused']),
        );
        if (ended === 0) return false;
        for (const found of yield* all(records.where('task', '=', task).where(isPending))) {
          const record = toRecord(found);
          if (record.begunAt !== null) continue;
          const end = { status: 'cancelled', sealedIdentity: null, person: null, wait: null, endedAt: at } as const;
          yield* run(upsert({ ...record, ...end }));
        }
        yield* noteErasures(task, at);
        return true;
      }),
    getErasure: (id) =>
      read(function* () {
        const row = yield* first(records.where('id', '=', id));
        return row === undefined ? null : toRecord(row);
      }),
    listErasures: (filter) =>
      read(function* () {
        let found = records.select('seq');
        if (filter.connection !== undefined) found = found.where('connection', '=', filter.connection);
        if (filter.status !== undefined) found = found.where('status', '=', filter.status);
        if (filter.task !== undefined) found = found.where('task', '=', filter.task);
        return yield* pageOf(found, filter, toRecord);
      }),
    listDueErasures: (nowIso, limit) =>
      read(function* () {
        const due = records
          .where(isPending)
          .where('due_at', '<=', nowIso)
          .where(({ not, exists, selectFrom }) => {
            const own = selectFrom('tasks').select('tasks.id').whereRef('tasks.id', '=', 'erasures.task');
            return not(exists(own.where('tasks.status', '=', 'paused')));
          })
          .orderBy('seq')
          .limit(limit);
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

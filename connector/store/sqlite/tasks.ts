import { sql, type Selectable } from 'kysely';

import { ConnectorError, type ErrorJson } from '../../../errors/connector-error.ts';
import type { JsonObject } from '../../../errors/json.ts';
import type { Store, TaskRecord, TaskStatus } from '../store.ts';
import { createJobEnqueue } from './job-enqueue.ts';
import { noJobs } from './job-read.ts';
import { makePage, readSlice } from './page.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createQueryRunner, prepare, queries, read, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

type TaskStore = Pick<Store, 'addTask' | 'getTask' | 'listTasks' | 'advanceTask' | 'endTask' | 'countTaskJobs'>;

const toTask = (row: Selectable<Tables['tasks']>): TaskRecord => ({
  id: row.id,
  kind: row.kind,
  status: row.status,
  input: JSON.parse(row.input) as JsonObject,
  cursor: row.cursor,
  total: row.total,
  done: row.done,
  started: row.started,
  error: row.error === null ? null : (JSON.parse(row.error) as ErrorJson),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  endedAt: row.ended_at,
});

/** Long work and its progress; a step's jobs and progress are written together, so that a restart neither repeats nor skips any. */
export function createTasks(parts: SqliteParts): TaskStore {
  const { db, write, now } = parts;
  const query = createQueryRunner(db);
  const enqueue = createJobEnqueue(parts);
  const iso = (): string => new Date(now()).toISOString();
  const select = prepare(db, (given: Given<{ id: string }>) =>
    queries.selectFrom('tasks').selectAll().where('id', '=', given.id),
  );
  const insert = prepare(
    db,
    (given: Given<Omit<Pick<TaskRecord, 'id' | 'kind' | 'total'>, 'input'> & { input: string; at: string }>) =>
      queries.insertInto('tasks').values({
        id: given.id,
        kind: given.kind,
        status: 'running',
        input: given.input,
        total: given.total,
        created_at: given.at,
        updated_at: given.at,
      }),
  );
  const advance = prepare(
    db,
    (
      given: Given<{
        id: string;
        status: TaskStatus;
        cursor: string | null;
        items: number;
        started: number;
        at: string;
        endedAt: string | null;
      }>,
    ) =>
      queries
        .updateTable('tasks')
        .set({
          status: given.status,
          cursor: given.cursor,
          done: sql<number>`done + ${given.items}`,
          started: sql<number>`started + ${given.started}`,
          updated_at: given.at,
          ended_at: given.endedAt,
        })
        .where('id', '=', given.id),
  );
  const end = prepare(db, (given: Given<{ id: string; status: TaskStatus; error: string | null; at: string }>) =>
    queries
      .updateTable('tasks')
      .set({ status: given.status, error: given.error, updated_at: given.at, ended_at: given.at })
      .where('id', '=', given.id)
      .where('status', '=', 'running'),
  );
  const count = prepare(db, (given: Given<{ task: string }>) =>
    queries
      .selectFrom('jobs')
      .select(['status', sql<number>`count(*)`.as('jobs')])
      .where('task', '=', given.task)
      .groupBy('status'),
  );

  return {
    addTask: ({ id, kind, input, total }) =>
      write(() => {
        insert.run({ id, kind, total, input: JSON.stringify(input), at: iso() });
        const row = select.get({ id });
        if (row === undefined) throw new ConnectorError('ITC_INTERNAL');
        return toTask(row);
      }),
    getTask: (id) =>
      read(() => {
        const row = select.get({ id });
        return row === undefined ? null : toTask(row);
      }),
    listTasks: (filter) =>
      read(() => {
        const slice = readSlice(filter);
        let found = queries
          .selectFrom('tasks')
          .selectAll()
          .where('seq', slice.beyond, slice.place)
          .orderBy('seq', slice.direction)
          .limit(slice.limit + 1);
        if (filter.status !== undefined) found = found.where('status', '=', filter.status);
        return makePage(query(found), slice, toTask);
      }),
    advanceTask: (id, { cursor, items, jobs }) =>
      write(() => {
        if (select.get({ id })?.status !== 'running') return false;
        const started = jobs.filter((job) => enqueue({ ...job, task: id }) !== null).length;
        const at = iso();
        advance.run({
          id,
          cursor,
          items,
          started,
          at,
          status: cursor === null ? 'done' : 'running',
          endedAt: cursor === null ? at : null,
        });
        return true;
      }),
    endTask: (id, status, error) =>
      write(() => end.run({ id, status, error: error === null ? null : JSON.stringify(error), at: iso() }).changes > 0),
    countTaskJobs: (id) =>
      read(() => ({
        ...noJobs,
        ...Object.fromEntries(count.all({ task: id }).map(({ status, jobs }) => [status, jobs])),
      })),
  };
}

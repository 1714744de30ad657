import { sql, type Selectable } from 'kysely';

import { ConnectorError, type ErrorJson } from '../../../errors/connector-error.ts';
import type { JsonObject } from '../../../errors/json.ts';
import { noJobs } from '../sqlite/job-read.ts';
import type { Tables } from '../sqlite/tables.ts';
import type { TaskRecord, TaskStore } from '../task-store.ts';
import { enqueueJob } from './job-enqueue.ts';
import { pageOf } from './page-of.ts';
import { queries } from './queries.ts';
import { all, first, run, type Script, type SqlStore } from './script.ts';

const toTask = (row: Selectable<Tables['tasks']>): TaskRecord => ({
  id: row.id,
  kind: row.kind,
  status: row.status,
  input: JSON.parse(row.input) as JsonObject,
  cursor: row.cursor,
  total: row.total,
  done: row.done,
  started: row.started,
  result: row.result === null ? null : (JSON.parse(row.result) as JsonObject),
  error: row.error === null ? null : (JSON.parse(row.error) as ErrorJson),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  endedAt: row.ended_at,
});

const find = (id: string): Script<Selectable<Tables['tasks']> | undefined> =>
  first(queries.selectFrom('tasks').selectAll().where('id', '=', id));

/** Long work and its progress; a step's jobs and progress are written together, so that a restart neither repeats nor skips any. */
export function createTasks(parts: SqlStore): TaskStore {
  const { read, write, put, now } = parts;
  const iso = (): string => new Date(now()).toISOString();

  return {
    addTask: ({ id, kind, input, total }) =>
      write(function* () {
        const at = iso();
        const row = { id, kind, status: 'running', input: JSON.stringify(input), total } as const;
        yield* run(queries.insertInto('tasks').values({ ...row, created_at: at, updated_at: at }));
        const added = yield* find(id);
        if (added === undefined) throw new ConnectorError('ITC_INTERNAL');
        return toTask(added);
      }),
    getTask: (id) =>
      read(function* () {
        const row = yield* find(id);
        return row === undefined ? null : toTask(row);
      }),
    listTasks: (filter) =>
      read(function* () {
        let found = queries.selectFrom('tasks').selectAll();
        if (filter.status !== undefined) found = found.where('status', '=', filter.status);
        return yield* pageOf(found, filter, toTask);
      }),
    advanceTask: (id, { from, cursor, items, jobs, result }) =>
      write(function* () {
        const task = yield* find(id);
        if (task === undefined || task.cursor !== from) return false;
        const isStopped = task.status === 'paused' || task.status === 'cancelled';
        if (task.status !== 'running' && !(isStopped && result !== undefined)) return false;
        let started = 0;
        for (const job of jobs) if ((yield* enqueueJob(parts, { ...job, task: id })) !== null) started += 1;
        const at = iso();
        const isOver = cursor === null && task.status !== 'cancelled';
        yield* run(
          queries
            .updateTable('tasks')
            .set({
              cursor,
              done: sql<number>`done + ${items}`,
              started: sql<number>`started + ${started}`,
              updated_at: at,
              ...(result === undefined ? {} : { result: JSON.stringify(result) }),
              ...(isOver ? { status: 'done' as const, ended_at: at } : {}),
            })
            .where('id', '=', id),
        );
        return task.status === 'running';
      }),
    moveTask: async (id, from, to) => {
      const change = { status: to, updated_at: iso() };
      return (await put(queries.updateTable('tasks').set(change).where('id', '=', id).where('status', '=', from))) > 0;
    },
    endTask: async (id, status, error) => {
      const at = iso();
      const change = { status, error: error === null ? null : JSON.stringify(error), updated_at: at, ended_at: at };
      const ended = queries
        .updateTable('tasks')
        .set(change)
        .where('id', '=', id)
        .where('status', 'in', ['running', 'paused']);
      return (await put(ended)) > 0;
    },
    countTaskJobs: (id) =>
      read(function* () {
        const counted = yield* all(
          queries
            .selectFrom('jobs')
            .select(['status', sql<number>`count(*)`.as('jobs')])
            .where('task', '=', id)
            .groupBy('status'),
        );
        return { ...noJobs, ...Object.fromEntries(counted.map(({ status, jobs }) => [status, jobs])) };
      }),
  };
}

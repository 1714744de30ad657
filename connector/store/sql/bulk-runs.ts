import type { Selectable } from 'kysely';

import type { ErrorJson } from '../../../errors/connector-error.ts';
import type { BulkProgress, BulkRunRecord, BulkStatus, BulkStore } from '../bulk-store.ts';
import { makePage, readSlice } from '../sqlite/page.ts';
import type { Tables } from '../sqlite/tables.ts';
import { queries } from './queries.ts';
import { all, first, run, type Script, type SqlStore } from './script.ts';

type Row = Selectable<Tables['bulk_runs']>;

const nothingYet: BulkProgress = {
  counts: { accepted: 0, failed: 0, skipped: 0, unknown: 0 },
  chunks: 0,
  row: 0,
  offset: 0,
  ahead: '',
  unsure: '',
  resultBytes: 0,
};
const ended: readonly BulkStatus[] = ['done', 'cancelled', 'failed'];

const toRecord = (row: Row): BulkRunRecord => ({
  ...(JSON.parse(row.plan) as Pick<BulkRunRecord, 'source' | 'mapping' | 'isAuto' | 'input' | 'job'>),
  id: row.id,
  action: row.action,
  connection: row.connection,
  status: row.status,
  progress: JSON.parse(row.progress) as BulkProgress,
  error: row.error === null ? null : (JSON.parse(row.error) as ErrorJson),
  redriveOf: row.redrive_of,
  createdAt: row.created_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
});

const runs = queries.selectFrom('bulk_runs').selectAll();

function* find(id: string): Script<BulkRunRecord | null> {
  const row = yield* first(runs.where('id', '=', id));
  return row === undefined ? null : toRecord(row);
}

function* stored(id: string): Script<BulkRunRecord> {
  return (yield* find(id)) as BulkRunRecord;
}

/** Bulk runs: the plan never changes, progress follows the chunks, and a state moves only from a state that allows it. */
export function createBulkRuns({ read, write, put, now }: SqlStore): BulkStore {
  return {
    createBulkRun: ({ id, action, connection, source, mapping, isAuto, input, redriveOf, job, createdAt }) =>
      write(function* () {
        yield* run(
          queries.insertInto('bulk_runs').values({
            id,
            action,
            connection,
            plan: JSON.stringify({ source, mapping, isAuto, input, job }),
            status: 'queued',
            progress: JSON.stringify(nothingYet),
            redrive_of: redriveOf,
            created_at: createdAt,
          }),
        );
        return yield* stored(id);
      }),
    getBulkRun: (id) => read(() => find(id)),
    listBulkRuns: (filter) =>
      read(function* () {
        const slice = readSlice(filter);
        let found = runs
          .where('seq', '<', slice.place)
          .orderBy('seq', 'desc')
          .limit(slice.limit + 1);
        if (filter.status !== undefined) found = found.where('status', '=', filter.status);
        if (filter.connection !== undefined) found = found.where('connection', '=', filter.connection);
        if (filter.connections !== undefined) found = found.where('connection', 'in', filter.connections);
        return makePage(yield* all(found), slice, toRecord);
      }),
    moveBulkRun: (id, from, { status, error = null }) =>
      write(function* () {
        const before = yield* find(id);
        if (before === null || !from.includes(before.status)) return null;
        const at = new Date(now()).toISOString();
        yield* run(
          queries
            .updateTable('bulk_runs')
            .set({
              status,
              error: error === null ? null : JSON.stringify(error),
              started_at: before.startedAt ?? (status === 'running' ? at : null),
              ended_at: ended.includes(status) ? at : null,
            })
            .where('id', '=', id),
        );
        return yield* stored(id);
      }),
    async recordBulkProgress(id, progress) {
      await put(
        queries
          .updateTable('bulk_runs')
          .set({ progress: JSON.stringify(progress) })
          .where('id', '=', id),
      );
    },
    removeBulkRuns: (before) =>
      write(function* () {
        const found = yield* all(
          queries.selectFrom('bulk_runs').select('id').where('ended_at', '<', before).limit(100),
        );
        const ids = found.map(({ id }) => id);
        if (ids.length > 0) yield* run(queries.deleteFrom('bulk_runs').where('id', 'in', ids));
        return ids;
      }),
  };
}

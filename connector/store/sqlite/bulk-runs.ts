import type { Selectable } from 'kysely';

import type { ErrorJson } from '../../../errors/connector-error.ts';
import type { BulkFilter, BulkProgress, BulkRunRecord, BulkStatus, Store } from '../store.ts';
import { makePage, readSlice } from './page.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createQueryRunner, prepare, queries, read, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

type BulkStore = Pick<
  Store,
  'createBulkRun' | 'getBulkRun' | 'listBulkRuns' | 'moveBulkRun' | 'recordBulkProgress' | 'removeBulkRuns'
>;
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
  ...(JSON.parse(row.plan) as Pick<BulkRunRecord, 'source' | 'mapping' | 'isAuto' | 'input'>),
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

/** Bulk runs: the plan never changes, progress follows the chunks, and a state moves only from a state that allows it. */
export function createBulkRuns({ db, write, now }: SqliteParts): BulkStore {
  const query = createQueryRunner(db);
  const select = prepare(db, (given: Given<{ id: string }>) =>
    queries.selectFrom('bulk_runs').selectAll().where('id', '=', given.id),
  );
  const insert = prepare(
    db,
    (
      given: Given<
        Pick<Row, 'id' | 'action' | 'connection' | 'plan' | 'status' | 'progress' | 'redrive_of' | 'created_at'>
      >,
    ) =>
      queries.insertInto('bulk_runs').values({
        id: given.id,
        action: given.action,
        connection: given.connection,
        plan: given.plan,
        status: given.status,
        progress: given.progress,
        redrive_of: given.redrive_of,
        created_at: given.created_at,
      }),
  );
  const move = prepare(
    db,
    (given: Given<Pick<Row, 'id' | 'status' | 'error'> & { startedAt: string | null; endedAt: string | null }>) =>
      queries
        .updateTable('bulk_runs')
        .set({ status: given.status, error: given.error, started_at: given.startedAt, ended_at: given.endedAt })
        .where('id', '=', given.id),
  );
  const advance = prepare(db, (given: Given<{ id: string; progress: string }>) =>
    queries.updateTable('bulk_runs').set({ progress: given.progress }).where('id', '=', given.id),
  );
  const selectEnded = prepare(db, (given: Given<{ before: string }>) =>
    queries.selectFrom('bulk_runs').select('id').where('ended_at', '<', given.before).limit(100),
  );
  const remove = prepare(db, (given: Given<{ id: string }>) =>
    queries.deleteFrom('bulk_runs').where('id', '=', given.id),
  );

  const filtered = (filter: BulkFilter, before: number, limit: number) => {
    let found = queries
      .selectFrom('bulk_runs')
      .selectAll()
      .where('seq', '<', before)
      .orderBy('seq', 'desc')
      .limit(limit);
    if (filter.status !== undefined) found = found.where('status', '=', filter.status);
    if (filter.connection !== undefined) found = found.where('connection', '=', filter.connection);
    if (filter.connections !== undefined) found = found.where('connection', 'in', filter.connections);
    return found;
  };
  const find = (id: string): BulkRunRecord | null => {
    const row = select.get({ id });
    return row === undefined ? null : toRecord(row);
  };
  const stored = (id: string): BulkRunRecord => find(id) as BulkRunRecord;

  return {
    createBulkRun: ({ id, action, connection, source, mapping, isAuto, input, redriveOf, createdAt }) =>
      write(() => {
        insert.run({
          id,
          action,
          connection,
          plan: JSON.stringify({ source, mapping, isAuto, input }),
          status: 'queued',
          progress: JSON.stringify(nothingYet),
          redrive_of: redriveOf,
          created_at: createdAt,
        });
        return stored(id);
      }),
    getBulkRun: (id) => read(() => find(id)),
    listBulkRuns: (filter) =>
      read(() => {
        const slice = readSlice(filter);
        return makePage(query(filtered(filter, slice.place, slice.limit + 1)), slice, toRecord);
      }),
    moveBulkRun: (id, from, { status, error = null }) =>
      write(() => {
        const found = find(id);
        if (found === null || !from.includes(found.status)) return null;
        const at = new Date(now()).toISOString();
        move.run({
          id,
          status,
          error: error === null ? null : JSON.stringify(error),
          startedAt: found.startedAt ?? (status === 'running' ? at : null),
          endedAt: ended.includes(status) ? at : null,
        });
        return stored(id);
      }),
    recordBulkProgress: (id, progress) =>
      write(() => {
        advance.run({ id, progress: JSON.stringify(progress) });
      }),
    removeBulkRuns: (before) =>
      write(() => {
        const ids = selectEnded.all({ before }).map(({ id }) => id);
        for (const id of ids) remove.run({ id });
        return ids;
      }),
  };
}

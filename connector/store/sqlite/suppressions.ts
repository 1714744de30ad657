import type { SuppressionFilter, SuppressionPlace, SuppressionRecord, SuppressionStore } from '../store.ts';
import { leadingMark, mergeSuppressions } from '../merge-suppressions.ts';
import { makePage, readSlice } from './page.ts';
import { ofPerson } from './person-where.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createQueryRunner, prepare, queries, read, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

const toRecord = ({ record }: { record: string }): SuppressionRecord => JSON.parse(record) as SuppressionRecord;

/** Who must not be written to, once per person and channel. */
export function createSuppressions({ db, write }: SqliteParts): SuppressionStore {
  const query = createQueryRunner(db);
  const upsert = prepare(db, (given: Given<Omit<Tables['suppressions'], 'seq'>>) =>
    queries
      .insertInto('suppressions')
      .values({
        id: given.id,
        connection_id: given.connection_id,
        channel: given.channel,
        email: given.email,
        user_id: given.user_id,
        reason: given.reason,
        is_active: given.is_active,
        pushed_at: given.pushed_at,
        record: given.record,
      })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({
          email: given.email,
          user_id: given.user_id,
          reason: given.reason,
          is_active: given.is_active,
          pushed_at: given.pushed_at,
          record: given.record,
        }),
      ),
  );
  const remove = prepare(db, (given: Given<{ id: string }>) =>
    queries.deleteFrom('suppressions').where('id', '=', given.id),
  );
  const count = prepare(db, (given: Given<{ connectionId: string }>) =>
    queries
      .selectFrom('suppressions')
      .select(['channel', 'reason', (row) => row.fn.countAll<number>().as('people')])
      .where('connection_id', '=', given.connectionId)
      .where('is_active', '=', 1)
      .groupBy(['channel', 'reason'])
      .orderBy('channel')
      .orderBy('reason'),
  );
  const find = ({ connectionId, channel, person }: SuppressionPlace): SuppressionRecord[] =>
    query(
      queries
        .selectFrom('suppressions')
        .select('record')
        .where('connection_id', '=', connectionId)
        .where('channel', '=', channel)
        .where(ofPerson<'suppressions'>(person))
        .orderBy('seq'),
    ).map(toRecord);
  const listed = (filter: SuppressionFilter) => {
    let found = queries
      .selectFrom('suppressions')
      .select(['seq', 'record'])
      .where('is_active', '=', filter.isActive === false ? 0 : 1);
    if (filter.connectionId !== undefined) found = found.where('connection_id', '=', filter.connectionId);
    if (filter.channel !== undefined) found = found.where('channel', '=', filter.channel);
    if (filter.reason !== undefined) found = found.where('reason', '=', filter.reason);
    if (filter.person !== undefined) found = found.where(ofPerson<'suppressions'>(filter.person));
    if (filter.isPushed !== undefined) found = found.where('pushed_at', filter.isPushed ? 'is not' : 'is', null);
    return found;
  };

  return {
    getSuppression: (place) => read(() => mergeSuppressions(find(place))),
    updateSuppression: (place, change) =>
      write(() => {
        const found = find(place);
        const before = mergeSuppressions(found);
        const after = change(before);
        if (after === null) return before;
        // first the others: a name is in one record only
        for (const { id } of found) if (id !== after.id) remove.run({ id });
        upsert.run({
          id: after.id,
          connection_id: after.connectionId,
          channel: after.channel,
          email: after.email,
          user_id: after.userId,
          reason: leadingMark(after)?.reason ?? 'manual',
          is_active: after.isActive ? 1 : 0,
          pushed_at: after.pushedAt,
          record: JSON.stringify(after),
        });
        return after;
      }),
    listSuppressions: (filter) =>
      read(() => {
        const slice = readSlice(filter);
        const rows = listed(filter)
          .where('seq', slice.beyond, slice.place)
          .orderBy('seq', slice.direction)
          .limit(slice.limit + 1);
        return makePage(query(rows), slice, toRecord);
      }),
    findSuppression: (id) =>
      read(() => {
        const [row] = query(queries.selectFrom('suppressions').select('record').where('id', '=', id));
        return row === undefined ? null : toRecord(row);
      }),
    removeSuppression: (id) => write(() => remove.run({ id }).changes > 0),
    countSuppressions: (connectionId) => read(() => count.all({ connectionId })),
  };
}

import { leadingMark, mergeSuppressions } from '../merge-suppressions.ts';
import type { SuppressionFilter, SuppressionPlace, SuppressionRecord, SuppressionStore } from '../suppression-store.ts';
import { ofPerson } from './person-where.ts';
import { pageOf } from './page-of.ts';
import { queries } from './queries.ts';
import { all, first, run, type Query, type Script, type SqlStore } from './script.ts';

const toRecord = ({ record }: { record: string }): SuppressionRecord => JSON.parse(record) as SuppressionRecord;

const records = queries.selectFrom('suppressions').select('record');
const removed = (id: string) => queries.deleteFrom('suppressions').where('id', '=', id);

function upsert(suppression: SuppressionRecord): Query<unknown> {
  const { id, connectionId, channel } = suppression;
  const change = {
    email: suppression.email,
    user_id: suppression.userId,
    reason: leadingMark(suppression)?.reason ?? 'manual',
    is_active: suppression.isActive ? 1 : 0,
    pushed_at: suppression.pushedAt,
    record: JSON.stringify(suppression),
  } as const;
  return queries
    .insertInto('suppressions')
    .values({ id, connection_id: connectionId, channel, ...change })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change));
}

function* find({ connectionId, channel, person }: SuppressionPlace): Script<SuppressionRecord[]> {
  const rows = yield* all(
    records
      .where('connection_id', '=', connectionId)
      .where('channel', '=', channel)
      .where(ofPerson<'suppressions'>(person))
      .orderBy('seq'),
  );
  return rows.map(toRecord);
}

const filtered = (filter: SuppressionFilter) => {
  let found = records.select('seq').where('is_active', '=', filter.isActive === false ? 0 : 1);
  if (filter.connectionId !== undefined) found = found.where('connection_id', '=', filter.connectionId);
  if (filter.channel !== undefined) found = found.where('channel', '=', filter.channel);
  if (filter.reason !== undefined) found = found.where('reason', '=', filter.reason);
  if (filter.person !== undefined) found = found.where(ofPerson<'suppressions'>(filter.person));
  if (filter.isPushed !== undefined) found = found.where('pushed_at', filter.isPushed ? 'is not' : 'is', null);
  return found;
};

/** Who must not be written to, once per person and channel. */
export function createSuppressions({ read, write, put }: SqlStore): SuppressionStore {
  return {
    getSuppression: (place) =>
      read(function* () {
        return mergeSuppressions(yield* find(place));
      }),
    updateSuppression: (place, change) =>
      write(function* () {
        const found = yield* find(place);
        const before = mergeSuppressions(found);
        const after = change(before);
        if (after === null) return before;
        // first the others: a name is in one record only
        for (const { id } of found) if (id !== after.id) yield* run(removed(id));
        yield* run(upsert(after));
        return after;
      }),
    listSuppressions: (filter) => read(() => pageOf(filtered(filter), filter, toRecord)),
    findSuppression: (id) =>
      read(function* () {
        const row = yield* first(records.where('id', '=', id));
        return row === undefined ? null : toRecord(row);
      }),
    removeSuppression: async (id) => (await put(removed(id))) > 0,
    countSuppressions: (connectionId) =>
      read(() =>
        all(
          queries
            .selectFrom('suppressions')
            .select(['channel', 'reason', (row) => row.fn.countAll<number>().as('people')])
            .where('connection_id', '=', connectionId)
            .where('is_active', '=', 1)
            .groupBy(['channel', 'reason'])
            .orderBy('channel')
            .orderBy('reason'),
        ),
      ),
  };
}

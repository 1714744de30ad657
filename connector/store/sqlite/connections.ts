import type { ConnectionRecord, Store } from '../store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, read, type Given } from './statement.ts';

type ConnectionStore = Pick<Store, 'putConnection' | 'getConnection' | 'listConnections' | 'deleteConnection'>;

const toRecord = ({ record }: { record: string }): ConnectionRecord => JSON.parse(record) as ConnectionRecord;

/** Connections: few, read whole and never searched by their inner fields, hence one JSON column. */
export function createConnections({ db, write }: SqliteParts): ConnectionStore {
  const upsert = prepare(db, (given: Given<{ id: string; name: string; record: string }>) =>
    queries
      .insertInto('connections')
      .values({ id: given.id, name: given.name, record: given.record })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: given.name, record: given.record })),
  );
  const select = prepare(db, (given: Given<{ name: string }>) =>
    queries.selectFrom('connections').select('record').where('name', '=', given.name),
  );
  const selectAll = prepare(db, () => queries.selectFrom('connections').select('record').orderBy('id', 'desc'));
  const remove = prepare(db, (given: Given<{ name: string }>) =>
    queries.deleteFrom('connections').where('name', '=', given.name),
  );
  return {
    putConnection: (connection) =>
      write(() => {
        upsert.run({ id: connection.id, name: connection.name, record: JSON.stringify(connection) });
      }),
    getConnection: (name) =>
      read(() => {
        const row = select.get({ name });
        return row === undefined ? null : toRecord(row);
      }),
    listConnections: () => read(() => selectAll.all({}).map(toRecord)),
    deleteConnection: (name) => write(() => remove.run({ name }).changes > 0),
  };
}

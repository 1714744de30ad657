import type { ConnectionRecord, ConnectionStore } from '../connection-store.ts';
import { queries } from './queries.ts';
import { all, first, run, type SqlStore } from './script.ts';

const toRecord = ({ record }: { record: string }): ConnectionRecord => JSON.parse(record) as ConnectionRecord;

/** Connections: few, read whole and never searched by their inner fields, hence one JSON column. */
export function createConnections({ read, write, put }: SqlStore): ConnectionStore {
  const records = queries.selectFrom('connections').select('record');
  return {
    async putConnection(connection) {
      const { id, name } = connection;
      const record = JSON.stringify(connection);
      await put(
        queries
          .insertInto('connections')
          .values({ id, name, record })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, record })),
      );
    },
    changeConnection: (name, change) =>
      write(function* () {
        const row = yield* first(records.where('name', '=', name));
        if (row === undefined) return null;
        const after = change(toRecord(row));
        yield* run(
          queries
            .updateTable('connections')
            .set({ record: JSON.stringify(after) })
            .where('name', '=', name),
        );
        return after;
      }),
    getConnection: (name) =>
      read(function* () {
        const row = yield* first(records.where('name', '=', name));
        return row === undefined ? null : toRecord(row);
      }),
    listConnections: () =>
      read(function* () {
        return (yield* all(records.orderBy('id', 'desc'))).map(toRecord);
      }),
    deleteConnection: async (name) => (await put(queries.deleteFrom('connections').where('name', '=', name))) > 0,
  };
}

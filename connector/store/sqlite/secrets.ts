import type { SecretRecord, SecretStore } from '../secret-store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, read, type Given } from './statement.ts';

const toRecord = ({ record }: { record: string }): SecretRecord => JSON.parse(record) as SecretRecord;

/** Named secrets, sealed: few and read whole, hence one JSON column. */
export function createSecrets({ db, write }: SqliteParts): SecretStore {
  const upsert = prepare(db, (given: Given<{ id: string; name: string; record: string }>) =>
    queries
      .insertInto('secrets')
      .values({ id: given.id, name: given.name, record: given.record })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: given.name, record: given.record })),
  );
  const select = prepare(db, (given: Given<{ name: string }>) =>
    queries.selectFrom('secrets').select('record').where('name', '=', given.name),
  );
  const selectAll = prepare(db, () => queries.selectFrom('secrets').select('record').orderBy('name'));
  const remove = prepare(db, (given: Given<{ name: string }>) =>
    queries.deleteFrom('secrets').where('name', '=', given.name),
  );
  return {
    putSecret: (secret) =>
      write(() => {
        upsert.run({ id: secret.id, name: secret.name, record: JSON.stringify(secret) });
      }),
    getSecret: (name) =>
      read(() => {
        const row = select.get({ name });
        return row === undefined ? null : toRecord(row);
      }),
    listSecrets: () => read(() => selectAll.all({}).map(toRecord)),
    deleteSecret: (name) => write(() => remove.run({ name }).changes > 0),
  };
}

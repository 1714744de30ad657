import type { SecretRecord, SecretStore } from '../secret-store.ts';
import { queries } from './queries.ts';
import { all, first, type SqlStore } from './script.ts';

const toRecord = ({ record }: { record: string }): SecretRecord => JSON.parse(record) as SecretRecord;

/** Named secrets, sealed: few and read whole, hence one JSON column. */
export function createSecrets({ read, put }: SqlStore): SecretStore {
  const records = queries.selectFrom('secrets').select('record');
  return {
    async putSecret(secret) {
      const { id, name } = secret;
      const record = JSON.stringify(secret);
      await put(
        queries
          .insertInto('secrets')
          .values({ id, name, record })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, record })),
      );
    },
    getSecret: (name) =>
      read(function* () {
        const row = yield* first(records.where('name', '=', name));
        return row === undefined ? null : toRecord(row);
      }),
    listSecrets: () =>
      read(function* () {
        return (yield* all(records.orderBy('name'))).map(toRecord);
      }),
    deleteSecret: async (name) => (await put(queries.deleteFrom('secrets').where('name', '=', name))) > 0,
  };
}

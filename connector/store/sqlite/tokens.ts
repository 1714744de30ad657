import type { TokenRecord, TokenStore } from '../store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, read, type Given } from './statement.ts';

const toToken = ({ record, used_at }: { record: string; used_at: string | null }): TokenRecord => ({
  ...(JSON.parse(record) as TokenRecord),
  usedAt: used_at,
});

/** API tokens, as hashes; read at every call, so that revoking one bites at once. */
export function createTokens({ db, write }: SqliteParts): TokenStore {
  const insert = prepare(db, (given: Given<{ id: string; person_id: string | null; record: string }>) =>
    queries.insertInto('tokens').values({ id: given.id, person_id: given.person_id, record: given.record }),
  );
  const select = prepare(db, (given: Given<{ id: string }>) =>
    queries.selectFrom('tokens').select(['record', 'used_at']).where('id', '=', given.id),
  );
  const selectAll = prepare(db, () =>
    queries.selectFrom('tokens').select(['record', 'used_at']).orderBy('seq', 'desc'),
  );
  const touch = prepare(db, (given: Given<{ id: string; used_at: string }>) =>
    queries.updateTable('tokens').set({ used_at: given.used_at }).where('id', '=', given.id),
  );
  const remove = prepare(db, (given: Given<{ id: string }>) => queries.deleteFrom('tokens').where('id', '=', given.id));
  return {
    addToken: (token) =>
      write(() => {
        insert.run({ id: token.id, person_id: token.personId, record: JSON.stringify(token) });
      }),
    getToken: (id) =>
      read(() => {
        const row = select.get({ id });
        return row === undefined ? null : toToken(row);
      }),
    listTokens: () => read(() => selectAll.all({}).map(toToken)),
    setTokenUsed: (id, usedAt) =>
      write(() => {
        touch.run({ id, used_at: usedAt });
      }),
    removeToken: (id) => write(() => remove.run({ id }).changes > 0),
  };
}

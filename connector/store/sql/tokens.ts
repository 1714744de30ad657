import type { TokenRecord, TokenStore } from '../token-store.ts';
import { queries } from './queries.ts';
import { all, first, type SqlStore } from './script.ts';

const toToken = ({ record, used_at }: { record: string; used_at: string | null }): TokenRecord => ({
  ...(JSON.parse(record) as TokenRecord),
  usedAt: used_at,
});

const tokens = queries.selectFrom('tokens').select(['record', 'used_at']);

/** API tokens, as hashes; read at every call, so that revoking one bites at once. */
export function createTokens({ read, put }: SqlStore): TokenStore {
  return {
    async addToken(token) {
      const { id, personId } = token;
      await put(queries.insertInto('tokens').values({ id, person_id: personId, record: JSON.stringify(token) }));
    },
    getToken: (id) =>
      read(function* () {
        const row = yield* first(tokens.where('id', '=', id));
        return row === undefined ? null : toToken(row);
      }),
    listTokens: () =>
      read(function* () {
        return (yield* all(tokens.orderBy('seq', 'desc'))).map(toToken);
      }),
    async setTokenUsed(id, usedAt) {
      await put(queries.updateTable('tokens').set({ used_at: usedAt }).where('id', '=', id));
    },
    removeToken: async (id) => (await put(queries.deleteFrom('tokens').where('id', '=', id))) > 0,
  };
}

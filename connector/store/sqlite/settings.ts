import type { Store } from '../store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, read, type Given } from './statement.ts';

const pingKey = 'store.ping';

/** Values of the server itself, by key. */
export function createSettings({ db, write, now }: SqliteParts): Pick<Store, 'getSetting' | 'putSetting' | 'ping'> {
  const select = prepare(db, (given: Given<{ key: string }>) =>
    queries.selectFrom('settings').select('value').where('key', '=', given.key),
  );
  const upsert = prepare(db, (given: Given<{ key: string; value: string }>) =>
    queries
      .insertInto('settings')
      .values({ key: given.key, value: given.value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: given.value })),
  );
  const put = (key: string, value: string): Promise<void> =>
    write(() => {
      upsert.run({ key, value });
    });
  return {
    getSetting: (key) => read(() => select.get({ key })?.value ?? null),
    putSetting: put,
    ping: () => put(pingKey, new Date(now()).toISOString()),
  };
}

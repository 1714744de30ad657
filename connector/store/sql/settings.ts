import type { SettingStore } from '../setting-store.ts';
import { queries } from './queries.ts';
import { first, run, type Query, type SqlStore } from './script.ts';

const upsert = (key: string, value: string): Query<unknown> =>
  queries
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }));
const select = (key: string) => queries.selectFrom('settings').select('value').where('key', '=', key);

/** Values of the server itself, by key. */
export function createSettings({ read, write, put }: SqlStore): SettingStore {
  return {
    getSetting: (key) =>
      read(function* () {
        return (yield* first(select(key)))?.value ?? null;
      }),
    async putSetting(key, value) {
      await put(upsert(key, value));
    },
    updateSetting: (key, change) =>
      write(function* () {
        const value = change((yield* first(select(key)))?.value ?? null);
        if (value !== null) yield* run(upsert(key, value));
      }),
  };
}

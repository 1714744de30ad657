import { join } from 'node:path';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Config } from '../config.ts';
import type { SealPlace, Sealer } from '../security/seal.ts';
import type { PostgresStore } from '../store/postgres/open-postgres-store.ts';
import { openSqliteStore, type SqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import type { Store } from '../store/store.ts';
import type { Surroundings } from './runtime.ts';

/** The store of this process; `shared` is the same one where other processes work on it too. */
export interface OpenedStore {
  store: Pick<SqliteStore, 'onJobsReady'> & Store;
  shared: PostgresStore | null;
}

/** PostgreSQL where the settings name one, else the file of the data folder. Throws ITC_STORE_UNAVAILABLE. */
export async function openStore(
  config: Pick<Config, 'databaseUrl' | 'dataDir'> & { longestDedupWindowMs: number },
  { now, random, log, faults = {} }: Pick<Surroundings, 'now' | 'random' | 'log' | 'faults'>,
): Promise<OpenedStore> {
  const { longestDedupWindowMs } = config;
  if (config.databaseUrl !== null) {
    // most servers work on a file and need none of it
    const { openPostgresStore } = await import('../store/postgres/open-postgres-store.ts');
    const shared = await openPostgresStore({ url: config.databaseUrl, now, random, log, longestDedupWindowMs });
    return { store: shared, shared };
  }
  const file = join(config.dataDir, 'connector.db');
  const store = await openSqliteStore({ file, now, longestDedupWindowMs, ...faults.disk });
  return { store: faults.store?.(store) ?? store, shared: null };
}

const setting = 'masterKey.check';
const place: SealPlace = { table: 'settings', row: setting, field: 'value' };

/** All processes on one store must have one master key: what one seals, the others open. Throws ITC_MASTER_KEY. */
export async function checkMasterKey(store: Pick<Store, 'updateSetting'>, sealer: Sealer): Promise<void> {
  let sealed = '';
  await store.updateSetting(setting, (before) => {
    sealed = before ?? sealer.seal('the same', place);
    return before === null ? sealed : null;
  });
  try {
    sealer.open(sealed, place);
  } catch (cause) {
    throw new ConnectorError(
      'ITC_MASTER_KEY',
      'The master key is not the one that this database was first used with.',
      {
        hint: 'Set ITC_MASTER_KEY to the same key for all processes; the first one has it in `master.key` of its data folder if it was not set.',
        cause,
      },
    );
  }
}

const startLease = 'start';
const startMs = 10_000;

/** Runs `work` while no other process on the store does; a process that died in it is waited for ten seconds. */
export async function oneAtATime<T>(
  store: Pick<Store, 'acquireLease' | 'releaseLease'>,
  { now, sleep }: Pick<Surroundings, 'now' | 'sleep'>,
  work: () => Promise<T>,
): Promise<T> {
  const at = (ms: number): string => new Date(ms).toISOString();
  let fence: number | null = null;
  while (fence === null) {
    fence = await store.acquireLease(startLease, at(now()), at(now() + startMs));
    if (fence === null) await sleep(50);
  }
  try {
    return await work();
  } finally {
    await store.releaseLease(startLease, fence);
  }
}

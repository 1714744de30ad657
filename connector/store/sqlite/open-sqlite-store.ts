import Sqlite, { type Database } from 'better-sqlite3';

import { ConnectorError } from '../../../errors/connector-error.ts';
import { createAudit } from '../sql/audit.ts';
import { createBulkRuns } from '../sql/bulk-runs.ts';
import { createConnections } from '../sql/connections.ts';
import { createConsent } from '../sql/consent.ts';
import { createErasures } from '../sql/erasures.ts';
import { createEventReads } from '../sql/events.ts';
import { createFollowers } from '../sql/followers.ts';
import { createJobs } from '../sql/jobs.ts';
import { createLeases } from '../sql/leases.ts';
import { createPeople } from '../sql/people.ts';
import { createRecipes } from '../sql/recipes.ts';
import { createRejectedCalls } from '../sql/rejected-calls.ts';
import { createSchemas } from '../sql/schemas.ts';
import { createSecrets } from '../sql/secrets.ts';
import { createSends } from '../sql/sends.ts';
import { createSessions } from '../sql/sessions.ts';
import { createSettings } from '../sql/settings.ts';
import { createShadows } from '../sql/shadows.ts';
import { createSuppressions } from '../sql/suppressions.ts';
import { createTasks } from '../sql/tasks.ts';
import { createTokens } from '../sql/tokens.ts';
import { usualDedupWindowMs, type Store } from '../store.ts';
import { createCheckpointer } from './checkpointer.ts';
import { createClaims } from './claims.ts';
import { createDeliveries } from './deliveries.ts';
import { createEventSearch } from './event-search.ts';
import { createEvents } from './events.ts';
import { createGroupCommit } from './group-commit.ts';
import { migrate } from './migrations.ts';
import { createRetention } from './retention.ts';
import { createSealedValues } from './sealed-values.ts';
import { createSendCounts } from './send-counts.ts';
import { createSqlStore } from './sql-store.ts';
import { createStatistics } from './statistics.ts';
import { createWalSync, type WalSync } from './wal-sync.ts';
import type { SqliteParts } from './sqlite-parts.ts';

/** The store of one machine, with the sign that starts the workers at once. */
export interface SqliteStore extends Store {
  /** called after each commit that queued jobs; answers the removal of the listener */
  onJobsReady(listener: () => void): () => void;
}

function openDatabase(file: string): Database {
  const db = new Sqlite(file);
  try {
    // the wait blocks the event loop, and only a backup or a person with a shell shares the file
    db.pragma('busy_timeout = 1000');
    // fewer pages per webhook in the log: 12 us a row instead of 29 at the default of 4 KB; set before the file has its first page
    db.pragma('page_size = 16384');
    db.pragma('journal_mode = WAL');
    // the log is put on disk by the group commit, for it alone knows who waits (docs/decisions/0006)
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    db.pragma('temp_store = MEMORY');
    // 4 MB: what is read and written lies together at the end of the tables, and the system keeps the rest in its own cache. With 16 MB the process was
    // 17 MB larger under load; what it was quicker, some percent on a million events in one pair of runs and nothing in another, is less than the noise
    db.pragma('cache_size = -4096');
    // 64 MB of log: the checkpointer has copied most of it by then, and only the writer can begin the log anew
    db.pragma('wal_autocheckpoint = 4000');
    db.pragma('journal_size_limit = 134217728');
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

export interface SqliteOptions {
  file: string;
  /** milliseconds since 1970 */
  now: () => number;
  /** deliveries are remembered this long; milliseconds, default 7 days */
  longestDedupWindowMs?: number;
  /** what stands in for the database that was opened; left out, itself */
  wrapDatabase?: (db: Database) => Database;
  /** puts the log on disk; another one stands in where a test makes the disk slow or faulty */
  openLog?: (file: string) => WalSync;
}

/**
 * Opens (and makes or migrates) the database file.
 * @throws ConnectorError ITC_STORE_UNAVAILABLE when the file cannot be opened or written
 */
export async function openSqliteStore(options: SqliteOptions): Promise<SqliteStore> {
  try {
    const { file, wrapDatabase = (db) => db } = options;
    return createStore(wrapDatabase(openDatabase(file)), options);
  } catch (cause) {
    throw new ConnectorError('ITC_STORE_UNAVAILABLE', `The database file ${options.file} cannot be opened.`, {
      hint: 'Check that the data folder exists, that this user may write there, and that the disk has room.',
      cause,
    });
  }
}

function createStore(
  db: Database,
  { file, now, openLog = createWalSync, longestDedupWindowMs = usualDedupWindowMs }: SqliteOptions,
): SqliteStore {
  const log = openLog(file);
  const checkpointer = createCheckpointer(file);
  const listeners = new Set<() => void>();
  let hasNewJobs = false;
  const deliveries = createDeliveries(db, now, longestDedupWindowMs);
  const group = createGroupCommit(db, log.sync, {
    beforeCommit: deliveries.beforeCommit,
    afterRollback: deliveries.afterRollback,
    onDisk(writes) {
      checkpointer.committed(writes);
      if (!hasNewJobs) return;
      hasNewJobs = false;
      for (const listener of listeners) listener();
    },
  });
  const parts: SqliteParts = {
    db,
    now,
    write: group.write,
    deliveries,
    longestDedupWindowMs,
    jobsQueued: () => {
      hasNewJobs = true;
    },
  };
  const tables = createSqlStore(parts);
  const settings = createSettings(tables);
  return {
    ...createConnections(tables),
    ...createRecipes(tables),
    ...createEvents(parts),
    ...createEventReads(tables),
    ...createEventSearch(parts, tables),
    ...createRejectedCalls(tables),
    ...createJobs(tables),
    ...createClaims(parts),
    ...createStatistics(parts),
    ...createTasks(tables),
    ...settings,
    ...createLeases(tables),
    ping: () => settings.putSetting('store.ping', new Date(now()).toISOString()),
    ...createSealedValues(parts),
    ...createSecrets(tables),
    ...createSendCounts(parts),
    ...createSchemas(tables),
    ...createBulkRuns(tables),
    ...createPeople(tables),
    ...createSessions(tables),
    ...createTokens(tables),
    ...createAudit(tables),
    ...createConsent(tables),
    ...createErasures(tables),
    // one writer at a time gives the numbers in the order of commit
    ...createFollowers(tables, async () => Number.MAX_SAFE_INTEGER),
    ...createSends(tables),
    ...createShadows(tables),
    ...createSuppressions(tables),
    ...createRetention(parts),
    onJobsReady(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      if (!db.open) return;
      await group.close();
      await checkpointer.close();
      await log.close();
      db.close();
    },
  };
}

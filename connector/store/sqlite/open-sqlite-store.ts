import Sqlite, { type Database } from 'better-sqlite3';

import { ConnectorError } from '../../../errors/connector-error.ts';
import type { Store } from '../store.ts';
import { createBulkRuns } from './bulk-runs.ts';
import { createClaims } from './claims.ts';
import { createConnections } from './connections.ts';
import { createEvents } from './events.ts';
import { createGroupCommit } from './group-commit.ts';
import { createJobs } from './jobs.ts';
import { migrate } from './migrations.ts';
import { createRecipes } from './recipes.ts';
import { createRejectedCalls } from './rejected-calls.ts';
import { createRetention } from './retention.ts';
import { createSchemas } from './schemas.ts';
import { createSettings } from './settings.ts';
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
    db.pragma('journal_mode = WAL');
    // a commit survives a power cut, not only a crash (sqlite.org/pragma.html#pragma_synchronous)
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('temp_store = MEMORY');
    db.pragma('cache_size = -65536');
    db.pragma('mmap_size = 268435456');
    // 16 MB of log between checkpoints: at 2 KB a webhook the default of 4 MB checkpoints too often
    db.pragma('wal_autocheckpoint = 4000');
    db.pragma('journal_size_limit = 67108864');
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens (and makes or migrates) the database file.
 * @param options.now milliseconds since 1970
 * @throws ConnectorError ITC_STORE_UNAVAILABLE when the file cannot be opened or written
 */
export async function openSqliteStore(options: { file: string; now: () => number }): Promise<SqliteStore> {
  try {
    return createStore(openDatabase(options.file), options.now);
  } catch (cause) {
    throw new ConnectorError('ITC_STORE_UNAVAILABLE', `The database file ${options.file} cannot be opened.`, {
      hint: 'Check that the data folder exists, that this user may write there, and that the disk has room.',
      cause,
    });
  }
}

function createStore(db: Database, now: () => number): SqliteStore {
  const listeners = new Set<() => void>();
  let hasNewJobs = false;
  const group = createGroupCommit(db, () => {
    if (!hasNewJobs) return;
    hasNewJobs = false;
    for (const listener of listeners) listener();
  });
  const parts: SqliteParts = {
    db,
    now,
    write: group.write,
    jobsQueued: () => {
      hasNewJobs = true;
    },
  };
  return {
    ...createConnections(parts),
    ...createRecipes(parts),
    ...createEvents(parts),
    ...createRejectedCalls(parts),
    ...createJobs(parts),
    ...createClaims(parts),
    ...createSettings(parts),
    ...createSchemas(parts),
    ...createBulkRuns(parts),
    ...createRetention(parts),
    onJobsReady(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      if (!db.open) return;
      group.close();
      db.close();
    },
  };
}

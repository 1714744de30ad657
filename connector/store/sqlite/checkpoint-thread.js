// @ts-check
/** Runs as a worker thread, in plain JavaScript because a thread starts without the loaders that tests and tools use. */
import { parentPort, workerData } from 'node:worker_threads';

import Sqlite from 'better-sqlite3';

const db = new Sqlite(String(workerData));
db.pragma('busy_timeout = 1000');

parentPort?.on('message', () => {
  try {
    // copies most of the log while webhooks are written; the second call waits for the writer only for what came since
    db.pragma('wal_checkpoint(PASSIVE)');
    db.pragma('wal_checkpoint(RESTART)');
  } catch {
    // a locked file or a full disk: the writer's own checkpoint is still there, and tells
  }
  parentPort?.postMessage('done');
});
parentPort?.on('close', () => db.close());

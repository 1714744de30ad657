// @ts-check
/** Runs as a worker thread, in plain JavaScript because a thread starts without the loaders that tests and tools use. */
import { parentPort, workerData } from 'node:worker_threads';

import Sqlite from 'better-sqlite3';

const db = new Sqlite(String(workerData));
db.pragma('busy_timeout = 1000');

parentPort?.on('message', () => {
  try {
    // never holds the writer up; what is written meanwhile is left to the writer's own checkpoint, which then has little to copy
    db.pragma('wal_checkpoint(PASSIVE)');
  } catch {
    // a locked file or a full disk: the writer's own checkpoint is still there, and tells
  }
  parentPort?.postMessage('done');
});
parentPort?.on('close', () => db.close());

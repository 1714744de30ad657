import { close, fdatasync, fsyncSync, openSync, closeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const datasync = promisify(fdatasync);
const closeFile = promisify(close);

/** Puts the write-ahead log on disk without stopping the event loop. */
export interface WalSync {
  /** resolves when everything committed before the call survives a power cut; rejects when the disk refused */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Does in the thread pool what SQLite does inside COMMIT at `synchronous = FULL`: sync the log after each commit
 * (sqlite.org/wal.html, "Performance Considerations"). The log of an open database keeps its inode, for only the last connection deletes it.
 * @param file the database; its log exists, for the schema has been checked
 */
export function createWalSync(file: string): WalSync {
  const folder = openSync(dirname(file), 'r');
  // the name of a new log file is on disk only when its folder is
  fsyncSync(folder);
  closeSync(folder);
  const log = openSync(`${file}-wal`, 'r+');
  fsyncSync(log);
  return {
    sync: () => datasync(log),
    close: () => closeFile(log),
  };
}

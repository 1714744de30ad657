import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Sqlite from 'better-sqlite3';

import { ConnectorError } from '../../errors/connector-error.ts';

const lockFile = 'server.lock.db';

/** Makes the folder for this user alone. */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new ConnectorError('ITC_CONFIG_INVALID', `ITC_DATA_DIR: the folder ${folder} cannot be made.`, { cause });
  }
}

/** Writes a file that only this user may read. */
export function writePrivateFile(folder: string, name: string, text: string): void {
  rmSync(join(folder, name), { force: true });
  writeFileSync(join(folder, name), text, { mode: 0o600 });
}

/**
 * One server per data folder: two would run the same jobs twice. The lock is SQLite's own on a file of its own, held by the
 * operating system, so that it goes with the process however that ends and no two starts can both take it.
 * Answers the release; throws ITC_CONFIG_INVALID.
 */
export function lockDataFolder(folder: string): () => void {
  const lock = new Sqlite(join(folder, lockFile), { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (cause) {
    lock.close();
    throw new ConnectorError('ITC_CONFIG_INVALID', `ITC_DATA_DIR: another server runs on ${folder}.`, {
      hint: 'Stop the other server, or start with another ITC_DATA_DIR and ITC_PORT.',
      cause,
    });
  }
}

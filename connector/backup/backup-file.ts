import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import Sqlite from 'better-sqlite3';

import { ConnectorError } from '../../errors/connector-error.ts';
import { createSealer } from '../security/seal.ts';
import { openKeyFile } from '../security/master-key.ts';

const database = 'connector.db';
const keyFile = 'master.key';

/** What stands beside the copy of the database and tells whether it is whole. */
export interface BackupFacts {
  format: 1;
  at: string;
  version: string;
  /** schema version of the database */
  schema: number;
  bytes: number;
  sha256: string;
  /** the master key lies beside it */
  hasKey: boolean;
}

/** the copies hold personal values: for the user who made them alone, whatever the umask */
const ownMode = 0o600;

const factsOf = (file: string): string => `${file}.json`;
const keyOf = (file: string): string => `${file}.key`;

const invalid = (message: string, hint?: string): ConnectorError =>
  new ConnectorError('ITC_BACKUP_INVALID', message, hint === undefined ? {} : { hint });

function digest(file: string): { sha256: string; bytes: number } {
  const hash = createHash('sha256');
  const handle = openSync(file, 'r');
  const buffer = Buffer.alloc(1024 * 1024);
  let bytes = 0;
  try {
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) {
      hash.update(buffer.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(handle);
  }
  return { sha256: hash.digest('hex'), bytes };
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Copies the database of a data folder while a server may run on it, by the online backup of SQLite, and checks the copy. Nothing of this name
 * may exist yet.
 * @param withKey puts the master key beside it: who has both can read every stored secret
 */
export async function makeBackup(
  folder: string,
  file: string,
  { withKey, version, now }: { withKey: boolean; version: string; now: () => number },
): Promise<BackupFacts> {
  if (existsSync(file)) throw invalid(`The file ${file} exists already.`, 'Choose another name.');
  const source = join(folder, database);
  if (!existsSync(source))
    throw invalid(`There is no ${database} in ${folder}.`, 'Name the data folder in ITC_DATA_DIR.');
  await mkdir(dirname(file), { recursive: true });
  const part = `${file}.part`;
  rmSync(part, { force: true });
  // SQLite writes into the file that is there and leaves its mode
  writeFileSync(part, '', { mode: ownMode });
  const db = new Sqlite(source, { readonly: true, fileMustExist: true });
  try {
    await db.backup(part);
  } finally {
    db.close();
  }
  const schema = checkDatabase(part);
  syncFile(part);
  const facts: BackupFacts = {
    format: 1,
    at: new Date(now()).toISOString(),
    version,
    schema,
    ...digest(part),
    hasKey: withKey,
  };
  if (withKey) copyFileSync(join(folder, keyFile), keyOf(file));
  writeFileSync(factsOf(file), `${JSON.stringify(facts, null, 2)}\n`, { mode: ownMode });
  renameSync(part, file);
  return facts;
}

/** Answers the schema version of a database that is whole; throws ITC_BACKUP_INVALID for any other file. */
function checkDatabase(file: string): number {
  try {
    const db = new Sqlite(file, { fileMustExist: true });
    try {
      // the copy carries the mode of its source, whose log is not part of it
      db.pragma('journal_mode = DELETE');
      if (db.pragma('integrity_check', { simple: true }) !== 'ok') throw new TypeError('integrity');
      if ((db.pragma('foreign_key_check') as unknown[]).length > 0) throw new TypeError('foreign keys');
      return Number(db.pragma('user_version', { simple: true }));
    } finally {
      db.close();
    }
  } catch {
    throw invalid('The copy of the database is not whole.');
  }
}

/** Reads a backup and compares it with what was noted when it was made. Throws ITC_BACKUP_INVALID. */
export function verifyBackup(file: string): BackupFacts {
  if (!existsSync(file) || !existsSync(factsOf(file))) {
    throw invalid(`${file} or ${factsOf(file)} is missing.`, 'A backup is the file and its .json; keep both.');
  }
  const facts = readFacts(file);
  const found = digest(file);
  if (facts.format !== 1 || found.sha256 !== facts.sha256 || found.bytes !== facts.bytes) {
    throw invalid('The backup is not the file that was made: its checksum differs.');
  }
  return facts;
}

function readFacts(file: string): BackupFacts {
  try {
    return JSON.parse(readFileSync(factsOf(file), 'utf8')) as BackupFacts;
  } catch {
    throw invalid(`${factsOf(file)} cannot be read.`);
  }
}

/**
 * Puts a backup into a data folder that holds no database yet, and opens one of its secrets to tell whether the key fits. The folder must not be
 * in use. Throws ITC_BACKUP_INVALID, and then the folder is as it was.
 * @param masterKey ITC_MASTER_KEY, where the environment holds the key
 */
export async function restoreBackup(
  file: string,
  folder: string,
  { masterKey }: { masterKey: string | null },
): Promise<BackupFacts> {
  const facts = verifyBackup(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const target = join(folder, database);
  if (existsSync(target)) throw invalid(`${folder} holds a database already.`, 'Restore into an empty data folder.');
  const part = `${target}.part`;
  const ownKey = join(folder, keyFile);
  const bringsKey = facts.hasKey && masterKey === null && !existsSync(ownKey);
  try {
    copyFileSync(file, part);
    chmodSync(part, ownMode);
    if (bringsKey) {
      copyFileSync(keyOf(file), ownKey);
      await stat(ownKey);
    }
    if (masterKey === null && !existsSync(ownKey)) {
      throw invalid(
        'The backup was made without the master key.',
        `Put ${keyFile} into ${folder}, or set ITC_MASTER_KEY.`,
      );
    }
    checkDatabase(part);
    checkKey(part, openKeyFile(masterKey, folder).keys);
    syncFile(part);
    renameSync(part, target);
    return facts;
  } catch (error) {
    rmSync(part, { force: true });
    if (bringsKey) rmSync(ownKey, { force: true });
    throw error;
  }
}

/** Throws ITC_MASTER_KEY when the sealed key of any connection does not open with these keys. */
function checkKey(file: string, keys: readonly Buffer[]): void {
  const sealer = createSealer(...keys);
  const db = new Sqlite(file, { readonly: true });
  try {
    for (const { record } of db.prepare<[], { record: string }>('SELECT record FROM connections').all()) {
      const { id, sealedApiKey } = JSON.parse(record) as { id: string; sealedApiKey: string };
      sealer.open(sealedApiKey, { table: 'connections', row: id, field: 'apiKey' });
    }
  } finally {
    db.close();
  }
}

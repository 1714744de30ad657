import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ConnectorError } from '../../errors/connector-error.ts';

const keyBytes = 32;
const fileName = 'master.key';
// 32 random bytes hold about 30 different values; fewer than 16 happens to nobody by chance
const minDistinctBytes = 16;

/**
 * The key that seals all stored secrets: ITC_MASTER_KEY if set, else the file `master.key` of the data folder, which is
 * made at first start. Throws ITC_MASTER_KEY for a key that is short, well known or readable by others.
 */
export function loadMasterKey(setting: string | null, dataDir: string): Buffer {
  if (setting !== null) return readKey(setting, 'ITC_MASTER_KEY');
  const file = join(dataDir, fileName);
  try {
    // `wx` never replaces a key: without the old one every stored secret would be lost
    writeFileSync(file, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw refuse(
        `The file ${fileName} cannot be written in the data folder.`,
        'Give the process the right to write there.',
        error,
      );
    }
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw refuse(`The file ${fileName} can be read by other users.`, `Run: chmod 600 ${file}`);
  }
  return readKey(readFileSync(file, 'utf8'), `the file ${fileName}`);
}

function readKey(text: string, where: string): Buffer {
  const trimmed = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : readBase64(trimmed);
  if (key?.length !== keyBytes) {
    throw refuse(
      `The master key in ${where} is not 32 bytes in base64 or hex.`,
      'Make one with: openssl rand -base64 32',
    );
  }
  if (isGuessable(key)) {
    throw refuse(`The master key in ${where} can be guessed.`, 'Make one with: openssl rand -base64 32');
  }
  return key;
}

function readBase64(text: string): Buffer | null {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : null;
}

function isGuessable(key: Buffer): boolean {
  const steps = new Set<number>();
  for (let index = 1; index < key.length; index += 1) steps.add(((key[index] ?? 0) - (key[index - 1] ?? 0)) & 0xff);
  // text that was typed, runs such as 00 01 02, and repeated bytes; random bytes are printable throughout once in 10^13
  const isText = key.every((byte) => byte >= 0x20 && byte < 0x7f);
  return isText || steps.size <= 2 || new Set(key).size < minDistinctBytes;
}

function refuse(message: string, hint: string, cause?: unknown): ConnectorError {
  return new ConnectorError('ITC_MASTER_KEY', message, cause === undefined ? { hint } : { hint, cause });
}

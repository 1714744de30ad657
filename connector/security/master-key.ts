import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { ConnectorError } from '../../errors/connector-error.ts';

const keyBytes = 32;
const fileName = 'master.key';
// 32 random bytes hold about 30 different values; fewer than 16 happens to nobody by chance
const minDistinctBytes = 16;

/** The master keys, newest first: one, or two and more while everything is sealed anew. */
export interface KeyFile {
  readonly keys: readonly Buffer[];
  /** false where the environment sets the keys, so that the server cannot change them */
  readonly isFile: boolean;
  /** writes a new key before the others and answers all; durable when it returns */
  addNewest(): readonly Buffer[];
  /** takes all but the newest out of the file; does nothing where the environment sets them */
  keepNewest(): void;
}

/**
 * The keys that seal all stored secrets: ITC_MASTER_KEY if set (newest first, with commas or line breaks between), else the file `master.key` of the data
 * folder (one a line), which is made at first start. Throws ITC_MASTER_KEY for a key that is short, well known or readable by others.
 */
export function openKeyFile(setting: string | null, dataDir: string): KeyFile {
  if (setting !== null) {
    const keys = setting
      .trim()
      .split(/[,\n]/)
      .map((text) => readKey(text, 'ITC_MASTER_KEY'));
    const fixed = (): never => {
      throw new ConnectorError('ITC_KEY_FIXED');
    };
    return { keys, isFile: false, addNewest: fixed, keepNewest: () => undefined };
  }
  let texts = loadKeyFile(dataDir);
  const read = (): Buffer[] => texts.map((text) => readKey(text, `the file ${fileName}`));
  const replace = (next: readonly string[]): void => {
    writeDurably(join(dataDir, fileName), `${next.join('\n')}\n`);
    texts = [...next];
  };
  const keys = read();
  return {
    keys,
    isFile: true,
    addNewest() {
      replace([randomBytes(keyBytes).toString('base64'), ...texts]);
      return read();
    },
    keepNewest() {
      if (texts.length > 1) replace(texts.slice(0, 1));
    },
  };
}

/** The old file or the new one, whenever the power goes. */
function writeDurably(file: string, text: string): void {
  const next = `${file}.next`;
  const handle = openSync(next, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(next, file);
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function loadKeyFile(dataDir: string): string[] {
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
  // an emptied file is one key that is too short
  return readFileSync(file, 'utf8').trim().split(/\r?\n/);
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

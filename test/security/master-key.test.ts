import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { openKeyFile } from '../../connector/security/master-key.ts';
import type { ConnectorError } from '../../errors/connector-error.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'itc-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const loadKey = (setting: string | null, folder: string): Buffer => openKeyFile(setting, folder).keys[0]!;

describe('the master key', () => {
  test('is made at first start, readable by its owner only, and the same afterwards', () => {
    const key = loadKey(null, folder);
    expect(key).toHaveLength(32);
    expect(statSync(join(folder, 'master.key')).mode & 0o777).toBe(0o600);
    expect(loadKey(null, folder)).toEqual(key);
  });

  test('comes from the setting in base64, base64url or hex, and then no file is made', () => {
    const key = randomBytes(32);
    for (const form of ['base64', 'base64url', 'hex'] as const) {
      expect(loadKey(` ${key.toString(form)}\n`, folder)).toEqual(key);
    }
    expect(() => readFileSync(join(folder, 'master.key'))).toThrow();
  });

  test.each([
    ['empty', ''],
    ['short', randomBytes(31).toString('base64')],
    ['long', randomBytes(33).toString('hex')],
    ['no encoding of bytes', 'this is my secret key, do not tell'],
    ['all zero', Buffer.alloc(32).toString('base64')],
    ['one byte repeated', Buffer.alloc(32, 0xab).toString('hex')],
    ['counting up', Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('hex')],
    ['counting down', Buffer.from(Array.from({ length: 32 }, (_, index) => 255 - index)).toString('hex')],
    ['typed text', Buffer.from('changeme-changeme-changeme-chang').toString('base64')],
    ['sixteen bytes twice less one', Buffer.alloc(32, randomBytes(8)).toString('base64')],
  ])('that is %s stops the start without being repeated', (_title, setting) => {
    let error: unknown;
    try {
      loadKey(setting, folder);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: 'ITC_MASTER_KEY' });
    if (setting !== '') expect(JSON.stringify(error)).not.toContain(setting);
  });

  test('in a file that others can read stops the start', () => {
    loadKey(null, folder);
    chmodSync(join(folder, 'master.key'), 0o644);
    expect(() => loadKey(null, folder)).toThrow('can be read by other users');
  });

  test('that was emptied is refused and never replaced', () => {
    writeFileSync(join(folder, 'master.key'), '', { mode: 0o600 });
    expect(() => loadKey(null, folder)).toThrow('32 bytes');
    expect(readFileSync(join(folder, 'master.key'), 'utf8')).toBe('');
  });

  const hint = 'Make one with: openssl rand -base64 32';
  const refusalOf = (run: () => unknown): unknown => {
    try {
      run();
      return null;
    } catch (error) {
      const { code, message, hint } = error as ConnectorError;
      return { code, message, hint };
    }
  };
  const file = (): string => join(folder, 'master.key');
  const write = (...texts: string[]): void => writeFileSync(file(), texts.join('\n'), { mode: 0o600 });
  const text = (): string => randomBytes(32).toString('base64');

  test('that is refused says where it stands, what is wrong and how to make a good one', () => {
    const told = (message: string) => ({ code: 'ITC_MASTER_KEY', message, hint });
    const counting = Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64');
    expect(refusalOf(() => openKeyFile('x', folder))).toEqual(
      told('The master key in ITC_MASTER_KEY is not 32 bytes in base64 or hex.'),
    );
    expect(refusalOf(() => openKeyFile(`${text()},${counting}`, folder))).toEqual(
      told('The master key in ITC_MASTER_KEY can be guessed.'),
    );
    write('x');
    expect(refusalOf(() => openKeyFile(null, folder))).toEqual(
      told('The master key in the file master.key is not 32 bytes in base64 or hex.'),
    );
    for (const change of [(key: string) => `${key}==`, (key: string) => `!${key}`, (key: string) => `${key}!`]) {
      expect(refusalOf(() => openKeyFile(change(text()), folder))).toEqual(
        told('The master key in ITC_MASTER_KEY is not 32 bytes in base64 or hex.'),
      );
    }
    chmodSync(file(), 0o640);
    expect(refusalOf(() => openKeyFile(null, folder))).toEqual({
      code: 'ITC_MASTER_KEY',
      message: 'The file master.key can be read by other users.',
      hint: `Run: chmod 600 ${file()}`,
    });
    expect(refusalOf(() => openKeyFile(null, join(folder, 'nowhere')))).toEqual({
      code: 'ITC_MASTER_KEY',
      message: 'The file master.key cannot be written in the data folder.',
      hint: 'Give the process the right to write there.',
    });
  });

  test('may be any bytes but those that somebody would try: typed, repeated, in steps, or of few values', () => {
    const bytes = (of: (index: number) => number): string =>
      Buffer.from(Array.from({ length: 32 }, (_, index) => of(index) & 0xff)).toString('base64');
    const isTaken = (setting: string): boolean => refusalOf(() => openKeyFile(setting, folder)) === null;
    // 37 and 101 step through all values without a pattern of one or two steps
    const mixed = (index: number): number => index * index * 37 + index * 101 + 200;
    expect(isTaken(bytes(mixed))).toBe(true);
    expect(isTaken(bytes((index) => index * 7 + 3))).toBe(false);
    expect(isTaken(bytes((index) => (index % 2 === 0 ? index * 5 : index * 5 + 2)))).toBe(false);
    expect(isTaken(bytes((index) => mixed(index % 15)))).toBe(false);
    expect(isTaken(bytes((index) => mixed(index % 16)))).toBe(true);
    const typed = (first: number): string =>
      Buffer.from([first, ...Buffer.from('qz7Lm2 Xw9~Rt4bVc8NhYk1Jd0Gf5Sp')]).toString('base64');
    expect([0x20, 0x7e].map((first) => isTaken(typed(first)))).toEqual([false, false]);
    expect([0x1f, 0x7f].map((first) => isTaken(typed(first)))).toEqual([true, true]);
  });

  test('in the environment may be several, newest first, which the server cannot change', () => {
    const [newest, older] = [text(), text()];
    const opened = openKeyFile(`${newest}, ${older}`, folder);
    expect(opened.isFile).toBe(false);
    expect(opened.keys.map((key) => key.toString('base64'))).toEqual([newest, older]);
    expect(() => opened.addNewest()).toThrow();
    expect(refusalOf(() => opened.addNewest())).toMatchObject({ code: 'ITC_KEY_FIXED' });
    opened.keepNewest();
    expect(opened.keys).toHaveLength(2);
  });

  test('in the file is renewed before the older ones, and the older ones go when they are no longer needed', () => {
    const older = text();
    write(older);
    const opened = openKeyFile(null, folder);
    expect(opened.isFile).toBe(true);
    const [newest, kept, ...rest] = opened.addNewest().map((key) => key.toString('base64'));
    expect([kept, rest]).toEqual([older, []]);
    expect(readFileSync(file(), 'utf8')).toBe(`${String(newest)}\n${older}\n`);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file()}.next`)).toBe(false);
    opened.keepNewest();
    expect(readFileSync(file(), 'utf8')).toBe(`${String(newest)}\n`);
    const before = statSync(file()).ino;
    opened.keepNewest();
    expect(statSync(file()).ino).toBe(before);
    expect(openKeyFile(null, folder).keys.map((key) => key.toString('base64'))).toEqual([newest]);
  });

  test.each(['\n', '\r\n'])(
    'in a file with several, one a line ended by %j, is read with all of them, as after a restart amid a rotation',
    (end) => {
      const keys = [text(), text()];
      write(`${keys.join(end)}${end}`);
      expect(openKeyFile(null, folder).keys.map((key) => key.toString('base64'))).toEqual(keys);
    },
  );

  test('of 64 digits with more behind them is not cut to 32 bytes', () => {
    const digits = randomBytes(32).toString('hex');
    expect(refusalOf(() => openKeyFile(digits, folder))).toBeNull();
    for (const more of ['zz', ' 00', 'x']) {
      expect(refusalOf(() => openKeyFile(`${digits}${more}`, folder))).toMatchObject({ code: 'ITC_MASTER_KEY' });
    }
  });

  test('that cannot be written tells the cause of the system', () => {
    let error: unknown;
    try {
      openKeyFile(null, join(folder, 'nowhere'));
    } catch (thrown) {
      error = thrown;
    }
    expect((error as Error).cause).toMatchObject({ code: 'ENOENT' });
  });

  test('is renewed without leaving a file open', () => {
    const openFiles = (): string[] => (existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd') : []);
    const opened = openKeyFile(null, folder);
    const before = openFiles().length;
    for (let round = 0; round < 8; round += 1) {
      opened.addNewest();
      opened.keepNewest();
    }
    expect(openFiles().length - before).toBeLessThan(8);
  });
});

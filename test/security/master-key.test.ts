import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { openKeyFile } from '../../connector/security/master-key.ts';

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
});

import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { loadMasterKey } from '../../connector/security/master-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'itc-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the master key', () => {
  test('is made at first start, readable by its owner only, and the same afterwards', () => {
    const key = loadMasterKey(null, folder);
    expect(key).toHaveLength(32);
    expect(statSync(join(folder, 'master.key')).mode & 0o777).toBe(0o600);
    expect(loadMasterKey(null, folder)).toEqual(key);
  });

  test('comes from the setting in base64, base64url or hex, and then no file is made', () => {
    const key = randomBytes(32);
    for (const form of ['base64', 'base64url', 'hex'] as const) {
      expect(loadMasterKey(` ${key.toString(form)}\n`, folder)).toEqual(key);
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
      loadMasterKey(setting, folder);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: 'ITC_MASTER_KEY' });
    if (setting !== '') expect(JSON.stringify(error)).not.toContain(setting);
  });

  test('in a file that others can read stops the start', () => {
    loadMasterKey(null, folder);
    chmodSync(join(folder, 'master.key'), 0o644);
    expect(() => loadMasterKey(null, folder)).toThrow('can be read by other users');
  });

  test('that was emptied is refused and never replaced', () => {
    writeFileSync(join(folder, 'master.key'), '', { mode: 0o600 });
    expect(() => loadMasterKey(null, folder)).toThrow('32 bytes');
    expect(readFileSync(join(folder, 'master.key'), 'utf8')).toBe('');
  });
});

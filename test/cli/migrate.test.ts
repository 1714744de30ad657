import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { run } from './run-command.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'itc-migrate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('itc migrate says which folder has no database, and leaves nothing there', async () => {
  const DATABASE_URL = 'postgres://itc:hunter2@127.0.0.1:1/itc';
  for (const from of [folder, join(folder, 'nowhere')]) {
    const { code, stderr } = await run(['migrate', '--json', '--data-dir', from], { env: { DATABASE_URL } });
    expect(code).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject({
      error: {
        code: 'ITC_CONFIG_INVALID',
        message: `ITC_DATA_DIR: there is no connector.db in ${from}.`,
        hint: expect.stringContaining('--data-dir'),
      },
    });
  }
  expect(readdirSync(folder)).toEqual([]);
});

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { errorOf, run } from '../cli/run-command.ts';
import { freePort, ServerProcess } from '../server/server-process.ts';

const token = 'admin-token-of-a-file-0001';
let folder: string;
let dataDir: string;
let sandbox: Sandbox;
let port: number;
let server: ServerProcess;
let key: string;

const newKey = (): string => randomBytes(32).toString('base64');

const path = (name: string): string => join(folder, name);
function writeSecret(name: string, text: string): string {
  writeFileSync(path(name), `${text}\n`, { mode: 0o600 });
  return path(name);
}

function serverWith(keyFile: string): ServerProcess {
  const env = { ITC_ADMIN_TOKEN: '', ITC_ADMIN_TOKEN_FILE: path('admin-token'), ITC_MASTER_KEY_FILE: keyFile };
  return new ServerProcess({ port, dataDir, token, env });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'itc-secret-files-'));
  dataDir = path('data');
  sandbox = await startSandbox();
  port = await freePort();
  writeSecret('admin-token', token);
  key = newKey();
  server = serverWith(writeSecret('master-key', key));
});
afterEach(async () => {
  await server.kill();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const addConnection = (): Promise<unknown> =>
  server.api('POST', '/connections', {
    name: 'shop',
    apiKey: sandbox.key,
    projectType: 'email',
    sandboxUrl: sandbox.url,
  });
const testKey = (): Promise<unknown> => server.api('POST', '/connections/shop/test');

describe('a server whose master key and admin token come from files', () => {
  test('opens after a restart what it sealed before, and with the key of another file it refuses to start', async () => {
    await server.start();
    await addConnection();
    expect(await testKey()).toMatchObject({ state: 'connected' });
    // neither secret was written to the data folder
    expect(readdirSync(dataDir).filter((name) => ['master.key', 'admin-token'].includes(name))).toEqual([]);
    await server.kill('SIGTERM');

    await server.start();
    expect(await testKey()).toMatchObject({ state: 'connected' });
    await server.kill('SIGTERM');

    const otherKey = newKey();
    const other = serverWith(writeSecret('other-key', otherKey));
    await expect(other.start()).rejects.toThrow('ITC_MASTER_KEY');
    const missing = path('no-key');
    const refused = serverWith(missing).start();
    await expect(refused).rejects.toThrow(`ITC_CONFIG_INVALID: ITC_MASTER_KEY_FILE: ${missing} is not there.`);

    // the new key stands on a line above the old one
    const rotated = serverWith(writeSecret('two-keys', `${otherKey}\n${key}`));
    await rotated.start();
    await rotated.kill('SIGTERM');
    server = other;
    await server.start();
    expect(await testKey()).toMatchObject({ state: 'connected' });
  }, 120_000);

  test('is called, backed up and restored by commands that take the same files', async () => {
    await server.start();
    await addConnection();
    const env = {
      ITC_DATA_DIR: dataDir,
      ITC_ADMIN_TOKEN_FILE: path('admin-token'),
      ITC_MASTER_KEY_FILE: path('master-key'),
    };
    const listed = await run(['connect', 'list', '--json'], { env });
    expect(JSON.parse(listed.stdout)).toMatchObject({ items: [{ name: 'shop' }] });
    const backup = path('a.backup');
    expect((await run(['backup', backup], { env })).code).toBe(0);

    const restored = { ...env, ITC_DATA_DIR: path('restored') };
    const missing = { ...restored, ITC_MASTER_KEY_FILE: path('no-key') };
    const refused = await run(['restore', backup, '--json'], { env: missing });
    expect(errorOf(refused)).toMatchObject({ code: 'ITC_CONFIG_INVALID', message: expect.stringContaining('no-key') });
    expect((await run(['restore', backup], { env: restored })).code).toBe(0);
  }, 120_000);
});

test('itc migrate, backup and connect add take their secrets from files, and say so when a file is missing', async () => {
  const env = { ITC_DATA_DIR: dataDir, DATABASE_URL_FILE: writeSecret('url', 'mysql://itc:hunter2@db/itc') };
  const migrated = errorOf(await run(['migrate', '--json'], { env }));
  expect(migrated.message).toContain('DATABASE_URL: must be an address such as postgres://');
  expect(JSON.stringify(migrated)).not.toContain('hunter2');
  expect(errorOf(await run(['backup', path('b'), '--json'], { env }))).toMatchObject({
    code: 'ITC_CONFIG_INVALID',
    message: 'DATABASE_URL: a backup is of the embedded database.',
  });
  const nowhere = { ITC_URL: 'http://127.0.0.1:1', ITERABLE_API_KEY_FILE: path('no-key') };
  const add = ['connect', 'add', 'shop', '--project-type', 'email', '--region', 'us', '--json'];
  const added = await run(add, { env: nowhere });
  expect(errorOf(added).message).toBe(`ITERABLE_API_KEY_FILE: ${path('no-key')} is not there.`);
});

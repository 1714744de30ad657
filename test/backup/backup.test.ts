import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { makeBackup, restoreBackup, verifyBackup } from '../../connector/backup/backup-file.ts';
import { readConfig } from '../../connector/config.ts';
import { startServer } from '../../connector/main.ts';
import { adminToken, apiKey, startTestServer, type TestServer } from '../http/test-server.ts';
import { sampleRecipe, subscribeEvent } from '../http/sample-recipe.ts';

let server: TestServer;
let place: string;
beforeAll(async () => {
  server = await startTestServer();
  place = mkdtempSync(join(tmpdir(), 'itc-backup-'));
  await server.api('POST', '/recipes', { document: sampleRecipe(), enable: true });
});
afterAll(async () => {
  await server.close();
  rmSync(place, { recursive: true });
});

const options = { withKey: true, version: '0.0.0-test', now: () => Date.UTC(2026, 0, 5) };
const refused = { code: 'ITC_BACKUP_INVALID' };

describe('a backup', () => {
  test('made while webhooks arrive holds every event acknowledged before it, and runs as a server elsewhere', async () => {
    const send = (index: number) => server.post(server.webhookUrl, subscribeEvent(`p${index}@example.com`));
    const before = await Promise.all(Array.from({ length: 40 }, (_, index) => send(index)));
    const during = Array.from({ length: 40 }, (_, index) => send(100 + index));
    const file = join(place, 'live.backup');
    await makeBackup(server.dataDir, file, options);
    await Promise.all(during);
    const folder = join(place, 'elsewhere');
    await restoreBackup(file, folder, { masterKey: null });
    const running = await startServer(
      readConfig({
        ITC_PORT: '0',
        ITC_DATA_DIR: folder,
        ITC_ADMIN_TOKEN: adminToken,
        ITC_SANDBOX: 'off',
        ITC_LOG_LEVEL: 'silent',
      }),
    );
    for (const { body } of before) expect(await running.runtime.store.getEvent(body['id'] ?? '')).not.toBeNull();
    expect((await running.runtime.connections.open('sandbox')).apiKey).toBe(apiKey);
    await running.close();
  });

  test('is for the user who made it alone, and so is what is restored from one that was not', async () => {
    const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
    const file = join(place, 'private.backup');
    const umask = process.umask(0o022);
    try {
      await makeBackup(server.dataDir, file, options);
      expect(['', '.json', '.key'].map((end) => modeOf(`${file}${end}`))).toEqual(['600', '600', '600']);
      chmodSync(file, 0o644);
      const folder = join(place, 'private');
      await restoreBackup(file, folder, { masterKey: null });
      expect([modeOf(folder), modeOf(join(folder, 'connector.db'))]).toEqual(['700', '600']);
    } finally {
      process.umask(umask);
    }
  });

  test('without the key is refused until the key is there, and with another key', async () => {
    const file = join(place, 'keyless.backup');
    await makeBackup(server.dataDir, file, { ...options, withKey: false });
    const folder = join(place, 'keyless');
    await expect(restoreBackup(file, folder, { masterKey: null })).rejects.toMatchObject(refused);
    const other = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 251)).toString('base64');
    await expect(restoreBackup(file, folder, { masterKey: other })).rejects.toMatchObject({ code: 'ITC_MASTER_KEY' });
    expect(existsSync(join(folder, 'connector.db'))).toBe(false);
    await restoreBackup(file, folder, { masterKey: readFileSync(join(server.dataDir, 'master.key'), 'utf8').trim() });
  });

  test('that was changed, cut or lost its facts is refused, 300 of 300', async () => {
    const file = join(place, 'whole.backup');
    const { bytes } = await makeBackup(server.dataDir, file, options);
    const broken = join(place, 'broken.backup');
    for (let index = 0; index < 300; index += 1) {
      copyFileSync(file, broken);
      copyFileSync(`${file}.json`, `${broken}.json`);
      if (index % 3 === 0) truncateSync(broken, Math.floor((bytes * index) / 300));
      else {
        const whole = readFileSync(broken);
        const at = Math.floor((whole.length * index) / 300);
        whole[at] = (whole[at] ?? 0) ^ (1 << (index % 8));
        writeFileSync(broken, whole);
      }
      expect(() => verifyBackup(broken)).toThrow(expect.objectContaining(refused));
    }
    rmSync(`${broken}.json`);
    expect(() => verifyBackup(broken)).toThrow(expect.objectContaining(refused));
  });

  test('goes over nothing that is there', async () => {
    const file = join(place, 'once.backup');
    await makeBackup(server.dataDir, file, options);
    await expect(makeBackup(server.dataDir, file, options)).rejects.toMatchObject(refused);
    await expect(restoreBackup(file, server.dataDir, { masterKey: null })).rejects.toMatchObject(refused);
  });
});

test('a data folder from before permissions and secrets is brought up to date: what ran goes on, and nothing is lost', async () => {
  const folder = join(place, 'older');
  const file = join(place, 'older.backup');
  await makeBackup(server.dataDir, file, options);
  await restoreBackup(file, folder, { masterKey: null });
  // back to the schema before permissions, secrets and sealed outputs
  const db = new Sqlite(join(folder, 'connector.db'));
  const events = db.prepare('SELECT count(*) AS count FROM events').get();
  db.exec(`DROP INDEX steps_sealed; ALTER TABLE steps DROP COLUMN sealed_output; ALTER TABLE recipes DROP COLUMN grant_tiers;
    ALTER TABLE recipes DROP COLUMN sends_per_day; DROP TABLE send_counts; DROP TABLE secrets; DROP TABLE leases; DROP INDEX consent_people_key;
    ALTER TABLE consent_people DROP COLUMN key_id; DROP INDEX events_connection; DROP INDEX events_rare_kinds;
    DROP INDEX jobs_errors; DROP TRIGGER jobs_come; DROP TRIGGER jobs_change; DROP TRIGGER jobs_go; DROP TABLE job_counts;
    ALTER TABLE jobs DROP COLUMN counted_send; DROP TABLE audit_begun; ALTER TABLE tasks DROP COLUMN result;
    ALTER TABLE events DROP COLUMN delivery_key; DROP TABLE delivery_groups; DROP INDEX erasures_task; ALTER TABLE erasures DROP COLUMN task;
    PRAGMA user_version = 5;`);
  db.close();
  const running = await startServer(
    readConfig({
      ITC_PORT: '0',
      ITC_DATA_DIR: folder,
      ITC_ADMIN_TOKEN: adminToken,
      ITC_SANDBOX: 'off',
      ITC_LOG_LEVEL: 'silent',
    }),
  );
  const recipe = await running.runtime.store.getRecipe('welcome');
  expect(recipe).toMatchObject({
    enabled: true,
    grant: { tiers: ['read', 'write', 'send', 'personal_data'], sendsPerDay: 1_000 },
  });
  expect((await running.runtime.connections.open('sandbox')).apiKey).toBe(apiKey);
  await running.close();
  const after = new Sqlite(join(folder, 'connector.db'), { readonly: true });
  expect(after.prepare('SELECT count(*) AS count FROM events').get()).toEqual(events);
  after.close();
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { createLog } from '../../connector/log.ts';
import { copySqlite } from '../../connector/store/postgres/copy-sqlite.ts';
import { openPostgresStore } from '../../connector/store/postgres/open-postgres-store.ts';
import { openSqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../connector/store/store.ts';
import { newDatabase } from '../postgres/shared-server.ts';
import { claimOne, connectionRecord, iso, newEvent, newJob, readAll, saveRecipe, stepOf, t0 } from './store-records.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'itc-copy-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Something in every table. */
async function fill(store: Store): Promise<void> {
  await store.putConnection(connectionRecord());
  await store.putSetting('a', 'ü\0"');
  const recipe = await saveRecipe(store);
  const claimed = await claimOne(store, recipe);
  await store.recordSteps([stepOf(claimed, { outcome: 'success', output: { n: 1 } })], claimed.claim, {
    status: 'succeeded',
  });
  for (let index = 0; index < 450; index += 1) {
    const body = Uint8Array.from({ length: 300 }, (_, byte) => (byte * index) % 256);
    await store.appendEvent(newEvent({ receivedAt: iso(t0 + index * 600_000), body, jobs: [newJob(recipe)] }));
  }
  await store.appendEvent(newEvent({ deliveryKey: 'known' }));
  await store.appendEvent(newEvent({ deliveryKey: 'known' }));
  await store.addTask({ id: 'task_1', kind: 'bulk_replay', input: {}, total: 1 });
  await store.saveSchemaVersion({ connectionId: 'con_1', triggerKey: 'event:a', schema: {}, edits: [], samples: 1 });
  await store.acquireLease('tidy', iso(t0), iso(t0 + 1));
}

/** Everything that the port lists. */
const listed = async (store: Store) => ({
  connections: await store.listConnections(),
  recipes: await store.listRecipes(),
  events: await readAll((page) => store.listEvents({ ...page, limit: 500 })),
  jobs: await readAll((page) => store.listJobs({ ...page, limit: 500 })),
  tasks: await store.listTasks({}),
  schemas: await store.listSchemaVersions('con_1', 'event:a'),
});

describe('a data folder is moved into PostgreSQL', () => {
  const file = (): string => join(folder, 'connector.db');
  const openCopy = (url: string) =>
    openPostgresStore({ url, now: () => t0, random: () => 0.5, log: createLog('silent'), poolSize: 2 });

  test('all that a data folder holds is there after the move, although the first try broke off', async () => {
    const source = await openSqliteStore({ file: file(), now: () => t0 });
    await fill(source);
    const before = await listed(source);
    await source.close();
    const url = await newDatabase();
    const breakOff = ({ table }: { table: string }): void => {
      if (table === 'events') throw new Error('the cable was pulled');
    };
    await expect(copySqlite(file(), url, breakOff)).rejects.toThrow('the cable was pulled');
    const copied = await copySqlite(file(), url);
    expect(copied.find(({ table }) => table === 'events')).toMatchObject({ rows: 453 });
    expect(copied.find(({ table }) => table === 'jobs')).toMatchObject({ rows: 451 });

    const store = await openCopy(url);
    expect(await listed(store)).toEqual(before);
    const [event] = before.events;
    expect((await store.getEvent(event!.id))!.payload.body).toBeInstanceOf(Uint8Array);
    // what was known goes on being known, and numbers go on
    expect((await store.appendEvent(newEvent({ deliveryKey: 'known' }))).duplicateOf).not.toBeNull();
    const added = newEvent();
    await store.appendEvent(added);
    expect((await store.listEvents({ limit: 1 })).items[0]!.id).toBe(added.id);
    expect(await store.claimJobs(500, iso(t0), iso(t0 + 1))).toHaveLength(450);
    await store.close();
  });

  test('a database that has rows already takes no copy', async () => {
    await (await openSqliteStore({ file: file(), now: () => t0 })).close();
    const url = await newDatabase();
    const store = await openCopy(url);
    await store.putConnection(connectionRecord());
    await store.close();
    await expect(copySqlite(file(), url)).rejects.toMatchObject({ code: 'ITC_CONFIG_INVALID' });
  });
});

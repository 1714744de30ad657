import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { createLog } from '../../connector/log.ts';
import { copySqlite } from '../../connector/store/postgres/copy-sqlite.ts';
import { openPostgresStore } from '../../connector/store/postgres/open-postgres-store.ts';
import { openSqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import { emptyMeta } from '../../connector/store/shape-meta.ts';
import type { Store } from '../../connector/store/store.ts';
import { newSend, newSendEvent, newSuppression } from './send-contract.ts';
import { appendAudit, person, session } from './people-contract.ts';
import { askFor, consentWrite, erasure } from './consent-contract.ts';
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
  await store.appendEvent(newEvent({ connectionId: 'con_2', deliveryKey: 'removed' }));
  await store.expireOf('con_2', { events: iso(t0 + 1) });
  await store.addTask({ id: 'task_1', kind: 'bulk_replay', input: {}, total: 1 });
  await store.saveSchemaVersion({ connectionId: 'con_1', triggerKey: 'event:a', schema: {}, edits: [], samples: 1 });
  await store.acquireLease('tidy', iso(t0), iso(t0 + 1));
  await store.countSend(claimed.job.id, 'step', '2026-11-21');
  const secret = { id: 'sec_1', workspaceId: 'wsp_1', name: 'crm', sealed: 'x', hosts: [] };
  await store.putSecret({ ...secret, createdAt: iso(t0), updatedAt: iso(t0) });
  await store.updateShape('con_1', 'event:a', (before) => ({
    connectionId: 'con_1',
    triggerKey: 'event:a',
    shape: {},
    recent: [null, null],
    meta: before?.meta ?? emptyMeta(),
  }));
  const call = { connection: 'main', at: iso(t0), method: 'GET', path: '/', source: '::1', message: 'no' };
  await store.appendRejectedCall({ ...call, id: 'rej_1', code: 'ITC_HOOK_METHOD' });
  const source = { kind: 'file' as const, name: 'a.csv', format: 'csv' as const, bytes: 1 };
  const run = {
    id: 'blk_1',
    action: 'update_user',
    connection: 'main',
    source,
    mapping: null,
    isAuto: true,
    input: {},
  };
  await store.createBulkRun({ ...run, redriveOf: null, job: null, createdAt: iso(t0) } as never);
  await fillPeople(store);
  await fillConsentAndSends(store);
}

async function fillPeople(store: Store): Promise<void> {
  await store.addWorkspace({ id: 'wsp_1', name: 'one', createdAt: iso(t0) });
  await store.addPerson(person('per_1'));
  await store.addSession(session('a', 'per_1'), 10);
  const token = { id: 'tok1', hash: 'h1', name: 't', personId: 'per_1', workspaceId: 'w', scopes: [] };
  await store.addToken({ ...token, createdAt: iso(t0), expiresAt: iso(t0 + 1), usedAt: null });
  await appendAudit(store, { object: '/recipes/\0' });
  await appendAudit(store, {});
  await store.beginAudit({ id: 'chg_1', begunAt: iso(t0), draft: '{}', seal: 's' });
}

async function fillConsentAndSends(store: Store): Promise<void> {
  await store.putConsentMap('con_1', { channels: [] }, 0);
  await store.changeConsent({ connectionId: 'con_1', names: ['mail', 'user'] }, () => consentWrite('csp_1'));
  await askFor(store, 'task_era', erasure());
  await store.takeErasureCall('project', iso(t0), 3);
  const { position } = await store.followEvents('sends', 5);
  await store.acknowledgeEvents('sends', position ?? '');
  const place = { connectionId: 'con_1', fingerprint: 'f'.repeat(64) };
  await store.recordShadow({ ...place, templateId: 1, campaignId: 2, createdAt: iso(t0) });
  await store.putSend(newSend({ id: 'snd_1' }));
  await store.recordSendEvents([newSendEvent({ id: 'evt_told' })]);
  const suppression = newSuppression();
  const person = { email: suppression.email, userId: null };
  await store.updateSuppression({ connectionId: 'con_1', channel: 'email', person }, () => suppression);
}

/** The names of the tables, each with how many rows it has. */
function tablesOf(file: string): Map<string, number> {
  const db = new Sqlite(file, { readonly: true });
  const names = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('job_counts', 'delivery_groups')",
    )
    .pluck()
    .all();
  const rows = new Map(
    names.map((name) => [name, db.prepare<[], number>(`SELECT count(*) FROM ${name}`).pluck().get() ?? 0]),
  );
  db.close();
  return rows;
}

/** Everything that the port lists. */
const listed = async (store: Store) => ({
  connections: await store.listConnections(),
  recipes: await store.listRecipes(),
  events: await readAll((page) => store.listEvents({ ...page, limit: 500 })),
  jobs: await readAll((page) => store.listJobs({ ...page, limit: 500 })),
  tasks: await store.listTasks({}),
  schemas: await store.listSchemaVersions('con_1', 'event:a'),
  shapes: await store.listShapes(),
  secrets: await store.listSecrets(),
  refused: await store.listRejectedCalls({}),
  bulk: await store.listBulkRuns({}),
  people: [
    await store.listWorkspaces(),
    await store.listPeople(),
    await store.listSessions(),
    await store.listTokens(),
  ],
  audit: [
    await store.listAudit({}),
    await store.listAudit({ object: '/x' }),
    await store.auditHead(),
    await store.listBegunAudit(iso(t0 + 1)),
  ],
  consent: [
    await store.getConsentMap('con_1'),
    await store.listConsent({ connectionId: 'con_1' }),
    await store.findConsent('con_1', ['user']),
    await store.consentCounts('con_1'),
  ],
  erasures: await store.listErasures({}),
  followed: await store.followEvents('sends', 5),
  shadow: await store.getShadow({ connectionId: 'con_1', fingerprint: 'f'.repeat(64) }),
  sends: [await store.listSends({}), await store.listSendEvents({}), await store.listSuppressions({})],
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
    const tables = tablesOf(file());
    const url = await newDatabase();
    const breakOff = ({ table }: { table: string }): void => {
      if (table === 'events') throw new Error('the cable was pulled');
    };
    await expect(copySqlite(file(), url, breakOff)).rejects.toThrow('the cable was pulled');
    const copied = await copySqlite(file(), url);
    // a new table is copied, and filled here, or this fails
    expect([...tables].filter(([, rows]) => rows === 0)).toEqual([]);
    expect(copied.map(({ table }) => table).sort()).toEqual([...tables.keys()].sort());
    expect(copied.find(({ table }) => table === 'events')).toMatchObject({ rows: 453 });
    expect(copied.find(({ table }) => table === 'jobs')).toMatchObject({ rows: 451 });

    const store = await openCopy(url);
    expect(await listed(store)).toEqual(before);
    const [event] = before.events;
    expect((await store.getEvent(event!.id))!.payload.body).toBeInstanceOf(Uint8Array);
    // what was known goes on being known, and numbers go on
    expect((await store.appendEvent(newEvent({ deliveryKey: 'known' }))).duplicateOf).not.toBeNull();
    const removed = newEvent({ connectionId: 'con_2', deliveryKey: 'removed' });
    expect((await store.appendEvent(removed)).duplicateOf).not.toBeNull();
    const added = newEvent();
    await store.appendEvent(added);
    expect((await store.listEvents({ limit: 1 })).items[0]!.id).toBe(added.id);
    expect(await store.claimJobs(500, iso(t0), iso(t0 + 1))).toHaveLength(450);
    expect((await appendAudit(store, {})).seq).toBe(3);
    await store.close();
  });

  test('a data folder that an older version left is brought up to date and moved, with the deliveries it remembers', async () => {
    const store = await openSqliteStore({ file: file(), now: () => t0 });
    await fill(store);
    await store.close();
    const db = new Sqlite(file());
    const version = Number(db.pragma('user_version', { simple: true }));
    db.exec(`ALTER TABLE events DROP COLUMN delivery_key; DROP TABLE delivery_groups; DROP INDEX erasures_task;
      ALTER TABLE erasures DROP COLUMN task; PRAGMA user_version = ${String(version - 2)}`);
    db.prepare('INSERT INTO deliveries (connection_id, delivery_key, event_id, first_at) VALUES (?, ?, ?, ?)').run(
      'con_1',
      'of before',
      'evt_old',
      t0,
    );
    db.close();
    const url = await newDatabase();
    await copySqlite(file(), url);
    const copy = await openCopy(url);
    expect((await copy.appendEvent(newEvent({ deliveryKey: 'of before' }))).duplicateOf).toBe('evt_old');
    await copy.close();
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

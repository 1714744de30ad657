import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Sqlite, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import {
  createAuditLog,
  type AuditDraft,
  type AuditLog,
  type NewAuditEntry,
} from '../../connector/security/audit-log.ts';
import { canonicalJson } from '../../connector/security/canonical-json.ts';
import { newId } from '../../connector/store/new-id.ts';
import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import type { AuditEntry } from '../../connector/store/store.ts';
import type { Json } from '../../errors/json.ts';
import { settingStore } from './setting-store.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();
const noHash = '0'.repeat(64);

let folder: string;
let store: SqliteStore;
let db: Database;
let settings: ReturnType<typeof settingStore>;
let at: number;
let log: AuditLog;
const openLog = (over: Partial<SqliteStore> = {}): Promise<AuditLog> =>
  createAuditLog({
    store: Object.assign(Object.create(store) as SqliteStore, over),
    openSetting: settings.getSetting,
    sealSetting: settings.putSetting,
    newId,
    now: () => at,
  });
beforeEach(async () => {
  at = start;
  folder = mkdtempSync(join(tmpdir(), 'itc-audit-'));
  const file = join(folder, 'itc.db');
  store = await openSqliteStore({ file, now: () => at });
  settings = settingStore();
  log = await openLog();
  db = new Sqlite(file);
});
afterEach(async () => {
  db.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const draft: AuditDraft = {
  actor: { kind: 'person', id: 'per_1' },
  address: '192.0.2.7',
  workspaceId: 'wsp_default',
  action: 'POST /recipes/{name}/enable',
  object: '/recipes/welcome',
  before: { digest: 'a'.repeat(64), facts: { enabled: false } },
  request: null,
};
const after = { digest: 'b'.repeat(64), facts: { enabled: true } };
const entry: NewAuditEntry = { ...draft, after, outcome: 'done' };
/** The keyed hash of docs and old logs, built without the code under test. */
const mac = (use: string, value: unknown): string =>
  createHmac('sha256', Buffer.from(settings.values.get('audit.key') ?? '', 'base64url'))
    .update(`${use}\n${canonicalJson(value as Json)}`)
    .digest('hex');
const faultOf = async (): Promise<unknown> => {
  const { firstBad, fault } = await log.verify();
  return [firstBad, fault];
};

/** What somebody does who may write to the database file. */
function tamper(sql: string, ...values: unknown[]): void {
  const guards = db
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    .all();
  for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`);
  db.prepare(sql).run(...values);
  for (const guard of guards) db.exec(guard.sql);
}

describe('the chain of audit entries', () => {
  test('each entry is hashed with its place, its time and the hash before it, from 64 zeros on, and the end is sealed', async () => {
    const first = await log.append(entry);
    at += 1;
    const second = await log.append({ ...entry, object: '/recipes/other' });
    const { hash: _, ...plain } = first;
    expect(plain).toEqual({ ...entry, seq: 1, at: iso(start), previous: noHash });
    expect(first.hash).toBe(mac('entry', plain));
    expect(second).toMatchObject({ seq: 2, at: iso(start + 1), previous: first.hash });
    const end = { seq: 2, hash: second.hash };
    expect(await store.auditHead()).toEqual({ ...end, seal: mac('head', end) });
    expect(await log.list({ limit: 10 })).toMatchObject({ items: [second, first] });
  });

  test('the key is 256 random bits, made once: after a restart the log is still whole and goes on', async () => {
    await log.append(entry);
    expect([...settings.values.keys()]).toEqual(['audit.key']);
    expect(Buffer.from(settings.values.get('audit.key') ?? '', 'base64url')).toHaveLength(32);
    const key = settings.values.get('audit.key');
    log = await openLog();
    expect(settings.values.get('audit.key')).toBe(key);
    await log.append(entry);
    expect(await log.verify()).toMatchObject({ isIntact: true, entries: 2 });
  });

  test('an empty log is whole, its end is that of 64 zeros, which may be noted and compared later', async () => {
    expect(await log.verify()).toEqual({ isIntact: true, entries: 0, head: noHash, firstBad: null, fault: null });
    await log.append(entry);
    expect(await log.verify(noHash)).toMatchObject({ isIntact: true });
  });

  test('a log of many pages is read to its end', async () => {
    for (let count = 0; count < 7; count += 1) await log.append(entry);
    log = await openLog({ listAudit: (filter) => store.listAudit({ ...filter, limit: 2 }) });
    expect(await log.verify()).toMatchObject({ isIntact: true, entries: 7 });
    tamper("UPDATE audit SET entry = replace(entry, 'welcome', 'farewell') WHERE seq = 6");
    expect(await log.verify()).toMatchObject({ isIntact: false, entries: 5, firstBad: 6 });
  });

  test('a digest of nothing is that of null, and no digest is a hash of something else', () => {
    expect(log.digest(undefined)).toBe(log.digest(null));
    expect(log.digest(null)).toBe(mac('digest', null));
    expect(log.digest({ a: [1] })).toBe(mac('digest', { a: [1] }));
  });

  test('what is wrong is named: a gap, entries cut off, an end of before, an entry of another chain', async () => {
    const all: AuditEntry[] = [];
    for (let count = 0; count < 4; count += 1) all.push(await log.append(entry));
    const seal = (await store.auditHead())?.seal;
    tamper('DELETE FROM audit WHERE seq = 2');
    expect(await faultOf()).toEqual([3, 'entries before it are missing or out of order']);
    tamper('INSERT INTO audit (seq, entry) VALUES (2, ?)', JSON.stringify(all[1]));
    expect(await faultOf()).toEqual([null, null]);

    tamper('DELETE FROM audit WHERE seq > 2');
    expect(await faultOf()).toEqual([null, 'entries are missing at the end']);
    // the end set back to fit, under the seal there is
    tamper('UPDATE audit_head SET seq = 2, hash = ?', all[1]?.hash);
    expect((await store.auditHead())?.seal).toBe(seal);
    expect(await faultOf()).toEqual([null, 'the record of its end was changed']);

    // whole and hashed with the right key, but after another entry: as if from a copy that went its own way
    const { hash: _, ...plain } = { ...all[1]!, previous: 'c'.repeat(64) };
    tamper('UPDATE audit SET entry = ? WHERE seq = 2', JSON.stringify({ ...plain, hash: mac('entry', plain) }));
    expect(await faultOf()).toEqual([2, 'it does not follow the entry before']);
  });
});

describe('a change that is on its way', () => {
  const begun = (): { id: string; begun_at: string; draft: string; seal: string }[] =>
    db.prepare('SELECT * FROM audit_begun').all() as never;

  test('is noted under a seal before it is made, and its entry takes the place of the note', async () => {
    const change = await log.begin(draft);
    const [note] = begun();
    expect(note).toEqual({
      id: expect.stringMatching(/^chg_/),
      begun_at: iso(start),
      draft: JSON.stringify(draft),
      seal: mac('begun', { id: note?.id, begunAt: note?.begun_at, draft: note?.draft }),
    });
    at += 9;
    const made = await change.end({ after, object: '/recipes/renamed', outcome: 'done' });
    expect(made).toMatchObject({ ...entry, object: '/recipes/renamed', at: iso(start + 9), seq: 1 });
    expect(begun()).toEqual([]);
    expect((await log.list({ limit: 10 })).items).toEqual([made]);
  });

  test('whose process died gets an entry that says so, at the time it was begun, once, also by two processes', async () => {
    await log.begin(draft);
    await log.begin({ ...draft, object: '/recipes/second' });
    at += 60_000;
    await log.begin({ ...draft, object: '/recipes/young' });
    const other = await openLog();
    const ends = await Promise.all([log.settle(iso(at)), other.settle(iso(at))]);
    expect(ends.reduce((sum, { ended }) => sum + ended, 0)).toBe(2);
    expect(ends.map(({ forged }) => forged)).toEqual([0, 0]);
    const { items } = await log.list({ limit: 10 });
    expect(items.map(({ object, at, after, outcome }) => [object, at, after, outcome]).toSorted()).toEqual([
      ['/recipes/second', iso(start), null, 'interrupted'],
      ['/recipes/welcome', iso(start), null, 'interrupted'],
    ]);
    expect(begun().map(({ draft }) => JSON.parse(draft) as unknown)).toMatchObject([{ object: '/recipes/young' }]);
    expect(await log.settle(iso(at))).toEqual({ ended: 0, forged: 0 });
    expect(await log.verify()).toMatchObject({ isIntact: true, entries: 2 });
  });

  test('of which two notes were forged is counted as two, beside the one that was ended', async () => {
    for (let count = 0; count < 3; count += 1) await log.begin({ ...draft, object: `/recipes/${count}` });
    db.exec(
      "UPDATE audit_begun SET draft = replace(draft, '192.0.2.7', '192.0.2.8') WHERE draft NOT LIKE '%recipes/1%'",
    );
    at += 1;
    expect(await log.settle(iso(at))).toEqual({ ended: 1, forged: 2 });
    expect(begun()).toHaveLength(2);
  });
});

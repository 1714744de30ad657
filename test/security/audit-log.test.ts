import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Sqlite, { type Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { endInterruptedChanges } from '../../connector/runtime/interrupted-changes.ts';
import { createAuditLog, type AuditLog, type NewAuditEntry } from '../../connector/security/audit-log.ts';
import { newId } from '../../connector/store/new-id.ts';
import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import { someTries } from '../some-tries.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { settingStore } from './setting-store.ts';

const entries = 60;
const tamperings = 1_000;

let folder: string;
let store: SqliteStore;
let db: Database;
let log: AuditLog;

const newEntry = (index: number): NewAuditEntry => ({
  actor: { kind: index % 3 === 0 ? 'token' : 'person', id: `per_${index % 4}` },
  address: '192.0.2.7',
  workspaceId: 'wsp_default',
  action: 'POST /recipes/{name}/enable',
  object: `/recipes/recipe_${index}`,
  before: { digest: 'a'.repeat(64), facts: { enabled: false, version: index } },
  after: { digest: 'b'.repeat(64), facts: { enabled: true, version: index } },
  request: null,
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'itc-audit-'));
  const file = join(folder, 'itc.db');
  store = await openSqliteStore({ file, now: Date.now });
  const settings = settingStore();
  const parts = { store, openSetting: settings.getSetting, sealSetting: settings.putSetting, newId, now: Date.now };
  log = await createAuditLog(parts);
  for (let index = 0; index < entries; index += 1) await log.append(newEntry(index));
  db = new Sqlite(file);
});
afterAll(async () => {
  db.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

interface Row {
  seq: number;
  entry: string;
}

// xorshift32: the same faults at every run
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const leaves = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]))
    : [path];

/** What somebody who can write to the database may do to the rows, without the key. */
const faults: Record<string, (rows: Row[], pick: (below: number) => number) => Row[]> = {
  alter(rows, pick) {
    const index = pick(rows.length);
    return rows.map((row, place) => {
      if (place !== index) return row;
      const entry = JSON.parse(row.entry) as Record<string, unknown>;
      const paths = leaves(entry);
      const path = paths[pick(paths.length)] ?? [];
      let owner = entry;
      for (const key of path.slice(0, -1)) owner = owner[key] as Record<string, unknown>;
      const key = path.at(-1) ?? '';
      const value = owner[key];
      owner[key] = typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)}x`;
      return { ...row, entry: JSON.stringify(entry) };
    });
  },
  addField(rows, pick) {
    const index = pick(rows.length);
    return rows.map((row, place) =>
      place === index ? { ...row, entry: JSON.stringify({ ...(JSON.parse(row.entry) as object), extra: 1 }) } : row,
    );
  },
  remove(rows, pick) {
    const index = pick(rows.length);
    return rows.filter((_, place) => place !== index);
  },
  removeAndNumberAnew(rows, pick) {
    const index = pick(rows.length);
    return rows.filter((_, place) => place !== index).map((row, place) => ({ ...row, seq: place + 1 }));
  },
  cutOff: (rows, pick) => rows.slice(0, pick(rows.length)),
  swap(rows, pick) {
    const index = pick(rows.length - 1);
    const [one, other] = [rows[index], rows[index + 1]] as [Row, Row];
    return rows.map((row, place) =>
      place === index ? { ...row, entry: other.entry } : place === index + 1 ? { ...row, entry: one.entry } : row,
    );
  },
  insert(rows, pick) {
    const copy = rows[pick(rows.length)] as Row;
    const entry = JSON.parse(copy.entry) as Record<string, unknown>;
    return [...rows, { seq: rows.length + 1, entry: JSON.stringify({ ...entry, seq: rows.length + 1 }) }];
  },
};

const readRows = (): Row[] => db.prepare<[], Row>('SELECT seq, entry FROM audit ORDER BY seq').all();

function writeRows(rows: readonly Row[]): void {
  const guards = db
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    .all();
  for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`);
  db.exec('DELETE FROM audit');
  const insert = db.prepare('INSERT INTO audit (seq, entry) VALUES (?, ?)');
  db.transaction(() => rows.forEach(({ seq, entry }) => insert.run(seq, entry)))();
  for (const { sql } of guards) db.exec(sql);
}

describe('the audit log', () => {
  it('is intact as it was written', async () => {
    const found = await log.verify();
    expect(found).toMatchObject({ isIntact: true, entries, firstBad: null, fault: null });
    expect(await log.verify(found.head)).toMatchObject({ isIntact: true });
    expect(await log.verify('f'.repeat(64))).toMatchObject({
      isIntact: false,
      fault: 'the noted hash is not in the log',
    });
  });

  it('cannot be changed or shortened by a statement of the server', () => {
    expect(() => db.exec("UPDATE audit SET entry = '{}'")).toThrow('append-only');
    expect(() => db.exec('DELETE FROM audit')).toThrow('append-only');
  });

  it(`shows each of ${tamperings} tamperings of its rows`, async () => {
    const whole = readRows();
    const seed = 20_260_101;
    const pick = generator(seed);
    const kinds = Object.entries(faults);
    const missed: string[] = [];
    try {
      for (const count of someTries(Array.from({ length: tamperings }, (_, index) => index))) {
        const [name, fault] = kinds[count % kinds.length] as (typeof kinds)[number];
        writeRows(fault(whole, pick));
        if ((await log.verify()).isIntact) missed.push(`${count} ${name}`);
      }
    } finally {
      writeRows(whole);
    }
    tellFigure({
      goal: 'G22',
      what: 'tamperings with the rows of the audit log that were not noticed',
      tried: tamperings,
      failed: missed.length,
      seed,
    });
    expect(missed).toEqual([]);
    expect(await log.verify()).toMatchObject({ isIntact: true });
  });

  it('names the first bad entry', async () => {
    const whole = readRows();
    writeRows(
      whole.map((row) => (row.seq === 17 ? { ...row, entry: row.entry.replace('192.0.2.7', '192.0.2.8') } : row)),
    );
    expect(await log.verify()).toMatchObject({ isIntact: false, entries: 16, firstBad: 17, fault: 'it was changed' });
    writeRows(whole);
  });

  it('shows that the record of its end was changed or taken away', async () => {
    const head = await store.auditHead();
    db.prepare('UPDATE audit_head SET seal = ?').run('0'.repeat(64));
    expect(await log.verify()).toMatchObject({ isIntact: false, fault: 'the record of its end was changed' });
    db.exec('DELETE FROM audit_head');
    expect(await log.verify()).toMatchObject({ isIntact: false, fault: 'the record of its end is missing' });
    db.prepare('INSERT INTO audit_head VALUES (1, ?, ?, ?)').run(head?.seq, head?.hash, head?.seal);
    expect(await log.verify()).toMatchObject({ isIntact: true });
  });

  it('shows that the note of a change on its way was changed or forged, and makes no entry of it', async () => {
    const { after: _, ...draft } = newEntry(0);
    await log.begin(draft);
    expect(await log.verify()).toMatchObject({ isIntact: true, fault: null });
    const { id, draft: text } = db.prepare('SELECT id, draft FROM audit_begun').get() as { id: string; draft: string };
    db.prepare('UPDATE audit_begun SET draft = ?').run(text.replace('192.0.2.7', '192.0.2.8'));
    const found = {
      isIntact: false,
      entries,
      firstBad: null,
      fault: `the note ${id} of a change was changed or forged`,
    };
    expect(await log.verify()).toMatchObject(found);
    const logged: string[] = [];
    const settled = await endInterruptedChanges({
      audit: log,
      isShared: false,
      now: () => Date.now() + 1_000,
      log: { warn: (message) => logged.push(message), error: (message) => logged.push(message) },
    });
    settled.stop();
    expect(logged).toEqual(['notes of changes were changed or forged, see `itc audit verify`']);
    // a trace is not taken away by who finds it
    expect(await log.verify()).toMatchObject(found);
    db.exec('DELETE FROM audit_begun');
  });

  it('gives equal states equal digests, whatever the order of their keys, and no other log the same ones', async () => {
    expect(log.digest({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(log.digest({ b: [{ d: 3, c: 2 }], a: 1 }));
    expect(log.digest({ a: 1 })).not.toBe(log.digest({ a: '1' }));
    const settings = settingStore();
    const parts = { store, openSetting: settings.getSetting, sealSetting: settings.putSetting, newId, now: Date.now };
    expect((await createAuditLog(parts)).digest({ a: 1 })).not.toBe(log.digest({ a: 1 }));
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { hashSecret } from '../../connector/security/hash-secret.ts';
import { newSecret } from '../../connector/security/new-secret.ts';
import { createSessionBook, idleMs, sessionMs, type SessionBook } from '../../connector/security/session-book.ts';
import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';

let folder: string;
let store: SqliteStore;
let at: number;
let book: SessionBook;
const makeBook = (): SessionBook => createSessionBook({ store, newSecret, now: () => at });

beforeEach(async () => {
  at = Date.parse('2026-01-01T00:00:00.000Z');
  folder = mkdtempSync(join(tmpdir(), 'itc-sessions-'));
  store = await openSqliteStore({ file: join(folder, 'itc.db'), now: () => at });
  book = makeBook();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

describe('the sessions of the designer', () => {
  it('are found by their id, also by another process', async () => {
    const { id, expiresAt } = await book.open('per_1');
    expect(await book.find(id)).toMatchObject({ personId: 'per_1', expiresAt });
    expect(await makeBook().find(id)).toMatchObject({ personId: 'per_1', expiresAt });
  });

  it('leave nothing in the store that would open one', async () => {
    const { id } = await book.open(null);
    expect(JSON.stringify(await store.listSessions())).not.toContain(id);
    expect(id.length).toBeGreaterThan(43);
  });

  it('end after twelve hours, however much they are used', async () => {
    const { id } = await book.open(null);
    for (let passed = 0; passed < sessionMs - idleMs; passed += idleMs) {
      at += idleMs;
      expect(await book.find(id)).not.toBeNull();
    }
    at = Date.parse('2026-01-01T00:00:00.000Z') + sessionMs - 1;
    expect(await book.find(id)).not.toBeNull();
    at += 1;
    expect(await book.find(id)).toBeNull();
  });

  it('end after half an hour without use', async () => {
    const { id } = await book.open(null);
    at += idleMs;
    expect(await book.find(id)).not.toBeNull();
    at += idleMs + 60_000;
    expect(await book.find(id)).toBeNull();
  });

  it('end at sign-out, for good', async () => {
    const { id } = await book.open(null);
    await book.close(id);
    expect(await book.find(id)).toBeNull();
  });

  it('stay bounded: the oldest one goes when too many are open', async () => {
    const first = await book.open(null);
    await Promise.all(Array.from({ length: 1_000 }, () => book.open(null)));
    expect(await book.find(first.id)).toBeNull();
    expect(await store.listSessions()).toHaveLength(1_000);
  });

  it('are listed and ended by the person they belong to alone', async () => {
    const mine = await book.open('per_1');
    const other = await book.open('per_1');
    const theirs = await book.open('per_2');
    const listed = await book.list('per_1', mine.id);
    expect(listed.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true]);
    const [{ name } = { name: '' }] = await book.list('per_2', null);
    expect(await book.end('per_1', name)).toBe(false);
    expect(await book.closeOthers('per_1', mine.id)).toBe(1);
    expect(await book.find(other.id)).toBeNull();
    expect(await book.find(mine.id)).not.toBeNull();
    expect(await book.find(theirs.id)).not.toBeNull();
  });

  it('do not know an id that was made up', async () => {
    await book.open(null);
    expect(await book.find(newSecret('ses'))).toBeNull();
  });
});

describe('the times and names of sessions', () => {
  const start = Date.parse('2026-01-01T00:00:00.000Z');
  const iso = (ms: number): string => new Date(ms).toISOString();
  const minute = 60_000;

  it('are twelve hours from the sign-in and half an hour from the last use, which is kept to the minute', () => {
    expect([sessionMs, idleMs]).toEqual([12 * 60 * minute, 30 * minute]);
  });

  it('a new one begins now, for its person, in no workspace yet', async () => {
    const { id, expiresAt } = await book.open('per_1');
    expect(id).toMatch(/^ses_/);
    expect(await book.find(id)).toEqual({
      hash: hashSecret(id),
      personId: 'per_1',
      workspaceId: null,
      createdAt: iso(start),
      usedAt: iso(start),
      expiresAt: iso(start + sessionMs),
    });
    expect(expiresAt).toBe(iso(start + sessionMs));
  });

  it('the last use counts, to the millisecond, and is written down once a minute', async () => {
    const { id } = await book.open(null);
    const usedAt = async (): Promise<string | undefined> => (await store.getSession(hashSecret(id)))?.usedAt;
    const uses: (string | undefined)[] = [];
    for (const passed of [minute - 1, minute, 2 * minute - 1]) {
      at = start + passed;
      expect(await book.find(id)).not.toBeNull();
      uses.push(await usedAt());
    }
    expect(uses).toEqual([iso(start), iso(start + minute), iso(start + minute)]);
    at = start + minute + idleMs + minute - 1;
    expect(await book.find(id)).not.toBeNull();
    const { id: unused } = await book.open(null);
    at += idleMs + minute;
    expect(await book.find(unused)).toBeNull();
  });

  it('one that is over is taken away where it is found, so that no clock opens it again', async () => {
    const { id } = await book.open(null);
    at += idleMs + minute;
    expect(await book.find(id)).toBeNull();
    at = start;
    expect(await book.find(id)).toBeNull();
    expect(await store.listSessions()).toEqual([]);
  });

  it('the workspace that was chosen last is kept', async () => {
    const { id } = await book.open('per_1');
    await book.choose(id, 'wsp_2');
    expect(await book.find(id)).toMatchObject({ workspaceId: 'wsp_2' });
  });

  it('a list shows those of the person that are not over, with names that open nothing', async () => {
    const old = await book.open('per_1');
    await book.open('per_2');
    at += idleMs + minute;
    const mine = await book.open('per_1');
    const times = { createdAt: iso(at), usedAt: iso(at), expiresAt: iso(at + sessionMs) };
    const name = hashSecret(mine.id).slice(0, 8);
    expect(await book.list('per_1', mine.id)).toEqual([{ name, ...times, isCurrent: true }]);
    expect(await book.list('per_1', null)).toEqual([{ name, ...times, isCurrent: false }]);
    expect(await book.list('per_1', old.id)).toEqual([{ name, ...times, isCurrent: false }]);
    expect(await book.find(name)).toBeNull();
  });

  it('one is ended by its name, the others of the person stay', async () => {
    const [one, other] = [await book.open('per_1'), await book.open('per_1')];
    expect(await book.end('per_1', hashSecret(one.id).slice(0, 8))).toBe(true);
    expect(await book.end('per_1', hashSecret(one.id).slice(0, 8))).toBe(false);
    expect([await book.find(one.id), (await book.find(other.id))?.personId]).toEqual([null, 'per_1']);
  });

  it('all but one are ended, of a person or of everybody, and those that were over already are not counted', async () => {
    await book.open('per_1');
    at += idleMs + minute;
    const mine = await book.open('per_1');
    await book.open('per_1');
    const theirs = await book.open('per_2');
    expect(await book.closeOthers('per_1', mine.id)).toBe(1);
    expect((await store.listSessions()).map(({ hash }) => hash).toSorted()).toEqual(
      [mine.id, theirs.id].map((id) => hashSecret(id)).toSorted(),
    );
    const admin = await book.open(null);
    expect(await book.closeAll(admin.id)).toBe(2);
    expect(await book.find(admin.id)).not.toBeNull();
    expect(await book.closeOthers(null, null)).toBe(1);
    await book.open('per_3');
    expect(await book.closeAll(null)).toBe(1);
    expect(await store.listSessions()).toEqual([]);
  });
});

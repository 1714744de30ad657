import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

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

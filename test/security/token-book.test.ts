import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { hashSecret } from '../../connector/security/hash-secret.ts';
import { createTokenBook, type TokenBook } from '../../connector/security/token-book.ts';
import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import { defaultWorkspaceId } from '../../connector/store/store.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();
const fields = {
  name: 'a',
  personId: null,
  workspaceId: defaultWorkspaceId,
  scopes: ['recipes.read' as const],
  expiresAt: iso(start + 10 * 60_000),
};

let folder: string;
let store: SqliteStore;
let at: number;
let book: TokenBook;
beforeEach(async () => {
  at = start;
  folder = mkdtempSync(join(tmpdir(), 'itc-tokens-'));
  store = await openSqliteStore({ file: join(folder, 'itc.db'), now: () => at });
  book = createTokenBook({ store, now: () => at });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

describe('the API tokens of a server', () => {
  test('are handed out once and kept as hashes', async () => {
    const { token, record } = await book.make(fields);
    const { id } = record;
    expect(record).toEqual({ ...fields, id, hash: hashSecret(token), createdAt: iso(start), usedAt: null });
    expect(token).toContain(id);
    expect(await book.list()).toEqual([record]);
    expect(await book.get(id)).toEqual(record);
    expect(JSON.stringify(await book.list())).not.toContain(token);
  });

  test('open until the moment they end', async () => {
    const { token, record } = await book.make(fields);
    at = Date.parse(fields.expiresAt) - 1;
    expect(await book.find(token)).toMatchObject({ id: record.id });
    at += 1;
    expect(await book.find(token)).toBeNull();
  });

  test('do not open by another text, one of another token, or once they are revoked', async () => {
    const { token, record } = await book.make(fields);
    const { token: other } = await book.make(fields);
    expect(await book.find('none')).toBeNull();
    // the right form and a known id with the secret of somebody else
    await store.removeToken(record.id);
    await store.addToken({ ...record, hash: hashSecret(other) });
    expect(await book.find(token)).toBeNull();
    expect(await book.revoke(record.id)).toBe(true);
    expect(await book.revoke(record.id)).toBe(false);
    expect(await book.find(token)).toBeNull();
    expect(await book.find(other)).not.toBeNull();
  });

  test('tell when they were used, written down once a minute at most', async () => {
    const { token, record } = await book.make(fields);
    const usedAt = async (): Promise<string | null | undefined> => (await book.get(record.id))?.usedAt;
    expect(await usedAt()).toBeNull();
    const seen: (string | null | undefined)[] = [];
    for (const passed of [1_000, 60_999, 61_000, 61_001]) {
      at = start + passed;
      await book.find(token);
      seen.push(await usedAt());
    }
    expect(seen).toEqual([1_000, 1_000, 61_000, 61_000].map((passed) => iso(start + passed)));
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { newApiToken } from '../../connector/security/api-token.ts';
import { hashSecret } from '../../connector/security/hash-secret.ts';
import { createTokenBook, type TokenBook } from '../../connector/security/token-book.ts';
import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import { defaultWorkspaceId } from '../../connector/store/store.ts';
import { seededRandom } from '../seeded-random.ts';
import { tellFigure } from '../trust/tell-figure.ts';

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

  test('none of 200,000 guessed tokens opens, with or without the id, the form and the checksum of a real one', async () => {
    const seed = 20_310_210;
    const random = seededRandom(seed);
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const letter = (): string => letters[Math.floor(random() * 64)] ?? 'A';
    const tokens = await Promise.all(Array.from({ length: 20 }, () => book.make(fields)));
    const real = tokens.map(({ token }) => token);
    const sealed = (body: string): string => `${body}_${crc32(body).toString(16).padStart(8, '0')}`;
    const spoiled = (token: string, from: number, to: number): string => {
      const at = from + Math.floor(random() * (to - from));
      return `${token.slice(0, at)}${letter()}${token.slice(at + 1)}`;
    };
    const secretAt = real[0]!.length - 9 - 43;
    const guesses: readonly ((token: string, other: string) => string)[] = [
      // the id of a real one and another secret, with the right checksum: all but the digest lets it pass
      (token) => sealed(spoiled(token.slice(0, -9), secretAt, secretAt + 43)),
      (token, other) => sealed(token.slice(0, secretAt) + other.slice(secretAt, -9)),
      (token) => spoiled(token, 0, token.length),
      (token) => token.slice(0, Math.floor(random() * token.length)),
      (token) => `${token}${letter()}`,
      (token) => token.toLowerCase(),
      (token) => sealed(spoiled(token.slice(0, -9), 7, 23)),
      (token) => hashSecret(token),
      () => newApiToken().token,
      () => Array.from({ length: 43 }, letter).join(''),
    ];
    let tried = 0;
    const opened: string[] = [];
    for (let round = 0; round < 20_000; round += 1) {
      const token = real[round % real.length]!;
      for (const guess of guesses) {
        let text = guess(token, real[(round + 1) % real.length]!);
        // a letter may be replaced by itself
        if (real.includes(text)) text = `${text}x`;
        tried += 1;
        if ((await book.find(text)) !== null) opened.push(text);
      }
    }
    tellFigure({ goal: 'tokens', what: 'guessed API tokens that opened', tried, failed: opened.length, seed });
    expect(opened).toEqual([]);
    expect(tried).toBe(200_000);
    for (const token of real) expect(await book.find(token)).not.toBeNull();
  }, 120_000);
});

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createKeyRotation } from '../../connector/runtime/key-rotation.ts';
import { createSecretBook } from '../../connector/runtime/secret-book.ts';
import { openKeyFile } from '../../connector/security/master-key.ts';
import { createSealer, type SealPlace } from '../../connector/security/seal.ts';
import { defaultWorkspaceId } from '../../connector/store/store.ts';
import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';

let folder: string;
let store: SqliteStore;
const log = { info: () => undefined };
const now = () => Date.UTC(2026, 0, 5);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'itc-keys-'));
  store = await openSqliteStore({ file: join(folder, 'connector.db'), now });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const keysInFile = (): string[] => readFileSync(join(folder, 'master.key'), 'utf8').trim().split('\n');

/** A server's share of the matter: keys, sealer, named secrets. A second one on the same folder is what starts after a crash. */
function open(seen = store) {
  const keys = openKeyFile(null, folder);
  const sealer = createSealer(...keys.keys);
  let count = 0;
  const book = createSecretBook({
    store: seen,
    sealer,
    newId: () => `sec_${String((count += 1)).padStart(4, '0')}_${keysInFile().length}`,
    now,
  });
  return { keys, sealer, book, rotation: createKeyRotation({ store: seen, sealer, keys, log }) };
}

const secretOf = (index: number): string => `value-of-secret-${index}`;
async function fill(count: number, { book, sealer }: ReturnType<typeof open>): Promise<void> {
  for (let index = 0; index < count; index += 1)
    await book.put({ name: `s${index}`, value: secretOf(index), hosts: ['a.example'] });
  await store.putSetting('demo', sealer.seal('of a setting', { table: 'settings', row: 'demo', field: 'value' }));
  await store.putSetting('plain', 'itc1.is no sealed text');
}
async function expectAllReadable(count: number, { book, sealer }: ReturnType<typeof open>): Promise<void> {
  for (let index = 0; index < count; index += 1)
    expect(await book.open(`s${index}`, 'a.example', defaultWorkspaceId)).toBe(secretOf(index));
  expect(sealer.open((await store.getSetting('demo')) ?? '', { table: 'settings', row: 'demo', field: 'value' })).toBe(
    'of a setting',
  );
}

describe('rotating the master key', () => {
  test('seals everything anew while secrets are written and read, and takes the old key away', async () => {
    const server = open();
    await fill(450, server);
    const before = server.sealer.keyId;
    const done = server.rotation.rotate();
    // a busy server meanwhile
    for (let index = 0; index < 50; index += 1) {
      await server.book.put({ name: `s${index}`, value: secretOf(index), hosts: ['a.example'] });
      expect(await server.book.open(`s${449 - index}`, 'a.example', defaultWorkspaceId)).toBe(secretOf(449 - index));
    }
    expect((await done).keyId).not.toBe(before);
    expect(keysInFile()).toHaveLength(1);
    expect(await store.listSealedExcept(server.sealer.keyId, 10)).toEqual([]);
    await expectAllReadable(450, open());
    expect(await store.getSetting('plain')).toBe('itc1.is no sealed text');
  });

  test('can be cut off after any number of values: the next start reads everything and ends it', async () => {
    const first = open();
    await fill(25, first);
    for (const survives of [0, 1, 7, 24, 25, 26]) {
      const dying = open({
        ...store,
        replaceSealed: ((left) => (value: Parameters<SqliteStore['replaceSealed']>[0], next: string) =>
          (left -= 1) < 0 ? Promise.reject(new Error('the process died')) : store.replaceSealed(value, next))(survives),
      } as SqliteStore);
      await dying.rotation.rotate().catch(() => undefined);
      const next = open();
      await expectAllReadable(25, next);
      await next.rotation.finish();
      expect(keysInFile()).toHaveLength(1);
      await expectAllReadable(25, open());
    }
  });

  test('with two keys in the environment is done at the start, and the server cannot replace those', async () => {
    const [old, fresh] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
    await fill(5, { ...open(), ...withKeys(old) });
    const both = withKeys(`${fresh},${old}`);
    await both.rotation.finish();
    await expectAllReadable(5, { ...open(), ...withKeys(fresh) });
    await expect(both.rotation.rotate()).rejects.toMatchObject({ code: 'ITC_KEY_FIXED' });
  });

  test('a key file that was cut in the middle stops the start and is not replaced', () => {
    open();
    const text = readFileSync(join(folder, 'master.key'), 'utf8');
    writeFileSync(join(folder, 'master.key'), `${text.trim()}\n${text.slice(0, 20)}\n`);
    expect(() => open()).toThrow('32 bytes');
  });
});

function withKeys(setting: string) {
  const keys = openKeyFile(setting, folder);
  const sealer = createSealer(...keys.keys);
  let count = 0;
  const book = createSecretBook({ store, sealer, newId: () => `sec_${(count += 1)}`, now });
  return { keys, sealer, book, rotation: createKeyRotation({ store, sealer, keys, log }) };
}

describe('associated data', () => {
  test('of 10,000 ciphertexts that were changed, cut, mixed or moved to another row, field, table or workspace none opens', () => {
    const keys = [randomBytes(32), randomBytes(32)];
    const sealer = createSealer(keys[0]!, keys[1]!);
    const name = fc.string({ minLength: 1, maxLength: 12 });
    const place = fc.record<SealPlace>({ table: name, row: name, field: name, workspace: name });
    let tried = 0;
    const refuse = (text: string, where: SealPlace): void => {
      tried += 1;
      expect(() => sealer.open(text, where)).toThrow(expect.objectContaining({ code: 'ITC_MASTER_KEY' }));
    };
    fc.assert(
      fc.property(
        place,
        place,
        fc.string(),
        fc.nat(),
        fc.constantFrom('table', 'row', 'field', 'workspace'),
        (here, there, clear, at, part) => {
          const sealed = sealer.seal(clear, here);
          expect(sealer.open(sealed, here)).toBe(clear);
          const index = at % sealed.length;
          const letter = sealed[index] === 'A' ? 'B' : 'A';
          refuse(sealed.slice(0, index) + letter + sealed.slice(index + 1), here);
          refuse(sealed.slice(0, index), here);
          if (here[part as keyof SealPlace] !== there[part as keyof SealPlace])
            refuse(sealed, { ...here, [part]: there[part as keyof SealPlace] });
          else refuse(`${sealed}A`, here);
          const other = sealer.seal(clear, here).split('.');
          refuse([...sealed.split('.').slice(0, 3), other[3]].join('.'), here);
          // another version of the key under the id of the first
          refuse(sealed.replace(sealer.keyId, createSealer(keys[1]!).keyId), here);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(tried).toBe(10_000);
  });
});

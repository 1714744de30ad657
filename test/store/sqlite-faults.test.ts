import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { openSqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import { newEvent, t0 } from './store-records.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'itc-faults-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

type Place = 'before' | 'after';

/** A database whose next statement of a kind fails once, before or after it was done. */
function faulty(db: Database, sql: RegExp): { armed: Place | null } {
  const fault: { armed: Place | null } = { armed: null };
  const prepare = db.prepare.bind(db) as (text: string) => ReturnType<Database['prepare']>;
  db.prepare = ((text: string) => {
    const statement = prepare(text);
    if (!sql.test(text)) return statement;
    const run = statement.run.bind(statement) as (...given: unknown[]) => ReturnType<typeof statement.run>;
    statement.run = (...given: unknown[]) => {
      const place = fault.armed;
      fault.armed = null;
      const fail = (): never => {
        throw Object.assign(new Error('disk I/O error'), { name: 'SqliteError', code: 'SQLITE_IOERR' });
      };
      if (place === 'before') fail();
      const done = run(...given);
      return place === 'after' ? fail() : done;
    };
    return statement;
  }) as Database['prepare'];
  return fault;
}

describe('a statement of a transaction that fails', () => {
  test.each([
    ['BEGIN', 'before'],
    ['BEGIN', 'after'],
    ['COMMIT', 'before'],
    ['insert into "events"', 'before'],
    ['insert into "events"', 'after'],
  ] as const)(
    '%s (%s it was done): the write is refused, none is left open, and the next one is kept',
    async (sql, place) => {
      let db: Database | undefined;
      let fault: { armed: Place | null } = { armed: null };
      const store = await openSqliteStore({
        file: join(folder, 'itc.db'),
        now: () => t0,
        wrapDatabase(opened) {
          db = opened;
          fault = faulty(opened, new RegExp(`^\\s*${sql}`, 'i'));
          return opened;
        },
      });
      fault.armed = place;
      await expect(store.appendEvent(newEvent())).rejects.toMatchObject({ code: 'ITC_STORE_UNAVAILABLE' });
      expect(fault.armed).toBeNull();
      expect(db?.inTransaction).toBe(false);
      const { id } = await store.appendEvent(newEvent());
      await store.close();
      const again = await openSqliteStore({ file: join(folder, 'itc.db'), now: () => t0 });
      expect((await again.listEvents({})).items.map((event) => event.id)).toEqual([id]);
      await again.close();
    },
  );
});

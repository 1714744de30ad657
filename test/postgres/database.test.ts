import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { createDatabase, type Database } from '../../connector/store/postgres/database.ts';
import { newDatabase } from './shared-server.ts';

let db: Database;
beforeAll(async () => {
  db = createDatabase({ url: await newDatabase() });
});
afterAll(() => db.close());

test('a connection that breaks between two statements of a transaction fails the transaction, not the process', async () => {
  for (let tries = 0; tries < 5; tries += 1) {
    const broken = db.transact('read committed', async ({ run }) => {
      const [own] = await run<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await db.run('SELECT pg_terminate_backend($1)', [own?.pid]);
      // the end of the connection is heard while no statement waits for an answer
      await sleep(50);
      await run('SELECT 1');
    });
    await expect(broken).rejects.toThrow(/terminat|not queryable/);
    expect(await db.run('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  }
});

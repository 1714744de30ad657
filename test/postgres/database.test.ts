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

test('a connection to a server that only reads, as one is after a failover, is not used again', async () => {
  const url = await newDatabase();
  const setReadOnly = (value: 'on' | 'off'): Promise<unknown> =>
    db.run(`ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET default_transaction_read_only = ${value}`);
  const one = createDatabase({ url, poolSize: 1 });
  try {
    const write = (): Promise<unknown> => one.transact('read committed', ({ run }) => run('CREATE TABLE written ()'));
    // a connection has the setting of when it was made, as it has the server
    await setReadOnly('on');
    await expect(write()).rejects.toMatchObject({ code: '25006' });
    await setReadOnly('off');
    expect(await write()).toEqual([]);
  } finally {
    await one.close();
  }
});

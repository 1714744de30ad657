import { describe, expect, test } from '@jest/globals';
import pg from 'pg';

import { createLog } from '../../connector/log.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import { openPostgresStore, type PostgresStore } from '../../connector/store/postgres/open-postgres-store.ts';
import { newDatabase } from '../postgres/shared-server.ts';
import { holdContracts } from './contracts.ts';
import { holdHistoryContract } from './history-contract.ts';
import { postgresStores } from './open-postgres.ts';
import { claimOne, iso, newEvent, newJob, saveRecipe, stepOf, t0 } from './store-records.ts';

const stores = postgresStores();
const open = async () => {
  const store = await stores.openEmpty(() => t0);
  return { store, dispose: () => store.close() };
};

holdContracts('postgres', open);

describe('history', () =>
  holdHistoryContract('postgres', async () => {
    let nowMs = t0;
    const store = await stores.openEmpty(() => nowMs);
    return {
      store,
      setNow: (ms) => {
        nowMs = ms;
      },
      dispose: () => store.close(),
    };
  }));

describe('PostgreSQL store', () => {
  const day = 86_400_000;
  const never = { events: iso(0), jobs: iso(0), rejectedCalls: iso(0) };
  const asPeople = async <T>(statement: string): Promise<T[]> => {
    const client = new pg.Client({ connectionString: await stores.url() });
    await client.connect();
    try {
      return (await client.query(statement)).rows as T[];
    } finally {
      await client.end();
    }
  };

  test('events lie in one table a day, and a day without kept jobs goes as a whole', async () => {
    const store = await stores.openEmpty(() => t0);
    for (let index = 0; index < 3; index += 1) await store.appendEvent(newEvent({ receivedAt: iso(t0 + index * day) }));
    const tables = async () => {
      const found = await asPeople<{ name: string }>(
        `SELECT child.relname AS name FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid WHERE inhparent = 'events'::regclass`,
      );
      return found.map(({ name }) => name);
    };
    expect(await tables()).toEqual(expect.arrayContaining(['events_20261121', 'events_20261122', 'events_20261123']));
    expect(await store.expire({ ...never, events: iso(t0 + 2 * day) })).toBe(2);
    expect(await tables()).not.toContain('events_20261121');
    expect(await store.countEvents({})).toBe(1);
    await store.close();
  });

  test('several receivers that get the same delivery at the same time start its recipe once', async () => {
    const receivers = [await stores.openEmpty(() => t0), await stores.open(() => t0), await stores.open(() => t0)];
    const recipe = await saveRecipe(receivers[0]!);
    const deliver = (store: PostgresStore, key: number) =>
      store.appendEvent(newEvent({ deliveryKey: String(key), jobs: [newJob(recipe)] }));
    const stored = await Promise.all(
      Array.from({ length: 300 }, (_, key) => receivers.map((store) => deliver(store, key))).flat(),
    );
    expect(stored.filter(({ duplicateOf }) => duplicateOf === null)).toHaveLength(300);
    expect((await receivers[0]!.countJobs()).queued).toBe(300);
    expect(await receivers[0]!.countEvents({ duplicates: true })).toBe(600);
    await Promise.all(receivers.map((store) => store.close()));
  });

  test('a process hears of jobs and changes that another one wrote', async () => {
    const [one, other] = [await stores.openEmpty(() => t0), await stores.open(() => t0)];
    const heard = Promise.all([
      new Promise<void>((resolve) => other.onJobsReady(resolve)),
      new Promise<void>((resolve) => other.onChange((table) => void (table === 'recipes' && resolve()))),
    ]);
    const recipe = await saveRecipe(one);
    await one.appendEvent(newEvent({ jobs: [newJob(recipe)] }));
    await heard;
    await Promise.all([one.close(), other.close()]);
  });

  test('a text with a character that the database cannot hold is kept, and the body byte for byte', async () => {
    const store = await stores.openEmpty(() => t0);
    const event = newEvent({ eventName: 'a\0b', body: Buffer.from('{"n":"a\0b"}') });
    await store.appendEvent(event);
    const found = (await store.getEvent(event.id))!;
    expect(found.eventName).toBe('a\ufffdb');
    expect(Buffer.from(found.payload.body).toString()).toBe('{"n":"a\0b"}');
    await store.close();
  });

  test('a failure whose message has such a character is found by its code and counted', async () => {
    const store = await stores.openEmpty(() => t0);
    const claimed = await claimOne(store, await saveRecipe(store));
    const error = { ...new ConnectorError('ITC_STEP_FAILED').toJSON(), message: 'a\0b' };
    await store.changeJob(claimed.job.id, claimed.claim, { status: 'failed', error });
    expect((await store.listJobs({ code: 'ITC_STEP_FAILED' })).items).toHaveLength(1);
    const { failures } = await store.jobStatistics({ from: iso(t0 - 1_000), bucketMs: 60_000, buckets: 2 });
    expect(failures).toMatchObject([{ code: 'ITC_STEP_FAILED', message: 'a\ufffdb' }]);
    await store.close();
  });

  test('jobs of one order key that several processes store and run at once never run two at a time', async () => {
    const all = [await stores.openEmpty(() => t0), await stores.open(() => t0), await stores.open(() => t0)];
    const recipe = await saveRecipe(all[0]!);
    const keys = ['a', 'b', 'c'];
    const keyOf = new Map<string, string>();
    const received = Promise.all(
      Array.from({ length: 40 }, () => all)
        .flat()
        .flatMap((store) => keys.map((orderKey) => ({ store, orderKey })))
        .map(async ({ store, orderKey }) => {
          const job = { ...newJob(recipe), orderKey };
          keyOf.set(job.id, orderKey);
          await store.appendEvent(newEvent({ jobs: [job] }));
        }),
    );
    const running = new Set<string>();
    const meetings: string[] = [];
    let ended = 0;
    const work = async (store: PostgresStore): Promise<void> => {
      while (ended < 360) {
        for (const { job, claim } of await store.claimJobs(5, iso(t0), iso(t0 + 60_000))) {
          const key = keyOf.get(job.id)!;
          if (running.has(key)) meetings.push(key);
          running.add(key);
          await store.recordSteps([], claim);
          running.delete(key);
          if (await store.changeJob(job.id, claim, { status: 'succeeded' })) ended += 1;
        }
        await store.reclaimJobs(iso(t0), false);
      }
    };
    await Promise.all([received, ...all.map(work)]);
    expect(meetings).toEqual([]);
    await Promise.all(all.map((store) => store.close()));
  });

  test('an older process goes on working after a newer one has added to the schema', async () => {
    const older = await stores.openEmpty(() => t0);
    await asPeople(`ALTER TABLE jobs ADD COLUMN of_next_version text; CREATE TABLE of_next_version (id text);
      INSERT INTO migrations (version) VALUES (1000)`);
    const claimed = await claimOne(older, await saveRecipe(older));
    expect(
      await older.recordSteps([stepOf(claimed, { outcome: 'success' })], claimed.claim, { status: 'succeeded' }),
    ).toBe(true);
    // and one of the older version can still be started
    await (await stores.open(() => t0)).close();
    await asPeople(
      'DELETE FROM migrations WHERE version = 1000; DROP TABLE of_next_version; ALTER TABLE jobs DROP COLUMN of_next_version',
    );
    await older.close();
  });

  test('many processes that start at once on an empty database make its schema once', async () => {
    const url = await newDatabase();
    const opened = await Promise.all(
      Array.from({ length: 5 }, () =>
        openPostgresStore({ url, now: () => t0, random: () => 0.5, log: createLog('silent'), poolSize: 2 }),
      ),
    );
    await Promise.all(opened.map((store) => store.ping()));
    await Promise.all(opened.map((store) => store.close()));
  });

  test('a database that is not there is ITC_STORE_UNAVAILABLE', async () => {
    const url = `${await stores.url()}_none`;
    await expect(
      openPostgresStore({ url, now: () => t0, random: () => 0.5, log: createLog('silent') }),
    ).rejects.toMatchObject({ code: 'ITC_STORE_UNAVAILABLE' });
  });

  test('a write under way when the connection is cut is told as such, and the next one goes through', async () => {
    const store = await stores.openEmpty(() => t0);
    const writes = Array.from({ length: 50 }, () =>
      store.appendEvent(newEvent()).then(
        () => 'kept',
        () => 'refused',
      ),
    );
    await asPeople(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    const kept = (await Promise.all(writes)).filter((answer) => answer === 'kept').length;
    expect(await store.countEvents({}).catch(() => store.countEvents({}))).toBeGreaterThanOrEqual(kept);
    await store.appendEvent(newEvent());
    await store.close();
  });
});

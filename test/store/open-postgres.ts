import pg from 'pg';

import { createLog } from '../../connector/log.ts';
import { openPostgresStore, type PostgresStore } from '../../connector/store/postgres/open-postgres-store.ts';
import { newDatabase } from '../postgres/shared-server.ts';

/** Stores on one database of this test file, emptied for each. */
export function postgresStores(): {
  url: () => Promise<string>;
  open: (now: () => number) => Promise<PostgresStore>;
  openEmpty: (now: () => number) => Promise<PostgresStore>;
} {
  let database: Promise<string> | undefined;
  const url = (): Promise<string> => (database ??= newDatabase());
  const open = async (now: () => number): Promise<PostgresStore> =>
    openPostgresStore({ url: await url(), now, random: () => 0.5, log: createLog('silent'), poolSize: 4 });
  return {
    url,
    open,
    async openEmpty(now) {
      const store = await open(now);
      const client = new pg.Client({ connectionString: await url() });
      await client.connect();
      const { rows } = await client.query<{ names: string }>(
        `SELECT string_agg(format('%I', relname), ', ') AS names FROM pg_class
         WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace AND relname <> 'migrations'`,
      );
      // past the trigger that keeps the audit log
      await client.query('SET session_replication_role = replica');
      await client.query(`TRUNCATE ${rows[0]?.names ?? ''}`);
      await client.end();
      return store;
    },
  };
}

import { sql } from 'kysely';

import { queries } from '../sql/queries.ts';
import type { Script, SqlStore } from '../sql/script.ts';
import { createBatches, retryRaces, type Batches } from './batches.ts';
import type { Executor } from './database.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { storeError } from './store-error.ts';

async function runScript<T>(script: Script<T>, executor: Executor): Promise<T> {
  let step = script.next();
  while (step.done !== true) step = script.next(await executor.query(step.value));
  return step.value;
}

/** Rejects with ITC_STORE_UNAVAILABLE where the database fails. */
export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeError(error);
  }
}

/**
 * The shared tables on PostgreSQL. A script that writes runs in a serializable transaction, so that it may read and then decide as if it were alone;
 * one after the other within a process, and again where another process was quicker.
 */
export function createSqlStore({ db, now, random }: PostgresParts): SqlStore & Pick<Batches<never, never>, 'close'> {
  const scripts = createBatches<() => Script<unknown>, unknown>({
    run: (each) =>
      db.transact('serializable', async (executor) => {
        const results: unknown[] = [];
        for (const script of each) results.push(await runScript(script(), executor));
        return results;
      }),
    // never two in one transaction: a fault of one must not undo the other
    keysOf: () => ['script'],
    random,
  });
  return {
    now,
    read: (script) => asked(() => runScript(script(), db)),
    write: <T>(script: () => Script<T>) => scripts.add(script) as Promise<T>,
    put: (query) => asked(async () => (await retryRaces(() => db.query(query), random)).changes),
    close: scripts.close,
    dialect: {
      // an escaped NUL is JSON, but no function of the database reads a document with one
      jsonText: (column, key) => sql`replace(${sql.ref(column)}, '\\u0000', '\\ufffd')::json ->> ${sql.lit(key)}`,
      unindexed: (column) => sql.ref(column),
      jobsByStatus(recipes) {
        const counted = queries
          .selectFrom('jobs')
          .select(['status', sql<number>`count(*)`.as('jobs')])
          .groupBy('status');
        return recipes === undefined ? counted : counted.where('recipe', 'in', recipes);
      },
      within: (table, { from, to }) => {
        const at = sql.ref(table === 'events' ? 'events.received_at' : 'jobs.created_at');
        return [
          ...(from === undefined ? [] : [sql<boolean>`${at} >= ${from}`]),
          ...(to === undefined ? [] : [sql<boolean>`${at} < ${to}`]),
        ];
      },
      jobExtras: ({ received_at }) => ({ event_at: received_at }),
      // the indexes: who is queued or runs is in a narrow table, who succeeded is most of all, the others are listed
      hasStatus(status) {
        if (status === 'succeeded') return sql`jobs.status = ${status}`;
        if (status === 'running') return sql`jobs.status = ${status} AND jobs.seq IN (SELECT seq FROM running_jobs)`;
        return status === 'queued'
          ? sql`jobs.status = ${status} AND jobs.seq >= (SELECT least((SELECT min(seq) FROM ready_jobs), (SELECT min(blocked_seq) FROM jobs)))`
          : sql`jobs.listed = ${status}`;
      },
      isOpenOf: (orderKey) => sql`open_key = ${orderKey}`,
      jobQueued: (jobSeq) => queries.selectNoFrom(sql`itc_job_queued(${jobSeq})`.as('told')),
    },
  };
}

import type { Store } from '../store.ts';
import { listDays, makePartitions, dayOf, nextDay, partitionOf } from './partitions.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { asked } from './sql-store.ts';

const rowsPerStep = 2_000;
const dayMs = 24 * 3_600_000;
// a partition is dropped under a lock that no reader or writer can share: whoever is in the way is asked again an hour later
const lockMs = 500;

// each takes a bounded number of rows; an index leads to the oldest
const removals = {
  jobs: `
    WITH old AS (SELECT seq FROM jobs WHERE created_at < $1 AND ended_at < $1 ORDER BY created_at LIMIT $2),
      steps AS (DELETE FROM steps USING old WHERE job_seq = old.seq)
    DELETE FROM jobs USING old WHERE jobs.seq = old.seq RETURNING 1`,
  jobsOf: `
    WITH old AS (SELECT jobs.seq FROM jobs JOIN events ON events.id = jobs.event_id AND events.received_at = jobs.event_at
        WHERE events.connection_id = $3 AND jobs.ended_at < $1 LIMIT $2),
      steps AS (DELETE FROM steps USING old WHERE job_seq = old.seq)
    DELETE FROM jobs USING old WHERE jobs.seq = old.seq RETURNING 1`,
  eventsOf: `
    WITH old AS (SELECT id, received_at FROM events WHERE connection_id = $3 AND received_at < $1
        AND NOT EXISTS (SELECT FROM jobs WHERE jobs.event_id = events.id) LIMIT $2)
    DELETE FROM events USING old WHERE events.id = old.id AND events.received_at = old.received_at RETURNING 1`,
  rejectedCalls: `
    DELETE FROM rejected_calls WHERE seq IN (SELECT seq FROM rejected_calls WHERE at < $1 ORDER BY at LIMIT $2) RETURNING 1`,
  deliveries: `
    DELETE FROM deliveries WHERE key IN (SELECT key FROM deliveries WHERE first_at < $1 ORDER BY first_at LIMIT $2) RETURNING 1`,
  sends: `
    DELETE FROM sends WHERE seq IN (SELECT seq FROM sends WHERE created_at < $1 ORDER BY seq LIMIT $2) RETURNING 1`,
  sendEvents: `
    DELETE FROM send_events WHERE seq IN (SELECT seq FROM send_events WHERE received_at < $1 ORDER BY seq LIMIT $2) RETURNING 1`,
  tasks: `
    DELETE FROM tasks WHERE seq IN (SELECT seq FROM tasks WHERE ended_at < $1 LIMIT $2) RETURNING 1`,
};

/** Removal of old rows: events by whole days, which costs one file and no row; everything else in bounded steps. */
export function createRetention({ db, now, longestDedupWindowMs }: PostgresParts): Pick<Store, 'expire' | 'expireOf'> {
  const removeAll = async (statement: string, before: string | number, ...more: string[]): Promise<number> => {
    let removed = 0;
    for (;;) {
      const step = (await db.run(statement, [before, rowsPerStep, ...more])).length;
      removed += step;
      if (step < rowsPerStep) return removed;
    }
  };

  /** removes one day; where jobs of it are kept, only the events without one */
  const removeDay = async (day: string): Promise<number> => {
    const table = partitionOf(day);
    const dropped = await db.transact('read committed', async ({ run }) => {
      await run(`SET LOCAL lock_timeout = ${String(lockMs)}`);
      // no job can be added for an event of this day while this runs
      await run(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      const [kept] = await run('SELECT 1 FROM jobs WHERE event_at >= $1 AND event_at < $2 LIMIT 1', [
        day,
        nextDay(day),
      ]);
      if (kept !== undefined) return null;
      const [rows] = await run<{ count: number }>(`SELECT count(*) AS count FROM ${table}`);
      await run(`DROP TABLE ${table}`);
      return rows?.count ?? 0;
    });
    if (dropped !== null) return dropped;
    return removeAll(
      `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} AS old WHERE received_at < $1
         AND NOT EXISTS (SELECT FROM jobs WHERE jobs.event_id = old.id) LIMIT $2) RETURNING 1`,
      nextDay(day),
    );
  };

  return {
    expireOf: (connectionId, { jobs, events }) =>
      asked(async () => {
        const gone = jobs === undefined ? 0 : await removeAll(removals.jobsOf, jobs, connectionId);
        return events === undefined ? gone : gone + (await removeAll(removals.eventsOf, events, connectionId));
      }),
    expire: (before) =>
      asked(async () => {
        // so that midnight does not wait for a table to be made
        const today = dayOf(new Date(now()).toISOString());
        await makePartitions(db, [today, nextDay(today)]);
        // jobs first: they keep their events
        let removed = await removeAll(removals.jobs, before.jobs);
        for (const day of await listDays(db)) {
          if (nextDay(day) <= dayOf(before.events)) removed += await removeDay(day);
        }
        await removeAll(removals.deliveries, now() - longestDedupWindowMs);
        await db.run('DELETE FROM send_counts WHERE day < $1', [dayOf(new Date(now() - 2 * dayMs).toISOString())]);
        await db.run('DELETE FROM answers WHERE at < $1', [now() - 600_000]);
        await db.run('DELETE FROM tries WHERE expire < $1', [now()]);
        removed += await removeAll(removals.tasks, before.jobs);
        removed += await removeAll(removals.sends, before.jobs);
        removed += await removeAll(removals.sendEvents, before.events);
        return removed + (await removeAll(removals.rejectedCalls, before.rejectedCalls));
      }),
  };
}

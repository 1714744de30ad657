import type { Database } from './database.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The day of an instant, such as `2026-11-21`: the bounds of the partitions of `events` are such texts. */
export const dayOf = (iso: string): string => iso.slice(0, 10);

export const nextDay = (day: string): string => new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);

export const partitionOf = (day: string): string => `events_${day.replaceAll('-', '')}`;

/** Makes the partitions of these days where they are missing; two processes may ask for the same at once. */
export async function makePartitions(db: Database, days: readonly string[]): Promise<void> {
  for (const day of [...new Set(days)].sort()) {
    // the name comes from a parsed time, so that nothing but digits and dashes gets into the statement
    const from = new Date(Date.parse(day)).toISOString().slice(0, 10);
    await db.transact('read committed', async ({ run }) => {
      await run('SELECT pg_advisory_xact_lock(4748302)');
      await run(
        `CREATE TABLE IF NOT EXISTS ${partitionOf(from)} PARTITION OF events FOR VALUES FROM ('${from}') TO ('${nextDay(from)}')`,
      );
    });
  }
}

/** The days that have a partition, the oldest first. */
export async function listDays(db: Database): Promise<string[]> {
  const rows = await db.run<{ name: string }>(
    `SELECT child.relname AS name FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
     WHERE inhparent = 'events'::regclass ORDER BY child.relname`,
  );
  return rows.map(({ name }) => name.replace(/^events_(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'));
}

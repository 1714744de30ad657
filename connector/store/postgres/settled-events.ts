import { setTimeout as sleep } from 'node:timers/promises';

import type { PostgresParts } from './postgres-parts.ts';
import { asked } from './sql-store.ts';

const pauseMs = 5;
const mostPauses = 200;

// sequences give numbers before the commit, so that a later number may be seen before an earlier one
const newestNumber = 'SELECT last_value - CASE WHEN is_called THEN 0 ELSE 1 END AS seq FROM events_seq';
const writers = `
  SELECT virtualtransaction AS id FROM pg_locks
  WHERE locktype = 'relation' AND relation = 'events'::regclass AND mode = 'RowExclusiveLock' AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/**
 * Answers the number up to which the order of events is settled: whoever was given a number up to it has committed or gone. A transaction holds the lock of
 * the table before it is given a number, and until others see what it wrote; nobody waits for this but the caller. 0 where a writer takes too long: ask again.
 */
export function createSettledEvents({ db }: PostgresParts): () => Promise<number> {
  const writing = async (): Promise<string[]> => (await db.run<{ id: string }>(writers)).map(({ id }) => id);
  return () =>
    asked(async () => {
      const [newest] = await db.run<{ seq: number }>(newestNumber);
      let open = await writing();
      for (let pauses = 0; open.length > 0; pauses += 1) {
        if (pauses === mostPauses) return 0;
        await sleep(pauseMs);
        const still = new Set(await writing());
        open = open.filter((id) => still.has(id));
      }
      return newest?.seq ?? 0;
    });
}

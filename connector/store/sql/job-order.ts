import { sql } from 'kysely';

import { queries } from './queries.ts';
import { first, type Script } from './script.ts';

/** Whether a job of the order key that is made or released now has to wait for another one: at most one job of a key is not blocked. */
export function* mustWait(orderKey: string | null): Script<boolean> {
  if (orderKey === null) return false;
  const open = yield* first(
    queries
      .selectFrom('jobs')
      .select('seq')
      .where('order_key', '=', orderKey)
      // written into the query: bound values would hide the partial index from the planner
      .where(sql<boolean>`status IN ('queued', 'running', 'waiting')`)
      .limit(1),
  );
  return open !== undefined;
}

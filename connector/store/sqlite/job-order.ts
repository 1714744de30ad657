import { sql } from 'kysely';

import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, type Given } from './statement.ts';

// written into the query: bound values would hide the partial index from the planner
const isOpen = sql<boolean>`status IN ('queued', 'running', 'waiting')`;
const isBlocked = sql<boolean>`blocked = 1`;

/** Keeps the jobs of one order key in a row: at most one of them is not blocked. Works within the running transaction. */
export interface JobOrder {
  /** whether a job of the key that is made or released now has to wait for another one */
  mustWait(orderKey: string | undefined): boolean;
  /** after the job ended or was held: the next one of its key may run */
  passOn(seq: number): void;
  /** lets the first job of each key run whose predecessor is gone without having ended; answers how many */
  repair(): number;
}

export function createJobOrder({ db, jobsQueued }: Pick<SqliteParts, 'db' | 'jobsQueued'>): JobOrder {
  const keyOf = prepare(db, (given: Given<{ seq: number }>) =>
    queries.selectFrom('jobs').select('order_key').where('seq', '=', given.seq),
  );
  const open = prepare(db, (given: Given<{ orderKey: string }>) =>
    queries.selectFrom('jobs').select('seq').where('order_key', '=', given.orderKey).where(isOpen).limit(1),
  );
  // the ones that wait are found with the one that goes, so that two rows of a key can never begin
  const next = prepare(db, (given: Given<{ orderKey: string }>) =>
    queries
      .selectFrom('jobs')
      .select([
        sql<number | null>`min(CASE blocked WHEN 1 THEN seq END)`.as('seq'),
        sql<number>`min(blocked)`.as('blocked'),
      ])
      .where('order_key', '=', given.orderKey)
      .where(isOpen),
  );
  const unblock = prepare(db, (given: Given<{ seq: number }>) =>
    queries.updateTable('jobs').set({ blocked: 0 }).where('seq', '=', given.seq),
  );
  const unblockFirsts = prepare(db, () =>
    queries
      .updateTable('jobs')
      .set({ blocked: 0 })
      .where(isBlocked)
      .where(
        'seq',
        'in',
        queries
          .selectFrom('jobs')
          .select(sql<number>`min(seq)`.as('seq'))
          .where('order_key', 'is not', null)
          .where(isOpen)
          .groupBy('order_key')
          .having(sql`min(blocked)`, '=', 1),
      ),
  );
  return {
    mustWait: (orderKey) => orderKey !== undefined && open.get({ orderKey }) !== undefined,
    passOn(seq) {
      const orderKey = keyOf.get({ seq })?.order_key;
      if (orderKey === undefined || orderKey === null) return;
      const waiting = next.get({ orderKey });
      if (waiting === undefined || waiting.seq === null || waiting.blocked === 0) return;
      unblock.run({ seq: waiting.seq });
      jobsQueued();
    },
    repair: () => unblockFirsts.run({}).changes,
  };
}

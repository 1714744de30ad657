import type { Database } from 'better-sqlite3';

import type { TimeRange } from '../store.ts';

/** Finds rows by time in a table whose rows lie in the order of time, without an index that each webhook would have to write. */
export interface TimePlaces {
  /** the first place whose row, and every one after it, is not older than the instant */
  of(iso: string): number;
  /** first place and the place after the last one, of the rows within the range */
  range(range: TimeRange): { from: number; to: number };
}

const timeColumns = { events: 'received_at', jobs: 'created_at' } as const;

/** Places by bisection: about 17 look-ups by key for 100,000 rows. */
export function createTimePlaces(db: Database, table: keyof typeof timeColumns): TimePlaces {
  const column = timeColumns[table];
  const ends = db.prepare<[], { first: number | null; last: number | null }>(
    `SELECT (SELECT min(seq) FROM ${table}) AS first, (SELECT max(seq) FROM ${table}) AS last`,
  );
  const next = db.prepare<[number], { seq: number; at: string }>(
    `SELECT seq, ${column} AS at FROM ${table} WHERE seq >= ? ORDER BY seq LIMIT 1`,
  );
  const endsNow = (): { low: number; high: number } => {
    const { first, last } = ends.get() ?? { first: null, last: null };
    return { low: first ?? 1, high: (last ?? 0) + 1 };
  };
  const placeOf = (iso: string): number => {
    let { low, high } = endsNow();
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = next.get(middle);
      if (row === undefined || row.at >= iso) high = middle;
      else low = row.seq + 1;
    }
    return low;
  };
  return {
    of: placeOf,
    range({ from, to }) {
      const { low, high } = endsNow();
      return { from: from === undefined ? low : placeOf(from), to: to === undefined ? high : placeOf(to) };
    },
  };
}

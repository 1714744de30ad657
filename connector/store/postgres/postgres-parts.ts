import type { Database } from './database.ts';

/** What the table modules share. */
export interface PostgresParts {
  db: Database;
  /** older deliveries repeat nothing any more */
  longestDedupWindowMs: number;
  /** milliseconds since 1970 */
  now: () => number;
  /** 0 up to 1 */
  random: () => number;
}

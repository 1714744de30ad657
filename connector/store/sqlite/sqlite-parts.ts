import type { Database } from 'better-sqlite3';

import type { Deliveries } from './deliveries.ts';
import type { GroupCommit } from './group-commit.ts';

/** What the table modules share. */
export interface SqliteParts {
  db: Database;
  write: GroupCommit['write'];
  deliveries: Deliveries;
  /** older deliveries repeat nothing any more */
  longestDedupWindowMs: number;
  /** milliseconds since 1970 */
  now: () => number;
  /** tells the workers after the commit that jobs are ready */
  jobsQueued: () => void;
}

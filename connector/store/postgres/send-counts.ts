import type { JobStore } from '../job-store.ts';
import { retryRaces } from './batches.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { asked } from './sql-store.ts';

const count = {
  name: 'count_send',
  text: `
  INSERT INTO send_counts (recipe_id, day, sends)
    SELECT recipes.id, $2, 1 FROM jobs JOIN recipes ON recipes.id = jobs.recipe_id WHERE jobs.id = $1 AND sends_per_day > 0
  ON CONFLICT (recipe_id, day) DO UPDATE SET sends = send_counts.sends + 1
    WHERE send_counts.sends < (SELECT sends_per_day FROM recipes WHERE recipes.id = excluded.recipe_id)
  RETURNING 1`,
};

/** Sends per recipe and day, counted by all processes in one row; the days before go with old rows. */
export function createSendCounts({ db, random }: PostgresParts): Pick<JobStore, 'countSend'> {
  return {
    countSend: (jobId, day) =>
      asked(async () => (await retryRaces(() => db.run(count, [jobId, day]), random)).length > 0),
  };
}

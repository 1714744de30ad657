import type { JobStore } from '../job-store.ts';
import { retryRaces } from './batches.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { asked } from './sql-store.ts';

const count = {
  name: 'count_send',
  text: `
  WITH job AS (SELECT jobs.seq, recipes.id AS recipe_id, sends_per_day, counted_send
      FROM jobs JOIN recipes ON recipes.id = jobs.recipe_id WHERE jobs.id = $1),
    counted AS (
      INSERT INTO send_counts (recipe_id, day, sends)
        SELECT recipe_id, $3, 1 FROM job WHERE sends_per_day > 0 AND counted_send IS DISTINCT FROM $2
      ON CONFLICT (recipe_id, day) DO UPDATE SET sends = send_counts.sends + 1
        WHERE send_counts.sends < (SELECT sends_per_day FROM recipes WHERE recipes.id = excluded.recipe_id)
      RETURNING 1),
    marked AS (UPDATE jobs SET counted_send = $2 FROM job WHERE jobs.seq = job.seq AND EXISTS (SELECT FROM counted))
  SELECT 1 FROM counted UNION ALL SELECT 1 FROM job WHERE counted_send = $2`,
};

/** Sends per recipe and day, counted by all processes in one row; the days before go with old rows. */
export function createSendCounts({ db, random }: PostgresParts): Pick<JobStore, 'countSend'> {
  return {
    countSend: (jobId, path, day) =>
      asked(async () => (await retryRaces(() => db.run(count, [jobId, path, day]), random)).length > 0),
  };
}

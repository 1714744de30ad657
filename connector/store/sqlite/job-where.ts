import { sql } from 'kysely';

import type { JobFilter } from '../store.ts';
import { jobRows } from './job-read.ts';
import type { TimePlaces } from './time-places.ts';

/** Jobs that fit a filter, written for the indexes as `eventsWhere` is. */
export function jobsWhere(filter: JobFilter, places: TimePlaces) {
  let found = jobRows;
  const { recipes } = filter;
  if (filter.recipe !== undefined) found = found.where('jobs.recipe', '=', filter.recipe);
  if (recipes?.length === 1) found = found.where('jobs.recipe', '=', recipes[0] ?? '');
  // the sign takes the column out of the index, which would make all jobs of the recipes be sorted
  else if (recipes !== undefined) found = found.where(sql`+jobs.recipe`, 'in', recipes);
  if (filter.status !== undefined) found = found.where('jobs.status', '=', filter.status);
  if (filter.event !== undefined) found = found.where('jobs.event_id', '=', filter.event);
  if (filter.task !== undefined) found = found.where('jobs.task', '=', filter.task);
  if (filter.ids !== undefined) found = found.where('jobs.id', 'in', filter.ids);
  if (filter.code !== undefined) {
    // the first condition is that of the partial index
    found = found.where('jobs.error', 'is not', null).where(sql`json_extract(jobs.error, '$.code')`, '=', filter.code);
  }
  if (filter.from !== undefined) found = found.where('jobs.seq', '>=', places.of(filter.from));
  if (filter.to !== undefined) found = found.where('jobs.seq', '<', places.of(filter.to));
  if (filter.isNewest !== true) return found;
  return found.where((where) =>
    where.not(
      where.exists(
        where
          .selectFrom('jobs as later')
          .select('later.seq')
          .whereRef('later.event_id', '=', 'jobs.event_id')
          .whereRef('later.recipe_id', '=', 'jobs.recipe_id')
          .whereRef('later.seq', '>', 'jobs.seq'),
      ),
    ),
  );
}

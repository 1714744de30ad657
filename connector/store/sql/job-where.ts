import type { JobFilter } from '../job-store.ts';
import { jobRows } from '../sqlite/job-read.ts';
import type { Dialect } from './script.ts';

/** Jobs that fit a filter, written for the indexes as `eventsWhere` is. */
export function jobsWhere(
  dialect: Pick<Dialect, 'jsonText' | 'unindexed' | 'within' | 'hasStatus'>,
  filter: JobFilter,
) {
  let found = jobRows;
  const { recipes } = filter;
  if (filter.recipe !== undefined) found = found.where('jobs.recipe', '=', filter.recipe);
  if (recipes?.length === 1) found = found.where('jobs.recipe', '=', recipes[0] ?? '');
  // through the index all jobs of the recipes would be sorted
  else if (recipes !== undefined) found = found.where(dialect.unindexed('jobs.recipe'), 'in', recipes);
  if (filter.status !== undefined) found = found.where(dialect.hasStatus(filter.status));
  if (filter.event !== undefined) found = found.where('jobs.event_id', '=', filter.event);
  if (filter.task !== undefined) found = found.where('jobs.task', '=', filter.task);
  if (filter.ids !== undefined) found = found.where('jobs.id', 'in', filter.ids);
  if (filter.code !== undefined) {
    // the first condition is that of the partial index
    found = found.where('jobs.error', 'is not', null).where(dialect.jsonText('jobs.error', 'code'), '=', filter.code);
  }
  for (const condition of dialect.within('jobs', filter)) found = found.where(condition);
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

import { sql } from 'kysely';

import type { EventFilter } from '../event-store.ts';
import { recordColumns } from '../sqlite/event-read.ts';
import { queries } from './queries.ts';
import type { Dialect } from './script.ts';

/**
 * Events that fit a filter, so written that a page of what is rare is found through an index and a page of what is frequent in the order of
 * the rows: neither reads or sorts all there is.
 */
export function eventsWhere(dialect: Pick<Dialect, 'unindexed' | 'within'>, filter: EventFilter) {
  let found = queries.selectFrom('events').select(['seq', ...recordColumns]);
  const { connections, kind, withoutRecipe } = filter;
  if (filter.ids !== undefined) found = found.where('id', 'in', filter.ids);
  if (filter.connection !== undefined) found = found.where('connection', '=', filter.connection);
  if (connections?.length === 1) found = found.where('connection', '=', connections[0] ?? '');
  // through the index all rows of the connections would be sorted
  else if (connections !== undefined) found = found.where(dialect.unindexed('connection'), 'in', connections);
  if (kind !== undefined) found = found.where('kind', '=', kind);
  // repeats the condition of the partial index
  if (kind !== undefined && kind !== 'system_webhook') found = found.where('kind', '<>', sql.lit('system_webhook'));
  if (filter.eventName !== undefined) found = found.where('event_name', '=', filter.eventName);
  if (filter.workflowId !== undefined) found = found.where('workflow_id', '=', filter.workflowId);
  for (const condition of dialect.within('events', filter)) found = found.where(condition);
  if (filter.duplicates !== undefined) found = found.where('duplicate_of', filter.duplicates ? 'is not' : 'is', null);
  if (withoutRecipe === undefined) return found;
  return found.where((where) =>
    where.not(
      where.exists(
        where
          .selectFrom('jobs')
          .select('jobs.seq')
          .whereRef('jobs.event_id', '=', 'events.id')
          .where('jobs.recipe', '=', withoutRecipe),
      ),
    ),
  );
}

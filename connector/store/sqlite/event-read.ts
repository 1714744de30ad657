import type { Database } from 'better-sqlite3';

import type { EventBody, EventRecord } from '../store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

type EventRow = Pick<
  Tables['events'],
  'id' | 'connection' | 'kind' | 'event_name' | 'workflow_id' | 'received_at' | 'duplicate_of'
>;
type BodyRow = Pick<Tables['events'], 'method' | 'content_type' | 'headers' | 'query' | 'recipe_id' | 'body'>;

export const recordColumns = [
  'id',
  'connection',
  'kind',
  'event_name',
  'workflow_id',
  'received_at',
  'duplicate_of',
] as const satisfies readonly (keyof EventRow)[];
export const bodyColumns = [
  'method',
  'content_type',
  'headers',
  'query',
  'recipe_id',
  'body',
] as const satisfies readonly (keyof BodyRow)[];

export const toEvent = (row: EventRow): Omit<EventRecord, 'jobs'> => ({
  id: row.id,
  connection: row.connection,
  kind: row.kind,
  eventName: row.event_name,
  workflowId: row.workflow_id,
  receivedAt: row.received_at,
  duplicateOf: row.duplicate_of,
});
export const toRecord = (row: EventRow, jobs: string[]): EventRecord => ({ ...toEvent(row), jobs });
export const toBody = (row: BodyRow): EventBody => ({
  method: row.method,
  contentType: row.content_type,
  headers: JSON.parse(row.headers) as Record<string, string>,
  query: row.query,
  recipeId: row.recipe_id,
  body: row.body,
});

/** Reads one event with its body; shared with the claiming of jobs. */
export function createEventRead({ db }: SqliteParts): (id: string) => (EventRecord & { payload: EventBody }) | null {
  const select = prepare(db, (given: Given<{ id: string }>) =>
    queries
      .selectFrom('events')
      .select([...recordColumns, ...bodyColumns])
      .where('id', '=', given.id),
  );
  const jobsOf = createJobsOf(db);
  return (id) => {
    const row = select.get({ id });
    return row === undefined ? null : { ...toRecord(row, jobsOf(id)), payload: toBody(row) };
  };
}

/** The ids of the jobs of an event, the oldest first. */
export function createJobsOf(db: Database): (eventId: string) => string[] {
  const select = prepare(db, (given: Given<{ eventId: string }>) =>
    queries.selectFrom('jobs').select('id').where('event_id', '=', given.eventId).orderBy('seq'),
  );
  return (eventId) => select.all({ eventId }).map(({ id }) => id);
}

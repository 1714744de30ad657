import {
  longestDedupWindowMs,
  type EventBody,
  type EventFilter,
  type EventRecord,
  type NewEvent,
  type Store,
} from '../store.ts';
import { createJobInsert } from './job-insert.ts';
import { makePage, readSlice } from './page.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createQueryRunner, prepare, queries, read, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

type EventStore = Pick<Store, 'appendEvent' | 'getEvent' | 'listEvents'>;
type EventRow = Pick<
  Tables['events'],
  'id' | 'connection' | 'kind' | 'event_name' | 'workflow_id' | 'received_at' | 'duplicate_of'
>;
type BodyRow = Pick<Tables['events'], 'method' | 'content_type' | 'headers' | 'query' | 'recipe_id' | 'body'>;

const recordColumns = [
  'id',
  'connection',
  'kind',
  'event_name',
  'workflow_id',
  'received_at',
  'duplicate_of',
] as const satisfies readonly (keyof EventRow)[];
const bodyColumns = [
  'method',
  'content_type',
  'headers',
  'query',
  'recipe_id',
  'body',
] as const satisfies readonly (keyof BodyRow)[];

const toRecord = (row: EventRow, jobs: string[]): EventRecord => ({
  id: row.id,
  connection: row.connection,
  kind: row.kind,
  eventName: row.event_name,
  workflowId: row.workflow_id,
  receivedAt: row.received_at,
  duplicateOf: row.duplicate_of,
  jobs,
});
const toBody = (row: BodyRow): EventBody => ({
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

function createJobsOf(db: SqliteParts['db']): (eventId: string) => string[] {
  const select = prepare(db, (given: Given<{ eventId: string }>) =>
    queries.selectFrom('jobs').select('id').where('event_id', '=', given.eventId).orderBy('seq'),
  );
  return (eventId) => select.all({ eventId }).map(({ id }) => id);
}

/** Notes the delivery; answers the id of the first one when this one repeats it within the window. */
function createDeliveryCheck({ db, deliveries }: SqliteParts): (event: NewEvent) => string | null {
  const insert = prepare(db, (given: Given<Omit<Tables['deliveries'], 'seq'>>) =>
    queries.insertInto('deliveries').values({
      connection_id: given.connection_id,
      delivery_key: given.delivery_key,
      event_id: given.event_id,
      first_at: given.first_at,
    }),
  );
  const select = prepare(db, (given: Given<{ seq: number }>) =>
    queries
      .selectFrom('deliveries')
      .select(['connection_id', 'delivery_key', 'event_id', 'first_at'])
      .where('seq', '=', given.seq),
  );
  return ({ id, connectionId, deliveryKey, dedupWindowMs, receivedAt }) => {
    const atMs = Date.parse(receivedAt);
    const first = deliveries.find(deliveryKey, (seq) => {
      const row = select.get({ seq });
      const isRepeated =
        row?.delivery_key === deliveryKey && row.connection_id === connectionId && atMs - row.first_at <= dedupWindowMs;
      return isRepeated ? row.event_id : null;
    });
    if (first !== null) return first;
    const { lastInsertRowid } = insert.run({
      connection_id: connectionId,
      delivery_key: deliveryKey,
      event_id: id,
      first_at: atMs,
    });
    // stays when the transaction is rolled back: the row that it names is not there, or is another's
    deliveries.add(deliveryKey, Number(lastInsertRowid), atMs);
    return null;
  };
}

/** Reads back the deliveries of the longest window, as long as one of them can still be repeated. */
export function loadDeliveries({ db, now, deliveries }: SqliteParts): void {
  const rows = db
    .prepare<[number], Pick<Tables['deliveries'], 'delivery_key' | 'first_at'> & { seq: number }>(
      'SELECT seq, delivery_key, first_at FROM deliveries WHERE first_at >= ?',
    )
    .iterate(now() - longestDedupWindowMs);
  for (const row of rows) deliveries.add(row.delivery_key, row.seq, row.first_at);
}

/** Events as they came, with the jobs they started written in the same transaction. */
export function createEvents(parts: SqliteParts): EventStore {
  const { db, write } = parts;
  const query = createQueryRunner(db);
  const firstDelivery = createDeliveryCheck(parts);
  const insertJob = createJobInsert(parts);
  const jobsOf = createJobsOf(db);
  const getEvent = createEventRead(parts);
  const insert = prepare(db, (given: Given<Omit<Tables['events'], 'seq'>>) =>
    queries.insertInto('events').values({
      id: given.id,
      connection_id: given.connection_id,
      connection: given.connection,
      kind: given.kind,
      event_name: given.event_name,
      workflow_id: given.workflow_id,
      received_at: given.received_at,
      duplicate_of: given.duplicate_of,
      method: given.method,
      content_type: given.content_type,
      headers: given.headers,
      query: given.query,
      recipe_id: given.recipe_id,
      body: given.body,
    }),
  );

  const filtered = (filter: EventFilter, before: number, limit: number) => {
    let found = queries
      .selectFrom('events')
      .select(['seq', ...recordColumns])
      .where('seq', '<', before)
      .orderBy('seq', 'desc')
      .limit(limit);
    if (filter.connection !== undefined) found = found.where('connection', '=', filter.connection);
    if (filter.kind !== undefined) found = found.where('kind', '=', filter.kind);
    if (filter.eventName !== undefined) found = found.where('event_name', '=', filter.eventName);
    if (filter.workflowId !== undefined) found = found.where('workflow_id', '=', filter.workflowId);
    if (filter.duplicates === undefined) return found;
    return found.where('duplicate_of', filter.duplicates ? 'is not' : 'is', null);
  };

  return {
    appendEvent: (event) =>
      write(() => {
        const duplicateOf = firstDelivery(event);
        insert.run({
          id: event.id,
          connection_id: event.connectionId,
          connection: event.connection,
          kind: event.kind,
          event_name: event.eventName,
          workflow_id: event.workflowId,
          received_at: event.receivedAt,
          duplicate_of: duplicateOf,
          method: event.method,
          content_type: event.contentType,
          headers: JSON.stringify(event.headers),
          query: event.query,
          recipe_id: event.recipeId,
          body: event.body,
        });
        const jobs = duplicateOf === null ? event.jobs : [];
        for (const job of jobs) insertJob({ ...job, eventId: event.id });
        return { id: event.id, duplicateOf, jobs: jobs.map(({ id }) => id) };
      }),
    getEvent: (id) => read(() => getEvent(id)),
    listEvents: (filter) =>
      read(() => {
        const slice = readSlice(filter);
        const rows = query(filtered(filter, slice.before, slice.limit + 1));
        return makePage(rows, slice, (row) => toRecord(row, jobsOf(row.id)));
      }),
  };
}

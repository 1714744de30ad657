import type { EventBody, EventFilter, EventRecord, NewEvent, Store } from '../store.ts';
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
type BodyRow = Pick<Tables['events'], 'method' | 'content_type' | 'headers' | 'query' | 'body'>;

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
function createDeliveryCheck({ db }: SqliteParts): (event: NewEvent) => string | null {
  const insert = prepare(db, (given: Given<Tables['deliveries']>) =>
    queries
      .insertInto('deliveries')
      .values({
        connection_id: given.connection_id,
        delivery_key: given.delivery_key,
        event_id: given.event_id,
        first_at: given.first_at,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
  const select = prepare(db, (given: Given<{ connection_id: string; delivery_key: string }>) =>
    queries
      .selectFrom('deliveries')
      .select(['event_id', 'first_at'])
      .where('connection_id', '=', given.connection_id)
      .where('delivery_key', '=', given.delivery_key),
  );
  const replace = prepare(db, (given: Given<Tables['deliveries']>) =>
    queries
      .updateTable('deliveries')
      .set({ event_id: given.event_id, first_at: given.first_at })
      .where('connection_id', '=', given.connection_id)
      .where('delivery_key', '=', given.delivery_key),
  );
  return (event) => {
    const delivery = {
      connection_id: event.connectionId,
      delivery_key: event.deliveryKey,
      event_id: event.id,
      first_at: event.receivedAt,
    };
    if (insert.run(delivery).changes === 1) return null;
    const first = select.get(delivery);
    const ageMs = Date.parse(event.receivedAt) - Date.parse(first?.first_at ?? event.receivedAt);
    if (first !== undefined && ageMs <= event.dedupWindowMs) return first.event_id;
    replace.run(delivery);
    return null;
  };
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
      delivery_key: given.delivery_key,
      duplicate_of: given.duplicate_of,
      method: given.method,
      content_type: given.content_type,
      headers: given.headers,
      query: given.query,
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
          delivery_key: event.deliveryKey,
          duplicate_of: duplicateOf,
          method: event.method,
          content_type: event.contentType,
          headers: JSON.stringify(event.headers),
          query: event.query,
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

import type { NewEvent, Store, StoredEvent } from '../store.ts';
import { createJobInsert } from './job-insert.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

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
export function loadDeliveries({ db, now, deliveries, longestDedupWindowMs }: SqliteParts): void {
  const rows = db
    .prepare<[number], Pick<Tables['deliveries'], 'delivery_key' | 'first_at'> & { seq: number }>(
      'SELECT seq, delivery_key, first_at FROM deliveries WHERE first_at >= ?',
    )
    .iterate(now() - longestDedupWindowMs);
  for (const row of rows) deliveries.add(row.delivery_key, row.seq, row.first_at);
}

/** Events as they came, with the jobs they started written in the same transaction. */
export function createEvents(parts: SqliteParts): Pick<Store, 'appendEvent' | 'appendEvents'> {
  const { db, write } = parts;
  const firstDelivery = createDeliveryCheck(parts);
  const insertJob = createJobInsert(parts);
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

  const append = (event: NewEvent): StoredEvent => {
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
  };

  return {
    appendEvent: (event) => write(() => append(event)),
    appendEvents: (given) => write(() => given.map(append)),
  };
}

import type { NewEvent, Store, StoredEvent } from '../store.ts';
import { createJobInsert } from './job-insert.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

/** Events as they came, with the jobs they started written in the same transaction. */
export function createEvents(parts: SqliteParts): Pick<Store, 'appendEvent' | 'appendEvents'> {
  const { db, write, deliveries } = parts;
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
      delivery_key: given.delivery_key,
    }),
  );

  const append = (event: NewEvent): StoredEvent => {
    const duplicateOf = deliveries.firstOf(event);
    const { lastInsertRowid } = insert.run({
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
      delivery_key: duplicateOf === null ? event.deliveryKey : null,
    });
    if (duplicateOf === null) deliveries.note(event.deliveryKey, Number(lastInsertRowid), Date.parse(event.receivedAt));
    const jobs = duplicateOf === null ? event.jobs : [];
    for (const job of jobs) insertJob({ ...job, eventId: event.id });
    return { id: event.id, duplicateOf, jobs: jobs.map(({ id }) => id) };
  };

  return {
    appendEvent: (event) => write(() => append(event)),
    appendEvents: (given) => write(() => given.map(append)),
  };
}

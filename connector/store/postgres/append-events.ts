import { hashedUuid } from '../hashed-uuid.ts';
import type { NewEvent, StoredEvent } from '../event-store.ts';
import { createBatches, type Batches } from './batches.ts';
import { jobsChannel } from './notifications.ts';
import { dayOf, makePartitions } from './partitions.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { isMissingPartition } from './store-error.ts';

/** 128 bits of a hash: the index over them is a third of one over the texts. */
export const deliveryKeyOf = (connectionId: string, deliveryKey: string): string =>
  hashedUuid(`${connectionId}\0${deliveryKey}`);

// one round trip and one commit for a whole group. The delivery row decides which of several receivers was first: all lock the rows in the order of the keys,
// the later one waits for the earlier one's commit and is then told its event. A row that is repeated is written over with itself, for only then is it returned
const append = {
  name: 'append_events',
  text: `
  WITH given AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::bigint[], $10::bigint[],
      $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::integer[], $17::integer[]) WITH ORDINALITY
      AS given (id, connection_id, connection, kind, event_name, workflow_id, received_at, key, at_ms, window_ms,
        method, content_type, headers, query, recipe_id, body_from, body_length, place)
  ), firsts AS (
    INSERT INTO deliveries AS known (key, event_id, first_at, window_ms)
    SELECT DISTINCT ON (key) key, id, at_ms, window_ms FROM given ORDER BY key, place
    ON CONFLICT (key) DO UPDATE SET
      event_id = CASE WHEN excluded.first_at - known.first_at <= excluded.window_ms THEN known.event_id ELSE excluded.event_id END,
      first_at = CASE WHEN excluded.first_at - known.first_at <= excluded.window_ms THEN known.first_at ELSE excluded.first_at END
    RETURNING key, event_id
  ), stored AS (
    INSERT INTO events (id, connection_id, connection, kind, event_name, workflow_id, received_at, duplicate_of,
      method, content_type, headers, query, recipe_id, body)
    SELECT id, connection_id, connection, kind, event_name, workflow_id, received_at, nullif(event_id, id),
      method, content_type, headers, query, recipe_id, substring($18::bytea FROM body_from FOR body_length)
    FROM given JOIN firsts USING (key) ORDER BY place
    RETURNING id, duplicate_of
  ), queued AS (
    INSERT INTO jobs (id, recipe_id, recipe, version, event_id, event_at, status, created_at, order_key, blocked)
    SELECT job.id, job.recipe_id, job.recipe, job.version, job.event_id, given.received_at, 'queued', $25, job.order_key, CASE
      WHEN job.order_key IS NULL THEN 0
      WHEN row_number() OVER (PARTITION BY job.order_key ORDER BY job.place) > 1 THEN 1
      WHEN EXISTS (SELECT FROM jobs AS other WHERE other.open_key = job.order_key) THEN 1
      ELSE 0 END
    FROM unnest($19::text[], $20::text[], $21::text[], $22::integer[], $23::text[], $24::text[]) WITH ORDINALITY
      AS job (id, recipe_id, recipe, version, event_id, order_key, place)
    JOIN given ON given.id = job.event_id JOIN firsts ON firsts.event_id = given.id
    ORDER BY job.place
    RETURNING seq, blocked
  ), readied AS (
    INSERT INTO ready_jobs SELECT seq FROM queued WHERE blocked = 0
  )
  SELECT id, duplicate_of, (SELECT pg_notify('${jobsChannel}', '') WHERE EXISTS (SELECT FROM queued)) FROM stored`,
};

const column = <K extends keyof NewEvent>(events: readonly NewEvent[], key: K): NewEvent[K][] =>
  events.map((event) => event[key]);

function valuesOf(events: readonly NewEvent[], now: string): unknown[] {
  const jobs = events.flatMap(({ id, jobs: started }) => started.map((job) => ({ ...job, eventId: id })));
  let end = 0;
  const starts = events.map(({ body }) => {
    const start = end + 1;
    end += body.byteLength;
    return start;
  });
  return [
    column(events, 'id'),
    column(events, 'connectionId'),
    column(events, 'connection'),
    column(events, 'kind'),
    column(events, 'eventName'),
    column(events, 'workflowId'),
    column(events, 'receivedAt'),
    events.map(({ connectionId, deliveryKey }) => deliveryKeyOf(connectionId, deliveryKey)),
    events.map(({ receivedAt }) => Date.parse(receivedAt)),
    column(events, 'dedupWindowMs'),
    column(events, 'method'),
    column(events, 'contentType'),
    events.map(({ headers }) => JSON.stringify(headers)),
    column(events, 'query'),
    column(events, 'recipeId'),
    starts,
    events.map(({ body }) => body.byteLength),
    // one value for all bodies: an array of them would travel as text of twice the size
    Buffer.concat(column(events, 'body')),
    jobs.map(({ id }) => id),
    jobs.map(({ recipeId }) => recipeId),
    jobs.map(({ recipe }) => recipe),
    jobs.map(({ version }) => version),
    jobs.map(({ eventId }) => eventId),
    jobs.map(({ orderKey }) => orderKey ?? null),
    now,
  ];
}

/** Events as they came, with the jobs they started: what arrives together is one statement and one commit. */
export function createAppend({ db, now, random }: PostgresParts): Batches<readonly NewEvent[], StoredEvent[]> {
  const appendAll = async (groups: readonly (readonly NewEvent[])[]): Promise<StoredEvent[][]> => {
    const events = groups.flat();
    const rows = await db.run<{ id: string; duplicate_of: string | null }>(
      append,
      valuesOf(events, new Date(now()).toISOString()),
    );
    const firstOf = new Map(rows.map(({ id, duplicate_of }) => [id, duplicate_of]));
    return groups.map((group) =>
      group.map(({ id, jobs }) => {
        const duplicateOf = firstOf.get(id) ?? null;
        return { id, duplicateOf, jobs: duplicateOf === null ? jobs.map((job) => job.id) : [] };
      }),
    );
  };
  return createBatches({
    async run(groups) {
      try {
        return await appendAll(groups);
      } catch (error) {
        if (!isMissingPartition(error)) throw error;
        await makePartitions(
          db,
          groups.flat().map(({ receivedAt }) => dayOf(receivedAt)),
        );
        return appendAll(groups);
      }
    },
    // within one request a repeated delivery is one, whenever it came
    keysOf: (events) => events.map(({ connectionId, deliveryKey }) => `${connectionId} ${deliveryKey}`),
    sizeOf: (events) => events.reduce((size, { body }) => size + body.byteLength, 0),
    random,
    probe: () => db.run('SELECT 1'),
  });
}

import type { Database } from 'better-sqlite3';

import type { NewEvent } from '../store.ts';
import { createDeliveryIndex, hashesOf } from './delivery-index.ts';
import { prepare, queries, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

/** An event that is removed, as far as it must be remembered. */
export type RemovedEvent = Pick<Tables['events'], 'id' | 'connection_id' | 'delivery_key' | 'received_at'>;

/** Which deliveries came within the longest window. */
export interface Deliveries {
  /** the id of the first delivery of the same event within its window */
  firstOf(event: NewEvent): string | null;
  /** remembers a first delivery by the row of its event */
  note(deliveryKey: string, eventSeq: number, atMs: number): void;
  /** remembers deliveries whose events go before their window ends */
  keep(removed: readonly RemovedEvent[]): void;
  /** writes what was noted in this transaction */
  beforeCommit(): void;
  /** forgets what was noted in a transaction that failed. The index keeps it: the row that it names is not there, or is another's */
  afterRollback(): void;
  /** lets go of memory in which all is older; milliseconds since 1970 */
  forgetBefore(atMs: number): void;
}

// place, tag, and row behind the first row of the group
const wordsPerDelivery = 3;

/**
 * The hashes of the deliveries of one commit are one row, so that a webhook costs no row of its own for them and millions are read back
 * in seconds; the keys that they stand for lie with their events.
 */
export function createDeliveries(db: Database, now: () => number, longestDedupWindowMs: number): Deliveries {
  const ofEvents = createDeliveryIndex();
  const ofRemoved = createDeliveryIndex();
  const selectEvent = prepare(db, (given: Given<{ seq: number }>) =>
    queries
      .selectFrom('events')
      .select(['connection_id', 'delivery_key', 'id as event_id', 'received_at'])
      .where('seq', '=', given.seq),
  );
  const selectRemoved = prepare(db, (given: Given<{ seq: number }>) =>
    queries
      .selectFrom('deliveries')
      .select(['connection_id', 'delivery_key', 'event_id', 'first_at'])
      .where('seq', '=', given.seq),
  );
  const insertRemoved = prepare(db, (given: Given<Omit<Tables['deliveries'], 'seq'>>) =>
    queries.insertInto('deliveries').values({
      connection_id: given.connection_id,
      delivery_key: given.delivery_key,
      event_id: given.event_id,
      first_at: given.first_at,
    }),
  );
  const insertGroup = prepare(db, (given: Given<Omit<Tables['delivery_groups'], 'seq'>>) =>
    queries
      .insertInto('delivery_groups')
      .values({ first_event: given.first_event, first_at: given.first_at, hashes: given.hashes }),
  );

  const load = (): void => {
    const sinceMs = now() - longestDedupWindowMs;
    const groups = db
      .prepare<[number], Pick<Tables['delivery_groups'], 'first_event' | 'first_at' | 'hashes'>>(
        'SELECT first_event, first_at, hashes FROM delivery_groups WHERE first_at >= ?',
      )
      .iterate(sinceMs);
    for (const { first_event, first_at, hashes } of groups) {
      // copied, for the bytes of a row begin at any address
      const words = new Uint32Array(new Uint8Array(hashes).buffer);
      for (let at = 0; at < words.length; at += wordsPerDelivery) {
        const [place, tag, behind] = [words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0];
        ofEvents.add({ place, tag }, first_event + behind, first_at);
      }
    }
    const removed = db
      .prepare<[number], Pick<Tables['deliveries'], 'delivery_key' | 'first_at'> & { seq: number }>(
        'SELECT seq, delivery_key, first_at FROM deliveries WHERE first_at >= ?',
      )
      .iterate(sinceMs);
    for (const { seq, delivery_key, first_at } of removed) ofRemoved.add(hashesOf(delivery_key), seq, first_at);
  };
  load();

  let noted: number[] = [];
  let [firstEvent, newestMs] = [0, 0];
  const forgetNoted = (): void => {
    noted = [];
    newestMs = 0;
  };

  return {
    firstOf({ connectionId, deliveryKey, dedupWindowMs, receivedAt }) {
      const atMs = Date.parse(receivedAt);
      const isFirst = (row: { connection_id: string; delivery_key: string | null } | undefined, firstAt: number) =>
        row?.delivery_key === deliveryKey && row.connection_id === connectionId && atMs - firstAt <= dedupWindowMs;
      const hashes = hashesOf(deliveryKey);
      const stored = ofEvents.find(hashes, (seq) => {
        const row = selectEvent.get({ seq });
        return row !== undefined && isFirst(row, Date.parse(row.received_at)) ? row.event_id : null;
      });
      return (
        stored ??
        ofRemoved.find(hashes, (seq) => {
          const row = selectRemoved.get({ seq });
          return row !== undefined && isFirst(row, row.first_at) ? row.event_id : null;
        })
      );
    },
    note(deliveryKey, eventSeq, atMs) {
      const hashes = hashesOf(deliveryKey);
      ofEvents.add(hashes, eventSeq, atMs);
      if (noted.length === 0) firstEvent = eventSeq;
      noted.push(hashes.place, hashes.tag, eventSeq - firstEvent);
      newestMs = Math.max(newestMs, atMs);
    },
    keep(removed) {
      for (const { id, connection_id, delivery_key, received_at } of removed) {
        const first_at = Date.parse(received_at);
        if (delivery_key === null || first_at < now() - longestDedupWindowMs) continue;
        const { lastInsertRowid } = insertRemoved.run({ connection_id, delivery_key, event_id: id, first_at });
        ofRemoved.add(hashesOf(delivery_key), Number(lastInsertRowid), first_at);
      }
    },
    beforeCommit() {
      if (noted.length === 0) return;
      insertGroup.run({
        first_event: firstEvent,
        first_at: newestMs,
        hashes: new Uint8Array(Uint32Array.from(noted).buffer),
      });
      forgetNoted();
    },
    afterRollback: forgetNoted,
    forgetBefore(atMs) {
      ofEvents.dropBefore(atMs);
      ofRemoved.dropBefore(atMs);
    },
  };
}

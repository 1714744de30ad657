import { sql } from 'kysely';

import type { ConsentDocument } from '../../consent/consent-document.ts';
import type { ConsentRow, ConsentStore, ConsentWrite } from '../consent-store.ts';
import { pageOf } from './page-of.ts';
import { queries } from './queries.ts';
import { all, first, run, type Script, type SqlStore } from './script.ts';

type PersonRow = { id: string; connection_id: string; identity: string; document: string };

const toRow = (row: PersonRow): ConsentRow => ({
  id: row.id,
  connectionId: row.connection_id,
  sealedIdentity: row.identity,
  document: JSON.parse(row.document) as ConsentDocument,
});

const people = queries.selectFrom('consent_people').select(['id', 'connection_id', 'identity', 'document']);
const removed = (id: string) => queries.deleteFrom('consent_people').where('id', '=', id);
// written into the query: a bound value would hide the partial index from the planner of SQLite
const isDue = sql<boolean>`due_at IS NOT NULL`;

function createMaps({ read, write }: SqlStore): Pick<ConsentStore, 'getConsentMap' | 'putConsentMap'> {
  const find = (connectionId: string) =>
    first(queries.selectFrom('consent_maps').select(['version', 'map']).where('connection_id', '=', connectionId));
  return {
    getConsentMap: (connectionId) =>
      read(function* () {
        const row = yield* find(connectionId);
        return row === undefined
          ? { version: 0, map: null }
          : { version: row.version, map: JSON.parse(row.map) as unknown };
      }),
    putConsentMap: (connectionId, map, expectedVersion) =>
      write(function* () {
        if (((yield* find(connectionId))?.version ?? 0) !== expectedVersion) return false;
        const saved = { version: expectedVersion + 1, map: JSON.stringify(map) };
        yield* run(
          queries
            .insertInto('consent_maps')
            .values({ connection_id: connectionId, ...saved })
            .onConflict((conflict) => conflict.column('connection_id').doUpdateSet(saved)),
        );
        return true;
      }),
  };
}

function* addCounts(connectionId: string, counts: Record<string, number>): Script<void> {
  for (const [name, count] of Object.entries(counts)) {
    yield* run(
      queries
        .insertInto('consent_counts')
        .values({ connection_id: connectionId, name, count })
        .onConflict((conflict) =>
          conflict
            .columns(['connection_id', 'name'])
            .doUpdateSet({ count: sql<number>`consent_counts.count + excluded.count` }),
        ),
    );
  }
}

function* rowsOf(connectionId: string, names: readonly string[]): Script<ConsentRow[]> {
  if (names.length === 0) return [];
  const ids = queries
    .selectFrom('consent_names')
    .select('person')
    .where('connection_id', '=', connectionId)
    .where('name', 'in', names);
  return (yield* all(people.where('id', 'in', ids).orderBy('seq'))).map(toRow);
}

function* put(connectionId: string, given: ConsentWrite): Script<void> {
  const change = {
    identity: given.sealedIdentity,
    document: JSON.stringify(given.document),
    due_at: given.dueAt,
  };
  yield* run(
    queries
      .insertInto('consent_people')
      .values({ id: given.id, connection_id: connectionId, ...change })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(change)),
  );
  yield* addCounts(connectionId, given.counts ?? {});
}

/** What is kept of the consent of people: one document each, found by the hashes of their names. */
export function createConsent(parts: SqlStore): ConsentStore {
  const { read, write } = parts;
  return {
    ...createMaps(parts),
    changeConsent: ({ connectionId, names }, change) =>
      write(function* () {
        const before = yield* rowsOf(connectionId, names);
        const after = change(before);
        if (after === null) return;
        yield* put(connectionId, after);
        for (const { id } of before) {
          if (id === after.id) continue;
          yield* run(queries.updateTable('consent_names').set({ person: after.id }).where('person', '=', id));
          yield* run(removed(id));
        }
        for (const name of names) {
          yield* run(
            queries
              .insertInto('consent_names')
              .values({ connection_id: connectionId, name, person: after.id })
              .onConflict((conflict) => conflict.columns(['connection_id', 'name']).doUpdateSet({ person: after.id })),
          );
        }
      }),
    changeConsentRow: (id, change) =>
      write(function* () {
        const row = yield* first(people.where('id', '=', id));
        const after = row === undefined ? null : change(toRow(row));
        if (row !== undefined && after !== null) yield* put(row.connection_id, after);
      }),
    findConsent: (connectionId, names) =>
      read(function* () {
        return (yield* rowsOf(connectionId, names))[0] ?? null;
      }),
    listConsent: (filter) =>
      read(() => pageOf(people.select('seq').where('connection_id', '=', filter.connectionId), filter, toRow)),
    listDueConsent: (now, limit) =>
      read(function* () {
        return (yield* all(people.where('due_at', '<=', now).orderBy('due_at').limit(limit))).map(toRow);
      }),
    nextConsentDueAt: () =>
      read(function* () {
        const next = queries.selectFrom('consent_people').select('due_at').where(isDue).orderBy('due_at').limit(1);
        return (yield* first(next))?.due_at ?? null;
      }),
    countConsent: (connectionId, counts) => write(() => addCounts(connectionId, counts)),
    consentCounts: (connectionId) =>
      read(function* () {
        const counts = yield* all(
          queries.selectFrom('consent_counts').select(['name', 'count']).where('connection_id', '=', connectionId),
        );
        return Object.fromEntries(counts.map(({ name, count }) => [name, count]));
      }),
    eraseConsent: (connectionId, names) =>
      write(function* () {
        const rows = yield* rowsOf(connectionId, names);
        // the names go with the row, by the foreign key
        for (const { id } of rows) yield* run(removed(id));
        return rows.length;
      }),
  };
}

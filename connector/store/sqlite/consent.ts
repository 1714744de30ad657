import { sql } from 'kysely';

import type { ConsentDocument } from '../../consent/consent-document.ts';
import type { ConsentRow, ConsentStore, ConsentWrite } from '../consent-store.ts';
import { makePage, readSlice } from './page.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createQueryRunner, prepare, queries, read, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

type PersonRow = { id: string; connection_id: string; identity: string; document: string };

const columns = ['id', 'connection_id', 'identity', 'document'] as const;
const toRow = (row: PersonRow): ConsentRow => ({
  id: row.id,
  connectionId: row.connection_id,
  sealedIdentity: row.identity,
  document: JSON.parse(row.document) as ConsentDocument,
});

function createMaps({ db, write }: SqliteParts): Pick<ConsentStore, 'getConsentMap' | 'putConsentMap'> {
  const select = prepare(db, (given: Given<{ connectionId: string }>) =>
    queries.selectFrom('consent_maps').select(['version', 'map']).where('connection_id', '=', given.connectionId),
  );
  const upsert = prepare(db, (given: Given<Tables['consent_maps']>) =>
    queries
      .insertInto('consent_maps')
      .values({ connection_id: given.connection_id, version: given.version, map: given.map })
      .onConflict((conflict) =>
        conflict.column('connection_id').doUpdateSet({ version: given.version, map: given.map }),
      ),
  );
  return {
    getConsentMap: (connectionId) =>
      read(() => {
        const row = select.get({ connectionId });
        return row === undefined
          ? { version: 0, map: null }
          : { version: row.version, map: JSON.parse(row.map) as unknown };
      }),
    putConsentMap: (connectionId, map, expectedVersion) =>
      write(() => {
        if ((select.get({ connectionId })?.version ?? 0) !== expectedVersion) return false;
        upsert.run({ connection_id: connectionId, version: expectedVersion + 1, map: JSON.stringify(map) });
        return true;
      }),
  };
}

function createCounts({ db }: SqliteParts) {
  const add = prepare(db, (given: Given<Tables['consent_counts']>) =>
    queries
      .insertInto('consent_counts')
      .values({ connection_id: given.connection_id, name: given.name, count: given.count })
      .onConflict((conflict) =>
        conflict
          .columns(['connection_id', 'name'])
          .doUpdateSet({ count: sql<number>`consent_counts.count + ${given.count}` }),
      ),
  );
  const select = prepare(db, (given: Given<{ connectionId: string }>) =>
    queries.selectFrom('consent_counts').select(['name', 'count']).where('connection_id', '=', given.connectionId),
  );
  return {
    add(connectionId: string, counts: Record<string, number>) {
      for (const [name, count] of Object.entries(counts)) add.run({ connection_id: connectionId, name, count });
    },
    of: (connectionId: string) =>
      Object.fromEntries(select.all({ connectionId }).map(({ name, count }) => [name, count])),
  };
}

/** What is kept of the consent of people: one document each, found by the hashes of their names. */
export function createConsent(parts: SqliteParts): ConsentStore {
  const { db, write } = parts;
  const query = createQueryRunner(db);
  const counts = createCounts(parts);
  const upsert = prepare(db, (given: Given<PersonRow & { due_at: string | null }>) =>
    queries
      .insertInto('consent_people')
      .values({
        id: given.id,
        connection_id: given.connection_id,
        identity: given.identity,
        document: given.document,
        due_at: given.due_at,
      })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({ identity: given.identity, document: given.document, due_at: given.due_at }),
      ),
  );
  const selectRow = prepare(db, (given: Given<{ id: string }>) =>
    queries.selectFrom('consent_people').select(columns).where('id', '=', given.id),
  );
  const remove = prepare(db, (given: Given<{ id: string }>) =>
    queries.deleteFrom('consent_people').where('id', '=', given.id),
  );
  const nameRow = prepare(db, (given: Given<Tables['consent_names']>) =>
    queries
      .insertInto('consent_names')
      .values({ connection_id: given.connection_id, name: given.name, person: given.person })
      .onConflict((conflict) => conflict.columns(['connection_id', 'name']).doUpdateSet({ person: given.person })),
  );
  const moveNames = prepare(db, (given: Given<{ from: string; to: string }>) =>
    queries.updateTable('consent_names').set({ person: given.to }).where('person', '=', given.from),
  );
  const nextDue = prepare(db, () =>
    queries.selectFrom('consent_people').select('due_at').where('due_at', 'is not', null).orderBy('due_at').limit(1),
  );
  const due = prepare(db, (given: Given<{ now: string; limit: number }>) =>
    queries
      .selectFrom('consent_people')
      .select(columns)
      .where('due_at', '<=', given.now)
      .orderBy('due_at')
      .limit(given.limit),
  );

  const rowsOf = (connectionId: string, names: readonly string[]): ConsentRow[] =>
    names.length === 0
      ? []
      : query(
          queries
            .selectFrom('consent_people')
            .select(columns)
            .where(
              'id',
              'in',
              queries
                .selectFrom('consent_names')
                .select('person')
                .where('connection_id', '=', connectionId)
                .where('name', 'in', names),
            )
            .orderBy('seq'),
        ).map(toRow);
  const put = (connectionId: string, given: ConsentWrite): void => {
    upsert.run({
      id: given.id,
      connection_id: connectionId,
      identity: given.sealedIdentity,
      document: JSON.stringify(given.document),
      due_at: given.dueAt,
    });
    counts.add(connectionId, given.counts ?? {});
  };

  return {
    ...createMaps(parts),
    changeConsent: ({ connectionId, names }, change) =>
      write(() => {
        const before = rowsOf(connectionId, names);
        const after = change(before);
        if (after === null) return;
        put(connectionId, after);
        for (const { id } of before) {
          if (id === after.id) continue;
          moveNames.run({ from: id, to: after.id });
          remove.run({ id });
        }
        for (const name of names) nameRow.run({ connection_id: connectionId, name, person: after.id });
      }),
    changeConsentRow: (id, change) =>
      write(() => {
        const row = selectRow.get({ id });
        const after = row === undefined ? null : change(toRow(row));
        if (row !== undefined && after !== null) put(row.connection_id, after);
      }),
    findConsent: (connectionId, names) => read(() => rowsOf(connectionId, names)[0] ?? null),
    listConsent: (filter) =>
      read(() => {
        const slice = readSlice(filter);
        const rows = query(
          queries
            .selectFrom('consent_people')
            .select(['seq', ...columns])
            .where('connection_id', '=', filter.connectionId)
            .where('seq', slice.beyond, slice.place)
            .orderBy('seq', slice.direction)
            .limit(slice.limit + 1),
        );
        return makePage(rows, slice, toRow);
      }),
    listDueConsent: (now, limit) => read(() => due.all({ now, limit }).map(toRow)),
    nextConsentDueAt: () => read(() => nextDue.get({})?.due_at ?? null),
    countConsent: (connectionId, given) => write(() => counts.add(connectionId, given)),
    consentCounts: (connectionId) => read(() => counts.of(connectionId)),
    eraseConsent: (connectionId, names) =>
      write(() => {
        const rows = rowsOf(connectionId, names);
        // the names go with the row, by the foreign key
        for (const { id } of rows) remove.run({ id });
        return rows.length;
      }),
  };
}

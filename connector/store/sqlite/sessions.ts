import type { Selectable } from 'kysely';

import type { SessionRecord, SessionStore } from '../store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createQueryRunner, prepare, queries, read, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

const toSession = (row: Selectable<Tables['sessions']>): SessionRecord => ({
  hash: row.hash,
  personId: row.person_id,
  workspaceId: row.workspace_id,
  createdAt: row.created_at,
  usedAt: row.used_at,
  expiresAt: row.expires_at,
});

/** The signed-in browsers; read at every call, so that ending one bites at once. */
export function createSessions({ db, write }: SqliteParts): SessionStore {
  const query = createQueryRunner(db);
  const insert = prepare(db, (given: Given<Omit<Tables['sessions'], 'seq'>>) =>
    queries.insertInto('sessions').values({
      hash: given.hash,
      person_id: given.person_id,
      workspace_id: given.workspace_id,
      created_at: given.created_at,
      used_at: given.used_at,
      expires_at: given.expires_at,
    }),
  );
  const select = prepare(db, (given: Given<{ hash: string }>) =>
    queries.selectFrom('sessions').selectAll().where('hash', '=', given.hash),
  );
  const removeOver = prepare(db, (given: Given<{ at: string }>) =>
    queries.deleteFrom('sessions').where('expires_at', '<=', given.at),
  );
  const removeOldest = prepare(db, (given: Given<{ most: number }>) =>
    queries
      .deleteFrom('sessions')
      .where('seq', 'in', (where) =>
        where.selectFrom('sessions').select('seq').orderBy('seq', 'desc').limit(1_000_000).offset(given.most),
      ),
  );
  const change = prepare(db, (given: Given<{ hash: string; used_at: string; workspace_id: string | null }>) =>
    queries
      .updateTable('sessions')
      .set({ used_at: given.used_at, workspace_id: given.workspace_id })
      .where('hash', '=', given.hash),
  );
  const remove = prepare(db, (given: Given<{ hash: string }>) =>
    queries.deleteFrom('sessions').where('hash', '=', given.hash),
  );
  return {
    addSession: (session, most) =>
      write(() => {
        insert.run({
          hash: session.hash,
          person_id: session.personId,
          workspace_id: session.workspaceId,
          created_at: session.createdAt,
          used_at: session.usedAt,
          expires_at: session.expiresAt,
        });
        removeOver.run({ at: session.createdAt });
        removeOldest.run({ most });
      }),
    getSession: (hash) =>
      read(() => {
        const row = select.get({ hash });
        return row === undefined ? null : toSession(row);
      }),
    changeSession: (hash, { usedAt, workspaceId }) =>
      write(() => {
        const row = select.get({ hash });
        if (row === undefined) return;
        change.run({
          hash,
          used_at: usedAt ?? row.used_at,
          workspace_id: workspaceId === undefined ? row.workspace_id : workspaceId,
        });
      }),
    listSessions: (personId) =>
      read(() => {
        let found = queries.selectFrom('sessions').selectAll().orderBy('seq', 'desc');
        if (personId !== undefined) found = found.where('person_id', personId === null ? 'is' : '=', personId);
        return query(found).map(toSession);
      }),
    removeSessions: (hashes) => write(() => hashes.reduce((count, hash) => count + remove.run({ hash }).changes, 0)),
  };
}

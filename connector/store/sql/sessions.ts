import type { Selectable } from 'kysely';

import type { SessionRecord, SessionStore } from '../session-store.ts';
import type { Tables } from '../sqlite/tables.ts';
import { queries } from './queries.ts';
import { all, first, run, type SqlStore } from './script.ts';

const toSession = (row: Selectable<Tables['sessions']>): SessionRecord => ({
  hash: row.hash,
  personId: row.person_id,
  workspaceId: row.workspace_id,
  createdAt: row.created_at,
  usedAt: row.used_at,
  expiresAt: row.expires_at,
});

const sessions = queries.selectFrom('sessions').selectAll();
const newestFirst = queries.selectFrom('sessions').select('seq').orderBy('seq', 'desc');

/** The signed-in browsers; read at every call, so that ending one bites at once. */
export function createSessions({ read, write, put }: SqlStore): SessionStore {
  return {
    addSession: (session, most) =>
      write(function* () {
        yield* run(
          queries.insertInto('sessions').values({
            hash: session.hash,
            person_id: session.personId,
            workspace_id: session.workspaceId,
            created_at: session.createdAt,
            used_at: session.usedAt,
            expires_at: session.expiresAt,
          }),
        );
        yield* run(queries.deleteFrom('sessions').where('expires_at', '<=', session.createdAt));
        const newestTooMany = yield* first(newestFirst.limit(1).offset(most));
        if (newestTooMany !== undefined)
          yield* run(queries.deleteFrom('sessions').where('seq', '<=', newestTooMany.seq));
      }),
    getSession: (hash) =>
      read(function* () {
        const row = yield* first(sessions.where('hash', '=', hash));
        return row === undefined ? null : toSession(row);
      }),
    changeSession: async (hash, { usedAt, workspaceId }) => {
      const change = {
        ...(usedAt === undefined ? {} : { used_at: usedAt }),
        ...(workspaceId === undefined ? {} : { workspace_id: workspaceId }),
      };
      if (Object.keys(change).length === 0) return;
      await put(queries.updateTable('sessions').set(change).where('hash', '=', hash));
    },
    listSessions: (personId) =>
      read(function* () {
        let found = sessions.orderBy('seq', 'desc');
        if (personId !== undefined) found = found.where('person_id', personId === null ? 'is' : '=', personId);
        return (yield* all(found)).map(toSession);
      }),
    removeSessions: async (hashes) =>
      hashes.length === 0 ? 0 : put(queries.deleteFrom('sessions').where('hash', 'in', hashes)),
  };
}

import type { SessionRecord, Store } from '../store/store.ts';
import { hashSecret } from './hash-secret.ts';

/** A session ends this long after sign-in, whether used or not; milliseconds. */
export const sessionMs = 12 * 60 * 60 * 1_000;
/** and this long after it was last used */
export const idleMs = 30 * 60 * 1_000;
// a use is written down no more often than this
const useMs = 60 * 1_000;
// the oldest goes first: a person who signs in again and again must not fill the store
const maxSessions = 1_000;

/** The signed-in browsers. Ids are 256 random bits and kept only as hashes, so a copy of the store opens no session. */
export interface SessionBook {
  /** a new session; its id is handed out this once. `personId` null = the holder of the admin token */
  open(personId: string | null): Promise<{ id: string; expiresAt: string }>;
  /** reads the store, so that an ended session is over at once and in every process; null when it is unknown or over */
  find(id: string): Promise<SessionRecord | null>;
  close(id: string): Promise<void>;
  choose(id: string, workspaceId: string): Promise<void>;
  /** those of one person that are not over, newest first; `name` tells them apart and opens nothing */
  list(personId: string | null, currentId: string | null): Promise<OpenSession[]>;
  /** ends one by its name; false when the person has none of it */
  end(personId: string | null, name: string): Promise<boolean>;
  /** ends all of a person but one; answers how many */
  closeOthers(personId: string | null, currentId: string | null): Promise<number>;
  /** ends all but one, whoever they are of */
  closeAll(currentId: string | null): Promise<number>;
}

export interface OpenSession {
  name: string;
  createdAt: string;
  usedAt: string;
  expiresAt: string;
  isCurrent: boolean;
}

const nameOf = ({ hash }: SessionRecord): string => hash.slice(0, 8);

/** Sessions in the store: a restart signs nobody out, and every process knows them. */
export function createSessionBook(parts: {
  store: Pick<Store, 'addSession' | 'getSession' | 'changeSession' | 'listSessions' | 'removeSessions'>;
  newSecret: (prefix: string) => string;
  now: () => number;
}): SessionBook {
  const { store, now } = parts;
  const iso = (ms: number): string => new Date(ms).toISOString();
  const isOver = ({ expiresAt, usedAt }: SessionRecord): boolean =>
    Date.parse(expiresAt) <= now() || Date.parse(usedAt) + idleMs + useMs <= now();
  const removeBut = async (sessions: readonly SessionRecord[], currentId: string | null): Promise<number> => {
    const current = currentId === null ? null : hashSecret(currentId);
    const others = sessions.filter(({ hash }) => hash !== current);
    await store.removeSessions(others.map(({ hash }) => hash));
    return others.filter((session) => !isOver(session)).length;
  };

  return {
    async open(personId) {
      const id = parts.newSecret('ses');
      const at = now();
      const expiresAt = iso(at + sessionMs);
      const times = { createdAt: iso(at), usedAt: iso(at), expiresAt };
      await store.addSession({ hash: hashSecret(id), personId, workspaceId: null, ...times }, maxSessions);
      return { id, expiresAt };
    },
    async find(id) {
      // looked up by digest: how long it takes tells nothing about the ids
      const session = await store.getSession(hashSecret(id));
      if (session === null) return null;
      if (isOver(session)) {
        // a clock that is set back must not open it again
        await store.removeSessions([session.hash]);
        return null;
      }
      if (Date.parse(session.usedAt) + useMs <= now()) await store.changeSession(session.hash, { usedAt: iso(now()) });
      return session;
    },
    async close(id) {
      await store.removeSessions([hashSecret(id)]);
    },
    choose: (id, workspaceId) => store.changeSession(hashSecret(id), { workspaceId }),
    async list(personId, currentId) {
      const current = currentId === null ? null : hashSecret(currentId);
      return (await store.listSessions(personId))
        .filter((session) => !isOver(session))
        .map((session) => ({
          name: nameOf(session),
          createdAt: session.createdAt,
          usedAt: session.usedAt,
          expiresAt: session.expiresAt,
          isCurrent: session.hash === current,
        }));
    },
    async end(personId, name) {
      const found = (await store.listSessions(personId)).filter((session) => nameOf(session) === name);
      return (await store.removeSessions(found.map(({ hash }) => hash))) > 0;
    },
    closeOthers: async (personId, currentId) => removeBut(await store.listSessions(personId), currentId),
    closeAll: async (currentId) => removeBut(await store.listSessions(), currentId),
  };
}

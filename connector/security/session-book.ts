import type { Store } from '../store/store.ts';
import { hashSecret } from './hash-secret.ts';

const setting = 'designer.sessions';
/** A session ends this long after sign-in, whether used or not; milliseconds. */
export const sessionMs = 12 * 60 * 60 * 1_000;
// the oldest goes first: a person who signs in again and again must not fill the store
const maxSessions = 200;

interface KeptSession {
  hash: string;
  createdAt: string;
  expiresAt: string;
}

/** The signed-in browsers. Ids are 256 random bits and kept only as hashes, so a copy of the store opens no session. */
export interface SessionBook {
  /** a new session; its id is handed out this once */
  open(): Promise<{ id: string; expiresAt: string }>;
  /** null when the session is unknown or over */
  find(id: string): { expiresAt: string } | null;
  close(id: string): Promise<void>;
  /** those that are not over, newest first; `name` tells them apart and opens nothing */
  list(currentId: string | null): OpenSession[];
  /** ends all but one; answers how many */
  closeOthers(currentId: string | null): Promise<number>;
}

interface OpenSession {
  name: string;
  createdAt: string;
  expiresAt: string;
  isCurrent: boolean;
}

/** Loads the sessions, so that a restart signs nobody out. */
export async function createSessionBook(parts: {
  store: Pick<Store, 'getSetting' | 'putSetting'>;
  newSecret: (prefix: string) => string;
  now: () => number;
}): Promise<SessionBook> {
  const { store, now } = parts;
  const kept = JSON.parse((await store.getSetting(setting)) ?? '[]') as KeptSession[];
  const sessions = new Map(kept.map((session) => [session.hash, session]));
  const isOver = ({ expiresAt }: KeptSession): boolean => Date.parse(expiresAt) <= now();

  const keep = async (): Promise<void> => {
    for (const session of sessions.values()) if (isOver(session)) sessions.delete(session.hash);
    for (const hash of [...sessions.keys()].slice(0, Math.max(0, sessions.size - maxSessions))) sessions.delete(hash);
    await store.putSetting(setting, JSON.stringify([...sessions.values()]));
  };

  return {
    async open() {
      const id = parts.newSecret('ses');
      const at = now();
      const expiresAt = new Date(at + sessionMs).toISOString();
      const hash = hashSecret(id);
      sessions.set(hash, { hash, createdAt: new Date(at).toISOString(), expiresAt });
      await keep();
      return { id, expiresAt };
    },
    find(id) {
      // looked up by digest: how long it takes tells nothing about the ids
      const session = sessions.get(hashSecret(id));
      return session === undefined || isOver(session) ? null : { expiresAt: session.expiresAt };
    },
    async close(id) {
      if (sessions.delete(hashSecret(id))) await keep();
    },
    list(currentId) {
      const current = currentId === null ? null : hashSecret(currentId);
      return [...sessions.values()]
        .filter((session) => !isOver(session))
        .map(({ hash, createdAt, expiresAt }) => ({
          name: hash.slice(0, 8),
          createdAt,
          expiresAt,
          isCurrent: hash === current,
        }))
        .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    },
    async closeOthers(currentId) {
      const current = currentId === null ? null : hashSecret(currentId);
      const others = [...sessions.values()].filter((session) => session.hash !== current && !isOver(session));
      for (const { hash } of others) sessions.delete(hash);
      await keep();
      return others.length;
    },
  };
}

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
  /** after another process signed somebody in or out */
  reload(): Promise<void>;
}

interface OpenSession {
  name: string;
  createdAt: string;
  expiresAt: string;
  isCurrent: boolean;
}

/** Loads the sessions, so that a restart signs nobody out. */
export async function createSessionBook(parts: {
  store: Pick<Store, 'getSetting' | 'updateSetting'>;
  newSecret: (prefix: string) => string;
  now: () => number;
}): Promise<SessionBook> {
  const { store, now } = parts;
  const sessions = new Map<string, KeptSession>();
  const isOver = ({ expiresAt }: KeptSession): boolean => Date.parse(expiresAt) <= now();
  const show = (kept: readonly KeptSession[]): void => {
    sessions.clear();
    for (const session of kept) sessions.set(session.hash, session);
  };
  const parsed = (text: string | null): KeptSession[] => JSON.parse(text ?? '[]') as KeptSession[];
  const reload = async (): Promise<void> => show(parsed(await store.getSetting(setting)));
  await reload();

  /** changes what all processes know, not only what this one does */
  const keep = async (change: (kept: KeptSession[]) => KeptSession[]): Promise<void> => {
    let after: KeptSession[] = [];
    await store.updateSetting(setting, (before) => {
      after = change(parsed(before).filter((session) => !isOver(session))).slice(-maxSessions);
      return JSON.stringify(after);
    });
    show(after);
  };

  return {
    reload,
    async open() {
      const id = parts.newSecret('ses');
      const at = now();
      const expiresAt = new Date(at + sessionMs).toISOString();
      const hash = hashSecret(id);
      await keep((kept) => [...kept, { hash, createdAt: new Date(at).toISOString(), expiresAt }]);
      return { id, expiresAt };
    },
    find(id) {
      // looked up by digest: how long it takes tells nothing about the ids
      const session = sessions.get(hashSecret(id));
      return session === undefined || isOver(session) ? null : { expiresAt: session.expiresAt };
    },
    async close(id) {
      const hash = hashSecret(id);
      if (sessions.has(hash)) await keep((kept) => kept.filter((session) => session.hash !== hash));
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
      await keep((kept) => kept.filter(({ hash }) => hash === current));
      return others.length;
    },
  };
}

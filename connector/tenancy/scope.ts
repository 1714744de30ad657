import { defaultWorkspaceId, type ConnectionRecord, type Store } from '../store/store.ts';
import type { ConnectionBook } from '../runtime/connection-book.ts';

/** What belongs to one workspace. Everything hangs on a connection, and a connection belongs to one workspace. */
export interface Scope {
  workspaceId: string;
  ownsConnection(record: Pick<ConnectionRecord, 'workspaceId'> | null): boolean;
  /** by name, removed ones included: what they received is still there */
  hasConnection(name: string): Promise<boolean>;
  hasConnectionId(id: string): Promise<boolean>;
  /** recipes never go, so a name says for good whose it is */
  hasRecipe(name: string): Promise<boolean>;
  /** for the filter of a list; undefined = there is one workspace and nothing to leave out, never empty */
  connections(): Promise<readonly string[] | undefined>;
  recipes(): Promise<readonly string[] | undefined>;
}

// stands in where there is none: it is the name of nothing
const nothing = [''];
const orNothing = (names: readonly string[]): readonly string[] => (names.length === 0 ? nothing : names);

/** Made for one call; what it read is not asked for again. */
export function createScope(
  parts: { store: Store; connections: Pick<ConnectionBook, 'removed'> },
  workspaceId: string,
): Scope {
  const { store } = parts;
  const once = <T>(load: () => Promise<T>): (() => Promise<T>) => {
    let loaded: Promise<T> | undefined;
    return () => (loaded ??= load());
  };
  const ownsConnection: Scope['ownsConnection'] = (record) =>
    record !== null && (record.workspaceId ?? defaultWorkspaceId) === workspaceId;
  const own = once(async () => (await store.listConnections()).filter(ownsConnection));
  const isOnly = once(async () => (await store.listWorkspaces()).length <= 1);
  const names = once(async () => {
    const removed = Object.entries(await parts.connections.removed());
    const gone = removed.filter(([, owner]) => owner === workspaceId).map(([name]) => name);
    return [...new Set([...(await own()).map(({ name }) => name), ...gone])];
  });
  const recipes = once(async () => {
    const ids = new Set((await own()).map(({ id }) => id));
    return (await store.listRecipes()).filter(({ connectionId }) => ids.has(connectionId)).map(({ name }) => name);
  });
  return {
    workspaceId,
    ownsConnection,
    async hasConnection(name) {
      const record = await store.getConnection(name);
      return record === null ? (await isOnly()) || (await names()).includes(name) : ownsConnection(record);
    },
    hasConnectionId: async (id) => (await own()).some((connection) => connection.id === id),
    async hasRecipe(name) {
      const record = await store.getRecipe(name);
      return record !== null && (await own()).some(({ id }) => id === record.connectionId);
    },
    connections: async () => ((await isOnly()) ? undefined : orNothing(await names())),
    recipes: async () => ((await isOnly()) ? undefined : orNothing(await recipes())),
  };
}

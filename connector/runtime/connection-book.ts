import { ConnectorError } from '../../errors/connector-error.ts';
import type { IterableConnection } from '../iterable/action-result.ts';
import type { FieldCheckMode } from '../iterable/field-check.ts';
import type { SealPlace, Sealer } from '../security/seal.ts';
import type { ConnectionRecord, HookSecret, Store } from '../store/store.ts';

/** How long the secret before a rotation is still taken. */
const overlapMs = 7 * 24 * 60 * 60 * 1000;

const keyPlace = (row: string): SealPlace => ({ table: 'connections', row, field: 'apiKey' });

export type NewConnection = Pick<
  ConnectionRecord,
  | 'name'
  | 'region'
  | 'sandboxUrl'
  | 'projectType'
  | 'projectId'
  | 'environment'
  | 'secretHeader'
  | 'allowUnauthenticated'
  | 'allowedSources'
  | 'fieldCheck'
> & { apiKey: string };

export interface ConnectionBookParts {
  store: Store;
  sealer: Sealer;
  hashSecret: (secret: string) => string;
  newSecret: (prefix: string) => string;
  newId: (prefix: string) => string;
  now: () => number;
}

/** The connections of this server: records in the store, an index by webhook address in memory. */
export interface ConnectionBook {
  list(): Promise<ConnectionRecord[]>;
  /** throws ITC_CONNECTION_UNKNOWN */
  get(name: string): Promise<ConnectionRecord>;
  /** the secret is handed out this once */
  create(connection: NewConnection): Promise<{ record: ConnectionRecord; secret: string }>;
  remove(name: string): Promise<void>;
  /** at most two live secrets: a rotation ends all but the newest one */
  rotateSecret(name: string): Promise<{ secret: string; previousValidUntil: string | null }>;
  setSandboxUrl(name: string, sandboxUrl: string): Promise<void>;
  setFieldCheck(name: string, mode: FieldCheckMode): Promise<ConnectionRecord>;
  /** with the key in clear, ready for calls */
  open(name: string): Promise<IterableConnection>;
  byHookToken(token: string): ConnectionRecord | undefined;
  /** after another process changed connections */
  reload(): Promise<void>;
}

/** Loads the connections; every change goes through the book, so that the index never lags. */
export async function createConnectionBook(parts: ConnectionBookParts): Promise<ConnectionBook> {
  const { store, now } = parts;
  const index = new Map<string, ConnectionRecord>();
  const reload = async (): Promise<void> => {
    const records = await store.listConnections();
    index.clear();
    for (const record of records) index.set(record.hookToken, record);
  };
  await reload();

  const timestamp = (atMs = now()): string => new Date(atMs).toISOString();
  const makeSecret = (): { secret: string; entry: HookSecret } => {
    const secret = parts.newSecret('whs');
    return { secret, entry: { hash: parts.hashSecret(secret), createdAt: timestamp(), expiresAt: null } };
  };
  const put = async (record: ConnectionRecord): Promise<void> => {
    await store.putConnection(record);
    index.set(record.hookToken, record);
  };
  const get = async (name: string): Promise<ConnectionRecord> => {
    const record = await store.getConnection(name);
    if (record !== null) return record;
    throw new ConnectorError('ITC_CONNECTION_UNKNOWN', `There is no connection named ${JSON.stringify(name)}.`);
  };

  return {
    get,
    reload,
    byHookToken: (token) => index.get(token),
    async list() {
      const records = await store.listConnections();
      return [...records].sort((a, b) => (a.id < b.id ? 1 : -1));
    },
    async create({ apiKey, ...fields }) {
      if ((await store.getConnection(fields.name)) !== null) {
        throw new ConnectorError('ITC_CONNECTION_EXISTS', `A connection named "${fields.name}" exists already.`);
      }
      const { secret, entry } = makeSecret();
      const id = parts.newId('con');
      const record: ConnectionRecord = {
        ...fields,
        id,
        sealedApiKey: parts.sealer.seal(apiKey, keyPlace(id)),
        apiKeyHint: apiKey.slice(-4),
        hookToken: parts.newSecret('hk'),
        secrets: [entry],
        createdAt: timestamp(),
        updatedAt: timestamp(),
      };
      await put(record);
      return { record, secret };
    },
    async remove(name) {
      const record = await get(name);
      await store.deleteConnection(name);
      index.delete(record.hookToken);
    },
    async rotateSecret(name) {
      const record = await get(name);
      const { secret, entry } = makeSecret();
      const validUntil = timestamp(now() + overlapMs);
      const previous = record.secrets.at(-1);
      const kept = previous === undefined ? [] : [{ ...previous, expiresAt: validUntil }];
      await put({ ...record, secrets: [...kept, entry], updatedAt: timestamp() });
      return { secret, previousValidUntil: previous === undefined ? null : validUntil };
    },
    async setSandboxUrl(name, sandboxUrl) {
      await put({ ...(await get(name)), sandboxUrl, updatedAt: timestamp() });
    },
    async setFieldCheck(name, mode) {
      const record = { ...(await get(name)), fieldCheck: mode, updatedAt: timestamp() };
      await put(record);
      return record;
    },
    async open(name) {
      const { id, region, sandboxUrl, projectType, projectId, sealedApiKey } = await get(name);
      const apiKey = parts.sealer.open(sealedApiKey, keyPlace(id));
      return { id, name, region, sandboxUrl, projectType, projectId, apiKey };
    },
  };
}

import { ConnectorError } from '../../errors/connector-error.ts';
import type { IterableConnection } from '../iterable/action-result.ts';
import type { FieldCheckMode } from '../iterable/field-check.ts';
import type { SendSettings } from '../sends/send-settings.ts';
import type { SealPlace, Sealer } from '../security/seal.ts';
import { defaultWorkspaceId, type ConnectionRecord, type HookSecret, type Store } from '../store/store.ts';

/** How long the secret before a rotation is still taken. */
const overlapMs = 7 * 24 * 60 * 60 * 1000;
const defaultValidMs = 90 * 24 * 60 * 60 * 1000;

/** name -> workspace of the connections that are gone; what they received stays with that workspace */
const removedSetting = 'connections.removed';

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
  /** life of a secret where secrets have an end; milliseconds */
  secretValidMs?: number;
}

/** The connections of this server: records in the store, an index by webhook address in memory. */
export interface ConnectionBook {
  list(): Promise<ConnectionRecord[]>;
  /** throws ITC_CONNECTION_UNKNOWN */
  get(name: string): Promise<ConnectionRecord>;
  /** the secret is handed out this once */
  create(connection: NewConnection, workspaceId?: string): Promise<{ record: ConnectionRecord; secret: string }>;
  remove(name: string): Promise<void>;
  /** the names of removed connections and the workspaces they belonged to */
  removed(): Promise<Record<string, string>>;
  /** at most two live secrets: a rotation ends all but the newest one */
  rotateSecret(name: string): Promise<{ secret: string; previousValidUntil: string | null }>;
  setSandboxUrl(name: string, sandboxUrl: string): Promise<void>;
  setSends(name: string, settings: SendSettings): Promise<ConnectionRecord>;
  setFieldCheck(name: string, mode: FieldCheckMode): Promise<ConnectionRecord>;
  /** with the key in clear, ready for calls */
  open(name: string): Promise<IterableConnection>;
  byHookToken(token: string): ConnectionRecord | undefined;
  /** from memory, for the webhook path */
  byName(name: string): ConnectionRecord | undefined;
  /** changes a record; throws ITC_CONNECTION_UNKNOWN */
  change(name: string, change: (record: ConnectionRecord) => ConnectionRecord): Promise<ConnectionRecord>;
}

/** Loads the connections; every change goes through the book, so that the index never lags. */
export async function createConnectionBook(parts: ConnectionBookParts): Promise<ConnectionBook> {
  const { store, now } = parts;
  const index = new Map<string, ConnectionRecord>();
  for (const record of await store.listConnections()) index.set(record.hookToken, record);

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

  const removed = async (): Promise<Record<string, string>> =>
    JSON.parse((await store.getSetting(removedSetting)) ?? '{}') as Record<string, string>;

  return {
    get,
    removed,
    byHookToken: (token) => index.get(token),
    byName: (name) => [...index.values()].find((record) => record.name === name),
    async change(name, change) {
      const record = { ...change(await get(name)), updatedAt: timestamp() };
      await put(record);
      return record;
    },
    async list() {
      const records = await store.listConnections();
      return [...records].sort((a, b) => (a.id < b.id ? 1 : -1));
    },
    async create({ apiKey, ...fields }, workspaceId = defaultWorkspaceId) {
      const gone = new Map(Object.entries(await removed())).get(fields.name);
      // the events of a connection that is gone are known by its name
      if ((await store.getConnection(fields.name)) !== null || (gone ?? workspaceId) !== workspaceId) {
        throw new ConnectorError('ITC_CONNECTION_EXISTS', `A connection named "${fields.name}" exists already.`);
      }
      const { secret, entry } = makeSecret();
      const id = parts.newId('con');
      const record: ConnectionRecord = {
        ...fields,
        id,
        workspaceId,
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
      const before = Object.entries(await removed());
      const after = new Map([...before, [name, record.workspaceId ?? defaultWorkspaceId]]);
      await store.putSetting(removedSetting, JSON.stringify(Object.fromEntries(after)));
      await store.deleteConnection(name);
      index.delete(record.hookToken);
    },
    async rotateSecret(name) {
      const record = await get(name);
      const { secret, entry } = makeSecret();
      const validUntil = timestamp(now() + overlapMs);
      const previous = record.secrets.at(-1);
      const kept = previous === undefined ? [] : [{ ...previous, expiresAt: validUntil }];
      const { rotation } = record;
      const hasEnd = rotation !== undefined && (rotation.mode === 'static' || rotation.webhookId !== null);
      const made = hasEnd ? { ...entry, expiresAt: timestamp(now() + (parts.secretValidMs ?? defaultValidMs)) } : entry;
      const quiet = rotation === undefined ? {} : { rotation: { ...rotation, alarm: null } };
      await put({ ...record, ...quiet, secrets: [...kept, made], updatedAt: timestamp() });
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
    async setSends(name, sends) {
      const record = { ...(await get(name)), sends, updatedAt: timestamp() };
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

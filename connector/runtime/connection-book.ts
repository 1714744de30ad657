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

const unknown = (name: string): ConnectorError =>
  new ConnectorError('ITC_CONNECTION_UNKNOWN', `There is no connection named ${JSON.stringify(name)}.`);

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

/** Settings of a connection that guard it; what is left out stays as it is. */
export type ConnectionPolicy = Partial<
  Pick<ConnectionRecord, 'allowedSources' | 'callsPerSecond' | 'keepDays' | 'maskedFields'>
>;

export interface ConnectionBookParts {
  store: Store;
  sealer: Sealer;
  hashSecret: (secret: string) => string;
  newSecret: (prefix: string) => string;
  newId: (prefix: string) => string;
  now: () => number;
  /** life of a secret where secrets have an end; milliseconds */
  secretValidMs?: number;
  /** other processes change connections too, so that each is read from the store */
  isShared?: boolean;
}

/** The connections of this server: records in the store, an index by webhook address in memory. */
export interface ConnectionBook {
  list(): Promise<ConnectionRecord[]>;
  /** throws ITC_CONNECTION_UNKNOWN */
  get(name: string): Promise<ConnectionRecord>;
  /** secret and write key are handed out this once */
  create(
    connection: NewConnection,
    workspaceId?: string,
  ): Promise<{ record: ConnectionRecord; secret: string; writeKey: string }>;
  remove(name: string): Promise<void>;
  /** the names of removed connections and the workspaces they belonged to */
  removed(): Promise<Record<string, string>>;
  /** at most two live secrets: a rotation ends all but the newest one */
  rotateSecret(name: string): Promise<{ secret: string; previousValidUntil: string | null }>;
  /** the same for the key of tracking SDKs */
  rotateWriteKey(name: string): Promise<{ writeKey: string; previousValidUntil: string | null }>;
  setSandboxUrl(name: string, sandboxUrl: string): Promise<void>;
  setSends(name: string, settings: SendSettings): Promise<ConnectionRecord>;
  setFieldCheck(name: string, mode: FieldCheckMode): Promise<ConnectionRecord>;
  /** who may send, how fast, how long it is kept and what of it is hidden */
  setPolicy(name: string, policy: ConnectionPolicy): Promise<ConnectionRecord>;
  /** with the key in clear, ready for calls */
  open(name: string): Promise<IterableConnection>;
  /** the same for a record that was read already */
  unseal(record: ConnectionRecord): IterableConnection;
  byHookToken(token: string): ConnectionRecord | undefined;
  /** from memory, for the webhook path */
  byName(name: string): ConnectionRecord | undefined;
  /** changes a record; throws ITC_CONNECTION_UNKNOWN */
  change(name: string, change: (record: ConnectionRecord) => ConnectionRecord): Promise<ConnectionRecord>;
  /** expired keys too, so that the caller can tell */
  byWriteKeyHash(hash: string): ConnectionRecord | undefined;
  /** after another process changed connections */
  reload(): Promise<void>;
}

/** Loads the connections; every change goes through the book, so that the index never lags. */
export async function createConnectionBook(parts: ConnectionBookParts): Promise<ConnectionBook> {
  const { store, now } = parts;
  const index = new Map<string, ConnectionRecord>();
  const names = new Map<string, ConnectionRecord>();
  const byWriteKey = new Map<string, ConnectionRecord>();
  const take = (record: ConnectionRecord): void => {
    const before = index.get(record.hookToken);
    for (const { hash } of before?.writeKeys ?? []) byWriteKey.delete(hash);
    index.set(record.hookToken, record);
    names.set(record.name, record);
    for (const { hash } of record.writeKeys ?? []) byWriteKey.set(hash, record);
  };
  const reload = async (): Promise<void> => {
    const records = await store.listConnections();
    index.clear();
    names.clear();
    byWriteKey.clear();
    records.forEach(take);
  };
  await reload();

  const timestamp = (atMs = now()): string => new Date(atMs).toISOString();
  const makeSecret = (prefix: string): { secret: string; entry: HookSecret } => {
    const secret = parts.newSecret(prefix);
    return { secret, entry: { hash: parts.hashSecret(secret), createdAt: timestamp(), expiresAt: null } };
  };
  const put = async (record: ConnectionRecord): Promise<void> => {
    await store.putConnection(record);
    take(record);
  };
  const get = async (name: string): Promise<ConnectionRecord> => {
    const record = parts.isShared === true ? await store.getConnection(name) : (names.get(name) ?? null);
    if (record !== null) return record;
    throw unknown(name);
  };

  // a record that is kept in memory is opened once, for a job asks several times
  const opened = new WeakMap<ConnectionRecord, IterableConnection>();
  const unseal = (record: ConnectionRecord): IterableConnection => {
    const known = opened.get(record);
    if (known !== undefined) return known;
    const { id, name, region, sandboxUrl, projectType, projectId, sealedApiKey } = record;
    const apiKey = parts.sealer.open(sealedApiKey, keyPlace(id));
    const connection = { id, name, region, sandboxUrl, projectType, projectId, apiKey };
    opened.set(record, connection);
    return connection;
  };

  const removed = async (): Promise<Record<string, string>> =>
    JSON.parse((await store.getSetting(removedSetting)) ?? '{}') as Record<string, string>;

  /** a new entry after the newest one, which ends with the overlap */
  const newOnTop = (prefix: string): { secret: string; after: (entries: readonly HookSecret[]) => HookSecret[] } => {
    const { secret, entry } = makeSecret(prefix);
    const expiresAt = timestamp(now() + overlapMs);
    return { secret, after: (entries) => [...entries.slice(-1).map((one) => ({ ...one, expiresAt })), entry] };
  };
  const endOfPrevious = (entries: readonly HookSecret[]): string | null => entries.at(-2)?.expiresAt ?? null;
  /** where secrets have an end, a new one has it too, and what was wrong with the old one is settled */
  const withEnd = (record: ConnectionRecord): ConnectionRecord => {
    const { rotation, secrets } = record;
    if (rotation === undefined) return record;
    const quiet = { ...record, rotation: { ...rotation, alarm: null } };
    const newest = secrets.at(-1);
    if (newest === undefined || (rotation.mode !== 'static' && rotation.webhookId === null)) return quiet;
    const expiresAt = timestamp(now() + (parts.secretValidMs ?? defaultValidMs));
    return { ...quiet, secrets: [...secrets.slice(0, -1), { ...newest, expiresAt }] };
  };

  const change = async (
    name: string,
    edit: (record: ConnectionRecord) => Partial<ConnectionRecord>,
  ): Promise<ConnectionRecord> => {
    const record = await store.changeConnection(name, (before) => ({
      ...before,
      ...edit(before),
      updatedAt: timestamp(),
    }));
    if (record === null) throw unknown(name);
    take(record);
    return record;
  };

  return {
    get,
    reload,
    removed,
    byWriteKeyHash: (hash) => byWriteKey.get(hash),
    byHookToken: (token) => index.get(token),
    byName: (name) => names.get(name),
    change,
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
      const { secret, entry } = makeSecret('whs');
      const writeKey = makeSecret('wk');
      const id = parts.newId('con');
      const record: ConnectionRecord = {
        ...fields,
        id,
        workspaceId,
        sealedApiKey: parts.sealer.seal(apiKey, keyPlace(id)),
        apiKeyHint: apiKey.slice(-4),
        hookToken: parts.newSecret('hk'),
        secrets: [entry],
        writeKeys: [writeKey.entry],
        createdAt: timestamp(),
        updatedAt: timestamp(),
      };
      await put(record);
      return { record, secret, writeKey: writeKey.secret };
    },
    async remove(name) {
      const record = await get(name);
      const before = Object.entries(await removed());
      const after = new Map([...before, [name, record.workspaceId ?? defaultWorkspaceId]]);
      await store.putSetting(removedSetting, JSON.stringify(Object.fromEntries(after)));
      await store.deleteConnection(name);
      index.delete(record.hookToken);
      names.delete(name);
      for (const { hash } of record.writeKeys ?? []) byWriteKey.delete(hash);
    },
    async rotateSecret(name) {
      const made = newOnTop('whs');
      const { secrets } = await change(name, (record) => withEnd({ ...record, secrets: made.after(record.secrets) }));
      return { secret: made.secret, previousValidUntil: endOfPrevious(secrets) };
    },
    async rotateWriteKey(name) {
      const made = newOnTop('wk');
      const { writeKeys = [] } = await change(name, (record) => ({ writeKeys: made.after(record.writeKeys ?? []) }));
      return { writeKey: made.secret, previousValidUntil: endOfPrevious(writeKeys) };
    },
    async setSandboxUrl(name, sandboxUrl) {
      await change(name, () => ({ sandboxUrl }));
    },
    setSends: (name, sends) => change(name, () => ({ sends })),
    setFieldCheck: (name, mode) => change(name, () => ({ fieldCheck: mode })),
    setPolicy: (name, policy) => change(name, () => policy),
    unseal,
    open: async (name) => unseal(await get(name)),
  };
}

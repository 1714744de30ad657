import { ConnectorError } from '../../errors/connector-error.ts';
import type { SealPlace, Sealer } from '../security/seal.ts';
import { defaultWorkspaceId, type SecretRecord, type Store } from '../store/store.ts';

/** The error of a name that stands for nothing. */
export const unknownSecret = (name: string): ConnectorError =>
  new ConnectorError('ITC_SECRET_UNKNOWN', `There is no secret named ${JSON.stringify(name.slice(0, 100))}.`);

const place = (row: string): SealPlace => ({ table: 'secrets', row, field: 'value' });

export type ShownSecret = Omit<SecretRecord, 'sealed'>;

/** The named secrets of recipes: written here, read by calls only. */
export interface SecretBook {
  list(): Promise<ShownSecret[]>;
  /** makes or replaces; the value is never shown again. Throws ITC_SECRET_TAKEN for a name of another workspace */
  put(secret: { name: string; value: string; hosts: string[] }, workspaceId?: string): Promise<ShownSecret>;
  /** throws ITC_SECRET_UNKNOWN */
  remove(name: string): Promise<void>;
  /** the value for a call of this workspace to this host; throws ITC_SECRET_UNKNOWN, or ITC_SECRET_HOST for a host that it is not for */
  open(name: string, host: string, workspaceId: string): Promise<string>;
}

const show = ({ id, workspaceId, name, hosts, createdAt, updatedAt }: SecretRecord): ShownSecret => ({
  id,
  workspaceId,
  name,
  hosts,
  createdAt,
  updatedAt,
});

function isFor(hosts: readonly string[], host: string): boolean {
  const plain = host.toLowerCase().replace(/\.$/, '');
  return hosts.some((one) => (one.startsWith('*.') ? plain.endsWith(one.slice(1)) : plain === one));
}

export function createSecretBook(parts: {
  store: Pick<Store, 'putSecret' | 'getSecret' | 'listSecrets' | 'deleteSecret'>;
  sealer: Pick<Sealer, 'seal' | 'open'>;
  newId: (prefix: string) => string;
  now: () => number;
}): SecretBook {
  const { store, sealer } = parts;
  return {
    list: async () => (await store.listSecrets()).map(show),
    async put({ name, value, hosts }, workspaceId) {
      const before = await store.getSecret(name);
      if (before !== null && before.workspaceId !== (workspaceId ?? before.workspaceId)) {
        throw new ConnectorError('ITC_SECRET_TAKEN', `The name "${name}" is taken in another workspace.`);
      }
      const at = new Date(parts.now()).toISOString();
      const id = before?.id ?? parts.newId('sec');
      const record: SecretRecord = {
        id,
        workspaceId: workspaceId ?? before?.workspaceId ?? defaultWorkspaceId,
        name,
        sealed: sealer.seal(value, place(id)),
        hosts,
        createdAt: before?.createdAt ?? at,
        updatedAt: at,
      };
      await store.putSecret(record);
      return show(record);
    },
    async remove(name) {
      if (!(await store.deleteSecret(name))) throw unknownSecret(name);
    },
    async open(name, host, workspaceId) {
      const record = await store.getSecret(name);
      if (record?.workspaceId !== workspaceId) throw unknownSecret(name);
      if (!isFor(record.hosts, host)) {
        throw new ConnectorError('ITC_SECRET_HOST', `The secret ${name} is not for the host of this call.`, {
          details: { path: 'url', hosts: record.hosts },
        });
      }
      return sealer.open(record.sealed, place(record.id));
    },
  };
}

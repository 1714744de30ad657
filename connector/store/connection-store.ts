import type { ProjectType } from '../define.ts';

export interface HookSecret {
  /** SHA-256 of the secret, hex */
  hash: string;
  createdAt: string;
  /** null = no end */
  expiresAt: string | null;
}

export interface ConnectionRecord {
  id: string;
  /** unique */
  name: string;
  region: 'us' | 'eu';
  /** only for a sandbox on this machine; null means Iterable's own host of the region */
  sandboxUrl: string | null;
  projectType: ProjectType;
  projectId: string | null;
  environment: string | null;
  /** sealed, see connector/security/seal.ts */
  sealedApiKey: string;
  /** last four characters of the key, to recognise it */
  apiKeyHint: string;
  /** unguessable part of the webhook address */
  hookToken: string;
  /** header that carries the secret, besides Authorization; lower case */
  secretHeader: string;
  /** at most two live ones; empty only with `allowUnauthenticated` */
  secrets: HookSecret[];
  /** keys of tracking SDKs: as `secrets`, one made with the connection */
  writeKeys?: HookSecret[];
  allowUnauthenticated: boolean;
  /** values against the types of Iterable's profile fields, before a call; left out = the default of connector/iterable/field-check.ts */
  fieldCheck?: 'off' | 'warn' | 'reject';
  /** CIDR ranges; empty = any source */
  allowedSources: string[];
  createdAt: string;
  updatedAt: string;
}

export interface ConnectionStore {
  putConnection(connection: ConnectionRecord): Promise<void>;
  getConnection(name: string): Promise<ConnectionRecord | null>;
  listConnections(): Promise<ConnectionRecord[]>;
  deleteConnection(name: string): Promise<boolean>;
}

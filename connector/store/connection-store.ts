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
  allowUnauthenticated: boolean;
  /** values against the types of Iterable's profile fields, before a call; left out = the default of connector/iterable/field-check.ts */
  fieldCheck?: 'off' | 'warn' | 'reject';
  /** CIDR ranges, or `iterable` for those of its data centre; empty = any source */
  allowedSources: string[];
  /** webhooks taken in a second; left out = the server's limit */
  callsPerSecond?: number;
  /** days that events and jobs are kept where that is less than the server's */
  keepDays?: { events?: number; jobs?: number };
  /** fields whose values are hidden in the history of jobs, e.g. `email` or `dataFields.phoneNumber` */
  maskedFields?: string[];
  createdAt: string;
  updatedAt: string;
}

export interface ConnectionStore {
  putConnection(connection: ConnectionRecord): Promise<void>;
  getConnection(name: string): Promise<ConnectionRecord | null>;
  listConnections(): Promise<ConnectionRecord[]>;
  deleteConnection(name: string): Promise<boolean>;
}

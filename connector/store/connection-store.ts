import type { ProjectType } from '../define.ts';
import type { SendSettings } from '../sends/send-settings.ts';

export interface HookSecret {
  /** SHA-256 of the secret, hex */
  hash: string;
  createdAt: string;
  /** null = no end */
  expiresAt: string | null;
  /** when a call with it was accepted first; kept while secrets are rotated */
  provedAt?: string;
  /** true while it is not known whether Iterable has it */
  isPending?: true;
}

/** What is kept where the secret of a connection has an end. */
export interface SecretRotation {
  /** automatic: new secrets are given to Iterable by themselves; static: a person does it and is warned before the end */
  mode: 'automatic' | 'static';
  /** the system webhook of Iterable that gets new secrets; null = none, and nothing is rotated */
  webhookId: number | null;
  firstTokenAt: string | null;
  lastRunAt: string | null;
  lastRotatedAt: string | null;
  /** what a person must look at; null = nothing */
  alarm: { code: string; message: string; at: string } | null;
}

export interface ConnectionRecord {
  id: string;
  /** unique on the server, over all workspaces */
  name: string;
  /** the tenant; left out = the default workspace */
  workspaceId?: string;
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
  /** the oldest first, the last one is the newest; empty only with `allowUnauthenticated` */
  secrets: HookSecret[];
  /** left out = secrets have no end and nobody rotates them */
  rotation?: SecretRotation;
  /** keys of tracking SDKs: as `secrets`, one made with the connection */
  writeKeys?: HookSecret[];
  allowUnauthenticated: boolean;
  /** values against the types of Iterable's profile fields, before a call; left out = the default of connector/iterable/field-check.ts */
  fieldCheck?: 'off' | 'warn' | 'reject';
  /** message types, test mode and the like; left out = the defaults of connector/sends/send-settings.ts */
  sends?: SendSettings;
  /** CIDR ranges, or `iterable` for those of its data centre; empty = any source */
  allowedSources: string[];
  /** webhooks taken in a second; null or left out = the server's limit */
  callsPerSecond?: number | null;
  /** days that events and jobs are kept where that is less than the server's */
  keepDays?: { events?: number; jobs?: number };
  /** fields whose values are hidden in the history of jobs, e.g. `email` or `dataFields.phoneNumber` */
  maskedFields?: string[];
  createdAt: string;
  updatedAt: string;
}

export interface ConnectionStore {
  putConnection(connection: ConnectionRecord): Promise<void>;
  /**
   * Reads, changes and writes in one transaction, so that no change of another process, such as its key sealed anew, is undone; answers what was
   * written, null where there is no connection of the name.
   * @param change touches nothing else, for it may run again
   */
  changeConnection(
    name: string,
    change: (connection: ConnectionRecord) => ConnectionRecord,
  ): Promise<ConnectionRecord | null>;
  getConnection(name: string): Promise<ConnectionRecord | null>;
  listConnections(): Promise<ConnectionRecord[]>;
  deleteConnection(name: string): Promise<boolean>;
}

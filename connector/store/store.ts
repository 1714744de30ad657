import type { ConnectionStore } from './connection-store.ts';
import type { RecipeStore } from './recipe-store.ts';
import type { EventStore } from './event-store.ts';
import type { JobStore } from './job-store.ts';
import type { TaskStore } from './task-store.ts';
import type { BulkStore } from './bulk-store.ts';
import type { SchemaStore } from './schema-store.ts';
import type { SealedStore } from './sealed-store.ts';
import type { SecretStore } from './secret-store.ts';
import type { SettingStore } from './setting-store.ts';
import type { AuditStore } from './audit-store.ts';
import type { PeopleStore } from './people-store.ts';
import type { SessionStore } from './session-store.ts';
import type { TokenStore } from './token-store.ts';
import type { ConsentStore } from './consent-store.ts';
import type { ErasureStore } from './erasure-store.ts';
import type { FollowStore } from './follow-store.ts';
import type { SendStore } from './send-store.ts';
import type { ShadowStore } from './shadow-store.ts';
import type { SuppressionStore } from './suppression-store.ts';
import type { LeaseStore } from './lease-store.ts';

export type * from './page.ts';
export type * from './connection-store.ts';
export * from './recipe-store.ts';
export * from './event-store.ts';
export type * from './job-store.ts';
export type * from './new-job.ts';
export type * from './task-store.ts';
export type * from './bulk-store.ts';
export type * from './schema-store.ts';
export type * from './sealed-store.ts';
export type * from './secret-store.ts';
export type * from './setting-store.ts';
export type * from './audit-store.ts';
export * from './people-store.ts';
export type * from './session-store.ts';
export type * from './token-store.ts';
export type * from './consent-store.ts';
export type * from './erasure-store.ts';
export type * from './follow-store.ts';
export * from './send-store.ts';
export type * from './shadow-store.ts';
export * from './suppression-store.ts';
export type * from './lease-store.ts';

/** Thrown rejections are ConnectorError ITC_STORE_UNAVAILABLE when the medium fails; a lost claim answers false. */
export interface Store
  extends
    ConnectionStore,
    RecipeStore,
    EventStore,
    JobStore,
    TaskStore,
    BulkStore,
    SchemaStore,
    SealedStore,
    SecretStore,
    SettingStore,
    PeopleStore,
    SessionStore,
    TokenStore,
    AuditStore,
    ConsentStore,
    ErasureStore,
    FollowStore,
    SendStore,
    ShadowStore,
    SuppressionStore,
    LeaseStore {
  /** removes what is older than the given instants, in bounded steps; answers how many rows went. Sends go with jobs, their events with events */
  expire(before: { events: string; jobs: string; rejectedCalls: string }): Promise<number>;
  /** the same for one connection that keeps less; only events without jobs and jobs that ended go */
  expireOf(connectionId: string, before: { events?: string; jobs?: string }): Promise<number>;
  /** a cheap write, to tell whether the store is able to keep anything */
  ping(): Promise<void>;
  close(): Promise<void>;
}

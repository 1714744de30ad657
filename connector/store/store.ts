import type { ConnectionStore } from './connection-store.ts';
import type { RecipeStore } from './recipe-store.ts';
import type { EventStore } from './event-store.ts';
import type { JobStore } from './job-store.ts';
import type { TaskStore } from './task-store.ts';
import type { BulkStore } from './bulk-store.ts';
import type { SchemaStore } from './schema-store.ts';
import type { SettingStore } from './setting-store.ts';
import type { LeaseStore } from './lease-store.ts';

export type * from './page.ts';
export type * from './connection-store.ts';
export type * from './recipe-store.ts';
export * from './event-store.ts';
export type * from './job-store.ts';
export type * from './task-store.ts';
export type * from './bulk-store.ts';
export type * from './schema-store.ts';
export type * from './setting-store.ts';
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
    SettingStore,
    LeaseStore {
  /** removes what is older than the given instants, in bounded steps; answers how many rows went */
  expire(before: { events: string; jobs: string; rejectedCalls: string }): Promise<number>;
  /** a cheap write, to tell whether the store is able to keep anything */
  ping(): Promise<void>;
  close(): Promise<void>;
}

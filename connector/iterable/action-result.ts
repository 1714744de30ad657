import type { Outcome, ProjectType } from '../define.ts';
import type { Exchange, ItemResult } from '../store/store.ts';
import type { ErrorJson } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';

/** A connection ready for calls; holds the key in clear and therefore never leaves memory. */
export interface IterableConnection {
  id: string;
  name: string;
  region: 'us' | 'eu';
  /** loopback address of a sandbox, else null */
  sandboxUrl: string | null;
  projectType: ProjectType;
  apiKey: string;
  /** keys of one project share its limits; without it each key counts for itself */
  projectId?: string | null;
}

/** What one run of an action gave, with every HTTP exchange redacted. */
export interface ActionResult {
  outcome: Outcome;
  output: Json;
  /** per item for batch actions and for answers with per-item failures; null otherwise */
  items: ItemResult[] | null;
  error: ErrorJson | null;
  exchanges: Exchange[];
  /** how long to wait before the next attempt when the outcome is `retry`; milliseconds */
  retryAfterMs: number | null;
}

import type { Generated, GeneratedAlways } from 'kysely';

import type { Effect, Outcome, TriggerSource } from '../../define.ts';
import type {
  BulkStatus,
  ErasureStatus,
  JobStatus,
  SendMatch,
  SendStatus,
  SuppressionReason,
  TaskStatus,
} from '../store.ts';

/** Rows as they lie in the database: times as ISO text, truth as 0 or 1, structured values as JSON text. */
export interface Tables {
  connections: { id: string; name: string; record: string };
  recipes: {
    id: string;
    name: string;
    enabled: number;
    version: number;
    connection_id: string;
    journey_token: string;
    created_at: string;
    updated_at: string;
    grant_tiers: string;
    sends_per_day: number;
  };
  secrets: { id: string; name: string; record: string };
  send_counts: { recipe_id: string; day: string; sends: number };
  recipe_versions: { recipe_id: string; version: number; document: string; created_at: string; author: string | null };
  events: EventTable;
  /** hashes of the delivery keys of the events of one commit; `first_at` is the latest of them */
  delivery_groups: { seq: Generated<number>; first_event: number; first_at: number; hashes: Uint8Array };
  /** of events that were removed while a repetition may still come; `first_at` in milliseconds since 1970, for the comparison with the window */
  deliveries: {
    seq: Generated<number>;
    connection_id: string;
    delivery_key: string;
    event_id: string;
    first_at: number;
  };
  rejected_calls: {
    seq: Generated<number>;
    id: string;
    connection: string | null;
    at: string;
    method: string;
    path: string;
    source: string;
    code: string;
    message: string;
  };
  jobs: JobTable;
  /** kept by triggers of `jobs` */
  job_counts: { recipe: string; status: JobStatus; jobs: number };
  steps: StepTable;
  tasks: TaskTable;
  settings: { key: string; value: string };
  learned_shapes: { connection_id: string; trigger_key: string; shape: string; recent: string; meta: string };
  schema_versions: {
    connection_id: string;
    trigger_key: string;
    version: number;
    schema: string;
    edits: string;
    samples: number;
    created_at: string;
  };
  bulk_runs: BulkRunTable;
  workspaces: { id: string; name: string; created_at: string };
  people: { id: string; email: string; record: string };
  sessions: {
    seq: Generated<number>;
    hash: string;
    person_id: string | null;
    workspace_id: string | null;
    created_at: string;
    used_at: string;
    expires_at: string;
  };
  /** `used_at` apart from the record, so that a use writes no more than a time */
  tokens: { seq: Generated<number>; id: string; person_id: string | null; used_at: string | null; record: string };
  /** all but the first two are read from `entry` by the database, so that they cannot differ from it */
  audit: {
    seq: number;
    entry: string;
    at: GeneratedAlways<string>;
    actor: GeneratedAlways<string>;
    workspace_id: GeneratedAlways<string | null>;
    object: GeneratedAlways<string>;
  };
  audit_head: { only_row: 1; seq: number; hash: string; seal: string };
  audit_begun: { id: string; begun_at: string; draft: string; seal: string };
  consent_maps: { connection_id: string; version: number; map: string };
  consent_people: {
    seq: Generated<number>;
    id: string;
    connection_id: string;
    identity: string;
    document: string;
    due_at: string | null;
  };
  consent_names: { connection_id: string; name: string; person: string };
  consent_counts: { connection_id: string; name: string; count: number };
  erasures: {
    seq: Generated<number>;
    id: string;
    connection_id: string;
    connection: string;
    task: string | null;
    status: ErasureStatus;
    person: string | null;
    due_at: string;
    record: string;
  };
  /** `hour` since 1970 */
  erasure_calls: { project: string; hour: number; calls: number };
  followers: { name: string; position: number };
  shadows: {
    connection_id: string;
    fingerprint: string;
    owner: string | null;
    lease_until: string | null;
    template_id: number | null;
    campaign_id: number | null;
    created_at: string;
  };
  sends: SendTable;
  send_events: SendEventTable;
  suppressions: SuppressionTable;
  /** `held_until` empty = free */
  leases: { name: string; fence: number; held_until: string };
}

interface SendTable {
  seq: Generated<number>;
  id: string;
  connection_id: string;
  origin: string | null;
  place: string | null;
  action: string;
  channel: string;
  campaign_id: number;
  email: string | null;
  user_id: string | null;
  status: SendStatus;
  error: string | null;
  message_id: string | null;
  created_at: string;
}

interface SendEventTable {
  seq: Generated<number>;
  id: string;
  connection_id: string;
  send_id: string | null;
  type: string;
  event_name: string;
  channel: string;
  campaign_id: number | null;
  message_id: string | null;
  email: string | null;
  user_id: string | null;
  received_at: string;
  happened_at: string | null;
  match: SendMatch;
  detail: string | null;
}

interface SuppressionTable {
  seq: Generated<number>;
  id: string;
  connection_id: string;
  channel: string;
  email: string | null;
  user_id: string | null;
  /** of the newest mark that is on */
  reason: SuppressionReason;
  is_active: number;
  pushed_at: string | null;
  record: string;
}

interface BulkRunTable {
  seq: Generated<number>;
  id: string;
  action: string;
  connection: string;
  plan: string;
  status: BulkStatus;
  progress: string;
  error: Generated<string | null>;
  redrive_of: string | null;
  created_at: string;
  started_at: Generated<string | null>;
  ended_at: Generated<string | null>;
}

interface EventTable {
  seq: Generated<number>;
  id: string;
  connection_id: string;
  connection: string;
  kind: TriggerSource;
  event_name: string | null;
  workflow_id: string | null;
  received_at: string;
  duplicate_of: string | null;
  method: string;
  content_type: string;
  headers: string;
  query: string;
  recipe_id: string | null;
  body: Uint8Array;
  /** of a first delivery */
  delivery_key: string | null;
}

interface JobTable {
  seq: Generated<number>;
  id: string;
  recipe_id: string;
  recipe: string;
  version: number;
  event_id: string;
  status: JobStatus;
  created_at: string;
  started_at: Generated<string | null>;
  ended_at: Generated<string | null>;
  run_at: Generated<string | null>;
  /** counts the claims; a write of an older claim is refused */
  claim: Generated<number>;
  lease_until: Generated<string | null>;
  error: Generated<string | null>;
  reason: Generated<string | null>;
  rerun_of: string | null;
  task: string | null;
  order_key: string | null;
  /** 1 = an earlier job of the order key is not done */
  blocked: Generated<number>;
  /** path of the send that was last counted against the ceiling; its intent may not be there yet */
  counted_send: Generated<string | null>;
}

interface TaskTable {
  seq: Generated<number>;
  id: string;
  kind: string;
  status: TaskStatus;
  input: string;
  cursor: Generated<string | null>;
  total: number;
  done: Generated<number>;
  started: Generated<number>;
  result: Generated<string | null>;
  error: Generated<string | null>;
  created_at: string;
  updated_at: string;
  ended_at: Generated<string | null>;
}

interface StepTable {
  seq: Generated<number>;
  job_seq: number;
  path: string;
  attempt: number;
  step_id: string;
  kind: 'action' | 'respond' | 'record';
  action: string | null;
  effect: Effect | null;
  idempotent: number;
  input: string | null;
  outcome: Outcome | null;
  output: string;
  sealed_output: string | null;
  items: string | null;
  exchanges: string;
  error: string | null;
  started_at: string;
  ended_at: string | null;
}

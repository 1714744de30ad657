import type { Effect, Outcome, ProjectType, TriggerSource } from '../define.ts';
import type { ErrorJson } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import type { Recipe } from '../../recipes/recipe.ts';

/** Times are ISO 8601 in UTC with milliseconds, ids are prefixed UUIDv7 (so that they sort by time). */
export interface Page<T> {
  items: T[];
  next: string | null;
}
export interface PageQuery {
  /** 1 to 500, default 50 */
  limit?: number;
  /** the `next` of the page before */
  cursor?: string;
  /** newest first unless true */
  oldestFirst?: boolean;
}

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
  /** CIDR ranges; empty = any source */
  allowedSources: string[];
  createdAt: string;
  updatedAt: string;
}

export interface RecipeRecord {
  id: string;
  name: string;
  enabled: boolean;
  /** newest version number, from 1 */
  version: number;
  document: Recipe;
  connectionId: string;
  /** unguessable part of the address of its journey trigger; kept over all versions */
  journeyToken: string;
  createdAt: string;
  updatedAt: string;
}

export interface EventRecord {
  id: string;
  connection: string;
  kind: TriggerSource;
  eventName: string | null;
  workflowId: string | null;
  receivedAt: string;
  /** id of the first delivery of the same event */
  duplicateOf: string | null;
  /** ids of the jobs it started */
  jobs: string[];
}

export interface EventBody {
  method: string;
  contentType: string;
  /** headers with secrets redacted */
  headers: Record<string, string>;
  query: string;
  /** the recipe whose journey address it came to; null for a system webhook */
  recipeId: string | null;
  /** byte for byte as it came */
  body: Uint8Array;
}

/** How long deliveries are remembered unless the settings ask for longer. */
export const usualDedupWindowMs = 7 * 24 * 60 * 60_000;

/** What intake hands over in one piece: the event and the jobs it starts are written in one transaction. */
export interface NewEvent extends EventBody {
  id: string;
  connectionId: string;
  connection: string;
  kind: TriggerSource;
  eventName: string | null;
  workflowId: string | null;
  receivedAt: string;
  /** hex SHA-256 of the delivery identity within the connection */
  deliveryKey: string;
  /** a first delivery older than this many milliseconds no longer counts as the same event; at most what the store was opened with */
  dedupWindowMs: number;
  jobs: NewJob[];
}

export interface NewJob {
  id: string;
  recipeId: string;
  recipe: string;
  version: number;
}

export interface RejectedCall {
  id: string;
  connection: string | null;
  at: string;
  method: string;
  /** address with tokens shortened */
  path: string;
  source: string;
  code: string;
  message: string;
}

export type JobStatus = 'queued' | 'running' | 'waiting' | 'held' | 'succeeded' | 'failed' | 'stopped' | 'discarded';

export interface JobRecord {
  id: string;
  recipe: string;
  version: number;
  /** event id */
  event: string;
  status: JobStatus;
  /** number of recorded steps */
  steps: number;
  startedAt: string | null;
  endedAt: string | null;
  createdAt: string;
  /** when a waiting job goes on */
  runAt: string | null;
  /** what a waiting or held job waits for, what a failed one failed with */
  error: ErrorJson | null;
  reason: string | null;
  /** the job that this one repeats */
  rerunOf: string | null;
  /** the task that started it */
  task: string | null;
}

/** One HTTP exchange with Iterable, redacted before it is stored. */
export interface Exchange {
  method: string;
  url: string;
  requestBody: Json;
  status: number | null;
  responseBody: Json;
  requestId: string | null;
  startedAt: string;
  durationMs: number;
}

/** Result for one item of a bulk call; `index` is the place in the input array. */
export interface ItemResult {
  index: number;
  key: string;
  outcome: 'accepted' | 'failed' | 'skipped';
  reason?: string;
}

/** One attempt of a step. `outcome` null = intent recorded, answer not (yet) recorded. */
export interface StepRecord {
  jobId: string;
  path: string;
  stepId: string;
  kind: 'action' | 'respond' | 'record';
  action: string | null;
  attempt: number;
  effect: Effect | null;
  idempotent: boolean;
  input: JsonObject | null;
  outcome: Outcome | null;
  output: Json;
  items: ItemResult[] | null;
  exchanges: Exchange[];
  error: ErrorJson | null;
  startedAt: string;
  endedAt: string | null;
}

/** The work of one claimed job: everything that is needed to run it on. */
export interface ClaimedJob {
  job: JobRecord;
  document: Recipe;
  event: EventRecord & { payload: EventBody };
  /** the ledger in the order of recording */
  ledger: StepRecord[];
  /** fences writes of a worker that lost the job */
  claim: number;
}

export interface JobChange {
  status: JobStatus;
  runAt?: string | null;
  error?: ErrorJson | null;
  reason?: string | null;
}

export type BulkStatus = 'queued' | 'running' | 'paused' | 'cancelled' | 'done' | 'failed';
export type BulkFormat = 'ndjson' | 'csv' | 'json';

/** Where the rows of a bulk run come from. All but `file` are brought into a file of the data folder before the first call. */
export type BulkSource =
  | { kind: 'file'; format: BulkFormat; delimiter?: string }
  | { kind: 'list'; format: 'ndjson'; listId: number }
  | { kind: 'export'; format: 'ndjson'; query: Record<string, string> }
  | {
      kind: 'run';
      format: BulkFormat;
      delimiter?: string;
      run: string;
      /** rows with these results are taken again */
      outcomes: BulkOutcome[];
      /** length of its results when this run was made */
      resultBytes: number;
    };

/** `unknown`: the answer was lost and the call must not be repeated. */
export type BulkOutcome = ItemResult['outcome'] | 'unknown';

/** What is settled of a bulk run; written in one transaction after the results of a chunk are on disk. */
export interface BulkProgress {
  counts: Record<BulkOutcome, number>;
  chunks: number;
  /** all rows up to this one (from 1) are settled */
  row: number;
  /** byte of the source file at which the next row begins */
  offset: number;
  /** rows after `row` that are settled too, as `7-9,12` */
  ahead: string;
  /** rows whose call may be under way and must not be repeated, in the same form */
  unsure: string;
  /** length of the result file; what lies behind is left over from a crash */
  resultBytes: number;
}

/** A bulk action over the rows of a file: everything that is needed to run it on after a crash. */
export interface BulkRunRecord {
  id: string;
  action: string;
  connection: string;
  source: BulkSource;
  /** JSON mapping of one row to one item; null without one */
  mapping: Json;
  /** fields of the row that the mapping does not use go to the fields of the same name */
  isAuto: boolean;
  /** the input of the action besides its items */
  input: JsonObject;
  status: BulkStatus;
  progress: BulkProgress;
  error: ErrorJson | null;
  redriveOf: string | null;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
}

/** From an instant on and before another; ISO 8601. */
export interface TimeRange {
  from?: string;
  to?: string;
}

export interface EventFilter extends PageQuery, TimeRange {
  /** at most 500 */
  ids?: readonly string[];
  connection?: string;
  kind?: TriggerSource;
  eventName?: string;
  workflowId?: string;
  duplicates?: boolean;
  /** only events that never started a job of this recipe */
  withoutRecipe?: string;
}
export interface JobFilter extends PageQuery, TimeRange {
  /** at most 500 */
  ids?: readonly string[];
  recipe?: string;
  status?: JobStatus;
  event?: string;
  /** code of the error */
  code?: string;
  task?: string;
  /** only the newest job of its event and recipe: what was run again since does not count */
  isNewest?: boolean;
}

/** A bounded search: a page may have fewer items than its limit and still be followed by another. */
export interface SearchPage<T> extends Page<T> {
  /** rows looked at for this page */
  searched: number;
  /** time of the last one */
  searchedTo: string | null;
}

/** Equal stretches of time, one after the other. */
export interface BucketRange {
  from: string;
  bucketMs: number;
  /** at most 300 */
  buckets: number;
}

export interface EventBucket {
  at: string;
  received: number;
  /** of them repeated deliveries */
  duplicates: number;
}

/** From the arrival of the event to the end of the job, in milliseconds; nearest-rank percentiles. */
export interface Latency {
  jobs: number;
  p50: number;
  p95: number;
  p99: number;
}

export interface JobStatistics {
  /** later than asked for when the range has more jobs than one answer looks at: the newest 100,000 */
  coveredFrom: string;
  /** by the time the job was made */
  buckets: { at: string; statuses: Record<JobStatus, number>; latency: Latency | null }[];
  latency: Latency | null;
  /** failed jobs by recipe and code, the most frequent first, at most 50 */
  failures: {
    recipe: string;
    code: string;
    jobs: number;
    /** of the newest of them */
    lastJob: string;
    lastAt: string;
    message: string;
  }[];
}

/** What `enqueueJob` takes. */
export interface RepeatedJob extends NewJob {
  eventId: string;
  /** links to the job that is repeated */
  rerunOf?: string;
  /** copies the recorded successes of that job */
  copyLedgerOf?: string;
}

export type TaskStatus = 'running' | 'done' | 'cancelled' | 'failed';

/** Long work that starts jobs, in steps that survive a restart. */
export interface TaskRecord {
  id: string;
  kind: string;
  status: TaskStatus;
  input: JsonObject;
  /** where the next step begins; null before the first */
  cursor: string | null;
  /** items found when it was made */
  total: number;
  /** items looked at */
  done: number;
  /** jobs started */
  started: number;
  error: ErrorJson | null;
  createdAt: string;
  updatedAt: string;
  endedAt: string | null;
}

/** One step of a task; its jobs and its progress are one transaction. */
export interface TaskStep {
  /** null ends the task */
  cursor: string | null;
  items: number;
  jobs: RepeatedJob[];
}
export interface BulkFilter extends PageQuery {
  status?: BulkStatus;
  connection?: string;
}

/** Where and when something was seen in the events of a trigger. */
export interface Sighting {
  at: string;
  /** event id */
  event: string;
}

/** What is known of the events of a trigger besides their shape. */
export interface ShapeMeta {
  samples: number;
  firstAt: string;
  lastAt: string;
  /** id of the newest event */
  lastEvent: string;
  /** path and type, parted by a space -> the event that showed this first */
  first: Record<string, Sighting>;
  /** path -> the last stretch of events that had it ended then */
  lastSeen: Record<string, string>;
}

/** What was learned of the events of one (connection, trigger key); shapes in the form of `shapeToJson`. */
export interface LearnedShape {
  connectionId: string;
  /** `event:<eventName>` or `workflow:<id>` */
  triggerKey: string;
  /** null in a row that cannot be read */
  shape: unknown;
  /** only of the last events: the stretch before the current one, and the current one */
  recent: readonly [unknown, unknown];
  meta: ShapeMeta;
}

/** A decision of a person about one field; stays over later samples. */
export interface SchemaEdit {
  /** JSON Pointer, `*` for items of a list and values of a dictionary */
  path: string;
  label?: string;
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array';
  /** false takes the field out of the schema */
  include?: boolean;
  nullable?: boolean;
  /** whether the names of this object are data */
  dictionary?: boolean;
}

/** The output schema of a trigger as a person accepted it; never changed once saved. */
export interface SchemaVersion {
  connectionId: string;
  triggerKey: string;
  version: number;
  /** JSON Schema 2020-12 */
  schema: unknown;
  /** all edits in force, those of earlier versions included */
  edits: SchemaEdit[];
  /** how many events it was made from */
  samples: number;
  createdAt: string;
}

/** Thrown rejections are ConnectorError ITC_STORE_UNAVAILABLE when the medium fails; a lost claim answers false. */
export interface Store {
  /** resolves after the transaction with all of it is on disk (group commit); jobs of a duplicate are not written */
  appendEvent(event: NewEvent): Promise<{ id: string; duplicateOf: string | null; jobs: string[] }>;
  getEvent(id: string): Promise<(EventRecord & { payload: EventBody }) | null>;
  listEvents(filter: EventFilter): Promise<Page<EventRecord>>;
  countEvents(filter: EventFilter): Promise<number>;
  /** events whose body, query or headers contain the text, upper and lower case alike; each page looks at a bounded part */
  searchEvents(filter: EventFilter & { text: string }): Promise<SearchPage<EventRecord>>;
  appendRejectedCall(call: RejectedCall): Promise<void>;
  listRejectedCalls(filter: PageQuery & { connection?: string }): Promise<Page<RejectedCall>>;

  /** jobs for an event that is stored already (replay, rerun) */
  enqueueJob(job: RepeatedJob): Promise<JobRecord>;
  /** oldest due jobs (queued, or waiting with runAt <= now), set to running under a new claim that ends at leaseUntil unless renewed */
  claimJobs(limit: number, nowIso: string, leaseUntilIso: string): Promise<ClaimedJob[]>;
  /** running jobs whose lease ended go back to queued; at start-up of the only process call with `all` */
  reclaimJobs(nowIso: string, all: boolean): Promise<number>;
  renewLease(jobIds: string[], leaseUntilIso: string): Promise<void>;
  /** when the next waiting job is due; null if none */
  nextDueAt(): Promise<string | null>;
  /**
   * Writes attempts of one job in one transaction, with the change of the job that they cause: all of it or nothing. An attempt with outcome null is an
   * intent, durable before its call leaves; a recorded outcome stands and is not written again. false = the claim is lost (or an outcome stood already) and
   * nothing was written
   */
  recordSteps(steps: StepRecord[], claim: number, change?: JobChange): Promise<boolean>;
  changeJob(jobId: string, claim: number, change: JobChange): Promise<boolean>;
  /** a person's decision on a held job; false if the job is not held. release = run again from the ledger, the held attempt counts as not sent */
  releaseJob(jobId: string): Promise<boolean>;
  discardJob(jobId: string, reason: string | null): Promise<boolean>;
  getJob(id: string): Promise<(JobRecord & { ledger: StepRecord[] }) | null>;
  listJobs(filter: JobFilter): Promise<Page<JobRecord>>;
  countJobs(): Promise<Record<JobStatus, number>>;
  countJobsOf(filter: JobFilter): Promise<number>;

  eventStatistics(range: BucketRange): Promise<EventBucket[]>;
  jobStatistics(range: BucketRange & { recipe?: string }): Promise<JobStatistics>;
  /** when the job at the head of the queue was made; null = nothing is queued */
  oldestQueuedAt(): Promise<string | null>;

  addTask(task: Pick<TaskRecord, 'id' | 'kind' | 'input' | 'total'>): Promise<TaskRecord>;
  getTask(id: string): Promise<TaskRecord | null>;
  listTasks(filter: PageQuery & { status?: TaskStatus }): Promise<Page<TaskRecord>>;
  /** starts the jobs of the step, those whose event is gone left out; false = the task does not run any more and nothing was written */
  advanceTask(id: string, step: TaskStep): Promise<boolean>;
  /** false = it had ended already */
  endTask(id: string, status: 'cancelled' | 'failed', error: ErrorJson | null): Promise<boolean>;
  /** the jobs that a task started, by status */
  countTaskJobs(id: string): Promise<Record<JobStatus, number>>;

  putConnection(connection: ConnectionRecord): Promise<void>;
  getConnection(name: string): Promise<ConnectionRecord | null>;
  listConnections(): Promise<ConnectionRecord[]>;
  deleteConnection(name: string): Promise<boolean>;

  /** a new version; `expectedVersion` guards against lost updates (null = must not exist). Throws ITC_RECIPE_CONFLICT */
  saveRecipe(
    recipe: Omit<RecipeRecord, 'version' | 'createdAt' | 'updatedAt'>,
    expectedVersion: number | null,
    nowIso: string,
  ): Promise<RecipeRecord>;
  setRecipeEnabled(name: string, enabled: boolean, nowIso: string): Promise<RecipeRecord | null>;
  getRecipe(name: string): Promise<RecipeRecord | null>;
  getRecipeVersion(name: string, version: number): Promise<Recipe | null>;
  listRecipeVersions(name: string): Promise<{ version: number; createdAt: string }[]>;
  listRecipes(): Promise<RecipeRecord[]>;

  getShape(connectionId: string, triggerKey: string): Promise<LearnedShape | null>;
  /** reads, changes and writes in one transaction, so that processes can add to the same shape; `change` is pure and may run again */
  updateShape(
    connectionId: string,
    triggerKey: string,
    change: (before: LearnedShape | null) => Omit<LearnedShape, 'connectionId' | 'triggerKey'>,
  ): Promise<void>;
  /** by trigger key, without the shapes themselves */
  listShapes(connectionId?: string): Promise<Omit<LearnedShape, 'shape' | 'recent'>[]>;
  /** as the next version */
  saveSchemaVersion(version: Omit<SchemaVersion, 'version' | 'createdAt'>): Promise<SchemaVersion>;
  /** newest first */
  listSchemaVersions(connectionId: string, triggerKey: string): Promise<SchemaVersion[]>;
  /** the newest one when no version is named */
  getSchemaVersion(connectionId: string, triggerKey: string, version?: number): Promise<SchemaVersion | null>;

  createBulkRun(
    run: Omit<BulkRunRecord, 'status' | 'progress' | 'error' | 'startedAt' | 'endedAt'>,
  ): Promise<BulkRunRecord>;
  getBulkRun(id: string): Promise<BulkRunRecord | null>;
  listBulkRuns(filter: BulkFilter): Promise<Page<BulkRunRecord>>;
  /** moves a run that is in one of the states `from`; null if it is in none of them */
  moveBulkRun(
    id: string,
    from: readonly BulkStatus[],
    change: { status: BulkStatus; error?: ErrorJson | null },
  ): Promise<BulkRunRecord | null>;
  recordBulkProgress(id: string, progress: BulkProgress): Promise<void>;
  /** removes runs that ended before; answers their ids */
  removeBulkRuns(endedBefore: string): Promise<string[]>;

  getSetting(key: string): Promise<string | null>;
  putSetting(key: string, value: string): Promise<void>;

  /** removes what is older than the given instants, in bounded steps; answers how many rows went */
  expire(before: { events: string; jobs: string; rejectedCalls: string }): Promise<number>;
  /** a cheap write, to tell whether the store is able to keep anything */
  ping(): Promise<void>;
  close(): Promise<void>;
}

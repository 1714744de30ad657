import type { ErrorJson } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import type { Effect, Outcome } from '../define.ts';
import type { EventBody, EventRecord } from './event-store.ts';
import type { NewJob } from './new-job.ts';
import type { BucketRange, Page, PageQuery, TimeRange } from './page.ts';

/** What `enqueueJob` takes. */
export interface RepeatedJob extends NewJob {
  eventId: string;
  /** links to the job that is repeated */
  rerunOf?: string;
  /** copies the recorded successes of that job */
  copyLedgerOf?: string;
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

/** A job as lists of jobs show it. */
export interface ListedJob extends JobRecord {
  /** of the step that took the most; 0 before the first */
  attempts: number;
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
  /** the output as it was, sealed, where fields of it are masked: what the recipe goes on with */
  sealedOutput?: string | null;
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
  event: Omit<EventRecord, 'jobs'> & { payload: EventBody };
  /** the ledger in the order of recording */
  ledger: StepRecord[];
  /** fences writes of a worker that lost the job */
  claim: number;
}

/** A job as one worker holds it. */
export interface JobClaim {
  /** of the job */
  id: string;
  claim: number;
}

export interface JobChange {
  status: JobStatus;
  runAt?: string | null;
  error?: ErrorJson | null;
  reason?: string | null;
}

export interface JobFilter extends PageQuery, TimeRange {
  /** at most 500 */
  ids?: readonly string[];
  recipe?: string;
  /** of one of these recipes */
  recipes?: readonly string[];
  status?: JobStatus;
  event?: string;
  /** code of the error */
  code?: string;
  task?: string;
  /** only the newest job of its event and recipe: what was run again since does not count */
  isNewest?: boolean;
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

export interface JobStore {
  /** jobs for an event that is stored already (replay, rerun) */
  enqueueJob(job: RepeatedJob): Promise<JobRecord>;
  /**
   * oldest due jobs (queued, or waiting with runAt <= now) that no earlier job of their order key stands before (queued, running or waiting: a held one
   * lets the others pass), set to running under a new claim that ends at leaseUntil unless renewed
   */
  claimJobs(limit: number, nowIso: string, leaseUntilIso: string): Promise<ClaimedJob[]>;
  /** running jobs whose lease ended go back to queued; at start-up of the only process call with `all` */
  reclaimJobs(nowIso: string, all: boolean): Promise<number>;
  /** only of jobs that are still under these claims */
  renewLease(claims: readonly JobClaim[], leaseUntilIso: string): Promise<void>;
  /** when the next waiting job is due; null if none */
  nextDueAt(): Promise<string | null>;
  /**
   * Writes attempts of one job in one transaction, with the change of the job that they cause: all of it or nothing. An attempt with outcome null is an
   * intent, durable before its call leaves; a recorded outcome stands and is not written again. false = the claim is lost (or an outcome stood already) and
   * nothing was written
   */
  recordSteps(steps: StepRecord[], claim: number, change?: JobChange): Promise<boolean>;
  changeJob(jobId: string, claim: number, change: JobChange): Promise<boolean>;
  /**
   * Counts a send of the recipe of this job on a day (`2026-01-31`), a step only once however often it is asked for: between the count and the intent
   * the process may die. false = the ceiling is reached and nothing was counted
   */
  countSend(jobId: string, path: string, day: string): Promise<boolean>;
  /** a person's decision on a held job; false if the job is not held. release = run again from the ledger, the held attempt counts as not sent */
  releaseJob(jobId: string): Promise<boolean>;
  discardJob(jobId: string, reason: string | null): Promise<boolean>;
  getJob(id: string): Promise<(ListedJob & { ledger: StepRecord[] }) | null>;
  listJobs(filter: JobFilter): Promise<Page<ListedJob>>;
  /** of all recipes unless some are named */
  countJobs(recipes?: readonly string[]): Promise<Record<JobStatus, number>>;
  countJobsOf(filter: JobFilter): Promise<number>;
  jobStatistics(range: BucketRange & { recipe?: string; recipes?: readonly string[] }): Promise<JobStatistics>;
  /** when the job at the head of the queue was made; null = nothing is queued */
  oldestQueuedAt(recipes?: readonly string[]): Promise<string | null>;
}

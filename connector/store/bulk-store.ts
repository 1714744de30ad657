import type { ErrorJson } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import type { ItemResult } from './job-store.ts';
import type { Page, PageQuery } from './page.ts';

export type BulkStatus = 'queued' | 'running' | 'paused' | 'cancelled' | 'done' | 'failed';

export type BulkFormat = 'ndjson' | 'csv' | 'json';

/** Where the rows of a bulk run come from. All but `file` are brought into a file of the data folder before the first call. */
export type BulkSource =
  | { kind: 'file'; format: BulkFormat; delimiter?: string }
  | { kind: 'list'; format: 'ndjson'; listId: number }
  | {
      kind: 'export';
      format: 'ndjson';
      query: Record<string, string>;
      /** columns that some row must have, each with the field of the input that names it */
      needs?: { column: string; path: string }[];
    }
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
  /** id of the job whose step started it; null for a person's own */
  job: string | null;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
}

export interface BulkFilter extends PageQuery {
  status?: BulkStatus;
  connection?: string;
  /** of one of these connections */
  connections?: readonly string[];
}

export interface BulkStore {
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
}

import type { Compilable, Expression, OperationNodeSource, SqlBool } from 'kysely';

import type { JobStatus, TimeRange } from '../store.ts';

/** A query in the words that both dialects share. */
export type Query<Row> = Compilable<Row> & OperationNodeSource;

/** What running a query gave. */
export interface QueryResult {
  rows: unknown[];
  /** rows that were inserted, changed or removed */
  changes: number;
}

/**
 * Reads and writes that belong together, written once for both stores: a generator that yields queries and is given what they found.
 * SQLite runs it without a pause inside its group commit, PostgreSQL with a promise per query inside a serializable transaction
 * (docs/decisions/0010). It touches nothing but the database, for it may run again.
 */
export type Script<T> = Generator<Query<unknown>, T, QueryResult>;

export function* all<Row>(query: Query<Row>): Script<Row[]> {
  return (yield query).rows as Row[];
}

export function* first<Row>(query: Query<Row>): Script<Row | undefined> {
  return (yield query).rows[0] as Row | undefined;
}

/** Answers how many rows were written. */
export function* run(query: Query<unknown>): Script<number> {
  return (yield query).changes;
}

/** Part of each script that queues a job. */
export function* tellWorkers(dialect: Dialect, jobSeq: number): Script<void> {
  const told = dialect.jobQueued(jobSeq);
  if (told !== null) yield* run(told);
}

/** What the shared tables need of a store. */
export interface SqlStore {
  read<T>(script: () => Script<T>): Promise<T>;
  /** resolves when all of it is durable; as if no other script ran at the same time */
  write<T>(script: () => Script<T>): Promise<T>;
  /** one statement that stands for itself; answers how many rows were written */
  put(query: Query<unknown>): Promise<number>;
  /** milliseconds since 1970 */
  now: () => number;
  dialect: Dialect;
}

/** Where the two stores' words differ. */
export interface Dialect {
  /** the text at a key of a column with a JSON object; null where there is none */
  jsonText(column: string, key: string): Expression<string | null>;
  /** a column by which no index is gone through */
  unindexed(column: 'connection' | 'jobs.recipe'): Expression<string>;
  /** how many jobs have each status, of all recipes or of these */
  jobsByStatus(recipes: readonly string[] | undefined): Query<{ status: JobStatus; jobs: number }>;
  /** conditions that a row of the table lies in the range */
  within(table: 'events' | 'jobs', range: TimeRange): Expression<SqlBool>[];
  /** what this store writes into a job row besides the columns that both have */
  jobExtras(event: { received_at: string }): object;
  /** condition that a job has this status */
  hasStatus(status: JobStatus): Expression<SqlBool>;
  /** condition that a job of this order key is queued, running or waiting */
  isOpenOf(orderKey: string): Expression<SqlBool>;
  /** after a write that queued the job: tells the workers when it is durable, by this query where there is one */
  jobQueued(jobSeq: number): Query<unknown> | null;
}

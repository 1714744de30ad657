import type { RawBuilder, Selectable } from 'kysely';

import type { ErrorJson } from '../../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../../errors/json.ts';
import type { Exchange, ItemResult, StepRecord } from '../store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

type StepRow = Selectable<Tables['steps']>;
/** A step as it lies in the table. */
export type StepValues = Omit<StepRow, 'seq'>;

const parse = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));
const text = (value: Json | ItemResult[] | ErrorJson | JsonObject | null): string | null =>
  value === null ? null : JSON.stringify(value);

export const toStep = (row: StepRow, jobId: string): StepRecord => ({
  jobId,
  path: row.path,
  stepId: row.step_id,
  kind: row.kind,
  action: row.action,
  attempt: row.attempt,
  effect: row.effect,
  idempotent: row.idempotent === 1,
  input: parse<JsonObject>(row.input),
  outcome: row.outcome,
  output: parse<Json>(row.output),
  // only where there is one: a ledger that hides nothing reads as it was written
  ...(row.sealed_output === null ? {} : { sealedOutput: row.sealed_output }),
  items: parse<ItemResult[]>(row.items),
  exchanges: parse<Exchange[]>(row.exchanges) ?? [],
  error: parse<ErrorJson>(row.error),
  startedAt: row.started_at,
  endedAt: row.ended_at,
});

export const toStepRow = (step: StepRecord): Omit<StepValues, 'job_seq'> => ({
  path: step.path,
  attempt: step.attempt,
  step_id: step.stepId,
  kind: step.kind,
  action: step.action,
  effect: step.effect,
  idempotent: step.idempotent ? 1 : 0,
  input: text(step.input),
  outcome: step.outcome,
  output: JSON.stringify(step.output),
  sealed_output: step.sealedOutput ?? null,
  items: text(step.items),
  exchanges: JSON.stringify(step.exchanges),
  error: text(step.error),
  started_at: step.startedAt,
  ended_at: step.endedAt,
});

/** The columns of a step besides its job. */
export const stepColumns = [
  'path',
  'attempt',
  'step_id',
  'kind',
  'action',
  'effect',
  'idempotent',
  'input',
  'outcome',
  'output',
  'sealed_output',
  'items',
  'exchanges',
  'error',
  'started_at',
  'ended_at',
] as const satisfies readonly (keyof StepValues)[];

/** The steps of a job, run within the transaction of the caller. */
export interface Ledger {
  /** false when the outcome of this attempt is recorded already: it stands */
  isOpen(step: Pick<StepRecord, 'path' | 'attempt'>, jobSeq: number): boolean;
  put(step: StepRecord, jobSeq: number): void;
  /** in the order of recording */
  of(jobSeq: number, jobId: string): StepRecord[];
}

/** The steps of a job in the order of recording. */
export const stepsOf = (jobSeq: RawBuilder<number>) =>
  queries.selectFrom('steps').selectAll().where('job_seq', '=', jobSeq).orderBy('seq');

/** The ledger table: an intent and its outcome are one row, the attempt. */
export function createLedger({ db }: Pick<SqliteParts, 'db'>): Ledger {
  const put = prepare(db, (given: Given<StepValues>) =>
    queries
      .insertInto('steps')
      .values({
        job_seq: given.job_seq,
        path: given.path,
        attempt: given.attempt,
        step_id: given.step_id,
        kind: given.kind,
        action: given.action,
        effect: given.effect,
        idempotent: given.idempotent,
        input: given.input,
        outcome: given.outcome,
        output: given.output,
        sealed_output: given.sealed_output,
        items: given.items,
        exchanges: given.exchanges,
        error: given.error,
        started_at: given.started_at,
        ended_at: given.ended_at,
      })
      .onConflict((conflict) =>
        conflict.columns(['job_seq', 'path', 'attempt']).doUpdateSet((row) => ({
          input: row.ref('excluded.input'),
          outcome: row.ref('excluded.outcome'),
          output: row.ref('excluded.output'),
          sealed_output: row.ref('excluded.sealed_output'),
          items: row.ref('excluded.items'),
          exchanges: row.ref('excluded.exchanges'),
          error: row.ref('excluded.error'),
          started_at: row.ref('excluded.started_at'),
          ended_at: row.ref('excluded.ended_at'),
        })),
      ),
  );
  const settled = prepare(db, (given: Given<{ jobSeq: number; path: string; attempt: number }>) =>
    queries
      .selectFrom('steps')
      .select('seq')
      .where('job_seq', '=', given.jobSeq)
      .where('path', '=', given.path)
      .where('attempt', '=', given.attempt)
      .where('outcome', 'is not', null),
  );
  const select = prepare(db, (given: Given<{ jobSeq: number }>) => stepsOf(given.jobSeq));
  return {
    isOpen: ({ path, attempt }, jobSeq) => settled.get({ jobSeq, path, attempt }) === undefined,
    put: (step, jobSeq) => {
      put.run({ job_seq: jobSeq, ...toStepRow(step) });
    },
    of: (jobSeq, jobId) => select.all({ jobSeq }).map((row) => toStep(row, jobId)),
  };
}

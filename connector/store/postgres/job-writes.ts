import type { JobChange, JobStatus, StepRecord } from '../job-store.ts';
import { stepColumns, toStepRow, type StepValues } from '../sqlite/ledger.ts';
import { createBatches, type Batches } from './batches.ts';
import { unblockNext } from './job-order.ts';
import { jobsChannel } from './notifications.ts';
import type { PostgresParts } from './postgres-parts.ts';

/** What a worker writes of one job at a time: attempts, a change of the job, or both. */
export interface JobWrite {
  jobId: string;
  claim: number;
  steps: readonly StepRecord[];
  change: JobChange | null;
}

const ended: readonly JobStatus[] = ['succeeded', 'failed', 'stopped', 'discarded'];

const stepTypes: Record<(typeof stepColumns)[number], string> = {
  path: 'text',
  attempt: 'integer',
  step_id: 'text',
  kind: 'text',
  action: 'text',
  effect: 'text',
  idempotent: 'integer',
  input: 'text',
  outcome: 'text',
  output: 'text',
  sealed_output: 'text',
  items: 'text',
  exchanges: 'text',
  error: 'text',
  started_at: 'text',
  ended_at: 'text',
};
const settledColumns = [
  'input',
  'outcome',
  'output',
  'sealed_output',
  'items',
  'exchanges',
  'error',
  'started_at',
  'ended_at',
];
const firstStepValue = 9;

// the row of the job is locked before anything is written, under the claim that the writer holds: a worker that was paused beyond its lease
// finds no row and writes nothing, and a recorded outcome stands
const write = {
  name: 'write_jobs',
  text: `
  WITH given AS (
    SELECT * FROM unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
      AS given (id, held, status, run_at, error, reason, ended_at)
  ), attempts AS (
    SELECT * FROM unnest($8::text[], ${stepColumns.map((column, index) => `$${String(firstStepValue + index)}::${stepTypes[column]}[]`).join(', ')})
      WITH ORDINALITY AS attempts (id, ${stepColumns.join(', ')}, place)
  ), own AS MATERIALIZED (
    SELECT jobs.seq, given.* FROM jobs JOIN given ON jobs.id = given.id AND jobs.claim = given.held
    WHERE jobs.status = 'running' ORDER BY jobs.seq FOR UPDATE OF jobs
  ), open AS MATERIALIZED (
    SELECT * FROM own WHERE NOT EXISTS (
      SELECT FROM steps JOIN attempts USING (path, attempt) WHERE steps.job_seq = own.seq AND attempts.id = own.id AND steps.outcome IS NOT NULL)
  ), written AS (
    INSERT INTO steps (job_seq, ${stepColumns.join(', ')})
    SELECT open.seq, ${stepColumns.map((column) => `attempts.${column}`).join(', ')} FROM attempts JOIN open ON attempts.id = open.id ORDER BY place
    ON CONFLICT (job_seq, path, attempt) DO UPDATE SET ${settledColumns.map((column) => `${column} = excluded.${column}`).join(', ')}
  ), changed AS (
    UPDATE jobs SET status = open.status, run_at = open.run_at, error = open.error, reason = open.reason, ended_at = open.ended_at
    FROM open WHERE jobs.seq = open.seq AND open.status IS NOT NULL
    RETURNING jobs.seq, jobs.status, jobs.order_key
  ), released AS (
    DELETE FROM running_jobs USING changed WHERE running_jobs.seq = changed.seq
  ), ${unblockNext('changed')}, readied AS (
    INSERT INTO ready_jobs SELECT seq FROM changed WHERE status = 'queued' UNION ALL SELECT seq FROM unblocked ON CONFLICT DO NOTHING
  )
  SELECT id, (SELECT pg_notify('${jobsChannel}', '') WHERE EXISTS (SELECT FROM changed WHERE status = 'queued') OR EXISTS (SELECT FROM unblocked)) FROM open`,
};

/** The last of several entries for one attempt is what counts. */
function lastEntries(steps: readonly StepRecord[]): StepRecord[] {
  const byAttempt = new Map<string, StepRecord>();
  for (const step of steps) byAttempt.set(`${String(step.attempt)} ${step.path}`, step);
  return [...byAttempt.values()];
}

/** Intents, outcomes and ends of the jobs that run at once, as one statement; answers for each whether its claim still held. */
export function createJobWrites({ db, now, random }: PostgresParts): Batches<JobWrite, boolean> {
  const changeOf = ({ change }: JobWrite): (string | null)[] => {
    if (change === null) return [null, null, null, null, null];
    const at = new Date(now()).toISOString();
    const { status, runAt, error = null, reason = null } = change;
    return [
      status,
      status === 'waiting' ? (runAt ?? at) : null,
      error === null ? null : JSON.stringify(error),
      reason,
      ended.includes(status) ? at : null,
    ];
  };
  return createBatches({
    async run(writes) {
      const changes = writes.map(changeOf);
      const steps = writes.flatMap(({ jobId, steps: given }) =>
        lastEntries(given).map((step) => ({ jobId, row: toStepRow(step) })),
      );
      const column = (name: keyof Omit<StepValues, 'job_seq'>): unknown[] => steps.map(({ row }) => row[name]);
      const rows = await db.run<{ id: string }>(write, [
        writes.map(({ jobId }) => jobId),
        writes.map(({ claim }) => claim),
        ...[0, 1, 2, 3, 4].map((index) => changes.map((change) => change[index])),
        steps.map(({ jobId }) => jobId),
        ...stepColumns.map(column),
      ]);
      const open = new Set(rows.map(({ id }) => id));
      return writes.map(({ jobId }) => open.has(jobId));
    },
    // the writes of one job are made one after the other
    keysOf: ({ jobId }) => [jobId],
    sizeOf: ({ steps }) => steps.reduce((size, { exchanges }) => size + exchanges.length * 4096, 0),
    random,
  });
}

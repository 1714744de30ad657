import { sql } from 'kysely';

import { ConnectorError } from '../../../errors/connector-error.ts';
import type { Recipe } from '../../../recipes/recipe.ts';
import type { ClaimedJob, JobStore, StepRecord } from '../job-store.ts';
import { queries } from '../sql/queries.ts';
import { all, first, type SqlStore } from '../sql/script.ts';
import { toBody, toEvent } from '../sqlite/event-read.ts';
import { toJobRecord } from '../sqlite/job-read.ts';
import { toStep } from '../sqlite/ledger.ts';
import { retryRaces } from './batches.ts';
import { unblockFirsts } from './job-order.ts';
import { jobsChannel } from './notifications.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { asked } from './sql-store.ts';

type ClaimStore = Pick<JobStore, 'claimJobs' | 'reclaimJobs' | 'renewLease' | 'nextDueAt'>;
type Row = Parameters<typeof toJobRecord>[0] &
  Parameters<typeof toBody>[0] &
  Omit<Parameters<typeof toEvent>[0], 'id'> & { seq: number; claim: number; job_recipe_id: string };

// workers pass over rows that another is taking, so that none waits for another. Through an array each table is entered by its key, whatever the planner
// believes of tables that fill and empty within seconds
const claim = {
  name: 'claim_jobs',
  text: `
  WITH due AS MATERIALIZED (
    SELECT seq FROM jobs WHERE due_at <= $2 ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), queued AS MATERIALIZED (
    SELECT seq FROM ready_jobs ORDER BY seq LIMIT $1 FOR UPDATE SKIP LOCKED
  ), oldest AS MATERIALIZED (
    SELECT seq FROM (SELECT seq FROM due UNION ALL SELECT seq FROM queued) AS ready ORDER BY seq LIMIT $1
  ), taken AS (
    DELETE FROM ready_jobs WHERE seq = ANY (ARRAY(SELECT seq FROM oldest))
  ), claimed AS (
    UPDATE jobs SET status = 'running', claim = claim + 1, started_at = coalesce(started_at, $2), run_at = NULL
    WHERE seq = ANY (ARRAY(SELECT seq FROM oldest)) AND status IN ('queued', 'waiting') AND blocked = 0
    RETURNING jobs.*
  ), leased AS (
    INSERT INTO running_jobs AS held SELECT seq, $3 FROM claimed ON CONFLICT (seq) DO UPDATE SET lease_until = excluded.lease_until
  )
  SELECT claimed.seq, claimed.id, claimed.recipe_id AS job_recipe_id, claimed.recipe, claimed.version, claimed.event_id, claimed.status,
    claimed.created_at, claimed.started_at, claimed.ended_at, claimed.run_at, claimed.claim, claimed.error, claimed.reason, claimed.rerun_of, claimed.task,
    CASE WHEN claimed.claim = 1 AND claimed.rerun_of IS NULL THEN 0
      ELSE (SELECT count(DISTINCT path) FROM steps WHERE job_seq = claimed.seq) END AS steps,
    events.connection, events.kind, events.event_name, events.workflow_id, events.received_at, events.duplicate_of,
    events.method, events.content_type, events.headers, events.query, events.recipe_id, events.body
  FROM claimed JOIN events ON events.id = claimed.event_id AND events.received_at = claimed.event_at
  ORDER BY claimed.seq`,
};

// who writes a job at this moment holds its row: it is looked at again the next time. A lease of a job that does not run goes as well
const reclaim = `
  WITH ended AS MATERIALIZED (
    SELECT held.seq FROM running_jobs AS held JOIN jobs USING (seq) WHERE $2 OR held.lease_until < $1 FOR UPDATE OF jobs, held SKIP LOCKED
  ), freed AS (
    DELETE FROM running_jobs USING ended WHERE running_jobs.seq = ended.seq
  ), requeued AS (
    UPDATE jobs SET status = 'queued' FROM ended WHERE jobs.seq = ended.seq AND jobs.status = 'running' RETURNING jobs.seq
  ), readied AS (
    INSERT INTO ready_jobs SELECT seq FROM requeued ON CONFLICT DO NOTHING
  )
  SELECT count(*) AS count, CASE WHEN count(*) > 0 THEN pg_notify('${jobsChannel}', '') END FROM requeued`;

const repair = `
  WITH unblocked AS (${unblockFirsts}), readied AS (INSERT INTO ready_jobs SELECT seq FROM unblocked ON CONFLICT DO NOTHING)
  SELECT pg_notify('${jobsChannel}', '') WHERE EXISTS (SELECT FROM unblocked)`;

const renew = {
  name: 'renew_leases',
  text: `UPDATE running_jobs AS held SET lease_until = $1 FROM unnest($2::text[], $3::integer[]) AS given (id, claim) JOIN jobs USING (id, claim)
    WHERE held.seq = jobs.seq AND jobs.status = 'running'`,
};

const keptDocuments = 500;

/** Documents by version; a version never changes, so it is read once. */
function createDocumentRead({ read }: SqlStore): (recipeId: string, version: number) => Promise<Recipe> {
  const kept = new Map<string, Promise<Recipe>>();
  const readOne = async (recipeId: string, version: number): Promise<Recipe> => {
    const row = await read(() =>
      first(
        queries
          .selectFrom('recipe_versions')
          .select('document')
          .where('recipe_id', '=', recipeId)
          .where('version', '=', version),
      ),
    );
    if (row === undefined) throw new ConnectorError('ITC_RECIPE_UNKNOWN');
    return JSON.parse(row.document) as Recipe;
  };
  return (recipeId, version) => {
    const key = `${recipeId}@${String(version)}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const document = readOne(recipeId, version);
    if (kept.size >= keptDocuments) kept.clear();
    kept.set(key, document);
    document.catch(() => kept.delete(key));
    return document;
  };
}

/** Claims and leases; the writes of a worker, each refused when its claim is lost, are in job-writes.ts. */
export function createClaims({ db, random }: PostgresParts, tables: SqlStore): ClaimStore {
  const readDocument = createDocumentRead(tables);

  const ledgersOf = async (rows: readonly Row[]): Promise<Map<number, StepRecord[]>> => {
    const begun = new Map(rows.filter(({ steps }) => steps > 0).map(({ seq, id }) => [seq, id]));
    const ledgers = new Map<number, StepRecord[]>();
    if (begun.size === 0) return ledgers;
    const steps = await tables.read(() =>
      all(
        queries
          .selectFrom('steps')
          .selectAll()
          .where('job_seq', 'in', [...begun.keys()])
          .orderBy('seq'),
      ),
    );
    for (const step of steps) {
      const { job_seq: seq } = step;
      ledgers.set(seq, [...(ledgers.get(seq) ?? []), toStep(step, begun.get(seq) ?? '')]);
    }
    return ledgers;
  };

  return {
    claimJobs: (limit, nowIso, leaseUntilIso) =>
      asked(async () => {
        const rows = await retryRaces(() => db.run<Row>(claim, [limit, nowIso, leaseUntilIso]), random);
        const ledgers = await ledgersOf(rows);
        return Promise.all(
          rows.map(async (row): Promise<ClaimedJob> => ({
            job: toJobRecord(row),
            document: await readDocument(row.job_recipe_id, row.version),
            event: { ...toEvent({ ...row, id: row.event_id }), payload: toBody(row) },
            ledger: ledgers.get(row.seq) ?? [],
            claim: row.claim,
          })),
        );
      }),
    reclaimJobs: (nowIso, isAll) =>
      asked(async () => {
        const [requeued] = await retryRaces(() => db.run<{ count: number }>(reclaim, [nowIso, isAll]), random);
        await retryRaces(() => db.run(repair), random);
        return requeued?.count ?? 0;
      }),
    renewLease: (claims, leaseUntilIso) =>
      asked(async () => {
        await db.run(renew, [leaseUntilIso, claims.map(({ id }) => id), claims.map((held) => held.claim)]);
      }),
    nextDueAt: () =>
      tables.read(function* () {
        const due = yield* first(
          queries
            .selectFrom('jobs')
            .select('run_at')
            .where(sql<boolean>`due_at IS NOT NULL`)
            .orderBy(sql`due_at`)
            .limit(1),
        );
        return due?.run_at ?? null;
      }),
  };
}

import { sql } from 'kysely';

import { ConnectorError } from '../../../errors/connector-error.ts';
import type { Recipe } from '../../../recipes/recipe.ts';
import type { ClaimedJob, JobChange, JobStatus, Store } from '../store.ts';
import { createEventRead } from './event-read.ts';
import { jobRows, toJobRecord } from './job-read.ts';
import { createJobOrder } from './job-order.ts';
import { createLedger } from './ledger.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, read, type Given } from './statement.ts';

type ClaimStore = Pick<Store, 'claimJobs' | 'reclaimJobs' | 'renewLease' | 'nextDueAt' | 'recordSteps' | 'changeJob'>;

// written into the query: a bound value would hide the partial indexes from the planner
const waiting = sql.lit<JobStatus>('waiting');
const queuedStatus = sql.lit<JobStatus>('queued');
const isReady = sql<boolean>`blocked = 0`;
const ended: readonly JobStatus[] = ['succeeded', 'failed', 'stopped', 'discarded'];
const open: readonly JobStatus[] = ['queued', 'running', 'waiting'];
const keptDocuments = 500;

/** Documents by version; a version never changes, so it is parsed once. */
function createDocumentRead({ db }: SqliteParts): (recipeId: string, version: number) => Recipe {
  const select = prepare(db, (given: Given<{ recipeId: string; version: number }>) =>
    queries
      .selectFrom('recipe_versions')
      .select('document')
      .where('recipe_id', '=', given.recipeId)
      .where('version', '=', given.version),
  );
  const kept = new Map<string, Recipe>();
  return (recipeId, version) => {
    const key = `${recipeId}@${String(version)}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const row = select.get({ recipeId, version });
    if (row === undefined) throw new ConnectorError('ITC_RECIPE_UNKNOWN');
    const document = JSON.parse(row.document) as Recipe;
    if (kept.size >= keptDocuments) kept.clear();
    kept.set(key, document);
    return document;
  };
}

/** Finds due jobs, the oldest first, and puts them under a new claim. */
function createClaim(parts: SqliteParts): (limit: number, now: string, leaseUntil: string) => ClaimedJob[] {
  const { db } = parts;
  const readEvent = createEventRead(parts);
  const readDocument = createDocumentRead(parts);
  const ledger = createLedger(parts);
  const dueWaiting = prepare(db, (given: Given<{ now: string; limit: number }>) =>
    queries
      .selectFrom('jobs')
      .select('seq')
      .where('status', '=', waiting)
      .where('run_at', '<=', given.now)
      .orderBy('run_at')
      .limit(given.limit),
  );
  const queued = prepare(db, (given: Given<{ limit: number }>) =>
    queries
      .selectFrom('jobs')
      .select('seq')
      .where('status', '=', queuedStatus)
      .where(isReady)
      .orderBy('seq')
      .limit(given.limit),
  );
  const claim = prepare(db, (given: Given<{ seq: number; now: string; leaseUntil: string }>) =>
    queries
      .updateTable('jobs')
      .set({
        status: 'running',
        claim: sql<number>`claim + 1`,
        lease_until: given.leaseUntil,
        started_at: sql<string>`coalesce(started_at, ${given.now})`,
        run_at: null,
      })
      .where('seq', '=', given.seq)
      .returning(['claim', 'recipe_id']),
  );
  const select = prepare(db, (given: Given<{ seq: number }>) => jobRows.where('jobs.seq', '=', given.seq));

  const take = (seq: number, now: string, leaseUntil: string): ClaimedJob[] => {
    const claimed = claim.get({ seq, now, leaseUntil });
    const row = select.get({ seq });
    const event = row === undefined ? null : readEvent(row.event_id);
    if (claimed === undefined || row === undefined || event === null) return [];
    return [
      {
        job: toJobRecord(row),
        document: readDocument(claimed.recipe_id, row.version),
        event,
        ledger: row.steps === 0 ? [] : ledger.of(seq, row.id),
        claim: claimed.claim,
      },
    ];
  };
  return (limit, now, leaseUntil) =>
    [...dueWaiting.all({ now, limit }), ...queued.all({ limit })]
      .map(({ seq }) => seq)
      .sort((a, b) => a - b)
      .slice(0, limit)
      .flatMap((seq) => take(seq, now, leaseUntil));
}

/** Claims, leases, and the writes of a worker, each refused when its claim is lost. */
export function createClaims(parts: SqliteParts): ClaimStore {
  const { db, write, now, jobsQueued } = parts;
  const claim = createClaim(parts);
  const ledger = createLedger(parts);
  const order = createJobOrder(parts);
  const own = prepare(db, (given: Given<{ id: string; claim: number }>) =>
    queries
      .selectFrom('jobs')
      .select('seq')
      .where('id', '=', given.id)
      .where('claim', '=', given.claim)
      .where('status', '=', 'running'),
  );
  const requeueAll = prepare(db, () =>
    queries.updateTable('jobs').set({ status: 'queued', lease_until: null }).where('status', '=', 'running'),
  );
  const requeueEnded = prepare(db, (given: Given<{ now: string }>) =>
    queries
      .updateTable('jobs')
      .set({ status: 'queued', lease_until: null })
      .where('status', '=', 'running')
      .where('lease_until', '<', given.now),
  );
  const renew = prepare(db, (given: Given<{ id: string; claim: number; leaseUntil: string }>) =>
    queries
      .updateTable('jobs')
      .set({ lease_until: given.leaseUntil })
      .where('id', '=', given.id)
      .where('claim', '=', given.claim)
      .where('status', '=', 'running'),
  );
  const due = prepare(db, () =>
    queries.selectFrom('jobs').select('run_at').where('status', '=', waiting).orderBy('run_at').limit(1),
  );
  const change = prepare(
    db,
    (
      given: Given<{
        seq: number;
        status: JobStatus;
        runAt: string | null;
        error: string | null;
        reason: string | null;
        endedAt: string | null;
      }>,
    ) =>
      queries
        .updateTable('jobs')
        .set({
          status: given.status,
          run_at: given.runAt,
          error: given.error,
          reason: given.reason,
          ended_at: given.endedAt,
          lease_until: null,
        })
        .where('seq', '=', given.seq),
  );
  const apply = (seq: number, { status, runAt, error, reason }: JobChange): void => {
    change.run({
      seq,
      status,
      runAt: status === 'waiting' ? (runAt ?? new Date(now()).toISOString()) : null,
      error: error === undefined || error === null ? null : JSON.stringify(error),
      reason: reason ?? null,
      endedAt: ended.includes(status) ? new Date(now()).toISOString() : null,
    });
    if (status === 'queued') jobsQueued();
    if (!open.includes(status)) order.passOn(seq);
  };

  return {
    claimJobs: (limit, nowIso, leaseUntilIso) => write(() => claim(limit, nowIso, leaseUntilIso)),
    reclaimJobs: (nowIso, all) =>
      write(() => {
        const { changes } = all ? requeueAll.run({}) : requeueEnded.run({ now: nowIso });
        if (changes + order.repair() > 0) jobsQueued();
        return changes;
      }),
    renewLease: (claims, leaseUntil) =>
      write(() => {
        for (const { id, claim: held } of claims) renew.run({ id, claim: held, leaseUntil });
      }),
    nextDueAt: () => read(() => due.get({})?.run_at ?? null),
    recordSteps: (steps, claimed, jobChange) =>
      write(() => {
        const jobId = steps[0]?.jobId;
        const job = jobId === undefined ? undefined : own.get({ id: jobId, claim: claimed });
        if (job === undefined || steps.some((step) => !ledger.isOpen(step, job.seq))) return false;
        for (const step of steps) ledger.put(step, job.seq);
        if (jobChange !== undefined) apply(job.seq, jobChange);
        return true;
      }),
    changeJob: (jobId, claimed, jobChange) =>
      write(() => {
        const job = own.get({ id: jobId, claim: claimed });
        if (job === undefined) return false;
        apply(job.seq, jobChange);
        return true;
      }),
  };
}

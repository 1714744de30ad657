import type { Log } from '../log.ts';
import type { ClaimedJob, Store } from '../store/store.ts';

/** Of several processes on one database: jobs of one that died go on after the lease and a third of it; a claim or an end is a round trip, so many are made at once. */
export const sharedWorker = { leaseMs: 2_500, concurrency: 200, ahead: 400 } as const;

/** How long jobs under way may take after the signal to stop. */
export const jobsDrainMs = 10_000;

/** as many as one bulk call carries */
const maxParked = 1_000;

export interface WorkerParts {
  store: Pick<Store, 'claimJobs' | 'reclaimJobs' | 'renewLease' | 'nextDueAt' | 'changeJob'> & {
    /** calls the listener after each commit that queued jobs; answers the removal */
    onJobsReady?: (listener: () => void) => () => void;
  };
  runJob: (claimed: ClaimedJob) => Promise<void>;
  /** milliseconds since the epoch */
  now: () => number;
  log: Log;
  /** jobs that run at once; default 50 */
  concurrency?: number;
  /** jobs that are claimed ahead, so that a round trip to the store is paid once for many; default 0 */
  ahead?: number;
  /** how long a claim holds without a renewal; default 30,000 ms */
  leaseMs?: number;
  /** how often jobs are looked for when nothing else wakes the worker; default 1,000 ms */
  pollMs?: number;
}

export interface Worker {
  /** jobs may be ready: look now and not at the next poll */
  wake(): void;
  /** a job waits for others to go out with it, so that another one may run in its place; answers what to call when it goes on */
  park(): () => void;
  /** takes no more jobs and resolves when those under way have ended, at the latest after `drainMs` */
  stop(drainMs?: number): Promise<void>;
}

/**
 * Starts taking jobs. Call `reclaimJobs(now, true)` before, where this is the only process on the store: what still runs there then
 * is left over from a process that died.
 */
export function startWorker(parts: WorkerParts): Worker {
  const { store, runJob, now, log, concurrency = 50, ahead = 0, leaseMs = 30_000, pollMs = 1000 } = parts;
  const active = new Map<string, { claim: number; run: Promise<void> }>();
  const ready: ClaimedJob[] = [];
  let parked = 0;
  let isStopped = false;
  let isClaiming = false;
  let mayBeMore = true;
  let due: NodeJS.Timeout | undefined;

  const at = (ms: number): string => new Date(ms).toISOString();
  const claims = () => [
    ...[...active].map(([id, { claim }]) => ({ id, claim })),
    ...ready.map(({ job, claim }) => ({ id: job.id, claim })),
  ];
  const complain = (error: unknown): void => {
    log.error('the store did not answer the worker', { error });
  };

  const mayRun = (): number => concurrency + Math.min(parked, maxParked);
  const places = (): number => mayRun() + ahead - active.size - ready.length;

  const take = (claimed: ClaimedJob): void => {
    const { id } = claimed.job;
    const run = runJob(claimed)
      .catch((error: unknown) => {
        log.error('a job was left to its lease', { job: id, error });
      })
      .finally(() => {
        active.delete(id);
        takeReady();
        if (mayBeMore) void pump();
      });
    active.set(id, { claim: claimed.claim, run });
  };

  const takeReady = (): void => {
    while (!isStopped && active.size < mayRun()) {
      const next = ready.shift();
      if (next === undefined) return;
      take(next);
    }
  };

  const pump = async (): Promise<void> => {
    if (isStopped || isClaiming) return;
    isClaiming = true;
    try {
      // half of what may lie ready is waited for, so that each claim is worth its round trip
      for (let free = places(); mayBeMore && !isStopped && free > Math.floor(ahead / 2); free = places()) {
        mayBeMore = false;
        const claimed = await store.claimJobs(free, at(now()), at(now() + leaseMs));
        if (claimed.length === free) mayBeMore = true;
        ready.push(...claimed);
        takeReady();
      }
    } catch (error) {
      complain(error);
    } finally {
      isClaiming = false;
    }
  };

  /** others need not wait for the leases of what this process will not begin */
  const giveBack = async (): Promise<void> => {
    const left = ready.splice(0);
    await Promise.all(left.map(({ job, claim }) => store.changeJob(job.id, claim, { status: 'queued' }))).catch(
      complain,
    );
  };

  const wake = (): void => {
    mayBeMore = true;
    void pump();
  };

  // a waiting job that is due before the next poll is taken when it is due
  const lookAhead = async (): Promise<void> => {
    const next = await store.nextDueAt();
    if (next === null || isStopped) return;
    const inMs = Date.parse(next) - now();
    clearTimeout(due);
    if (inMs < pollMs) due = setTimeout(wake, Math.max(inMs, 0));
  };
  const poll = setInterval(() => {
    wake();
    lookAhead().catch(complain);
  }, pollMs);
  const lease = setInterval(() => {
    if (active.size + ready.length > 0) store.renewLease(claims(), at(now() + leaseMs)).catch(complain);
    store.reclaimJobs(at(now()), false).catch(complain);
  }, leaseMs / 3);
  const forgetListener = store.onJobsReady?.(wake);
  wake();

  return {
    wake,
    park() {
      parked += 1;
      takeReady();
      if (mayBeMore) void pump();
      let isParked = true;
      return () => {
        if (isParked) parked -= 1;
        isParked = false;
      };
    },
    async stop(drainMs = jobsDrainMs) {
      isStopped = true;
      forgetListener?.();
      clearInterval(poll);
      clearTimeout(due);
      await giveBack();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, drainMs);
      });
      await Promise.race([Promise.allSettled([...active.values()].map(({ run }) => run)), late]);
      clearTimeout(timer);
      clearInterval(lease);
    },
  };
}

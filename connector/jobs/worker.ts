import type { Log } from '../log.ts';
import type { ClaimedJob, Store } from '../store/store.ts';

export interface WorkerParts {
  store: Pick<Store, 'claimJobs' | 'reclaimJobs' | 'renewLease' | 'nextDueAt'> & {
    /** calls the listener after each commit that queued jobs; answers the removal */
    onJobsReady?: (listener: () => void) => () => void;
  };
  runJob: (claimed: ClaimedJob) => Promise<void>;
  /** milliseconds since the epoch */
  now: () => number;
  log: Log;
  /** jobs that run at once; default 50 */
  concurrency?: number;
  /** how long a claim holds without a renewal; default 30,000 ms */
  leaseMs?: number;
  /** how often jobs are looked for when nothing else wakes the worker; default 1,000 ms */
  pollMs?: number;
}

export interface Worker {
  /** jobs may be ready: look now and not at the next poll */
  wake(): void;
  /** takes no more jobs and resolves when those under way have ended, at the latest after `drainMs` */
  stop(drainMs?: number): Promise<void>;
}

/**
 * Starts taking jobs. Call `reclaimJobs(now, true)` before, where this is the only process on the store: what still runs there then
 * is left over from a process that died.
 */
export function startWorker(parts: WorkerParts): Worker {
  const { store, runJob, now, log, concurrency = 50, leaseMs = 30_000, pollMs = 1000 } = parts;
  const active = new Map<string, { claim: number; run: Promise<void> }>();
  let isStopped = false;
  let isClaiming = false;
  let mayBeMore = true;
  let due: NodeJS.Timeout | undefined;

  const at = (ms: number): string => new Date(ms).toISOString();
  const claims = () => [...active].map(([id, { claim }]) => ({ id, claim }));
  const complain = (error: unknown): void => {
    log.error('the store did not answer the worker', { error });
  };

  const take = (claimed: ClaimedJob): void => {
    const { id } = claimed.job;
    const run = runJob(claimed)
      .catch((error: unknown) => {
        log.error('a job was left to its lease', { job: id, error });
      })
      .finally(() => {
        active.delete(id);
        if (mayBeMore) void pump();
      });
    active.set(id, { claim: claimed.claim, run });
  };

  const pump = async (): Promise<void> => {
    if (isStopped || isClaiming) return;
    isClaiming = true;
    try {
      while (mayBeMore && !isStopped && active.size < concurrency) {
        mayBeMore = false;
        const free = concurrency - active.size;
        const claimed = await store.claimJobs(free, at(now()), at(now() + leaseMs));
        if (claimed.length === free) mayBeMore = true;
        claimed.forEach(take);
      }
    } catch (error) {
      complain(error);
    } finally {
      isClaiming = false;
    }
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
    if (active.size > 0) store.renewLease(claims(), at(now() + leaseMs)).catch(complain);
    store.reclaimJobs(at(now()), false).catch(complain);
  }, leaseMs / 3);
  const forgetListener = store.onJobsReady?.(wake);
  wake();

  return {
    wake,
    async stop(drainMs = 10_000) {
      isStopped = true;
      forgetListener?.();
      clearInterval(poll);
      clearTimeout(due);
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

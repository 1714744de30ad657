import type { Log } from '../log.ts';
import type { ClaimedJob, Store } from '../store/store.ts';

/** as many as one bulk call carries */
const maxParked = 1_000;

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
  const { store, runJob, now, log, concurrency = 50, leaseMs = 30_000, pollMs = 1000 } = parts;
  const active = new Map<string, Promise<void>>();
  let parked = 0;
  let isStopped = false;
  let isClaiming = false;
  let mayBeMore = true;
  let due: NodeJS.Timeout | undefined;

  const at = (ms: number): string => new Date(ms).toISOString();
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
    active.set(id, run);
  };

  const places = (): number => concurrency + Math.min(parked, maxParked) - active.size;

  const pump = async (): Promise<void> => {
    if (isStopped || isClaiming) return;
    isClaiming = true;
    try {
      for (let free = places(); mayBeMore && !isStopped && free > 0; free = places()) {
        mayBeMore = false;
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
    if (active.size > 0) store.renewLease([...active.keys()], at(now() + leaseMs)).catch(complain);
    store.reclaimJobs(at(now()), false).catch(complain);
  }, leaseMs / 3);
  const forgetListener = store.onJobsReady?.(wake);
  wake();

  return {
    wake,
    park() {
      parked += 1;
      if (mayBeMore) void pump();
      let isParked = true;
      return () => {
        if (isParked) parked -= 1;
        isParked = false;
      };
    },
    async stop(drainMs = 10_000) {
      isStopped = true;
      forgetListener?.();
      clearInterval(poll);
      clearTimeout(due);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, drainMs);
      });
      await Promise.race([Promise.allSettled([...active.values()]), late]);
      clearTimeout(timer);
      clearInterval(lease);
    },
  };
}

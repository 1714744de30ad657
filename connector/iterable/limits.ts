import type { Endpoint, RateLimit } from '../define.ts';

export interface Limiter {
  /**
   * Waits until one more call is within the limit and takes its place. Resolves to 0, or to the milliseconds still to
   * wait when that is longer than `maxWaitMs`; then no place is taken.
   */
  waitFor: (scope: string, endpoint: Endpoint, maxWaitMs: number) => Promise<number>;
  /** Waits as `waitFor` does, at most `maxWaitMs`, and takes no place. */
  waitForRoom: (scope: string, endpoint: Endpoint, maxWaitMs: number) => Promise<void>;
  /** No call before `waitMs` have passed: Iterable has answered 429. */
  penalise: (scope: string, endpoint: Endpoint, waitMs: number) => void;
  /** what is used now of each limit that is published or blocked */
  use: () => LimitUse[] | Promise<LimitUse[]>;
}

/** How much of one limit is taken. */
export interface LimitUse {
  /** region, or address of a sandbox */
  where: string;
  sharedBy: 'key' | 'project' | 'organisation';
  method: string;
  /** path template */
  path: string;
  /** calls within the period now */
  used: number;
  /** calls within the last minute, for limits of short periods */
  lastMinute: number;
  /** null where Iterable publishes none and only asked to wait */
  limit: { calls: number; perMs: number } | null;
  /** when Iterable lets calls through again after a 429, epoch milliseconds; null = now */
  blockedUntil: number | null;
}

const minuteMs = 60_000;

interface Bucket {
  scope: string;
  endpoint: Endpoint;
  kind: 'limit' | 'cap';
  /** when each token was taken, oldest first, from `first` on; a token returns one period later */
  taken: number[];
  first: number;
  blockedUntil: number;
  /** the newest instant that was seen */
  seenAt: number;
}

/**
 * A token bucket per scope (key, project or organisation) and endpoint. A token comes back one whole period after it was
 * taken, so no period of any phase ever carries more calls than Iterable publishes.
 * @param clock.now epoch milliseconds
 */
export function createLimiter(clock: { now: () => number; sleep: (ms: number) => Promise<void> }): Limiter {
  const kept = new Map<string, Bucket>();

  const bucketOf = (scope: string, endpoint: Endpoint, kind: 'limit' | 'cap'): Bucket => {
    const name = `${scope} ${endpoint.method} ${endpoint.path} ${kind}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const bucket = { scope, endpoint, kind, taken: [], first: 0, blockedUntil: 0, seenAt: clock.now() };
    // paths of custom requests are free text, so idle buckets must not pile up
    if (kept.size >= 10_000) dropIdle(kept, clock.now());
    kept.set(name, bucket);
    return bucket;
  };

  /** 0 once all have room, or what is still to wait when that goes beyond the deadline */
  const waitUntilFree = async (
    scope: string,
    endpoint: Endpoint,
    maxWaitMs: number,
    takes: boolean,
  ): Promise<number> => {
    const kinds = endpoint.cap === undefined ? (['limit'] as const) : (['limit', 'cap'] as const);
    const buckets = kinds.map((kind) => ({ limit: endpoint[kind], bucket: bucketOf(scope, endpoint, kind) }));
    const deadline = clock.now() + maxWaitMs;
    for (;;) {
      const now = clock.now();
      const waitMs = Math.max(...buckets.map(({ limit, bucket }) => waitOf(bucket, limit, now)));
      if (waitMs <= 0) {
        if (takes) for (const { limit, bucket } of buckets) if (limit !== undefined) bucket.taken.push(now);
        return 0;
      }
      if (now + waitMs > deadline) return waitMs;
      // others may have taken the place meanwhile, hence the loop
      await clock.sleep(waitMs);
    }
  };

  return {
    waitFor: (scope, endpoint, maxWaitMs) => waitUntilFree(scope, endpoint, maxWaitMs, true),
    waitForRoom: async (scope, endpoint, maxWaitMs) => void (await waitUntilFree(scope, endpoint, maxWaitMs, false)),
    penalise(scope, endpoint, waitMs) {
      const bucket = bucketOf(scope, endpoint, 'limit');
      followClock(bucket, clock.now());
      bucket.blockedUntil = Math.max(bucket.blockedUntil, clock.now() + waitMs);
    },
    use() {
      const now = clock.now();
      return [...kept.values()].flatMap((bucket) => {
        const { scope, endpoint, kind, taken, blockedUntil } = bucket;
        const { method, path } = endpoint;
        const limit = endpoint[kind];
        const isBlocked = blockedUntil > now;
        const takenWithin = (ms: number): number => taken.filter((at) => at > now - ms).length;
        if (takenWithin(Math.max(minuteMs, limit?.perMs ?? 0)) === 0 && !isBlocked) return [];
        return [
          {
            where: scope.split(' ')[0] ?? '',
            sharedBy: limit?.scope ?? 'key',
            method,
            path,
            used: takenWithin(limit?.perMs ?? 0),
            lastMinute: takenWithin(minuteMs),
            limit: limit === undefined ? null : { calls: limit.calls, perMs: limit.perMs },
            blockedUntil: isBlocked ? blockedUntil : null,
          },
        ];
      });
    },
  };
}

/** Where the clock was set back, what was before moves back with it: the same is still to wait, and no more. */
function followClock(bucket: Bucket, now: number): void {
  const setBackMs = bucket.seenAt - now;
  bucket.seenAt = now;
  if (setBackMs <= 0) return;
  bucket.taken = bucket.taken.map((at) => at - setBackMs);
  bucket.blockedUntil -= setBackMs;
}

function waitOf(bucket: Bucket, limit: RateLimit | undefined, now: number): number {
  followClock(bucket, now);
  const blockedMs = bucket.blockedUntil - now;
  if (limit === undefined) return blockedMs;
  while (bucket.first < bucket.taken.length && (bucket.taken[bucket.first] ?? 0) + limit.perMs <= now)
    bucket.first += 1;
  if (bucket.first > 4096) {
    bucket.taken.splice(0, bucket.first);
    bucket.first = 0;
  }
  const isFull = bucket.taken.length - bucket.first >= limit.calls;
  const freeMs = isFull ? (bucket.taken[bucket.taken.length - limit.calls] ?? now) + limit.perMs - now : 0;
  return Math.max(blockedMs, freeMs);
}

function dropIdle(buckets: Map<string, Bucket>, now: number): void {
  for (const [name, { taken, blockedUntil }] of buckets) {
    // a day is the longest period that Iterable publishes
    if (blockedUntil <= now && (taken.at(-1) ?? 0) < now - 86_400_000) buckets.delete(name);
  }
}

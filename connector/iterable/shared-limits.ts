import type { Endpoint } from '../define.ts';
import type { Log } from '../log.ts';
import type { CallLimits, LimitBucket } from '../store/share.ts';
import type { Limiter, LimitUse } from './limits.ts';

type About = Pick<LimitUse, 'where' | 'sharedBy' | 'method' | 'path' | 'limit'>;

/** One bucket per scope, endpoint and kind of limit; the scope carries a hash of the key, never the key. */
function bucketOf(scope: string, endpoint: Endpoint, kind: 'limit' | 'cap'): LimitBucket {
  const limit = endpoint[kind];
  const { method, path } = endpoint;
  const shown = limit === undefined ? null : { calls: limit.calls, perMs: limit.perMs };
  const about: About = {
    where: scope.split(' ')[0] ?? '',
    sharedBy: limit?.scope ?? 'key',
    method,
    path,
    limit: shown,
  };
  return { name: `${scope} ${method} ${path} ${kind}`, about: JSON.stringify(about), limit: shown };
}

/**
 * The limits of Iterable, counted over all processes. While the store does not answer, each process counts for itself: a call whose intent is recorded
 * may then exceed a limit, which Iterable answers with 429, and is not lost.
 * @param parts.local counts what this process sends
 */
export function createSharedLimiter(parts: {
  limits: CallLimits;
  local: Limiter;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  log: Pick<Log, 'warn'>;
}): Limiter {
  const { limits, local, now, sleep, log } = parts;
  const complain = (error: unknown): void => log.warn('limits are counted in this process alone', { error });

  type Ask = (bucket: LimitBucket) => Promise<number>;
  const waitForOne = async (ask: Ask, bucket: LimitBucket, deadline: number): Promise<number> => {
    for (;;) {
      const waitMs = await ask(bucket);
      if (waitMs === 0) return 0;
      if (now() + waitMs > deadline) return waitMs;
      await sleep(waitMs);
    }
  };

  const waitForAll = async (ask: Ask, scope: string, endpoint: Endpoint, deadline: number): Promise<number> => {
    // the long period first: a place in the short one would be over before the long one has room
    for (const kind of endpoint.cap === undefined ? (['limit'] as const) : (['cap', 'limit'] as const)) {
      const waitMs = await waitForOne(ask, bucketOf(scope, endpoint, kind), deadline);
      if (waitMs > 0) return waitMs;
    }
    return 0;
  };

  return {
    async waitFor(scope, endpoint, maxWaitMs) {
      const deadline = now() + maxWaitMs;
      try {
        return await waitForAll(limits.take, scope, endpoint, deadline);
      } catch (error) {
        complain(error);
        return local.waitFor(scope, endpoint, Math.max(deadline - now(), 0));
      }
    },
    async waitForRoom(scope, endpoint, maxWaitMs) {
      const deadline = now() + maxWaitMs;
      try {
        await waitForAll(limits.room, scope, endpoint, deadline);
      } catch (error) {
        complain(error);
        await local.waitForRoom(scope, endpoint, Math.max(deadline - now(), 0));
      }
    },
    penalise(scope, endpoint, waitMs) {
      local.penalise(scope, endpoint, waitMs);
      limits.block(bucketOf(scope, endpoint, 'limit'), waitMs).catch(complain);
    },
    async use() {
      const uses = await limits.use();
      const at = now();
      return uses
        .filter(({ used, lastMinute, blockedUntil }) => used > 0 || lastMinute > 0 || blockedUntil > at)
        .map(({ about, blockedUntil, used, lastMinute }) => ({
          ...(JSON.parse(about) as About),
          used,
          lastMinute: Math.max(lastMinute, used),
          blockedUntil: blockedUntil > at ? blockedUntil : null,
        }));
    },
  };
}

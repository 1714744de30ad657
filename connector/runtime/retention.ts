import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';

const everyMs = 60 * 60 * 1000;
const leaseMs = 10 * 60 * 1000;

/** Removes once an hour what is older than the settings allow, in one process at a time; the first time a minute after the start. */
export function startRetention(parts: {
  store: Pick<Store, 'expire' | 'acquireLease' | 'releaseLease'>;
  keepMs: Config['keepMs'];
  now: () => number;
  log: Log;
}): { stop: () => void } {
  const { store, keepMs, now, log } = parts;
  const before = (ms: number): string => new Date(now() - ms).toISOString();
  const expireAlone = async (): Promise<void> => {
    const fence = await store.acquireLease('retention', before(0), before(-leaseMs));
    if (fence === null) return;
    try {
      const count = await store.expire({
        events: before(keepMs.events),
        jobs: before(keepMs.jobs),
        rejectedCalls: before(keepMs.rejectedCalls),
      });
      log.info('old rows were removed', { count });
    } finally {
      await store.releaseLease('retention', fence);
    }
  };
  const expire = (): void => {
    expireAlone().catch((error: unknown) => log.error('old rows could not be removed', { error }));
  };
  const first = setTimeout(expire, 60_000).unref();
  const hourly = setInterval(expire, everyMs).unref();
  return {
    stop() {
      clearTimeout(first);
      clearInterval(hourly);
    },
  };
}

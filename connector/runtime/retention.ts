import type { Config } from '../config.ts';
import type { RowFiles } from '../jobs/row-files.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';

const everyMs = 60 * 60 * 1000;
const leaseMs = 10 * 60 * 1000;
const dayMs = 24 * everyMs;

/** Removes once an hour what is older than the settings allow, in one process at a time; the first time a minute after the start. */
export function startRetention(parts: {
  store: Pick<Store, 'expire' | 'expireOf' | 'listConnections' | 'acquireLease' | 'releaseLease'>;
  rowFiles: Pick<RowFiles, 'removeOld'>;
  keepMs: Config['keepMs'];
  now: () => number;
  log: Log;
}): { stop: () => void } {
  const { store, rowFiles, keepMs, now, log } = parts;
  const before = (ms: number): string => new Date(now() - ms).toISOString();
  const expireAll = async (): Promise<number> => {
    let count = await store.expire({
      events: before(keepMs.events),
      jobs: before(keepMs.jobs),
      rejectedCalls: before(keepMs.rejectedCalls),
    });
    for (const { id, keepDays } of await store.listConnections()) {
      const { events, jobs } = keepDays ?? {};
      count += await store.expireOf(id, {
        ...(events === undefined ? {} : { events: before(events * dayMs) }),
        ...(jobs === undefined ? {} : { jobs: before(jobs * dayMs) }),
      });
    }
    return count;
  };
  const expireAlone = async (): Promise<void> => {
    const fence = await store.acquireLease('retention', before(0), before(-leaseMs));
    if (fence === null) return;
    try {
      log.info('old rows were removed', { count: await expireAll() });
    } finally {
      await store.releaseLease('retention', fence);
    }
  };
  const expire = (): void => {
    expireAlone().catch((error: unknown) => log.error('old rows could not be removed', { error }));
    rowFiles.removeOld(now() - keepMs.jobs).catch((error: unknown) => {
      log.error('old files of rows could not be removed', { error });
    });
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

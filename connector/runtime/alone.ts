import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';

/** Work that one process at a time does, by the name of the work. */
export interface Alone {
  /** waits until no other process is at it, then does it; where this process stops meanwhile, it is left to the others */
  run(name: string, work: () => Promise<void>): Promise<void>;
  stop(): void;
}

/** Where one process is on the store, each work is done at once. */
export const aloneAnyway: Alone = { run: (_, work) => work(), stop: () => undefined };

const leaseMs = 6_000;
const askAgainMs = 500;

/**
 * Turns by leases of the store: a process that dies loses its own within seconds. One that is paused for longer may go on beside the next,
 * so the work must bear being done twice.
 * @param parts.now by the clock that the processes have in common
 */
export function createAlone(parts: {
  store: Pick<Store, 'acquireLease' | 'extendLease' | 'releaseLease'>;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  log: Pick<Log, 'warn'>;
}): Alone {
  const { store, now, sleep, log } = parts;
  const at = (ms: number): string => new Date(ms).toISOString();
  let isStopped = false;
  return {
    async run(name, work) {
      const lease = `alone.${name}`;
      const acquire = (): Promise<number | null> => store.acquireLease(lease, at(now()), at(now() + leaseMs));
      let fence = await acquire();
      while (fence === null) {
        await sleep(askAgainMs);
        if (isStopped) return;
        fence = await acquire();
      }
      const held = fence;
      const complain = (error: unknown): void => log.warn(`the lease ${lease} could not be kept`, { error });
      const renew = setInterval(() => {
        store.extendLease(lease, held, at(now() + leaseMs)).catch(complain);
      }, leaseMs / 3).unref();
      try {
        await work();
      } finally {
        clearInterval(renew);
        await store.releaseLease(lease, held).catch(complain);
      }
    },
    stop() {
      isStopped = true;
    },
  };
}

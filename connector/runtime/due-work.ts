import type { Log } from '../log.ts';
import type { Alone } from './alone.ts';

export interface DueWorkParts {
  /** of the work, in the log and among the processes on the store */
  name: string;
  alone: Alone;
  /** works until nothing is due; asks `goesOn` before each look into the store */
  drain: (goesOn: () => boolean) => Promise<void>;
  /** epoch milliseconds of what is due next, null = nothing; left out, the store is looked into every `lookMs` */
  nextDueMs?: () => Promise<number | null>;
  now: () => number;
  /** what other processes put there is seen after this time at the latest */
  lookMs: number;
  log: Pick<Log, 'error'>;
}

/** Work that lies in the store until its time comes, done by one process at a time. */
export interface DueWork {
  /** something may be due now */
  wake(): void;
  /** works until nothing is due; for tests and for the end of an import */
  settle(): Promise<void>;
  /** resolves when what is under way has ended */
  stop(): Promise<void>;
  isStopped(): boolean;
}

export function createDueWork({ name, alone, drain, nextDueMs, now, lookMs, log }: DueWorkParts): DueWork {
  let running: Promise<void> | null = null;
  let isAsked = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const goesOn = (): boolean => {
    isAsked = false;
    return !isStopped;
  };
  const work = async (): Promise<void> => {
    let waitMs = lookMs;
    try {
      await alone.run(name, () => drain(goesOn));
      const next = await nextDueMs?.();
      if (typeof next === 'number') waitMs = Math.min(Math.max(0, next - now()), lookMs);
    } catch (error) {
      // who woke it meanwhile waits as well: a store that is away would be asked without a pause
      isAsked = false;
      log.error(`${name} could not be worked on`, { error });
    }
    running = null;
    if (isAsked) wake();
    else if (!isStopped) timer = setTimeout(wake, waitMs).unref();
  };

  function wake(): void {
    isAsked = true;
    if (isStopped || running !== null) return;
    clearTimeout(timer);
    running = work();
  }

  return {
    wake,
    async settle() {
      do {
        wake();
        await running;
      } while (isAsked && !isStopped);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
    isStopped: () => isStopped,
  };
}

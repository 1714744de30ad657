import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

import { ConnectorError } from '../../../errors/connector-error.ts';
import { isLostRace, isMediumFault, storeError } from './store-error.ts';

interface Waiting<In, Out> {
  item: In;
  resolve: (out: Out) => void;
  reject: (error: unknown) => void;
}

const maxRaces = 20;
// a lock or a busy disk keeps a statement waiting too: only a database that does not answer a question beside it is away
const probe = { afterMs: 250, withinMs: 500, everyMs: 250 };
const silence = new Error('timeout: the database does not answer');

/** Runs again what lost against another transaction; each time after a longer, random pause. */
export async function retryRaces<T>(work: () => Promise<T>, random: () => number): Promise<T> {
  for (let race = 1; ; race += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isLostRace(error) || race >= maxRaces) throw error;
      await sleep(random() * Math.min(race * 5, 50));
    }
  }
}

export interface BatchOptions<In, Out> {
  /** one statement for all of them; answers in their order. Either all are written or none */
  run: (items: readonly In[]) => Promise<readonly Out[]>;
  /** two items that share a key are not run together */
  keysOf: (item: In) => readonly string[];
  sizeOf?: (item: In) => number;
  random: () => number;
  /**
   * Asks the database for a sign of life. Given, nobody waits for one that is away: after a fault of it, or a silence, all are refused at once until it
   * answers again. What was on its way in a silence is refused too and may have been written
   */
  probe?: () => Promise<unknown>;
}

/** Gathers what is asked for while the last statement is on its way, and runs it as one: the group commit of one process. */
export interface Batches<In, Out> {
  add(item: In): Promise<Out>;
  /** runs what is queued, then takes no more */
  close(): Promise<void>;
}

const mostItems = 1_000;
const mostSize = 8 * 1024 * 1024;

export function createBatches<In, Out>({
  run,
  keysOf,
  sizeOf,
  random,
  ...given
}: BatchOptions<In, Out>): Batches<In, Out> {
  let queue: Waiting<In, Out>[] = [];
  let running: Promise<void> | null = null;
  let isClosed = false;
  let isAway = false;

  const answersProbe = async (): Promise<boolean> => {
    // after a pause of this process the answer lies unread when the time is over: it has one turn more
    const late = sleep(probe.withinMs, undefined, { ref: false }).then(() => nextTurn(false));
    return Promise.race([given.probe?.().then(() => true) ?? true, late]).catch(() => false);
  };
  // of the batch that is on its way: counts them, and lets one go
  let turn = 0;
  let leave: (reason: Error) => void = () => undefined;
  let isWatching = false;
  const watchForSilence = async (): Promise<void> => {
    if (isWatching || given.probe === undefined) return;
    isWatching = true;
    while (running !== null) {
      const seen = turn;
      await sleep(probe.afterMs, undefined, { ref: false });
      const isStill = (): boolean => running !== null && turn === seen;
      if (isStill() && !(await answersProbe()) && isStill()) leave(silence);
    }
    isWatching = false;
  };
  const refuseUntilBack = async (): Promise<void> => {
    isAway = true;
    for (const { reject } of queue.splice(0)) reject(new ConnectorError('ITC_STORE_UNAVAILABLE'));
    do await sleep(probe.everyMs, undefined, { ref: false });
    while (!isClosed && !(await answersProbe()));
    isAway = false;
  };

  const takeBatch = (): Waiting<In, Out>[] => {
    const batch: Waiting<In, Out>[] = [];
    const left: Waiting<In, Out>[] = [];
    const keys = new Set<string>();
    let size = 0;
    for (const waiting of queue) {
      const own = keysOf(waiting.item);
      const isFull = batch.length >= mostItems || (size > 0 && size >= mostSize);
      if (isFull || own.some((key) => keys.has(key))) left.push(waiting);
      else {
        batch.push(waiting);
        size += sizeOf?.(waiting.item) ?? 0;
      }
      for (const key of own) keys.add(key);
    }
    queue = left;
    return batch;
  };

  const runAll = async (batch: readonly Waiting<In, Out>[]): Promise<void> => {
    turn += 1;
    const left = new Promise<never>((_resolve, reject) => {
      leave = reject;
    });
    const outs = await Promise.race([retryRaces(() => run(batch.map(({ item }) => item)), random), left]);
    batch.forEach(({ resolve }, index) => resolve(outs[index] as Out));
  };

  const runBatch = async (batch: readonly Waiting<In, Out>[]): Promise<void> => {
    try {
      await runAll(batch);
    } catch (error) {
      // a fault of the database hits all; trying each would wait for it once per item
      if (batch.length > 1 && !isMediumFault(error)) {
        for (const waiting of batch) await runBatch([waiting]);
        return;
      }
      for (const { reject } of batch) reject(storeError(error));
      // a connection that broke is no database that is away
      if (error === silence || (isMediumFault(error) && !(await answersProbe()))) void refuseUntilBack();
    }
  };

  const drain = async (): Promise<void> => {
    // one turn, so that the calls that were read together are written together
    await nextTurn();
    while (queue.length > 0) await runBatch(takeBatch());
    running = null;
  };

  return {
    add(item) {
      if (isClosed) return Promise.reject(new ConnectorError('ITC_STORE_UNAVAILABLE', 'The store is closed.'));
      if (isAway) return Promise.reject(new ConnectorError('ITC_STORE_UNAVAILABLE'));
      return new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        running ??= drain();
        void watchForSilence();
      });
    },
    async close() {
      isClosed = true;
      await running;
    },
  };
}

import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Database } from 'better-sqlite3';

import { ConnectorError } from '../../../errors/connector-error.ts';
import { isMediumFault, storeError } from './store-error.ts';

// bounds how long one commit keeps the event loop: about 30 ms at the measured rate
const maxWritesPerCommit = 1000;

interface QueuedWrite {
  run: () => unknown;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

type Settled = { write: QueuedWrite; value: unknown } | { write: QueuedWrite; error: unknown };

/**
 * Puts the writes that arrive together into one transaction, and writes the next one into the log while the last is on its way to the
 * disk. The event loop goes on in the meantime: measured at 50 clients, waiting for the disk inside COMMIT was half of the cost of a
 * webhook (docs/decisions/0006).
 */
export interface GroupCommit {
  /** resolves when the write is on disk. `run` touches nothing but the database, for it is run again when a neighbour fails */
  write<T>(run: () => T): Promise<T>;
  /** puts on disk what is queued, then takes no more */
  close(): Promise<void>;
}

/** What happens around the transactions of a group. */
export interface GroupListener {
  /** at the end of a transaction, and part of it */
  beforeCommit?(): void;
  /** nothing of the transaction is left */
  afterRollback?(): void;
  /** told the number of writes that are on disk, before their promises go on */
  onDisk(writes: number): void;
}

export function createGroupCommit(db: Database, sync: () => Promise<void>, listener: GroupListener): GroupCommit {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const queue: QueuedWrite[] = [];
  let isGathering = false;
  let isSyncing = false;
  /** in the log, and waits for the sync that runs: that one began before it and does not cover it */
  let committed: Settled[] | null = null;
  let refusal: ConnectorError | null = null;
  let isClosing = false;
  let idle: (() => void) | null = null;

  /** answers one value per write, or throws with nothing written */
  const runAll = (writes: readonly QueuedWrite[]): unknown[] => {
    try {
      begin.run();
      const values = writes.map(({ run }) => run());
      listener.beforeCommit?.();
      commit.run();
      return values;
    } catch (error) {
      // some faults (disk full) have rolled back already
      if (db.inTransaction) rollback.run();
      listener.afterRollback?.();
      throw error;
    }
  };

  const runEach = (writes: readonly QueuedWrite[]): Settled[] =>
    writes.map((write) => {
      try {
        return { write, value: runAll([write])[0] };
      } catch (error) {
        return { write, error: storeError(error) };
      }
    });

  const commitGroup = (writes: readonly QueuedWrite[]): Settled[] => {
    try {
      return runAll(writes).map((value, index) => ({ write: writes[index] as QueuedWrite, value }));
    } catch (error) {
      // a fault of the medium hits all; trying each would wait for a lock or a full disk once per write
      if (writes.length > 1 && !isMediumFault(error)) return runEach(writes);
      return writes.map((write) => ({ write, error: storeError(error) }));
    }
  };

  /** after a failed sync nobody knows what is on disk, and a later one may succeed without the lost pages */
  const breakDown = (cause: unknown): ConnectorError => {
    isClosing = false;
    refusal = new ConnectorError('ITC_STORE_UNAVAILABLE', 'The disk did not take a write; nothing more is written.', {
      hint: 'Check the disk, then restart: what was answered with success is on disk.',
      cause,
    });
    return refusal;
  };

  const settle = (group: readonly Settled[]): void => {
    listener.onDisk(group.length);
    for (const result of group) {
      if ('error' in result) result.write.reject(result.error);
      else result.write.resolve(result.value);
    }
  };

  const putOnDisk = (group: readonly Settled[]): void => {
    isSyncing = true;
    sync().then(
      () => {
        isSyncing = false;
        const next = committed;
        committed = null;
        if (next !== null) putOnDisk(next);
        settle(group);
        gather();
      },
      (cause: unknown) => {
        isSyncing = false;
        const error = breakDown(cause);
        for (const { write } of [...group, ...(committed ?? [])]) write.reject(error);
        committed = null;
        gather();
      },
    );
  };

  /** one turn, so that the calls that were read together are written together; while the disk is busy anyway, until a turn brings no more */
  const untilGathered = async (): Promise<void> => {
    let seen;
    do {
      seen = queue.length;
      await nextTurn();
    } while (isSyncing && queue.length > seen);
  };

  const gather = (): void => {
    if (isGathering || committed !== null) return;
    if (queue.length === 0) {
      if (!isSyncing) idle?.();
      return;
    }
    isGathering = true;
    void untilGathered().then(() => {
      isGathering = false;
      if (refusal !== null && !isClosing) {
        for (const { reject } of queue.splice(0)) reject(refusal);
      } else {
        const group = commitGroup(queue.splice(0, maxWritesPerCommit));
        if (isSyncing) committed = group;
        else putOnDisk(group);
      }
      gather();
    });
  };

  return {
    write<T>(run: () => T) {
      if (refusal !== null) return Promise.reject(refusal);
      return new Promise<T>((resolve, reject) => {
        queue.push({ run, resolve: resolve as (value: unknown) => void, reject });
        gather();
      });
    },
    async close() {
      isClosing = refusal === null;
      refusal ??= new ConnectorError('ITC_STORE_UNAVAILABLE', 'The store is closed.');
      await new Promise<void>((resolve) => {
        idle = resolve;
        gather();
      });
    },
  };
}

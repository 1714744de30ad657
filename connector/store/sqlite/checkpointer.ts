import { Worker } from 'node:worker_threads';

// about 16 MB of log at 2 KB a webhook
const writesPerCheckpoint = 5_000;

/** Moves the write-ahead log into the database file on a thread of its own. */
export interface Checkpointer {
  /** counts writes that were committed and starts a checkpoint when enough came together */
  committed(writes: number): void;
  close(): Promise<void>;
}

/**
 * A checkpoint in the writer's thread stops it for the time that 16 MB need to reach the disk: measured under load, the slowest
 * hundredth of the webhooks waited 30 ms with it and 17 ms without. The thread starts with the first checkpoint.
 */
export function createCheckpointer(file: string): Checkpointer {
  let thread: Worker | null = null;
  let written = 0;
  let isBusy = false;

  const start = (): Worker => {
    const worker = new Worker(new URL('./checkpoint-thread.js', import.meta.url), { workerData: file, execArgv: [] });
    worker.unref();
    worker.on('message', () => {
      isBusy = false;
    });
    // without the thread SQLite's own checkpoint goes on doing the work
    worker.on('error', () => {
      thread = null;
      isBusy = false;
    });
    return worker;
  };

  return {
    committed(writes) {
      written += writes;
      if (written < writesPerCheckpoint || isBusy) return;
      written = 0;
      isBusy = true;
      thread ??= start();
      thread.postMessage('checkpoint');
    },
    async close() {
      await thread?.terminate();
      thread = null;
    },
  };
}

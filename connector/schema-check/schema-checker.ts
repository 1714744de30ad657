import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { SchemaFault } from '../../schemas/validate/compile-schema.ts';
import type { CheckAnswer, CheckTask } from './check-thread.ts';

export interface SchemaCheckerSettings {
  /** for one task, compiling included; default 1,000 ms */
  timeoutMs?: number;
  /** heap of the thread; default 64 MiB */
  heapMb?: number;
  /** tasks that may wait for the thread; default 20 */
  maxWaiting?: number;
}

/** Compiles and runs JSON Schemas of users in a thread of its own, bounded in time and memory. */
export interface SchemaChecker {
  /**
   * The faults of each value against the schema.
   * @param limitMs for this check, instead of `timeoutMs`
   * @throws ConnectorError ITC_SCHEMA_INVALID for a schema that is not allowed, ITC_SCHEMA_TOO_SLOW when time or memory ran out or
   * too many checks wait
   */
  check(schema: unknown, values: readonly unknown[], limitMs?: number): Promise<SchemaFault[][]>;
  close(): Promise<void>;
}

const startMs = 30_000;

function startThread(heapMb: number): Worker {
  // the compiled tree has no source-thread.js and needs none
  const file = import.meta.url.endsWith('.ts') ? './source-thread.js' : './check-thread.js';
  return new Worker(new URL(file, import.meta.url), {
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  });
}

const noCodeFlag = '--disallow-code-generation-from-strings';

/**
 * ajv compiles schemas to code. Where the process forbids that, only the context of the new thread is let do it: a context takes the flag when
 * it is made, so those that exist stay as they are. Answers the way back.
 */
function allowCompiling(): () => void {
  if (!process.execArgv.includes(noCodeFlag)) return () => undefined;
  setFlagsFromString(`--no-${noCodeFlag.slice(2)}`);
  return () => setFlagsFromString(noCodeFlag);
}

const tooSlow = (message?: string): ConnectorError => new ConnectorError('ITC_SCHEMA_TOO_SLOW', message);

/** The first thing the thread says next; rejects with ITC_SCHEMA_TOO_SLOW when it stays silent or ran out of memory. */
function hear<T>(thread: Worker, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      thread.off('message', heard).off('error', failed).off('exit', ended);
      act();
    };
    const timer = setTimeout(() => {
      settle(() => reject(tooSlow(`The check took longer than ${String(timeoutMs)} ms and was stopped.`)));
    }, timeoutMs);
    const heard = (answer: T): void => settle(() => resolve(answer));
    const failed = (cause: { code?: string }): void => {
      const error =
        cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? tooSlow('The check needed too much memory and was stopped.')
          : new ConnectorError('ITC_INTERNAL', 'The thread for schema checks failed.', { cause });
      settle(() => reject(error));
    };
    const ended = (): void => settle(() => reject(new ConnectorError('ITC_INTERNAL', 'The thread has ended.')));
    thread.on('message', heard).on('error', failed).on('exit', ended);
  });
}

/** Makes a checker; the thread starts with the first check and again after one that was stopped. */
export function createSchemaChecker(settings: SchemaCheckerSettings = {}): SchemaChecker {
  const { timeoutMs = 1_000, heapMb = 64, maxWaiting = 20 } = settings;
  let thread: Promise<Worker> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const start = async (): Promise<Worker> => {
    const restore = allowCompiling();
    const fresh = startThread(heapMb);
    // what a thread that is being stopped still reports must not bring the process down
    fresh.on('error', () => undefined);
    try {
      await hear(fresh, startMs);
    } finally {
      restore();
    }
    fresh.unref();
    return fresh;
  };
  const stop = async (): Promise<void> => {
    const old = thread;
    thread = null;
    await (await old?.catch(() => undefined))?.terminate();
  };

  const run = async (task: CheckTask, limitMs: number): Promise<SchemaFault[][]> => {
    try {
      // time counts from when the thread is up: a slow start is no fault of the schema
      const running = await (thread ??= start());
      const answer = hear<CheckAnswer>(running, limitMs);
      running.postMessage(task);
      const found = await answer;
      if ('faults' in found) return found.faults;
      const { code, message, ...rest } = found.error;
      throw new ConnectorError(code, message, rest);
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.code !== 'ITC_SCHEMA_INVALID') await stop();
      throw error;
    }
  };

  return {
    check(schema, values, limitMs = timeoutMs) {
      if (waiting >= maxWaiting) return Promise.reject(tooSlow('Too many schema checks are waiting.'));
      waiting++;
      const result = last.then(() => run({ schema, values }, limitMs)).finally(() => waiting--);
      last = result.catch(() => undefined);
      return result;
    },
    async close() {
      await last;
      await stop();
    },
  };
}

import type { Database } from 'better-sqlite3';

import type { IterableClient } from '../../connector/iterable/client.ts';
import type { RawAnswer } from '../../connector/iterable/raw-answer.ts';
import type { Faults } from '../../connector/runtime/runtime.ts';
import type { SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import type { StepRecord } from '../../connector/store/store.ts';
import type { WalSync } from '../../connector/store/sqlite/wal-sync.ts';
import { storeWrites } from './failpoints.ts';
import { InjectedFault, type FaultEngine } from './fault-engine.ts';

/** What of the built connector the faults need, since a process has one copy of it. */
export interface BuiltParts {
  createWalSync: (file: string) => WalSync;
  /** what the store throws when its medium fails */
  storeUnavailable: () => Error;
}

/** Shorter than usual, so that a pause can outlast them; milliseconds. */
export interface ShortTimes {
  leaseMs?: number;
  callTimeoutMs?: number;
}

/** `insert steps` of `insert into "steps" …`; null for a statement that changes nothing */
function nameOf(sql: string): string | null {
  const found = /^\s*(begin|commit)\b|^\s*(insert into|update|delete from)\s+"(\w+)"/i.exec(sql);
  if (found === null) return null;
  const [, plain, verb, table] = found;
  return plain?.toLowerCase() ?? `${(verb ?? '').split(' ')[0]?.toLowerCase() ?? ''} ${table ?? ''}`;
}

/** As SQLite reports a disk that refuses. */
const diskFault = (): Error =>
  Object.assign(new Error('disk I/O error'), { name: 'SqliteError', code: 'SQLITE_IOERR' });

function withStatementFaults(db: Database, engine: FaultEngine): Database {
  const pass = (point: string): void => {
    try {
      engine.passSync(point);
    } catch (error) {
      throw error instanceof InjectedFault ? diskFault() : error;
    }
  };
  const prepare = db.prepare.bind(db) as (sql: string) => ReturnType<Database['prepare']>;
  db.prepare = ((sql: string) => {
    const statement = prepare(sql);
    const name = nameOf(sql);
    if (name === null) return statement;
    for (const way of ['run', 'get', 'all'] as const) {
      const plain = statement[way].bind(statement) as (...given: unknown[]) => never;
      statement[way] = (...given: unknown[]) => {
        pass(`sql.${name}.before`);
        const answer = plain(...given);
        pass(`sql.${name}.after`);
        return answer;
      };
    }
    return statement;
  }) as Database['prepare'];
  return db;
}

/** What a recording says of a job, for the oracle: path, attempt and outcome of each step, and under which claim. */
const described = (given: unknown[]): string =>
  Array.isArray(given[0])
    ? (given[0] as Partial<StepRecord>[])
        .flatMap(({ jobId, path, attempt, outcome }) =>
          path === undefined
            ? []
            : [`${String(jobId)}/${path}#${String(attempt)}=${outcome ?? 'intent'}@${String(given[1])}`],
        )
        .join(' ')
    : '';

function withStoreFaults(store: SqliteStore, engine: FaultEngine, built: BuiltParts): SqliteStore {
  const pass = async (point: string, detail: string): Promise<void> => {
    try {
      await engine.pass(point, detail);
    } catch (error) {
      throw error instanceof InjectedFault ? built.storeUnavailable() : error;
    }
  };
  const wrapped: Record<string, unknown> = { ...store };
  for (const name of storeWrites) {
    const plain = store[name] as (...given: unknown[]) => Promise<unknown>;
    wrapped[name] = async (...given: unknown[]) => {
      const detail = name === 'recordSteps' ? described(given) : '';
      await pass(`store.${name}.before`, detail);
      const answer = await plain(...given);
      await pass(`store.${name}.after`, detail);
      return answer;
    };
  }
  return wrapped as unknown as SqliteStore;
}

// of the client
const usualTimeoutMs = 30_000;
const timerSlackMs = 5;

const broken = (phase: 'not_sent' | 'no_answer'): RawAnswer => ({
  status: null,
  headers: {},
  text: '',
  body: undefined,
  failure: { phase, reason: 'an injected fault' },
  waitMs: null,
  exchange: null,
});

/** Says of a call whether its answer was waited for in vain, by the clock and not by what the client says. */
function withCallFaults(client: IterableClient, engine: FaultEngine, callTimeoutMs?: number): IterableClient {
  const passes = async (point: string, detail: string): Promise<boolean> => {
    try {
      await engine.pass(point, detail);
      return true;
    } catch (error) {
      if (error instanceof InjectedFault) return false;
      throw error;
    }
  };
  return {
    ...client,
    async call(connection, endpoint, parts, options) {
      const detail = `${endpoint.method} ${endpoint.path}`;
      if (!(await passes('iterable.call.before', detail))) return broken('not_sent');
      const timeoutMs = options?.timeoutMs ?? callTimeoutMs ?? endpoint.timeoutMs ?? usualTimeoutMs;
      const sinceMs = performance.now();
      const answer = await client.call(connection, endpoint, parts, { ...options, timeoutMs });
      const isLate = answer.failure?.phase === 'no_answer' && performance.now() - sinceMs > timeoutMs - timerSlackMs;
      return (await passes('iterable.call.after', isLate ? `${detail} late` : detail)) ? answer : broken('no_answer');
    },
  };
}

/** Puts the failpoints around the disk, the store and the way to Iterable. */
export function putFaults(engine: FaultEngine, built: BuiltParts, { leaseMs, callTimeoutMs }: ShortTimes = {}): Faults {
  return {
    ...(leaseMs === undefined ? {} : { leaseMs }),
    disk: {
      wrapDatabase: (db) => withStatementFaults(db, engine),
      openLog(file) {
        const log = built.createWalSync(file);
        return {
          ...log,
          async sync() {
            await engine.pass('log.sync.before');
            await log.sync();
            await engine.pass('log.sync.after');
          },
        };
      },
    },
    store: (store) => withStoreFaults(store, engine, built),
    client: (client) => withCallFaults(client, engine, callTimeoutMs),
  };
}

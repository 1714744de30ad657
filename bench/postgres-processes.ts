import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { createLog } from '../connector/log.ts';
import { openPostgresStore } from '../connector/store/postgres/open-postgres-store.ts';
import type { TestServer } from '../test/postgres/test-server.ts';
import { saveRecipe } from './postgres-events.ts';
import type { Order, Told } from './postgres-process.ts';
import { processFigures } from './process-figures.ts';

/** Of so many processes: rates, and the time on a processor of all of them and of the database. */
export interface ProcessesRound {
  acksPerSecond: number;
  ackCpuUs: number;
  ackDatabaseUs: number;
  jobsPerSecond: number;
  jobCpuUs: number;
  jobDatabaseUs: number;
}

async function start(url: string): Promise<ChildProcess> {
  const loader = new URL('./plain-types.js', import.meta.url).href;
  const child = fork(fileURLToPath(new URL('./postgres-process.ts', import.meta.url)), [url], {
    execArgv: ['--import', loader],
  });
  await once(child, 'message');
  return child;
}

const sum = (all: Iterable<Told>, of: 'count' | 'cpuMs'): number => [...all].reduce((total, one) => total + one[of], 0);

/** So many processes store events with one job each for `seconds`, then end all of their jobs, each after a call of `callMs`. */
export async function measureProcesses(
  server: TestServer,
  processes: number,
  seconds: number,
  callMs: number,
): Promise<ProcessesRound> {
  const url = await server.newDatabase();
  const store = await openPostgresStore({ url, now: Date.now, random: Math.random, log: createLog('silent') });
  const { id, name } = await saveRecipe(store);
  const children = await Promise.all(Array.from({ length: processes }, () => start(url)));
  const order = (given: Order): void => {
    for (const child of children) child.send(given);
  };
  // the connections of the processes are held, so that what their servers used is not lost with them
  const databaseMs = (): number => processFigures(server.pid).cpuMs;
  try {
    let before = databaseMs();
    let began = performance.now();
    order({ do: 'store', recipe: { id, name }, seconds });
    const stored = await Promise.all(children.map(async (child) => ((await once(child, 'message')) as [Told])[0]));
    const storedMs = performance.now() - began;
    const acked = sum(stored, 'count');
    const ackDatabaseMs = databaseMs() - before;

    before = databaseMs();
    began = performance.now();
    const worked = new Map<ChildProcess, Told>();
    const ended = new Promise<void>((resolve) => {
      for (const child of children) {
        child.on('message', (told: Told) => {
          worked.set(child, told);
          if (sum(worked.values(), 'count') === acked) resolve();
        });
      }
    });
    order({ do: 'work', callMs });
    await ended;
    const workedMs = performance.now() - began;
    return {
      acksPerSecond: acked / (storedMs / 1_000),
      ackCpuUs: (sum(stored, 'cpuMs') * 1_000) / acked,
      ackDatabaseUs: (ackDatabaseMs * 1_000) / acked,
      jobsPerSecond: acked / (workedMs / 1_000),
      jobCpuUs: (sum(worked.values(), 'cpuMs') * 1_000) / acked,
      jobDatabaseUs: ((databaseMs() - before) * 1_000) / acked,
    };
  } finally {
    order({ do: 'end' });
    await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')));
    await store.close();
  }
}

/** One process of the connector on PostgreSQL: stores events for a while, then takes jobs, each when the parent says so. */
import { setTimeout as sleep } from 'node:timers/promises';

import { startWorker, sharedWorker } from '../connector/jobs/worker.ts';
import { createLog } from '../connector/log.ts';
import { openPostgresStore } from '../connector/store/postgres/open-postgres-store.ts';
import { eventOf } from './postgres-events.ts';

const senders = 50;

export type Order =
  | { do: 'store'; recipe: { id: string; name: string }; seconds: number }
  | { do: 'work'; callMs: number }
  | { do: 'end' };
/** counts since the order, with the time of this process on a processor */
export interface Told {
  told: 'ready' | 'stored' | 'worked';
  count: number;
  cpuMs: number;
}

const log = createLog('silent');
const store = await openPostgresStore({ url: process.argv[2] ?? '', now: Date.now, random: Math.random, log });
let began = process.cpuUsage();
let count = 0;
const tell = (told: Told['told']): void => {
  const { user, system } = process.cpuUsage(began);
  process.send?.({ told, count, cpuMs: (user + system) / 1_000 } satisfies Told);
};
let stop: () => Promise<void> = () => Promise.resolve();

async function storeEvents({ recipe, seconds }: Extract<Order, { do: 'store' }>): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  const send = async (): Promise<void> => {
    while (performance.now() < end) {
      await store.appendEvent(eventOf(recipe));
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: senders }, send));
  tell('stored');
}

/** @param callMs how long the call that each job makes takes; 0 makes none */
function work(callMs: number): void {
  const worker = startWorker({
    store,
    now: store.clock,
    log,
    ...sharedWorker,
    runJob: async ({ job, claim }) => {
      if (callMs > 0) await sleep(callMs);
      if (await store.changeJob(job.id, claim, { status: 'succeeded' })) count += 1;
    },
  });
  const report = setInterval(() => tell('worked'), 20);
  stop = async () => {
    clearInterval(report);
    await worker.stop();
  };
}

process.on('message', (order: Order) => {
  began = process.cpuUsage();
  count = 0;
  if (order.do === 'store') void storeEvents(order);
  else if (order.do === 'work') work(order.callMs);
  else
    void stop()
      .then(() => store.close())
      .then(() => process.disconnect());
});
tell('ready');

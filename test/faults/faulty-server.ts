import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import type * as configModule from '../../connector/config.ts';
import type * as createServerModule from '../../connector/http/create-server.ts';
import type * as logModule from '../../connector/log.ts';
import type * as runtimeModule from '../../connector/runtime.ts';
import type * as dataFolderModule from '../../connector/runtime/data-folder.ts';
import type * as walSyncModule from '../../connector/store/sqlite/wal-sync.ts';
import type * as connectorErrorModule from '../../errors/connector-error.ts';
import type { Runtime } from '../../connector/runtime/runtime.ts';
import { createFaultEngine } from './fault-engine.ts';
import type { ControlCalls, Picture } from './faulty-process.ts';
import { putFaults, type ShortTimes } from './put-faults.ts';

// the built connector with failpoints, as a process of its own: everything but the REST API, in whose place is a small control

const built = <Module>(file: string): Promise<Module> =>
  import(new URL(`../../dist/${file}`, import.meta.url).href) as Promise<Module>;
const { createRuntime } = await built<typeof runtimeModule>('connector/runtime.js');
const { createServer } = await built<typeof createServerModule>('connector/http/create-server.js');
const { readConfig } = await built<typeof configModule>('connector/config.js');
const { createLog } = await built<typeof logModule>('connector/log.js');
const { ConnectorError } = await built<typeof connectorErrorModule>('errors/connector-error.js');
const { createWalSync } = await built<typeof walSyncModule>('connector/store/sqlite/wal-sync.js');
const { lockDataFolder } = await built<typeof dataFolderModule>('connector/runtime/data-folder.js');

const config = readConfig(process.env);
lockDataFolder(config.dataDir);
const engine = createFaultEngine(join(config.dataDir, 'trace.txt'));

let abandoned = 0;
const log = createLog('silent');
const runtime: Runtime = await createRuntime(config, {
  now: () => Date.now(),
  // the shortest waits between attempts
  random: () => 0,
  sleep: (ms, signal) => sleep(ms, undefined, { signal, ref: false }),
  log: {
    ...log,
    error(message: string) {
      if (message === 'a job was left to its lease') abandoned += 1;
    },
  } as typeof log,
  faults: putFaults(
    engine,
    { createWalSync, storeUnavailable: () => new ConnectorError('ITC_STORE_UNAVAILABLE') },
    JSON.parse(process.env['FAULT_TIMES'] ?? '{}') as ShortTimes,
  ),
});
const { store } = runtime;

/** The newest of everything, or all. */
async function picture(limit: number): Promise<Picture> {
  const all = async <Item>(
    list: (query: { limit: number; cursor?: string }) => Promise<{ items: Item[]; next: string | null }>,
  ): Promise<Item[]> => {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const page = await list({ limit: Math.min(limit - items.length, 500), ...(cursor === null ? {} : { cursor }) });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== null && items.length < limit);
    return items;
  };
  const events = [];
  for (const event of await all((query) => store.listEvents(query))) {
    events.push({ ...event, text: Buffer.from((await store.getEvent(event.id))!.payload.body).toString() });
  }
  const jobs = [];
  for (const { id } of await all((query) => store.listJobs(query))) jobs.push((await store.getJob(id))!);
  const runs = await all((query) => store.listBulkRuns(query));
  const tasks = await all((query) => store.listTasks(query));
  return { events, jobs, runs, tasks, abandoned };
}

const calls: ControlCalls = {
  arm: async (fault) => engine.arm(fault),
  look: picture,
  async reclaim() {
    abandoned = 0;
    await store.reclaimJobs(new Date(Date.now() + 3_600_000).toISOString(), false);
    runtime.wakeWorker();
  },
  task: async (order) => (await runtime.tasks.start(order)).id,
  rerun: async (job) => (await runtime.rerunJob(job, { from: 'start', version: 'job' })).id,
  goOn: async (job) => (await runtime.rerunJob(job, { from: 'failed', version: 'job' })).id,
  async release(job) {
    const isReleased = await store.releaseJob(job);
    runtime.wakeWorker();
    return isReleased;
  },
  discard: (job) => store.discardJob(job, 'by the test'),
  async upload(text) {
    const file = runtime.newRequestId().replace('req_', 'fil_');
    await runtime.bulk.files.append(file, 0, Readable.from([Buffer.from(text)]));
    return file;
  },
  bulk: async (run) => (await runtime.bulk.create(run)).id,
  resume: async (run) => (await runtime.bulk.resume(run)).id,
};

async function answerControl(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { call, given } = JSON.parse(Buffer.concat(chunks).toString()) as { call: keyof ControlCalls; given: never };
  try {
    const answer = (await calls[call](given)) ?? null;
    response.end(JSON.stringify({ answer }));
  } catch (error) {
    response.statusCode = 500;
    response.end(JSON.stringify({ error: String(error) }));
  }
}

const server = createServer(
  runtime.handleHook,
  ((request: IncomingMessage, response: ServerResponse) => {
    void answerControl(request, response);
  }) as never,
  config,
);
await runtime.startWorker();
server.listen(config.port, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`ready ${String((server.address() as AddressInfo).port)}\n`);

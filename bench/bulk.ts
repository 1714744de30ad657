import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';

import { readConfig } from '../connector/config.ts';
import { createLog } from '../connector/log.ts';
import { createRuntime } from '../connector/runtime.ts';
import type { Runtime } from '../connector/runtime/runtime.ts';
import { writeProfiles } from './bulk-rows.ts';
import { SandboxProcess } from './sandbox-process.ts';

const apiKey = 'sandbox-server-key-0001';
const rowCount = Number(process.env['ITC_BULK_ROWS'] ?? 20_000);
const rounds = 3;
const inFlight = 4;

/** What somebody would write by hand: read lines, a thousand per call, as many calls at once as the connector makes. */
async function handWritten(url: string, path: string): Promise<void> {
  const calls = new Set<Promise<unknown>>();
  const post = async (users: unknown[]): Promise<void> => {
    while (calls.size >= inFlight) await Promise.race(calls);
    const call: Promise<unknown> = axios
      .post(`${url}/api/users/bulkUpdate`, { users }, { headers: { 'Api-Key': apiKey }, maxBodyLength: Infinity })
      .finally(() => calls.delete(call));
    calls.add(call);
  };
  let users: unknown[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    users.push(JSON.parse(line));
    if (users.length < 1000) continue;
    await post(users);
    users = [];
  }
  if (users.length > 0) await post(users);
  await Promise.all(calls);
}

async function bulkRun(runtime: Runtime, connection: string, path: string): Promise<void> {
  const upload = `fil_${crypto.randomUUID()}`;
  await runtime.bulk.files.append(upload, 0, createReadStream(path));
  const { id } = await runtime.bulk.create({
    action: 'bulk_upsert_users',
    connection,
    source: { kind: 'file', format: 'ndjson' },
    upload,
    mapping: null,
    isAuto: false,
    input: {},
  });
  for (;;) {
    const { status, progress, error } = await runtime.bulk.get(id);
    if (status === 'done' && progress.counts.accepted === rowCount) return;
    if (status === 'done' || status === 'failed') throw new Error(`${status}: ${JSON.stringify({ progress, error })}`);
    await sleep(5);
  }
}

const timed = async (work: () => Promise<void>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** The client's own cost beside a hand-written loop, without limits; then the time at Iterable's limit beside its floor. */
export default async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'itc-bench-bulk-'));
  const path = join(folder, 'profiles.ndjson');
  await writeProfiles(path, rowCount);
  const [free, limited] = [await SandboxProcess.start(['--no-limits']), await SandboxProcess.start()];
  const config = readConfig({ ITC_DATA_DIR: folder, ITC_SANDBOX: 'off', ITC_ADMIN_TOKEN: 'bench-token-0123456789' });
  const runtime = await createRuntime(config, {
    now: Date.now,
    random: Math.random,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    log: createLog('error'),
  });
  for (const [name, { url }] of Object.entries({ free, limited })) {
    const fields = { projectId: null, environment: null, secretHeader: 'x', allowUnauthenticated: false };
    await runtime.connections.create({
      ...fields,
      name,
      apiKey,
      region: 'us',
      projectType: 'email',
      sandboxUrl: url,
      allowedSources: [],
    });
  }
  await runtime.bulk.start();
  // the connector keeps the published limit by itself; for its own cost the declaration is taken without one
  const action = runtime.registry.action('bulk_upsert_users');
  const published = action.endpoint;
  const unlimited = { method: 'POST', path: '/api/users/bulkUpdate' } as const;

  const times: { hand: number[]; bulk: number[] } = { hand: [], bulk: [] };
  Object.assign(action, { endpoint: unlimited });
  // both sides run warm
  await handWritten(free.url, path);
  await bulkRun(runtime, 'free', path);
  for (let round = 0; round < rounds; round++) {
    times.hand.push(await timed(() => handWritten(free.url, path)));
    times.bulk.push(await timed(() => bulkRun(runtime, 'free', path)));
  }
  Object.assign(action, { endpoint: published });
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const floor = rowCount / 1000 / 5;
  const atLimit = await timed(() => bulkRun(runtime, 'limited', path));
  clearInterval(watch);

  const rate = (seconds: number): string => (rowCount / seconds).toFixed(0);
  const [hand, bulk] = [median(times.hand), median(times.bulk)];
  process.stdout.write(
    [
      `| bulk upsert of ${String(rowCount)} profiles | figure |`,
      '| --- | --- |',
      `| hand-written axios loop, no limit, rows per second (median of ${String(rounds)}) | ${rate(hand)} |`,
      `| bulk run, no limit, rows per second (median of ${String(rounds)}) | ${rate(bulk)} |`,
      `| bulk run against the loop | ${(hand / bulk).toFixed(2)} |`,
      `| at 5 calls per second: seconds (floor ${floor.toFixed(1)}) | ${atLimit.toFixed(2)} |`,
      `| at 5 calls per second against the floor | ${(atLimit / floor).toFixed(3)} |`,
      `| growth of memory at the limit, MB | ${((peak - before) / 1_048_576).toFixed(0)} |`,
      '',
    ].join('\n'),
  );
  await runtime.close();
  await Promise.all([free.stop(), limited.stop()]);
  await rm(folder, { recursive: true, force: true });
}

import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import { readConfig } from '../connector/config.ts';
import { createLog } from '../connector/log.ts';
import { createRuntime } from '../connector/runtime.ts';
import type { Runtime } from '../connector/runtime/runtime.ts';
import { runLoop } from './bulk-loop.ts';
import { writeProfiles } from './bulk-rows.ts';
import { machine, markdownTable, pageParts } from './page-parts.ts';
import { SandboxProcess } from './sandbox-process.ts';

const apiKey = 'sandbox-server-key-0001';
const rowCount = Number(process.env['ITC_BULK_ROWS'] ?? 20_000);
const rounds = 3;
const formats = ['csv', 'ndjson'] as const;
type Format = (typeof formats)[number];

async function bulkRun(runtime: Runtime, connection: string, path: string, format: Format): Promise<void> {
  const upload = `fil_${crypto.randomUUID()}`;
  await runtime.bulk.files.append(upload, 0, createReadStream(path));
  const { id } = await runtime.bulk.create({
    action: 'bulk_upsert_users',
    connection,
    source: { kind: 'file', format },
    upload,
    mapping: null,
    isAuto: format === 'csv',
    input: {},
  });
  for (;;) {
    const { status, progress, error } = await runtime.bulk.get(id);
    if (status === 'done' && progress.counts.accepted === rowCount) return;
    if (status === 'done' || status === 'failed') throw new Error(`${status}: ${JSON.stringify({ progress, error })}`);
    // looking costs the run's own process, so it is done no oftener than a command line would
    await sleep(25);
  }
}

interface Cost {
  seconds: number;
  /** processor time of this process, all threads */
  cpuSeconds: number;
}
const measure = async (work: () => Promise<unknown>): Promise<Cost> => {
  const [began, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { seconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1e6 };
};
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const medianOf = (costs: Cost[], key: keyof Cost): number => median(costs.map((cost) => cost[key]));

/** The client's own cost beside a hand-written loop, without limits; then the time at Iterable's limit beside its floor. */
export default async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'itc-bench-bulk-'));
  const pathOf = (format: Format): string => join(folder, `profiles.${format}`);
  for (const format of formats) await writeProfiles(pathOf(format), rowCount, format);
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

  const rate = (seconds: number): string => (rowCount / seconds).toFixed(0);
  const lines: string[][] = [];
  Object.assign(action, { endpoint: unlimited });
  for (const format of formats) {
    const costs: Record<'loop' | 'bulk', Cost[]> = { loop: [], bulk: [] };
    const path = pathOf(format);
    // the first round of each warms both sides
    for (let round = 0; round <= rounds; round++) {
      costs.loop.push(await measure(() => runLoop(free.url, apiKey, path, format)));
      costs.bulk.push(await measure(() => bulkRun(runtime, 'free', path, format)));
      if (round === 0) Object.assign(costs, { loop: [], bulk: [] });
    }
    for (const [key, what] of [
      ['seconds', 'elapsed'],
      ['cpuSeconds', 'processor time'],
    ] as const) {
      const [loop, bulk] = [medianOf(costs.loop, key), medianOf(costs.bulk, key)];
      lines.push([`${format}, rows per second of ${what}`, rate(loop), rate(bulk), (loop / bulk).toFixed(2)]);
    }
  }
  Object.assign(action, { endpoint: published });
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const floor = rowCount / 1000 / 5;
  const { seconds: atLimit } = await measure(() => bulkRun(runtime, 'limited', pathOf('ndjson'), 'ndjson'));
  clearInterval(watch);

  const text = [
    `Upsert of ${String(rowCount)} profiles of about 250 bytes, median of ${String(rounds)} turns, the sandbox in a process of its own. ${machine()}.`,
    markdownTable(['without a limit', 'hand-written axios loop', 'bulk run', 'of the loop'], lines),
    `At Iterable's limit of 5 calls per second: ${atLimit.toFixed(2)} s, floor ${floor.toFixed(1)} s; memory grew by ${((peak - before) / 1_048_576).toFixed(0)} MB.`,
  ].join('\n\n');
  process.stdout.write(`${text}\n`);
  await pageParts('bulk.md').write('bulk', text);
  await runtime.close();
  await Promise.all([free.stop(), limited.stop()]);
  await rm(folder, { recursive: true, force: true });
}

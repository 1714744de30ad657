import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';

import { benchHook } from './bench-hook.ts';
import { load, type LoadResult } from './http-load.ts';
import { onDemand } from './on-demand.ts';
import { machine, markdownTable, pageParts } from './page-parts.ts';

const servers = [
  ['raw', 'raw node:http, read and answer'],
  ['express', 'Express alone, read and answer'],
  ['express-sqlite', 'Express and better-sqlite3 by hand, one commit each'],
  ['fastify', 'Fastify and better-sqlite3 by hand, group commit'],
  ['durable', 'intake, on disk before the answer'],
  ['learning', 'the same, and every event is learned'],
  ['single', 'intake, one commit per event'],
] as const;
const rounds = 3;
const warmUpSeconds = 2;
const roundSeconds = Number(process.env['ITC_BENCH_SECONDS'] ?? 6);

const loader = new URL('./plain-types.js', import.meta.url).href;
const start = (file: string, args: string[]): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: ['--import', loader] });

async function ask<T>(child: ChildProcess, message?: string): Promise<T> {
  const answer = once(child, 'message');
  if (message !== undefined) child.send(message);
  const died = once(child, 'exit').then(() => Promise.reject(new Error('a process of the benchmark ended early')));
  return ((await Promise.race([answer, died])) as [T])[0];
}

interface Figures {
  rss: number;
  cpuUs: number;
  dropped: number;
}

const send = (port: number, seconds: number): Promise<LoadResult> =>
  load({
    url: `http://127.0.0.1:${port}${benchHook.path}`,
    seconds,
    headers: { 'x-itc-secret': benchHook.secret },
  });

function median(values: number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

/**
 * Durable acknowledgements per second beside a raw server, what is written by hand, and single commits: 50 connections, 2 KB bodies. Each server
 * has its own process and the rounds are interleaved, so that a slow minute of the machine touches all of them.
 */
export default async function run(): Promise<void> {
  onDemand('fastify').install();
  const children = servers.map(([kind]) => start('./intake-server.ts', [kind]));
  const ports = await Promise.all(children.map((child) => ask<{ port: number }>(child)));
  const results: LoadResult[][] = servers.map(() => []);
  for (const { port } of ports) await send(port, warmUpSeconds);
  const before = await Promise.all(children.map((child) => ask<Figures>(child, 'figures')));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { port }] of ports.entries()) results[index]!.push(await send(port, roundSeconds));
  }
  const after = await Promise.all(children.map((child) => ask<Figures>(child, 'figures')));
  for (const child of children) child.disconnect();

  const rows = results.map((each, index) => ({
    perSecond: median(each.map((one) => one.perSecond)),
    p50Ms: median(each.map((one) => one.p50Ms)),
    p99Ms: median(each.map((one) => one.p99Ms)),
    refused: each.reduce((sum, one) => sum + one.refused, 0),
    rssMb: after[index]!.rss / 1e6,
    cpuUs:
      (after[index]!.cpuUs - before[index]!.cpuUs) / each.reduce((sum, one) => sum + one.perSecond * roundSeconds, 0),
  }));
  const base = rows[0]!;
  const { learning, durable, fastify } = Object.fromEntries(servers.map(([kind], index) => [kind, rows[index]!]));
  const table = markdownTable(
    ['server', 'requests/s', 'of raw', 'p50 ms', 'p99 ms', 'p99 of raw', 'CPU µs/request', 'RSS MB'],
    rows.map((row, index) => [
      servers[index]![1],
      row.perSecond.toFixed(0),
      (row.perSecond / base.perSecond).toFixed(2),
      String(row.p50Ms),
      String(row.p99Ms),
      (row.p99Ms / Math.max(base.p99Ms, 1)).toFixed(1),
      row.cpuUs.toFixed(0),
      row.rssMb.toFixed(0),
    ]),
  );
  const text = [
    `Median of ${rounds} interleaved rounds of ${roundSeconds} s, 50 connections, bodies of 2 KB, each server and the load generator in a process of its own. ${machine()}; load of the machine at the end ${loadavg()[0]!.toFixed(1)}. Refused: ${rows.reduce((sum, row) => sum + row.refused, 0)}.`,
    table,
    `Learning beside durable intake: ${(learning!.perSecond / durable!.perSecond).toFixed(2)} of its rate, ${(learning!.cpuUs / durable!.cpuUs).toFixed(2)} of its CPU time per request. Durable intake beside Fastify by hand: ${(durable!.perSecond / fastify!.perSecond).toFixed(2)} of its rate, ${(durable!.cpuUs / fastify!.cpuUs).toFixed(2)} of its CPU time per request.`,
  ].join('\n\n');
  process.stdout.write(`${text}\n`);
  await pageParts('performance.md').write('intake', text);
}

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import { eventBody, load } from '../http-load.ts';
import { machine, markdownTable } from '../page-parts.ts';
import { processFigures } from '../process-figures.ts';
import { SandboxProcess } from '../sandbox-process.ts';
import type { Platform } from './platform.ts';

const rounds = Number(process.env['ITC_BENCH_ROUNDS'] ?? 3);
const seconds = Number(process.env['ITC_BENCH_SECONDS'] ?? 6);
const widths = (process.env['ITC_BENCH_CONNECTIONS'] ?? '50,10').split(',').map(Number);
const killRounds = Number(process.env['ITC_BENCH_KILLS'] ?? 4);
const killAfterMs = 1_500;
const senders = 10;
/** nothing more is expected of a platform that is silent for so long */
const silentMs = 10_000;
// n8n and the connector alike are slower while the parts of their programs are first run
const warmUpSeconds = 4;
const key = 'sandbox-server-key-0001';

interface Round {
  acksPerSecond: number;
  jobsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  rssMb: number;
  refused: number;
}

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? NaN;

interface SandboxCalls {
  total: number;
  calls: { body: { dataFields?: { id?: string } } }[];
}
async function callsAt(sandbox: SandboxProcess, query: string): Promise<SandboxCalls> {
  return (await (await fetch(`${sandbox.url}/sandbox/calls?${query}`)).json()) as SandboxCalls;
}
const totalOf = async (sandbox: SandboxProcess): Promise<number> =>
  (await callsAt(sandbox, 'path=/none&limit=1')).total;

/** Waits until so many are counted or none is added for a while; answers how many were and when the last one was seen. */
async function settled(count: () => Promise<number>, wanted: number): Promise<{ total: number; at: number }> {
  let [total, at] = [await count(), performance.now()];
  while (total < wanted && performance.now() - at < silentMs) {
    await sleep(50);
    const now = await count();
    if (now > total) [total, at] = [now, performance.now()];
  }
  return { total, at };
}

async function measure(
  platform: Platform,
  sandbox: SandboxProcess,
  { connections, seconds: forSeconds }: { connections: number; seconds: number },
): Promise<Round> {
  const count = (): Promise<number> => platform.done?.() ?? totalOf(sandbox);
  const before = await count();
  let rssMb = 0;
  const watch = setInterval(() => (rssMb = Math.max(rssMb, processFigures(platform.pid).rssMb)), 500);
  const began = performance.now();
  const sent = await load({ ...platform.hook(), seconds: forSeconds, connections, person: '[<id>]@example.com' });
  const { total, at } = await settled(count, before + sent.acked);
  clearInterval(watch);
  return {
    acksPerSecond: sent.acked / forSeconds,
    jobsPerSecond: ((total - before) * 1000) / (at - began),
    p50Ms: sent.p50Ms,
    p99Ms: sent.p99Ms,
    rssMb,
    refused: sent.refused,
  };
}

/** Sends until the server dies under it; answers the ids of what it acknowledged. */
async function sendUntilKilled(platform: Platform, round: number): Promise<string[]> {
  const acked: string[] = [];
  const { url, headers } = platform.hook();
  let isOver = false;
  let count = 0;
  const sendOn = async (): Promise<void> => {
    while (!isOver) {
      const body = eventBody('emailClick').replace('[<id>]', `kill-${String(round)}-${String((count += 1))}`);
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body,
        });
        if (answer.ok) acked.push(String(((await answer.json()) as { id: unknown }).id));
      } catch {
        // killed: this one was not acknowledged
      }
    }
  };
  const all = Promise.all(Array.from({ length: senders }, sendOn));
  await sleep(killAfterMs);
  const killed = platform.kill();
  isOver = true;
  await Promise.all([killed, all]);
  return acked;
}

async function killed(
  platform: Platform,
  sandbox: SandboxProcess,
): Promise<Map<string, { count: number; isOver: boolean }>> {
  const ids: string[] = [];
  for (let round = 0; round < killRounds; round += 1) {
    ids.push(...(await sendUntilKilled(platform, round)));
    await platform.restart();
    await settled(() => totalOf(sandbox), Infinity);
  }
  const { calls } = await callsAt(sandbox, 'path=/api/events/track');
  const arrived = new Set(calls.flatMap(({ body }) => body.dataFields?.id ?? []));
  const words = new Map<string, { count: number; isOver: boolean }>();
  for (const { word, isOver } of await platform.states(ids, arrived)) {
    words.set(word, { count: (words.get(word)?.count ?? 0) + 1, isOver });
  }
  return words;
}

const times = (ours: number, theirs: number): string => `${(ours / theirs).toFixed(1)}x`;

/**
 * Platforms beside each other on the same machine and sandbox: webhook -> answer -> one call of Iterable. Rounds are interleaved, so that a slow
 * minute touches all. Answers Markdown. The first platform is what the others are compared with.
 */
export async function sideBySide(platforms: readonly [Platform, ...Platform[]]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'itc-bench-platforms-'));
  const sandbox = await SandboxProcess.start(['--no-limits']);
  try {
    for (const [index, platform] of platforms.entries()) {
      const own = join(folder, String(index));
      await mkdir(own);
      await platform.open(own, { url: sandbox.url, key });
      process.stderr.write(`${platform.label}: started\n`);
    }
    const results = new Map<string, Round[]>();
    const at = (platform: Platform, width: number): Round[] => {
      const name = `${platform.label} ${String(width)}`;
      return results.get(name) ?? results.set(name, []).get(name)!;
    };
    // the first round warms them up
    for (let round = 0; round <= rounds; round += 1) {
      for (const width of widths) {
        for (const platform of platforms) {
          const result = await measure(platform, sandbox, {
            connections: width,
            seconds: round === 0 ? warmUpSeconds : seconds,
          });
          const machineLoad = loadavg()[0]!.toFixed(1);
          process.stderr.write(`${platform.label}, ${String(width)}: ${JSON.stringify(result)}, load ${machineLoad}\n`);
          if (round > 0) at(platform, width).push(result);
        }
      }
    }
    const rates = widths.flatMap((width) =>
      platforms.map((platform) => {
        const of = (which: Platform, key: keyof Round): number => median(at(which, width).map((round) => round[key]));
        const ours = platforms[0];
        const isOurs = platform === ours;
        return [
          platform.label,
          String(width),
          of(platform, 'acksPerSecond').toFixed(0),
          isOurs ? '' : times(of(ours, 'acksPerSecond'), of(platform, 'acksPerSecond')),
          of(platform, 'jobsPerSecond').toFixed(0),
          isOurs ? '' : times(of(ours, 'jobsPerSecond'), of(platform, 'jobsPerSecond')),
          of(platform, 'p50Ms').toFixed(0),
          of(platform, 'p99Ms').toFixed(0),
          of(platform, 'rssMb').toFixed(0),
          isOurs ? '' : (of(ours, 'rssMb') / of(platform, 'rssMb')).toFixed(2),
        ];
      }),
    );
    const kills: string[][] = [];
    for (const platform of platforms) {
      const words = await killed(platform, sandbox);
      const counts = [...words.values()];
      const sum = (chosen: typeof counts): string => String(chosen.reduce((total, { count }) => total + count, 0));
      kills.push([
        platform.label,
        sum(counts),
        sum(counts.filter(({ isOver }) => isOver)),
        sum(counts.filter(({ isOver }) => !isOver)),
        [...words].map(([word, { count }]) => `${String(count)} ${word}`).join(', '),
      ]);
    }
    return [
      `Webhook of 2 KB, answered with an id, then one call of the sandbox. Each event is that of another person. Median of ${rounds} interleaved rounds of ${seconds} s after ${warmUpSeconds} s of warming up; a job counts when its call has arrived or the job has ended, until all have. Memory is the peak resident set of the process and its children. ${machine()}; load of the machine at the end ${loadavg()[0]!.toFixed(1)}.`,
      markdownTable(
        ['platform', 'connections', 'acks/s', 'ours', 'jobs/s', 'ours', 'p50 ms', 'p99 ms', 'RSS MB', 'ours'],
        rates,
      ),
      `SIGKILL in the midst of ${killRounds} loads of ${senders} senders, then a restart, until it is silent for ${silentMs / 1000} s:`,
      markdownTable(['platform', 'acknowledged', 'ended or held', 'left', 'states'], kills),
    ].join('\n\n');
  } finally {
    for (const platform of platforms) await platform.kill().catch(() => undefined);
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

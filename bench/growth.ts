import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { ServerProcess, freePort } from '../test/server/server-process.ts';
import { fillStore } from './growth-fill.ts';
import { load } from './http-load.ts';
import { machine, markdownTable, pageParts } from './page-parts.ts';
import { processFigures } from './process-figures.ts';

const listed = (name: string, usual: string): number[] =>
  (process.env[name] ?? usual)
    .split(',')
    .map(Number)
    .filter((count) => count > 0);
// each beside an empty store with one recipe
const sizes = listed('ITC_BENCH_EVENTS', '10000,100000,1000000');
const cases = [
  { events: 0, recipes: 1 },
  ...sizes.map((events) => ({ events, recipes: 1 })),
  ...listed('ITC_BENCH_RECIPES', '10,100,1000').map((recipes) => ({ events: 0, recipes })),
];
const rounds = 3;
// the compiler of Node has seen enough by then
const warmUpRounds = 2;
const roundSeconds = Number(process.env['ITC_BENCH_SECONDS'] ?? 3);
const jobSeconds = 1;
const readings = 5;
// 3.5 KB, and as much again for a quarter of them while they are written
const bytesPerEvent = 4_400;
const token = 'itc_bench_growth_0123456789';
const jobEvent = 'smsReceived';
const otherEvent = 'emailClick';

const reads = [
  ['events', '/events'],
  ['events of one name', `/events?eventName=${jobEvent}`],
  ['jobs', '/jobs'],
  ['jobs that succeeded', '/jobs?status=succeeded'],
  ['search, found nowhere', '/event-search?text=found-nowhere'],
  ['events of a kind there is none of', '/events?kind=journey_webhook'],
  ['jobs with a code there is none of', '/jobs?code=ITC_NONE'],
  ['health of an idle connection', '/connections/idle/health'],
  ['jobs by status', '/statistics/queue'],
] as const;

/** One step that calls nothing, so that the connector alone is measured. */
const recipe = (name: string, eventName: string): object => ({
  name,
  connection: 'bench',
  trigger: { use: 'new_object', with: { eventName } },
  steps: [{ id: 'choice', if: { left: '{{ trigger.email }}', op: 'is_blank' }, then: [], else: [] }],
});

interface Round {
  acksPerSecond: number;
  ackCpuUs: number;
  jobsPerSecond: number;
  jobCpuUs: number;
}

/** A server of its own process on a store of this size. */
class Case {
  readonly label: string;
  readonly rounds: Round[] = [];
  readonly readMs = new Map<string, number>();
  startMs = 0;
  rssMb = 0;
  readonly #server: ServerProcess;
  readonly #dataDir: string;
  readonly #wanted: (typeof cases)[number];
  #url = '';
  #secret = '';

  constructor(wanted: (typeof cases)[number], port: number, dataDir: string) {
    this.#wanted = wanted;
    this.#dataDir = dataDir;
    this.#server = new ServerProcess({ port, dataDir, token });
    this.label = `${wanted.events.toLocaleString('en')} events, ${wanted.recipes.toLocaleString('en')} ${wanted.recipes === 1 ? 'recipe' : 'recipes'}`;
  }

  async open(): Promise<void> {
    await this.#server.start();
    const connect = (name: string): Promise<{ webhookUrl: string; secret: string }> =>
      this.#server.api('POST', '/connections', {
        name,
        apiKey: 'not-a-key-of-anything-0000000000',
        region: 'us',
        projectType: 'email',
        sandboxUrl: 'http://127.0.0.1:9',
      });
    await connect('idle');
    const made = await connect('bench');
    this.#url = `${this.#server.url}${new URL(made.webhookUrl).pathname}`;
    this.#secret = made.secret;
    for (let index = 0; index < this.#wanted.recipes; index += 1) {
      const document = index === 0 ? recipe('measured', jobEvent) : recipe(`other_${String(index)}`, 'emailSend');
      await this.#server.api('POST', '/recipes', { document, enable: true });
    }
    await this.#server.kill('SIGTERM');
    if (this.#wanted.events > 0) {
      fillStore(join(this.#dataDir, 'connector.db'), this.#wanted.events, 'measured', Date.now());
    }
    const began = performance.now();
    await this.#server.start();
    this.startMs = performance.now() - began;
  }

  async #loaded(eventName: string, seconds: number): Promise<number> {
    const { acked, refused } = await load({
      url: this.#url,
      seconds,
      eventName,
      headers: { 'x-itc-secret': this.#secret },
    });
    if (refused > 0) throw new Error(`${String(refused)} webhooks were refused (${this.label})`);
    return acked;
  }

  async #isIdle(): Promise<boolean> {
    for (const status of ['queued', 'running']) {
      const page = await this.#server.api<{ items: unknown[] }>('GET', `/jobs?status=${status}&limit=1`);
      if (page.items.length > 0) return false;
    }
    return true;
  }

  async round(): Promise<void> {
    const { pid } = this.#server;
    const before = processFigures(pid);
    const acked = await this.#loaded(otherEvent, roundSeconds);
    const between = processFigures(pid);
    const began = performance.now();
    const jobs = await this.#loaded(jobEvent, jobSeconds);
    while (!(await this.#isIdle())) await new Promise((resolve) => setTimeout(resolve, 20));
    const seconds = (performance.now() - began) / 1000;
    const after = processFigures(pid);
    this.rssMb = after.rssMb;
    this.rounds.push({
      acksPerSecond: acked / roundSeconds,
      ackCpuUs: ((between.cpuMs - before.cpuMs) * 1000) / acked,
      jobsPerSecond: jobs / seconds,
      jobCpuUs: ((after.cpuMs - between.cpuMs) * 1000) / jobs,
    });
  }

  /** Median time of each read; the first one is left out, for it finds nothing in memory. */
  async read(): Promise<void> {
    for (const [name, path] of reads) {
      const times: number[] = [];
      for (let reading = 0; reading <= readings; reading += 1) {
        const began = performance.now();
        await this.#server.api('GET', path);
        times.push(performance.now() - began);
      }
      this.readMs.set(name, median(times.slice(1)));
    }
  }

  async close(): Promise<void> {
    await this.#server.kill();
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? NaN;
}

/**
 * Whether a server grows slower with what it has stored and with its recipes: one real server for each size, the rounds interleaved so that
 * a slow minute touches all of them. The ratios are medians of the ratios within a round.
 */
export default async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'itc-bench-growth-'));
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < sizes.reduce((sum, events) => sum + events, 0) * bytesPerEvent)
    throw new Error('The disk has too little room for this benchmark.');
  const opened: Case[] = [];
  try {
    for (const [index, wanted] of cases.entries()) {
      const one = new Case(wanted, await freePort(), join(folder, String(index)));
      opened.push(one);
      await one.open();
      process.stderr.write(`${one.label}: started in ${one.startMs.toFixed(0)} ms\n`);
    }
    for (const one of opened) await one.read();
    for (let round = 0; round < warmUpRounds + rounds; round += 1) for (const one of opened) await one.round();
    for (const one of opened) one.rounds.splice(0, warmUpRounds);
    const base = opened[0]!;
    const ratio = (one: Case, key: keyof Round): string =>
      median(one.rounds.map((each, round) => each[key] / base.rounds[round]![key])).toFixed(2);
    const rate = (one: Case, key: keyof Round): string => median(one.rounds.map((each) => each[key])).toFixed(0);
    const rates = markdownTable(
      [
        'stored',
        'acks/s',
        'of empty',
        'CPU µs/ack',
        'of empty',
        'jobs/s',
        'of empty',
        'CPU µs/job',
        'of empty',
        'start ms',
        'RSS MB',
      ],
      opened.map((one) => [
        one.label,
        ...(['acksPerSecond', 'ackCpuUs', 'jobsPerSecond', 'jobCpuUs'] as const).flatMap((key) => [
          rate(one, key),
          ratio(one, key),
        ]),
        one.startMs.toFixed(0),
        one.rssMb.toFixed(0),
      ]),
    );
    const pages = markdownTable(
      ['newest page of, ms', ...reads.map(([name]) => name)],
      opened.map((one) => [one.label, ...reads.map(([name]) => (one.readMs.get(name) ?? NaN).toFixed(1))]),
    );
    const text = [
      `Median of ${rounds} interleaved rounds: ${roundSeconds} s of webhooks without a job, then ${jobSeconds} s of webhooks with a job of one step that calls nothing, until all have ended; 50 connections, bodies of 2 KB. Each stored event has a finished job. ${machine()}; load of the machine at the end ${loadavg()[0]!.toFixed(1)}.`,
      rates,
      pages,
    ].join('\n\n');
    process.stdout.write(`${text}\n`);
    await pageParts('performance.md').write('growth', text);
  } finally {
    for (const one of opened) await one.close();
    await rm(folder, { recursive: true, force: true });
  }
}

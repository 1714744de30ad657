import { cpus, loadavg } from 'node:os';

import { startTestServer } from '../test/postgres/test-server.ts';
import { machine, markdownTable, pageParts } from './page-parts.ts';
import { median, nth } from './postgres-events.ts';
import { measureJobs, type JobsRound } from './postgres-jobs.ts';
import { measureProcesses, type ProcessesRound } from './postgres-processes.ts';

const rounds = Number(process.env['ITC_BENCH_ROUNDS'] ?? 3);
const seconds = Number(process.env['ITC_BENCH_SECONDS'] ?? 2);
const counts = [1, 2, 4] as const;
// what a call to Iterable takes
const callMs = 100;

const round = (value: number): string => String(Math.round(value));

/** Jobs beside graphile-worker alone, and one, two and four processes on one PostgreSQL, into docs/performance.md. */
export default async function run(): Promise<void> {
  const server = await startTestServer();
  const beside: JobsRound[] = [];
  const idle = new Map<number, ProcessesRound[]>(counts.map((count) => [count, []]));
  const calling = new Map<number, ProcessesRound[]>(counts.map((count) => [count, []]));
  try {
    for (let index = 0; index < rounds; index += 1) {
      beside.push(await measureJobs(server));
      for (const count of counts) {
        idle.get(count)?.push(await measureProcesses(server, count, seconds, 0));
        calling.get(count)?.push(await measureProcesses(server, count, seconds, callMs));
      }
      process.stderr.write(`round ${String(index + 1)} of ${String(rounds)}\n`);
    }
  } finally {
    await server.stop();
  }
  const of = (key: 'jobs' | 'tuned' | 'plain'): number => median(beside.map((one) => one[key]));
  const engines = (
    [
      ['iterable-connector: event of 2 KB read, history kept', 'jobs'],
      ['graphile-worker 0.17.3, local queue and batched completion', 'tuned'],
      ['graphile-worker 0.17.3, defaults', 'plain'],
    ] as const
  ).map(([engine, key]) => [engine, round(of(key)), (of('jobs') / of(key)).toFixed(2)]);
  const delays = beside.flatMap((one) => one.delays).sort((a, b) => a - b);
  const figure = (of: typeof idle, count: number, key: keyof ProcessesRound): number =>
    median((of.get(count) ?? []).map((one) => one[key]));
  const rate = (of: typeof idle, count: number, key: 'acksPerSecond' | 'jobsPerSecond'): string[] => {
    const perSecond = figure(of, count, key);
    const [ours, database] =
      key === 'acksPerSecond' ? (['ackCpuUs', 'ackDatabaseUs'] as const) : (['jobCpuUs', 'jobDatabaseUs'] as const);
    const each = figure(of, count, ours) + figure(of, count, database);
    return [
      round(perSecond),
      (perSecond / figure(of, 1, key)).toFixed(2),
      round(each),
      ((perSecond * each) / 1e6).toFixed(1),
    ];
  };
  const processes = counts.map((count) => [
    String(count),
    ...rate(idle, count, 'acksPerSecond'),
    ...rate(idle, count, 'jobsPerSecond'),
    ...rate(calling, count, 'jobsPerSecond'),
  ]);
  const text = [
    `Median of ${String(rounds)} interleaved rounds. ${machine()}; load of the machine at the end ${(loadavg()[0] ?? 0).toFixed(1)}. PostgreSQL and all processes share the machine, fsync is on.`,
    markdownTable(['jobs of nothing, one process', 'jobs/s', 'ours'], engines),
    `From the acknowledgement to the first step: p50 ${nth(delays, 0.5).toFixed(1)} ms, p99 ${nth(delays, 0.99).toFixed(1)} ms.`,
    `Processes that share one database: acknowledgements, jobs of nothing, and jobs that make a call of ${String(callMs)} ms. CPU is that of all processes and of PostgreSQL.`,
    markdownTable(
      [
        'processes',
        ...['acks/s', 'jobs/s', 'calling jobs/s'].flatMap((of) => [
          of,
          'of one',
          'CPU µs',
          `of ${String(cpus().length)} CPUs`,
        ]),
      ],
      processes,
    ),
  ].join('\n\n');
  await pageParts('performance.md').write('postgres', text);
  process.stdout.write(`${text}\n`);
}

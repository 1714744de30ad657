import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { ErrorJson } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import type { RunPace } from '../bulk/live-run.ts';
import type { BulkOutcome, BulkStatus } from '../store/store.ts';
import { apiPath } from './api-client.ts';
import { CliFailure, Interrupted } from './cli-failure.ts';
import type { Tools } from './cli-session.ts';
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts';
import { pairLines, safeLine } from './text-table.ts';

/** A bulk run as the server shows it. */
export interface ShownBulk {
  id: string;
  action: string;
  connection: string;
  source: Json;
  status: BulkStatus;
  counts: Record<BulkOutcome, number>;
  progress: RunPace | null;
  error: ErrorJson | null;
  redriveOf: string | null;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
}

const pollMs = 500;
const moving: readonly BulkStatus[] = ['queued', 'running'];

interface Bar {
  show(run: ShownBulk): void;
  stop(): void;
}

async function startBar({ io, out }: Tools): Promise<Bar> {
  const stream = io.stderr as Partial<NodeJS.WriteStream>;
  if (out.json || stream.isTTY !== true) return { show: () => undefined, stop: () => undefined };
  // most commands show no bar and need not load it
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar(
    {
      stream: stream as NodeJS.WriteStream,
      format: '{bar} {percentage}% | {accepted} accepted, {failed} failed | {speed} rows/s | {left} left {wait}',
      clearOnComplete: true,
      hideCursor: true,
    },
    cliProgress.Presets.shades_classic,
  );
  const figures = ({ counts, progress }: ShownBulk): Record<string, unknown> => ({
    accepted: counts.accepted,
    failed: counts.failed,
    speed: progress?.rowsPerSecond ?? '-',
    left: progress?.etaMs === null || progress === null ? '-' : `${String(Math.ceil(progress.etaMs / 1000))} s`,
    wait: progress?.wait === null || progress === null ? '' : `| ${safeLine(progress.wait.reason)}`,
  });
  let isStarted = false;
  return {
    show(run) {
      if (run.progress === null) return;
      if (!isStarted) bar.start(Math.max(1, run.progress.totalBytes), run.progress.bytes, figures(run));
      isStarted = true;
      bar.setTotal(Math.max(1, run.progress.totalBytes));
      bar.update(run.progress.bytes, figures(run));
    },
    stop: () => bar.stop(),
  };
}

/** Shows a run until it stands still; Ctrl-C ends the showing and not the run. */
export async function followBulk(tools: Tools, id: string): Promise<ShownBulk> {
  const { io, api, out, signal } = tools;
  const bar = await startBar(tools);
  try {
    for (;;) {
      const run = await api.get<ShownBulk>(apiPath`/bulk/${id}`);
      bar.show(run);
      if (!moving.includes(run.status)) return run;
      await io.sleep(pollMs, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    out.note(`The run goes on. See \`itc bulk show ${id}\`, end it with \`itc bulk cancel ${id}\`.`);
    throw new Interrupted();
  } finally {
    bar.stop();
  }
}

export function bulkLines(run: ShownBulk): string[] {
  const { counts, progress } = run;
  return pairLines({
    id: run.id,
    action: run.action,
    connection: run.connection,
    status: run.status,
    accepted: counts.accepted,
    failed: counts.failed,
    skipped: counts.skipped,
    unknown: counts.unknown,
    'rows per second': progress?.rowsPerSecond ?? null,
    'seconds left': progress?.etaMs === null || progress === null ? null : Math.ceil(progress.etaMs / 1000),
    waits: progress?.wait?.reason ?? null,
    repeats: run.redriveOf,
    error: run.error === null ? null : `${run.error.message} (${run.error.code})`,
    started: run.startedAt,
    ended: run.endedAt,
  });
}

/** Exit code of a run that stands still; throws for one that failed. */
export function settleBulk(run: ShownBulk): ExitCode {
  if (run.error !== null) throw new CliFailure({ ...run.error }, exitCodeOf(run.error.code));
  if (run.status !== 'done') return exitCodes.failure;
  const { accepted, skipped, failed, unknown } = run.counts;
  if (failed + unknown === 0) return exitCodes.ok;
  return accepted + skipped > 0 ? exitCodes.partial : exitCodes.failure;
}

/** Writes the results of a run to a file. */
export async function saveResults({ io, api }: Tools, id: string, file: string, outcome?: string): Promise<void> {
  const format = file.endsWith('.csv') ? 'csv' : 'ndjson';
  const bytes = await api.download(apiPath`/bulk/${id}/results`, { format, outcome });
  await pipeline(Readable.from(bytes), createWriteStream(resolve(io.cwd, file), { mode: 0o600 }));
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { NewBulkRun } from '../../connector/bulk/bulk-runner.ts';
import type { BulkRunRecord, EventRecord, JobRecord, StepRecord, TaskRecord } from '../../connector/store/store.ts';
import type { TaskOrder } from '../../connector/tasks/plan-step.ts';
import type { ArmedFault } from './failpoints.ts';
import type { ShortTimes } from './put-faults.ts';

/** All that the oracle asks of a server. */
export interface Picture {
  /** with the body as it came */
  events: (EventRecord & { text: string })[];
  jobs: (JobRecord & { ledger: StepRecord[] })[];
  runs: BulkRunRecord[];
  tasks: TaskRecord[];
  /** jobs that were left to their lease since the last `reclaim` */
  abandoned: number;
}

/** What the process can be asked beside webhooks; each takes one value. */
export interface ControlCalls {
  arm(fault: ArmedFault | null): Promise<void>;
  /** so many of the newest */
  look(limit: number): Promise<Picture>;
  /** as if every lease had ended */
  reclaim(): Promise<void>;
  task(order: TaskOrder): Promise<string>;
  rerun(job: string): Promise<string>;
  /** runs it again with what it recorded */
  goOn(job: string): Promise<string>;
  release(job: string): Promise<boolean>;
  discard(job: string): Promise<boolean>;
  upload(text: string): Promise<string>;
  bulk(run: NewBulkRun): Promise<string>;
  resume(run: string): Promise<string>;
}

/** A process that died tells at once; one that is slow, or stands still with the whole machine, is waited for. */
export const patientMs = 180_000;

const root = new URL('../../', import.meta.url);
const run = [
  '--import',
  fileURLToPath(new URL('bench/plain-types.js', root)),
  fileURLToPath(new URL('test/faults/faulty-server.ts', root)),
];

export interface FaultyProcessSettings {
  port: number;
  dataDir: string;
  token: string;
  times?: ShortTimes;
}

/** The connector with failpoints in a process of its own, started again on the same folder and port after each death. */
export class FaultyProcess {
  readonly url: string;
  starts = 0;
  #child: ChildProcess | undefined;
  #output = '';
  readonly #settings: FaultyProcessSettings;

  constructor(settings: FaultyProcessSettings) {
    this.#settings = settings;
    this.url = `http://127.0.0.1:${String(settings.port)}`;
  }

  get isAlive(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async start(): Promise<void> {
    const { port, dataDir, token, times = {} } = this.#settings;
    this.starts += 1;
    const child = spawn(process.execPath, run, {
      env: {
        PATH: process.env.PATH ?? '',
        ITC_PORT: String(port),
        ITC_DATA_DIR: dataDir,
        ITC_ADMIN_TOKEN: token,
        ITC_SANDBOX: 'off',
        ITC_LOG_LEVEL: 'silent',
        FAULT_TIMES: JSON.stringify(times),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#output = '';
    child.stderr.on('data', (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-20_000);
    });
    const ready = new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('ready')) resolve();
      });
    });
    const died = once(child, 'exit').then(() => {
      throw new Error(`the server ended at its start:\n${this.#output}`);
    });
    await Promise.race([ready, died]);
    died.catch(() => undefined);
  }

  /** SIGSTOP and SIGCONT: the process stands still, with its connections open. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  async kill(): Promise<void> {
    if (!this.isAlive) return;
    const ended = once(this.#child!, 'exit');
    this.#child!.kill('SIGKILL');
    await ended;
  }

  /** Throws when the process is gone or the call was refused. */
  async ask<Call extends keyof ControlCalls>(
    call: Call,
    ...[given]: Parameters<ControlCalls[Call]>
  ): Promise<Awaited<ReturnType<ControlCalls[Call]>>> {
    const answer = await fetch(`${this.url}/control`, {
      method: 'POST',
      body: JSON.stringify({ call, given: given ?? null }),
      signal: AbortSignal.timeout(patientMs),
    });
    const body = (await answer.json()) as { answer: never; error?: string };
    if (!answer.ok) throw new Error(body.error);
    return body.answer;
  }

  get #traceFile(): string {
    return join(this.#settings.dataDir, 'trace.txt');
  }
  /** the passages since `forget`, each as point, detail and the fault that fired there */
  trace(): string[][] {
    return readFileSync(this.#traceFile, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
  }
  forget(): void {
    truncateSync(this.#traceFile);
  }
}

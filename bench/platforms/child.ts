import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { descendantsOf } from '../process-figures.ts';

const startMs = 180_000;

/** A program of another project, run until it answers. */
export class Child {
  #child: ChildProcess | undefined;
  readonly #start: () => ChildProcess;
  readonly #healthUrl: string;

  /** @param program path and words; `logFile` takes what it prints */
  constructor(program: readonly [string, ...string[]], env: NodeJS.ProcessEnv, healthUrl: string, logFile: string) {
    const [command, ...words] = program;
    this.#healthUrl = healthUrl;
    this.#start = () => {
      const child = spawn(command, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
      const log = createWriteStream(logFile, { flags: 'a' });
      child.stdout.pipe(log, { end: false });
      child.stderr.pipe(log, { end: false });
      return child;
    };
  }

  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error('the program was not started');
    return pid;
  }

  async start(): Promise<void> {
    const child = this.#start();
    this.#child = child;
    const end = Date.now() + startMs;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${String(child.exitCode)}`);
      const answer = await fetch(this.#healthUrl).catch(() => null);
      if (answer?.ok === true) return;
      if (Date.now() > end) throw new Error(`${this.#healthUrl} did not answer in time`);
      await sleep(100);
    }
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const below = descendantsOf(child.pid);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    for (const pid of below) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it went with its parent
      }
    }
  }
}

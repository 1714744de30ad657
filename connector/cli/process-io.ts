import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import type { CliIo } from './cli-io.ts';
import { ask } from './hidden-prompt.ts';

function sandboxScript(): string {
  // the compiled tree mirrors the source tree
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`../../sandbox/main.${extension}`, import.meta.url));
}

function runSandbox(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv, sandboxScript(), ...args], { stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  // the terminal sends Ctrl-C to the child itself; this process only waits for it
  const wait = (signal: NodeJS.Signals): void => void (process.stdin.isTTY || child.kill(signal));
  process.on('SIGTERM', forward);
  process.on('SIGINT', wait);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGTERM', forward);
      process.off('SIGINT', wait);
      resolve(signal === 'SIGINT' ? 130 : (code ?? 1));
    });
  });
}

async function serve(settings: Record<string, string>): Promise<void> {
  const { main } = await import('../main.ts');
  // the server drains on SIGINT by itself
  process.removeAllListeners('SIGINT');
  await main({ ...process.env, ...settings });
}

/** The real process as the command line sees it. */
export function processIo(): CliIo {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    stdinIsTty: process.stdin.isTTY === true,
    stdoutIsTty: process.stdout.isTTY === true,
    env: process.env,
    cwd: process.cwd(),
    fetch,
    readStdin: () => text(process.stdin),
    stdinBytes: process.stdin,
    ask: (question) => ask(question, true),
    askHidden: (question) => ask(question, false),
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    onInterrupt(callback) {
      process.on('SIGINT', callback);
      return () => void process.off('SIGINT', callback);
    },
    serve,
    runSandbox,
  };
}

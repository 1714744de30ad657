import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { CliIo } from '../../connector/cli/cli-io.ts';
import { runCli } from '../../connector/cli/run-cli.ts';
import { startFakeServer, token, type ReceivedCall, type Route } from './fake-server.ts';

export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
  calls: ReceivedCall[];
}

export interface Surroundings extends Partial<Omit<CliIo, 'stdout' | 'stderr' | 'onInterrupt'>> {
  routes?: Record<string, Route>;
  stdin?: string;
  /** gets a function that stands for Ctrl-C */
  onReady?: (interrupt: () => void, stdout: () => string) => void;
}

/** Runs a command line against a fake server with the given routes. */
export async function run(argv: readonly string[], surroundings: Surroundings = {}): Promise<CommandResult> {
  const { routes = {}, stdin = '', onReady, ...overrides } = surroundings;
  const server = await startFakeServer(routes);
  let stdout = '';
  let stderr = '';
  try {
    const code = await runCli(argv, {
      stdout: { write: (text) => void (stdout += text) },
      stderr: { write: (text) => void (stderr += text) },
      stdinIsTty: false,
      stdoutIsTty: false,
      env: { ITC_URL: server.url, ITC_ADMIN_TOKEN: token },
      cwd: '/nowhere',
      fetch,
      readStdin: async () => stdin,
      ask: async () => null,
      askHidden: async () => null,
      sleep: async () => undefined,
      serve: async () => undefined,
      runSandbox: async () => 0,
      onInterrupt(callback) {
        onReady?.(callback, () => stdout);
        return () => undefined;
      },
      ...overrides,
    });
    return { code, stdout, stderr, calls: server.calls };
  } finally {
    await server.close();
  }
}

/** Gives a new folder to the work and removes it afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'itc-cli-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The error envelope on stderr. */
export function errorOf({ stderr }: CommandResult): {
  code: string;
  message: string;
  hint: string;
  [key: string]: unknown;
} {
  return (JSON.parse(stderr) as { error: { code: string; message: string; hint: string } }).error;
}

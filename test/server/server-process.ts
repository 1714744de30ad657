import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** the built server */
export const mainScript = fileURLToPath(new URL('../../dist/connector/main.js', import.meta.url));

// below the ports that systems give to connections that leave (Linux from 32768 on, the others from 49152), or one of them takes it before a server or between two of its starts
const ports = { from: 15_000, to: 30_000 };
const given = new Set<number>();

/** A TCP port on loopback that nobody listens on, another one each time. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(ports.from, ports.to);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    server.close();
    if (!isFree || given.has(port)) continue;
    given.add(port);
    await once(server, 'close');
    return port;
  }
}

export interface ServerSettings {
  port: number;
  dataDir: string;
  token: string;
  env?: Record<string, string>;
  /** what Node runs; default the built server */
  run?: readonly string[];
  /** how much of the end of its output is kept; default 20,000 characters */
  keptOutput?: number;
}

/** Runs the sources as they are, for tests that must not wait for a build. */
export const fromSources: readonly string[] = [
  '--import',
  'tsx',
  fileURLToPath(new URL('../../connector/main.ts', import.meta.url)),
];

/** The connector as a real process, which can be killed and started again on the same port and data folder. */
export class ServerProcess {
  readonly url: string;
  output = '';
  private child: ChildProcess | undefined;
  private settings: ServerSettings;

  constructor(settings: ServerSettings) {
    this.settings = settings;
    this.url = `http://127.0.0.1:${String(settings.port)}`;
  }

  get dataDir(): string {
    return this.settings.dataDir;
  }

  /** the next start is on another folder */
  moveTo(dataDir: string): void {
    this.settings = { ...this.settings, dataDir };
  }

  /** of the running process */
  get pid(): number {
    const pid = this.child?.pid;
    if (pid === undefined) throw new Error('the server was not started');
    return pid;
  }

  /** Starts the process and waits until it answers its health check. */
  async start(deadlineMs = 60_000): Promise<void> {
    const { port, dataDir, token, env, run = [mainScript], keptOutput = 20_000 } = this.settings;
    const child = spawn(process.execPath, [...run], {
      env: {
        PATH: process.env.PATH ?? '',
        ITC_PORT: String(port),
        ITC_DATA_DIR: dataDir,
        ITC_ADMIN_TOKEN: token,
        ITC_SANDBOX: 'off',
        ITC_LOG_LEVEL: 'warn',
        ITC_RECIPE_GRANTS: 'read,write,send,personal_data',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    const keep = (chunk: Buffer): void => {
      this.output = (this.output + chunk.toString()).slice(-keptOutput);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const end = Date.now() + deadlineMs;
    let last: string;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${String(child.exitCode)}:\n${this.output}`);
      try {
        const answer = await fetch(`${this.url}/api/v1/health`, { signal: AbortSignal.timeout(5_000) });
        await answer.arrayBuffer();
        if (answer.ok) return;
        last = String(answer.status);
      } catch (error) {
        // not listening yet
        last = error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error);
      }
      if (Date.now() > end) throw new Error(`the server did not answer in time (${last}):\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** SIGKILL: no chance to finish anything. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** SIGSTOP and SIGCONT: the process stands still, with its connections open. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child?.kill(signal);
  }

  /** A call to the admin API. */
  async api<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.settings.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      const { exitCode = null, signalCode = null } = this.child ?? {};
      const state = exitCode ?? signalCode;
      const told = state === null ? 'does not answer' : `ended with ${String(state)}`;
      throw new Error(`${method} ${path}: the server ${told}:\n${this.output.slice(-2_000)}`, { cause });
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${String(answer.status)}: ${text}`);
    return JSON.parse(text) as T;
  }

  /** Every item of a list, page after page. */
  async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null = null;
    do {
      const separator = path.includes('?') ? '&' : '?';
      const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: { items: T[]; next: string | null } = await this.api('GET', `${path}${separator}limit=500${next}`);
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    return items;
  }
}

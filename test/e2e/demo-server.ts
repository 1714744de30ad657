import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../dist/connector/main.js', import.meta.url));
const startMs = 60_000;

/** A server as `npm start` runs it, with the sandbox beside it, on free ports and an empty data folder. */
export interface DemoServer {
  url: string;
  /** opens the designer signed in, once */
  setupLink: string;
  sandboxUrl: string;
  adminToken: string;
  /** a call to the REST API with the admin token; throws unless it is answered with 2xx */
  api<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>;
  close(): Promise<void>;
}

/**
 * Starts the compiled server and waits for the lines it prints.
 * @param settings environment variables besides port and folder
 */
export async function startDemoServer(settings: Record<string, string> = {}): Promise<DemoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'itc-e2e-'));
  const dataDir = join(folder, 'data');
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env['PATH'], ITC_PORT: '0', ITC_DATA_DIR: dataDir, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const text = await new Promise<string>((resolve, reject) => {
    let seen = '';
    const timer = setTimeout(() => reject(new Error(`the server did not start:\n${seen}`)), startMs);
    child.once('exit', () => reject(new Error(`the server ended:\n${seen}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      if (!seen.includes('npx itc jobs list')) return;
      clearTimeout(timer);
      resolve(seen);
    });
  });
  const find = (pattern: RegExp): string => {
    const found = pattern.exec(text)?.[1];
    if (found === undefined) throw new Error(`the server printed no ${pattern.source}`);
    return found;
  };
  const url = find(/^Server +(\S+)/m);
  const adminToken = readFileSync(join(dataDir, 'admin-token'), 'utf8').trim();
  return {
    url,
    setupLink: find(/^Designer +(\S+)/m),
    sandboxUrl: find(/^Sandbox +(\S+)/m),
    adminToken,
    async api<T>(method: string, path: string, body?: unknown) {
      const answer = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    async close() {
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readConfig } from '../../connector/config.ts';
import { startServer, type RunningServer } from '../../connector/main.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';

export const adminToken = 'test-admin-token-0001';
export const apiKey = 'sandbox-server-key-0001';

interface Answer<T> {
  status: number;
  body: T;
  text: string;
}

/** A whole server on a temporary data folder, with a sandbox beside it and a connection to it. */
export interface TestServer {
  running: RunningServer;
  sandbox: Sandbox;
  dataDir: string;
  webhookUrl: string;
  secret: string;
  /** a call to the REST API with the admin token */
  api<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
  /** posts a webhook with the secret of the connection */
  post(url: string, body: unknown, headers?: Record<string, string>): Promise<Answer<Record<string, string>>>;
  close(): Promise<void>;
}

async function send<T>(
  method: string,
  url: string,
  headers: Record<string, string>,
  body: unknown,
): Promise<Answer<T>> {
  const answer = await fetch(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: JSON.parse(text) as T, text };
}

export async function startTestServer(env: Record<string, string> = {}): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'itc-http-'));
  const sandbox = await startSandbox({ limits: false });
  // a server that refuses to start must not leave the sandbox open: the test would never end, and not say why
  const running = await startServer(
    readConfig({
      ITC_PORT: '0',
      ITC_DATA_DIR: dataDir,
      ITC_ADMIN_TOKEN: adminToken,
      ITC_SANDBOX: 'off',
      ITC_LOG_LEVEL: 'silent',
      ITC_RECIPE_GRANTS: 'read,write,send,personal_data',
      ...env,
    }),
  ).catch(async (error: unknown) => {
    await sandbox.close();
    throw error;
  });
  // without a token of its own the server makes one
  const token = running.runtime.adminToken.clear ?? adminToken;
  const api: TestServer['api'] = (method, path, body) =>
    send(method, `${running.url}/api/v1${path}`, { authorization: `Bearer ${token}` }, body);
  const made = await api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
    name: 'sandbox',
    apiKey,
    projectType: 'email',
    sandboxUrl: sandbox.url,
  });
  if (made.status !== 201) throw new Error(`the connection was not made: ${made.text}`);
  const { webhookUrl, secret } = made.body;
  return {
    running,
    sandbox,
    dataDir,
    webhookUrl,
    secret,
    api,
    post: (url, body, headers = { 'x-itc-secret': secret }) => send('POST', url, headers, body),
    async close() {
      await running.close();
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits until the probe gives a value; fails loudly in the end. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | null | undefined>,
  withinMs = 10_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await probe();
    if (found !== null && found !== undefined) return found;
    if (Date.now() > end) throw new Error(`timed out: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

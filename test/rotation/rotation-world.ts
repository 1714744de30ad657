import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readConfig } from '../../connector/config.ts';
import { createApp } from '../../connector/http/create-app.ts';
import { createServer } from '../../connector/http/create-server.ts';
import type { LogFields } from '../../connector/log.ts';
import { createRuntime } from '../../connector/runtime.ts';
import { makeDataFolder } from '../../connector/runtime/data-folder.ts';
import type { JsonObject } from '../../errors/json.ts';
import { startSandbox } from '../../sandbox/index.ts';

export const dayMs = 24 * 60 * 60_000;
const adminToken = 'test-admin-token-0001';

interface Answer<T> {
  status: number;
  body: T;
}

/** A whole server with a sandbox beside it, on a clock that the test moves; no worker runs by itself. */
export async function makeClockedServer(
  env: Record<string, string> = {},
  startMs = Date.parse('2026-01-01T12:00:00.000Z'),
) {
  let nowMs = startMs;
  const now = (): number => nowMs;
  const sandbox = await startSandbox({ limits: false, now, webhookRetries: 0 });
  const dataDir = mkdtempSync(join(tmpdir(), 'itc-clock-'));
  const config = readConfig({
    ITC_PORT: '0',
    ITC_DATA_DIR: dataDir,
    ITC_ADMIN_TOKEN: adminToken,
    ITC_SANDBOX: 'off',
    ITC_LOG_LEVEL: 'silent',
    ITC_RECIPE_GRANTS: 'read,write,send,personal_data',
    ...env,
  });
  makeDataFolder(dataDir);
  const logged: { level: string; message: string; fields: LogFields | undefined }[] = [];
  const note = (level: string) => (message: string, fields?: LogFields) => void logged.push({ level, message, fields });
  const log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  const open = async () => {
    const runtime = await createRuntime(config, {
      now,
      random: () => 0,
      sleep: async (ms) => {
        nowMs += ms;
      },
      log,
    });
    const server = createServer(runtime.handleHook, createApp(runtime), config);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    runtime.setLocalUrl(url);
    const close = async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await runtime.close();
    };
    return { runtime, url, close };
  };
  let opened = await open();

  const api = async <T = JsonObject>(method: string, path: string, body?: unknown): Promise<Answer<T>> => {
    const answer = await fetch(`${opened.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${adminToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text.startsWith('{') ? JSON.parse(text) : text) as T };
  };
  const made = await api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
    name: 'main',
    apiKey: sandbox.key,
    projectType: 'email',
    sandboxUrl: sandbox.url,
  });
  if (made.status !== 201) throw new Error(`the connection was not made: ${JSON.stringify(made.body)}`);
  const path = new URL(made.body.webhookUrl).pathname;
  let sequence = 0;

  return {
    sandbox,
    api,
    logged,
    now,
    secret: made.body.secret,
    hookPath: path,
    get runtime() {
      return opened.runtime;
    },
    get url() {
      return opened.url;
    },
    advance: (ms: number) => {
      nowMs += ms;
    },
    setNow: (iso: string) => {
      nowMs = Date.parse(iso);
    },
    async restart() {
      await opened.close();
      opened = await open();
    },
    /** the status of a webhook that carries this Authorization header */
    async hook(
      authorization: string,
      at = path,
      payload: JsonObject = {},
    ): Promise<{ status: number; code: string | null }> {
      sequence += 1;
      const answer = await fetch(`${opened.url}${at}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({
          email: 'ada@example.com',
          eventName: 'emailOpen',
          dataFields: { messageId: `m-${sequence}` },
          ...payload,
        }),
      });
      const body = (await answer.json()) as { error?: { code: string } };
      return { status: answer.status, code: body.error?.code ?? null };
    },
    health: async () =>
      (
        await api<{
          rotation: {
            alarm: { code: string; message: string } | null;
            isUsed: boolean;
            expiresAt: string | null;
          } | null;
        }>('GET', '/connections/main/health')
      ).body,
    async dispose() {
      await opened.close();
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type ClockedServer = Awaited<ReturnType<typeof makeClockedServer>>;

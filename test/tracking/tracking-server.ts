import { setTimeout as sleep } from 'node:timers/promises';

import { startTestServer, type TestServer } from '../http/test-server.ts';

export interface Job {
  id: string;
  recipe: string;
  status: string;
  event: string;
  error: { code: string; message: string; hint: string; details?: { path?: string } } | null;
}

export interface TrackingAnswer {
  status: number;
  body: {
    success?: boolean;
    rejected?: { index: number; code: string; message: string }[];
    error?: { code: string; message: string };
  };
}

/** A server with an installed connection, and the means to post calls to it as an SDK does. */
export interface TrackingServer {
  server: TestServer;
  writeKey: string;
  url: string;
  post(
    path: string,
    body: unknown,
    options?: { key?: string | null; headers?: Record<string, string>; raw?: Buffer },
  ): Promise<TrackingAnswer>;
  /** all jobs, once none is open */
  settledJobs(): Promise<Job[]>;
}

export const install = (server: TestServer, change: object = {}, config: object = {}) =>
  server.api<{
    connection: string;
    isNew: boolean;
    writeKey: string | null;
    recipes: { name: string; isNew: boolean }[];
    error?: { code: string; details: { problems: { path: string; message: string }[] } };
  }>('POST', '/catalog/iterable/install', {
    name: 'shop',
    variant: 'default',
    delivery_mode: 'server_side',
    ...change,
    config: {
      apiKey: server.sandbox.key,
      region: 'us',
      projectType: 'email',
      sandboxUrl: server.sandbox.url,
      ...config,
    },
  });

export async function startTrackingServer(config: object = {}): Promise<TrackingServer> {
  const server = await startTestServer();
  const { body } = await install(server, {}, config);
  const writeKey = body.writeKey ?? '';
  return {
    server,
    writeKey,
    url: server.running.url,
    async post(path, body, { key = writeKey, headers = {}, raw } = {}) {
      const authorization = key === null ? {} : { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` };
      const answer = await fetch(`${server.running.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...authorization, ...headers },
        body: raw === undefined ? JSON.stringify(body) : new Uint8Array(raw),
      });
      return { status: answer.status, body: (await answer.json()) as TrackingAnswer['body'] };
    },
    async settledJobs() {
      for (;;) {
        const { body: page } = await server.api<{ items: Job[] }>('GET', '/jobs?limit=500');
        if (page.items.every(({ status }) => !['queued', 'running', 'waiting'].includes(status))) return page.items;
        await sleep(10);
      }
    },
  };
}

/** What a developer would write by hand instead of a connector: a handler that puts each webhook into a table and answers. */
import type { RequestListener } from 'node:http';

import Sqlite from 'better-sqlite3';
import express from 'express';

import { benchHook } from './bench-hook.ts';
import { onDemand } from './on-demand.ts';

const fastifyPackage = onDemand('fastify');

function openTable(file: string): { put: (body: string) => number; together: <T>(work: () => T) => T } {
  const db = new Sqlite(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE webhooks (id INTEGER PRIMARY KEY, received_at TEXT NOT NULL, body TEXT NOT NULL)');
  const insert = db.prepare<[string, string]>('INSERT INTO webhooks (received_at, body) VALUES (?, ?)');
  return {
    put: (body) => Number(insert.run(new Date().toISOString(), body).lastInsertRowid),
    together: (work) => db.transaction(work).immediate(),
  };
}

/** Express 5 and better-sqlite3, one transaction for each webhook. */
export function expressHandler(file: string): RequestListener {
  const { put } = openTable(file);
  const app = express();
  app.post(benchHook.path, express.json({ limit: '1mb' }), (request, response) => {
    if (request.headers['x-itc-secret'] !== benchHook.secret) response.status(401).end();
    else response.json({ id: put(JSON.stringify(request.body)) });
  });
  return app;
}

interface Fastify {
  post(
    path: string,
    handler: (request: { headers: Record<string, unknown>; body: unknown }) => Promise<{ id: number }>,
  ): void;
  ready(): Promise<unknown>;
  routing: RequestListener;
}

/** Fastify 5 and better-sqlite3; all webhooks of a turn of the event loop go into one transaction. */
export async function fastifyHandler(file: string): Promise<RequestListener> {
  const { put, together } = openTable(file);
  let waiting: { body: string; done: (id: number) => void; fail: (error: unknown) => void }[] = [];
  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    try {
      const ids = together(() => batch.map(({ body }) => put(body)));
      for (const [index, { done }] of batch.entries()) done(ids[index] ?? 0);
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
  };
  const keep = (body: string): Promise<number> =>
    new Promise((done, fail) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ body, done, fail });
    });
  const app = (fastifyPackage.require('fastify') as () => Fastify)();
  app.post(benchHook.path, async ({ headers, body }) => {
    if (headers['x-itc-secret'] !== benchHook.secret) throw Object.assign(new Error('no'), { statusCode: 401 });
    return { id: await keep(JSON.stringify(body)) };
  });
  await app.ready();
  return app.routing;
}

/** One server of the intake benchmark in a process of its own: `raw`, `express`, `express-sqlite`, `fastify`, `durable`, `learning` or `single`; reports its port and, asked, its RSS. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import express from 'express';

import { createIntake } from '../connector/intake/intake.ts';
import { createLearner } from '../connector/learning/learner.ts';
import { hashSecret } from '../connector/security/hash-secret.ts';
import { openSqliteStore } from '../connector/store/sqlite/open-sqlite-store.ts';
import type { ConnectionRecord, Store } from '../connector/store/store.ts';
import { triggers } from '../triggers/index.ts';
import { benchHook } from './bench-hook.ts';
import { expressHandler, fastifyHandler } from './hand-written.ts';

const answer = '{"id":"evt_00000000-0000-0000-0000-000000000000"}';

const connection: ConnectionRecord = {
  id: 'con_bench',
  name: 'bench',
  region: 'us',
  sandboxUrl: null,
  projectType: 'email',
  projectId: null,
  environment: null,
  sealedApiKey: '',
  apiKeyHint: '',
  hookToken: benchHook.token,
  secretHeader: 'x-itc-secret',
  secrets: [{ hash: hashSecret(benchHook.secret), createdAt: '', expiresAt: null }],
  allowUnauthenticated: false,
  allowedSources: [],
  createdAt: '',
  updatedAt: '',
};

const raw: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    Buffer.concat(chunks);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer);
  });
};

function expressAlone(): RequestListener {
  const app = express();
  app.post(benchHook.path, express.raw({ type: '*/*', limit: '1mb' }), (_request, response) => {
    response.type('json').send(answer);
  });
  return app;
}

/** Each event waits for the commit of the one before. */
function oneByOne(store: Store): Pick<Store, 'appendEvent' | 'appendRejectedCall'> {
  let last: Promise<unknown> = Promise.resolve();
  return {
    appendRejectedCall: (call) => store.appendRejectedCall(call),
    appendEvent(event) {
      const next = last.then(() => store.appendEvent(event));
      last = next.catch(() => undefined);
      return next;
    },
  };
}

/** events that the learner left out */
let dropped = (): number => 0;

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'itc-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function intake(kind: string): Promise<RequestListener> {
  const folder = newFolder();
  const store = await openSqliteStore({ file: join(folder, 'itc.db'), now: Date.now });
  const run = randomBytes(8).toString('hex');
  let count = 0;
  const log = { warn: console.error, error: console.error };
  const learner = createLearner({ store, log });
  dropped = learner.dropped;
  return createIntake({
    store: kind === 'single' ? oneByOne(store) : store,
    connections: { byHookToken: (token) => (token === benchHook.token ? connection : undefined) },
    recipes: { enabledOf: () => [], byJourneyToken: () => undefined },
    triggers,
    now: Date.now,
    newId: (prefix) => `${prefix}_${run}${String((count += 1)).padStart(16, '0')}`,
    log,
    ...(kind === 'learning' ? { learn: learner.look } : {}),
  });
}

const handlers: Record<string, () => RequestListener | Promise<RequestListener>> = {
  raw: () => raw,
  express: expressAlone,
  'express-sqlite': () => expressHandler(join(newFolder(), 'webhooks.db')),
  fastify: () => fastifyHandler(join(newFolder(), 'webhooks.db')),
};

const kind = process.argv[2] ?? '';
const handler = await (handlers[kind] ?? (() => intake(kind)))();
const server = createServer(handler).listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ rss: process.memoryUsage.rss(), cpuUs: user + system, dropped: dropped() });
});
process.on('disconnect', () => process.exit(0));

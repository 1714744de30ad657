import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { readConfig } from '../../connector/config.ts';
import { createApp } from '../../connector/http/create-app.ts';
import { createServer } from '../../connector/http/create-server.ts';
import { createLog } from '../../connector/log.ts';
import { createRuntime } from '../../connector/runtime.ts';
import type { NewConnection } from '../../connector/runtime/connection-book.ts';
import type { Faults, Runtime } from '../../connector/runtime/runtime.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { sampleRecipe } from './sample-recipe.ts';
import { adminToken, apiKey } from './test-server.ts';

let sandbox: Sandbox;
let base: string;
const folders: string[] = [];

function newFolder(from?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'itc-audit-crash-'));
  folders.push(folder);
  if (from !== undefined) cpSync(from, folder, { recursive: true });
  return folder;
}

const open = (folder: string, faults: Faults = {}): Promise<Runtime> =>
  createRuntime(
    readConfig({ ITC_DATA_DIR: folder, ITC_ADMIN_TOKEN: adminToken, ITC_SANDBOX: 'off', ITC_RECIPE_GRANTS: 'write' }),
    { now: Date.now, random: Math.random, sleep: () => Promise.resolve(), log: createLog('silent'), faults },
  );

/** A server that stops for good at the nth thing it does to the outside, as a killed process does: what it did before stays. */
class StoppingServer {
  readonly folder = newFolder(base);
  readonly dead: Promise<void>;
  #runtime: Runtime | undefined;
  #server: ReturnType<typeof createServer> | undefined;
  #left = Infinity;
  #die: () => void = () => undefined;
  #revive: () => void = () => undefined;
  #revived: Promise<void>;

  constructor() {
    this.dead = new Promise((resolve) => (this.#die = resolve));
    this.#revived = new Promise((resolve) => (this.#revive = resolve));
  }

  async #pass(): Promise<void> {
    this.#left -= 1;
    if (this.#left >= 0) return;
    this.#die();
    await this.#revived;
    throw new Error('the process is over');
  }

  async start(): Promise<string> {
    const pass = (): Promise<void> => this.#pass();
    this.#runtime = await open(this.folder, {
      store: (store) => {
        const wrapped: Record<string, unknown> = { ...store };
        for (const [name, plain] of Object.entries(store)) {
          if (/^(get|list|find|count|has|on|search|close)/.test(name) || typeof plain !== 'function') continue;
          wrapped[name] = async (...given: never[]) => {
            await pass();
            return (plain as (...given: never[]) => unknown)(...given);
          };
        }
        return wrapped as unknown as typeof store;
      },
      client: (client) => ({
        ...client,
        async call(...given) {
          const answer = await client.call(...given);
          await pass();
          return answer;
        },
      }),
    });
    this.#server = createServer(() => false, createApp(this.#runtime), { keepAliveMs: 5_000 });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/api/v1`;
  }
  stopAfter(passages: number): void {
    this.#left = passages;
  }
  async dispose(): Promise<void> {
    this.#revive();
    this.#server?.closeAllConnections();
    this.#server?.close();
    this.#left = Infinity;
    await this.#runtime?.close();
  }
}

const connectionOf = (name: string): NewConnection => ({
  name,
  apiKey,
  region: 'us',
  projectType: 'email',
  projectId: null,
  environment: 'test',
  sandboxUrl: sandbox.url,
  secretHeader: 'x-itc-secret',
  allowedSources: [],
  allowUnauthenticated: false,
});

/** Everything in the database but the audit log. */
function contents(folder: string): string {
  const db = new Sqlite(join(folder, 'connector.db'), { readonly: true });
  const tables = db
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'audit%'`)
    .all();
  const rows = tables.map(({ name }) => [name, db.prepare(`SELECT * FROM ${name}`).all()]);
  db.close();
  return JSON.stringify(rows, (_, value: unknown) => (Buffer.isBuffer(value) ? value.toString('hex') : value));
}

interface Change {
  action: string;
  path?: string;
  body?: unknown;
  /** it changes something in Iterable */
  isOutside?: true;
}

const changes: Record<string, Change> = {
  'a new connection': {
    action: 'POST /connections',
    body: { name: 'second', apiKey: `${apiKey}2`, projectType: 'email' },
  },
  'another policy': {
    action: 'POST /connections/{name}/policy',
    path: '/connections/first/policy',
    body: { callsPerSecond: 3, keepDays: { jobs: 3 }, allowedSources: ['192.0.2.0/24'] },
  },
  'a new secret': {
    action: 'POST /secrets',
    body: { name: 'partner', value: 'value-of-it', hosts: ['a.example.com'] },
  },
  'a new version of a recipe': {
    action: 'POST /recipes',
    body: { document: { ...sampleRecipe('welcome'), connection: 'first' }, expectedVersion: 1 },
  },
  'a recipe switched off': { action: 'POST /recipes/{name}/disable', path: '/recipes/welcome/disable' },
  'a new person': { action: 'POST /people', body: { email: 'new@example.com', role: 'viewer' } },
  'an action run by hand': {
    action: 'POST /actions/{name}/run',
    path: '/actions/upsert_user/run',
    body: { connection: 'first', input: { email: 'ada@example.com' } },
    isOutside: true,
  },
  'the removal of a connection': { action: 'DELETE /connections/{name}', path: '/connections/unused' },
};

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
  base = newFolder();
  const runtime = await open(base);
  for (const name of ['first', 'unused']) await runtime.connections.create(connectionOf(name));
  const document = JSON.stringify({ ...sampleRecipe('welcome'), connection: 'first' });
  await runtime.recipes.save(document, { expectedVersion: null, enable: true, grant: ['write'] });
  await runtime.close();
});
afterAll(async () => {
  await sandbox.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('a process that dies within a change', () => {
  it.each(Object.keys(changes))('leaves no trace of %s without its entry in the audit log', async (what) => {
    const { action, path = action.split(' ')[1] ?? '', body, isOutside = false } = changes[what] as Change;
    let deaths = 0;
    let changed = 0;
    for (let passages = 0; ; passages += 1) {
      const server = new StoppingServer();
      try {
        const url = await server.start();
        const before = contents(server.folder);
        const calls = sandbox.calls.length;
        server.stopAfter(passages);
        const answer = fetch(url + path, {
          method: action.split(' ')[0] ?? '',
          headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }).catch(() => null);
        const isOver = await Promise.race([answer.then((it) => it?.status), server.dead.then(() => 'dead')]);
        if (isOver !== 'dead') {
          expect(isOver).toBeLessThan(300);
          break;
        }
        deaths += 1;
        // what a new process finds: the files as they are at this instant
        const copy = newFolder(server.folder);
        const isChanged = contents(copy) !== before || (isOutside && sandbox.calls.length > calls);
        if (isChanged) changed += 1;
        const next = await open(copy);
        const { items } = await next.audit.list({});
        const entries = items.map((entry) => `${entry.action} ${entry.outcome ?? ''} ${entry.actor.id}`);
        const verified = await next.audit.verify();
        const begun = await next.store.listBegunAudit('9');
        await next.close();
        const told = entries.filter((entry) => entry === `${action} interrupted admin-token`);
        expect({ passages, isChanged, told: told.length, isIntact: verified.isIntact, begun }).toEqual({
          passages,
          isChanged,
          told: passages === 0 ? 0 : 1,
          isIntact: true,
          begun: [],
        });
        // the first thing that is done is to say what is about to be done
        if (passages === 0) expect(isChanged).toBe(false);
      } finally {
        await server.dispose();
      }
    }
    expect(deaths).toBeGreaterThan(1);
    expect(changed).toBeGreaterThan(0);
  });
});

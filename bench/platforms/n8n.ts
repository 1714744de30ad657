import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Sqlite from 'better-sqlite3';
import pg from 'pg';

import { freePort } from '../../test/server/server-process.ts';
import { onDemand } from '../on-demand.ts';
import { Child } from './child.ts';
import { node24, nodeHeaders, nodePath } from './node-24.ts';
import { trackedEvent, type Platform, type State, type Target } from './platform.ts';

const n8nPackage = onDemand('n8n', ['--ignore-scripts']);
const over = new Set(['success', 'error', 'canceled', 'waiting']);
const workflowId = 'benchWorkflow001';

/** By default n8n runs each expression in an isolate of its own. */
export const n8nSettings = { defaults: {}, fastest: { N8N_EXPRESSION_ENGINE: 'legacy' } } as const;

/** Installs n8n without its install scripts, then builds the native module that it cannot do without. */
function install(): void {
  node24.install();
  n8nPackage.install();
  if (existsSync(join(n8nPackage.folder, 'node_modules/sqlite3/build/Release/node_sqlite3.node'))) return;
  execFileSync('npm', ['rebuild', 'sqlite3'], {
    cwd: n8nPackage.folder,
    stdio: ['ignore', 2, 2],
    env: {
      ...process.env,
      PATH: `${nodePath()}:${process.env['PATH'] ?? ''}`,
      npm_config_nodedir: nodeHeaders(),
    },
  });
}

const workflow = ({ url, key }: Target): object => ({
  id: workflowId,
  name: 'bench',
  active: false,
  settings: { executionOrder: 'v1' },
  nodes: [
    {
      id: 'a0000000-0000-4000-8000-000000000001',
      name: 'Webhook',
      type: 'n8n-nodes-base.webhook',
      typeVersion: 2,
      position: [0, 0],
      webhookId: 'a0000000-0000-4000-8000-000000000001',
      parameters: { httpMethod: 'POST', path: 'bench', responseMode: 'responseNode', options: {} },
    },
    {
      id: 'a0000000-0000-4000-8000-000000000002',
      name: 'Respond',
      type: 'n8n-nodes-base.respondToWebhook',
      typeVersion: 1.1,
      position: [200, 0],
      parameters: { respondWith: 'json', responseBody: '={{ JSON.stringify({ id: $execution.id }) }}', options: {} },
    },
    {
      id: 'a0000000-0000-4000-8000-000000000003',
      name: 'Track',
      type: 'n8n-nodes-base.httpRequest',
      typeVersion: 4.2,
      position: [400, 0],
      parameters: {
        method: 'POST',
        url: `${url}/api/events/track`,
        sendHeaders: true,
        headerParameters: { parameters: [{ name: 'Api-Key', value: key }] },
        sendBody: true,
        specifyBody: 'json',
        jsonBody: `={{ JSON.stringify({ email: $json.body.email, eventName: '${trackedEvent}', dataFields: { messageId: $json.body.dataFields.messageId } }) }}`,
        options: {},
      },
    },
  ],
  connections: {
    Webhook: { main: [[{ node: 'Respond', type: 'main', index: 0 }]] },
    Respond: { main: [[{ node: 'Track', type: 'main', index: 0 }]] },
  },
});

type Statuses = (ids: readonly number[]) => Promise<Map<number, string>>;

/** What n8n itself keeps of its executions, on SQLite. */
const inFile =
  (file: string): Statuses =>
  (ids) => {
    const db = new Sqlite(file, { readonly: true });
    const select = db.prepare<[number], { status: string }>('SELECT status FROM execution_entity WHERE id = ?');
    const found = new Map(ids.flatMap((id) => select.all(id).map(({ status }) => [id, status] as const)));
    db.close();
    return Promise.resolve(found);
  };

const inDatabase =
  (connectionString: string): Statuses =>
  async (ids) => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    const { rows } = await client.query<{ id: number; status: string }>(
      'SELECT id, status FROM execution_entity WHERE id = ANY ($1)',
      [ids],
    );
    await client.end();
    return new Map(rows.map(({ id, status }) => [id, status]));
  };

function postgresSettings(address: string): Record<string, string> {
  const { hostname, port, username, pathname } = new URL(address);
  return {
    DB_TYPE: 'postgresdb',
    DB_POSTGRESDB_HOST: hostname,
    DB_POSTGRESDB_PORT: port,
    DB_POSTGRESDB_USER: username,
    DB_POSTGRESDB_DATABASE: pathname.slice(1),
  };
}

/**
 * n8n with webhook, respond, HTTP request; on SQLite unless there is a database.
 * @param database answers the address of an empty one
 */
export function n8n(setting: keyof typeof n8nSettings, database?: () => Promise<string>): Platform {
  let child: Child;
  let statuses: Statuses;
  let url = '';
  return {
    label: `n8n ${n8nPackage.version('n8n')}, ${setting === 'defaults' ? 'defaults' : 'fastest setting'}`,
    async open(folder, target) {
      install();
      const port = await freePort();
      const bin = join(n8nPackage.folder, 'node_modules/n8n/bin/n8n');
      const address = await database?.();
      const env = {
        PATH: `${nodePath()}:${process.env['PATH'] ?? ''}`,
        HOME: folder,
        N8N_USER_FOLDER: folder,
        N8N_PORT: String(port),
        N8N_LISTEN_ADDRESS: '127.0.0.1',
        N8N_RUNNERS_BROKER_PORT: String(await freePort()),
        // nothing is asked of the internet while it is measured
        N8N_DIAGNOSTICS_ENABLED: 'false',
        N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
        N8N_TEMPLATES_ENABLED: 'false',
        ...n8nSettings[setting],
        ...(address === undefined ? {} : postgresSettings(address)),
      };
      const node = join(nodePath(), 'node');
      const file = join(folder, 'workflow.json');
      writeFileSync(file, JSON.stringify(workflow(target)));
      for (const words of [
        ['import:workflow', `--input=${file}`],
        ['publish:workflow', `--id=${workflowId}`],
      ]) {
        execFileSync(node, [bin, ...words], { env, stdio: ['ignore', 'ignore', 2] });
      }
      statuses = address === undefined ? inFile(join(folder, '.n8n/database.sqlite')) : inDatabase(address);
      url = `http://127.0.0.1:${String(port)}/webhook/bench`;
      const health = `http://127.0.0.1:${String(port)}/healthz/readiness`;
      child = new Child([node, bin, 'start'], env, health, join(folder, 'n8n.log'));
      await child.start();
    },
    hook: () => ({ url, headers: {} }),
    get pid() {
      return child.pid;
    },
    kill: () => child.kill(),
    restart: () => child.start(),
    async states(ids) {
      const known = await statuses(ids.map(Number));
      return ids.map((id): State => {
        const word = known.get(Number(id)) ?? 'gone';
        return { word, isOver: over.has(word) };
      });
    },
  };
}

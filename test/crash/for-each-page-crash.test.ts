import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { freePort, ServerProcess } from '../server/server-process.ts';

const rowCount = 2_500;
const pageSize = 500;

/** Stands in for Iterable: an export, and bulk writes that say which rows they brought. */
class ExportStandIn {
  exports = 0;
  writes: number[][] = [];
  readonly #server: Server;
  constructor() {
    this.#server = createServer((request, response) => {
      if (request.url?.startsWith('/api/export/data.json') === true) {
        this.exports += 1;
        for (let n = 0; n < rowCount; n++) {
          response.write(`${JSON.stringify({ email: `p${String(n)}@example.com`, dataFields: { n } })}\n`);
        }
        response.end();
        return;
      }
      if (request.url?.startsWith('/api/users/bulkUpdate') !== true) {
        response.end('{"fields":{}}');
        return;
      }
      void text(request).then((body) => {
        const { users } = JSON.parse(body) as { users: { dataFields: { n: number } }[] };
        this.writes.push(users.map(({ dataFields }) => dataFields.n));
        const answer = { successCount: users.length, failCount: 0, invalidEmails: [], invalidUserIds: [] };
        setTimeout(() => response.end(JSON.stringify(answer)), 150);
      });
    });
  }
  listen = (): Promise<void> => new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }
  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const iterable = new ExportStandIn();
let dataDir: string;
let server: ServerProcess;

beforeAll(async () => {
  await iterable.listen();
  dataDir = await mkdtemp(join(tmpdir(), 'itc-pages-'));
  server = new ServerProcess({ port: await freePort(), dataDir, token: 'itc_pages_test_token_0123456789' });
  await server.start();
});
afterAll(async () => {
  await server.kill();
  iterable.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('an export in pages goes on after two SIGKILLs at the page that was under way, without a second export', async () => {
  const connection = await server.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
    name: 'main',
    apiKey: 'any-key-0001',
    projectType: 'email',
    sandboxUrl: iterable.url,
  });
  const write = { id: 'write', use: 'bulk_upsert_users', with: { users: '{{ item }}' } };
  const forEachPage = { use: 'export_data_json', with: { dataTypeName: 'user', range: 'All' } };
  const document = {
    name: 'pages',
    connection: 'main',
    trigger: { use: 'new_object', with: { eventName: 'smsReceived' } },
    steps: [{ id: 'people', forEachPage, pageSize, steps: [write] }],
  };
  await server.api('POST', '/recipes', { document, enable: true });
  await fetch(`${server.url}${new URL(connection.webhookUrl).pathname}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-itc-secret': connection.secret },
    body: JSON.stringify({ email: 'ada@example.com', eventName: 'smsReceived', dataFields: {} }),
  });
  const reached = async (writes: number): Promise<void> => {
    while (iterable.writes.length < writes) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  for (const writes of [2, 4]) {
    await reached(writes);
    await server.kill();
    await server.start();
  }
  let job: { id: string; status: string } | undefined;
  while (job === undefined || job.status === 'running' || job.status === 'queued') {
    [job] = (await server.api<{ items: { id: string; status: string }[] }>('GET', '/jobs?limit=1')).items;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { ledger, error } = await server.api<{ ledger: { path: string; output: unknown }[]; error: unknown }>(
    'GET',
    `/jobs/${job.id}`,
  );
  expect(error).toBeNull();
  expect(job.status).toBe('succeeded');
  expect(ledger.at(-1)).toMatchObject({ path: 'people', output: { pages: 5, rows: rowCount, badRows: 0 } });
  expect(iterable.exports).toBe(1);
  // only what was under way at a kill went out again
  expect(iterable.writes.length).toBeLessThanOrEqual(rowCount / pageSize + 2);
  expect([...new Set(iterable.writes.flat())].sort((a, b) => a - b)).toEqual(
    Array.from({ length: rowCount }, (_, n) => n),
  );
}, 90_000);

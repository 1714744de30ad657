import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { runCli } from '../../connector/cli/run-cli.ts';
import { adminToken, startTestServer, type TestServer } from '../http/test-server.ts';

const rowCount = 3000;
let server: TestServer;
let exportServer: Server;
let folder: string;
/** what the stand-in for the export endpoints does with the next call */
let answers: ((url: URL) => 'rows' | 'cut' | 'limited')[] = [];

beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'itc-export-'));
  exportServer = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://local');
    const what = (answers.shift() ?? (() => 'rows' as const))(url);
    if (what === 'limited') {
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '1' });
      response.end('{"msg":"Exceeded rate limit of 4.0 per minute","code":"RateLimitExceeded","params":{}}');
      return;
    }
    const isCsv = url.pathname.endsWith('.csv');
    response.writeHead(200, { 'content-type': 'text/plain' });
    if (isCsv) response.write('createdAt,email,name,name');
    for (let n = 0; n < rowCount; n++) {
      if (what === 'cut' && n === 1000) {
        response.flushHeaders();
        setTimeout(() => response.destroy(), 50);
        return;
      }
      const email = `p${String(n)}@example.com`;
      if (isCsv) response.write(`\n"2031-02-03 04:05:06",${email},"a,""${String(n)}""",b`);
      else response.write(n === 7 ? '{"broken" "line"}\n' : `${JSON.stringify({ email, n })}\n`);
    }
    response.end();
  });
  await new Promise<void>((resolve) => exportServer.listen(0, '127.0.0.1', resolve));
  await server.api('POST', '/connections', {
    name: 'exports',
    apiKey: 'any-key-0001',
    projectType: 'email',
    sandboxUrl: `http://127.0.0.1:${String((exportServer.address() as AddressInfo).port)}`,
  });
});
afterAll(async () => {
  await server.close();
  exportServer.closeAllConnections();
  exportServer.close();
  await rm(folder, { recursive: true, force: true });
});

async function itc(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', ''];
  const code = await runCli(argv, {
    stdout: { write: (text) => void (stdout += text) },
    stderr: { write: (text) => void (stderr += text) },
    stdinIsTty: false,
    stdoutIsTty: false,
    env: { ITC_URL: server.running.url, ITC_ADMIN_TOKEN: adminToken },
    cwd: folder,
    fetch,
    readStdin: async () => '',
    ask: async () => null,
    askHidden: async () => null,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))),
    serve: async () => undefined,
    runSandbox: async () => 0,
    onInterrupt: () => () => undefined,
  });
  return { code, stdout, stderr };
}

test('An export is written as JSON lines, a limit is waited out and told, and a bad line is counted and not fatal.', async () => {
  answers = [() => 'limited'];
  const out = join(folder, 'sends.ndjson');
  const done = await itc('export', 'data', '-c', 'exports', '--type', 'emailSend', '--range', 'Today', '--out', out);
  expect(done.code).toBe(6);
  expect(done.stderr).toMatch(/4 calls per 60 s.*Waiting/);
  expect(done.stderr).toMatch(/line 8: /);
  expect(done.stdout).toMatch(/rows +2999/);
  const lines = (await readFile(out, 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(2999);
  expect(JSON.parse(lines[2998] ?? '')).toEqual({ email: 'p2999@example.com', n: 2999 });
});

test('A CSV export keeps columns of one name apart and quoted cells whole.', async () => {
  const out = join(folder, 'sends.csv');
  const done = await itc(
    'export',
    'data',
    '-c',
    'exports',
    '--type',
    'emailSend',
    '--range',
    'All',
    '--format',
    'csv',
    '--out',
    out,
  );
  expect(done).toMatchObject({ code: 0 });
  const [head, first] = (await readFile(out, 'utf8')).split('\n');
  expect(head).toBe('createdAt,email,name,name_2');
  expect(first).toBe('2031-02-03 04:05:06,p0@example.com,"a,""0""",b');
});

test('An export that breaks off says so and is not taken for a whole one.', async () => {
  answers = [() => 'cut'];
  const done = await itc(
    'export',
    'data',
    '-c',
    'exports',
    '--type',
    'user',
    '--range',
    'All',
    '--out',
    join(folder, 'cut'),
    '--json',
  );
  expect(done.code).not.toBe(0);
  expect(JSON.parse(done.stderr)).toMatchObject({ error: { code: expect.stringMatching(/^ITC_/) as unknown } });
});

test('itc bulk checks a CSV without sending, then writes it, gives each row its result, and redrives what failed.', async () => {
  const rows = Array.from({ length: 250 }, (_, n) => `bulk${String(n)}@example.com,Ada ${String(n)}`);
  await writeFile(join(folder, 'people.csv'), ['E-Mail,First Name', ...rows, 'no address,Bad', 'short'].join('\n'));
  const words = ['-c', 'sandbox', '--map', 'email=row.E-Mail', '--map', 'dataFields.first_name=row.First Name'];
  const dry = await itc('bulk', 'users', 'upsert', 'people.csv', ...words, '--dry-run', '--json');
  expect(dry.code).toBe(7);
  expect(JSON.parse(dry.stdout)).toMatchObject({ rows: 252, ready: 251, faulty: 1, calls: 1, typesChecked: true });
  const sent = (): number => server.sandbox.calls.filter(({ path }) => path === '/api/users/bulkUpdate').length;
  expect(sent()).toBe(0);

  const done = await itc('bulk', 'users', 'upsert', 'people.csv', ...words, '--out', 'results.csv', '--json');
  expect(done.code).toBe(6);
  const run = JSON.parse(done.stdout) as { id: string; counts: object };
  expect(run.counts).toEqual({ accepted: 250, failed: 2, skipped: 0, unknown: 0 });
  const results = (await readFile(join(folder, 'results.csv'), 'utf8')).trimEnd().split('\n');
  expect(results[0]).toBe('row,key,outcome,reason');
  expect(results).toHaveLength(253);

  const again = await itc('bulk', 'redrive', run.id, '--json');
  expect(again.code).toBe(1);
  expect(JSON.parse(again.stdout)).toMatchObject({ redriveOf: run.id, counts: { accepted: 0, failed: 2 } });
  const listed = JSON.parse((await itc('bulk', 'list', '--json')).stdout) as { items: unknown[] };
  expect(listed.items).toHaveLength(2);
  expect((await itc('bulk', 'pause', run.id)).code).not.toBe(0);
  expect((await itc('bulk', 'show', 'blk_none')).code).toBe(3);
  const wrong = await itc('bulk', 'users', 'fly', 'people.csv', '-c', 'sandbox', '--json');
  expect(JSON.parse(wrong.stderr)).toMatchObject({
    error: { hint: expect.stringContaining('bulk_upsert_users') as unknown },
  });
});

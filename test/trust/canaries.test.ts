import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { makeBackup } from '../../connector/backup/backup-file.ts';
import { routes } from '../../connector/http/routes.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { eventually } from '../http/test-server.ts';
import { freePort, ServerProcess } from '../server/server-process.ts';
import { Canaries, filesIn, type Haystack } from './canaries.ts';
import { tellFigure } from './tell-figure.ts';

const canaries = new Canaries();
const secret = (door: string, form?: (random: string) => string): string => canaries.plant('secret', door, form);
const signing = (random: string): string => `whsec_${Buffer.from(random.slice(0, 32)).toString('base64')}`;

const adminToken = secret('ITC_ADMIN_TOKEN');
const metricsToken = secret('ITC_METRICS_TOKEN');
const goodKey = secret('API key of a connection');

let sandbox: Sandbox;
let echo: Server;
let echoUrl: string;
let folder: string;
/** beside the data folder: backup and spans */
let outside: string;
let server: ServerProcess;
const answers: Haystack[] = [];

/** An address that refuses every call and says all of it back. */
async function startEcho(): Promise<void> {
  echo = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const said = JSON.stringify([request.url, request.headers, Buffer.concat(chunks).toString()]);
      const msg = `Not taken: ${said} ${Object.values(request.headers).join(' ')}`;
      response.writeHead(400, {
        'content-type': 'application/json',
        'x-said': encodeURIComponent(said).slice(0, 4_000),
      });
      response.end(JSON.stringify({ code: 'BadParams', msg, params: { said, base64: btoa(said) } }));
    });
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  echoUrl = `http://127.0.0.1:${String((echo.address() as AddressInfo).port)}`;
}

beforeAll(async () => {
  await startEcho();
  sandbox = await startSandbox({ limits: false, apiKeys: [{ key: goodKey, kind: 'server', region: 'us' }] });
  folder = mkdtempSync(join(tmpdir(), 'itc-canaries-'));
  outside = mkdtempSync(join(tmpdir(), 'itc-canaries-'));
  server = new ServerProcess({
    port: await freePort(),
    dataDir: folder,
    token: adminToken,
    keptOutput: 50_000_000,
    env: {
      ITC_LOG_LEVEL: 'debug',
      ITC_METRICS_TOKEN: metricsToken,
      ITC_MASTER_KEY: canaries.note('secret', 'ITC_MASTER_KEY', randomBytes(32).toString('base64')),
      ITC_OUTBOUND_ALLOW: '127.0.0.1',
      ITC_MCP_ALLOW: 'read,write,send',
      NODE_OPTIONS: `--import ${new URL('span-file.js', import.meta.url).href}`,
      SPAN_FILE: join(outside, 'spans'),
    },
  });
  await server.start();
});
afterAll(async () => {
  await server.kill();
  await sandbox.close();
  echo.closeAllConnections();
  echo.close();
  for (const one of [folder, outside]) rmSync(one, { recursive: true, force: true });
});

interface Call {
  headers?: Record<string, string>;
  body?: unknown;
  /** its answer tells what the server made, this once */
  tells?: true;
  /** default the admin token */
  as?: string | null;
}

/** Whatever the server answers to a door is searched too, but where it hands out what it made. */
async function call<T>(
  method: string,
  path: string,
  { headers = {}, body, tells, as = adminToken }: Call = {},
): Promise<T> {
  const url = path.startsWith('http')
    ? path
    : server.url + (/^\/(hooks|mcp|metrics|v1)/.test(path) ? '' : '/api/v1') + path;
  const answer = await fetch(url, {
    method,
    headers: {
      ...(as === null ? {} : { authorization: `Bearer ${as}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  expect([path, answer.status]).not.toEqual([path, 500]);
  const said = JSON.stringify([...answer.headers]) + text;
  if (tells === undefined)
    answers.push({ place: `the answer to ${method} ${path}`, bytes: Buffer.from(said), without: ['secret'] });
  try {
    return JSON.parse(text) as T;
  } catch {
    return text as T;
  }
}

async function plantConnections(): Promise<{ webhookUrl: string; secret: string; writeKey: string }> {
  const make = (name: string, apiKey: string, sandboxUrl: string) =>
    call<{ webhookUrl: string; secret: string; writeKey: string }>('POST', '/connections', {
      body: { name, apiKey, projectType: 'email', sandboxUrl },
      tells: true,
    });
  const made = await make('main', goodKey, sandbox.url);
  for (const value of [made.secret, made.writeKey]) canaries.note('secret', 'what a new connection tells once', value);
  await make('echo', secret('API key of a connection whose Iterable says it back'), echoUrl);
  for (const name of ['a', 'b', 'c', 'd']) await make(name, secret('API key of a connection'), sandbox.url);
  for (const name of ['a', 'b']) {
    const rotated = await call<{ secret: string }>('POST', `/connections/${name}/rotate-secret`, { tells: true });
    canaries.note('secret', 'a rotated webhook secret', rotated.secret);
    const key = await call<{ writeKey: string }>('POST', `/connections/${name}/rotate-write-key`, { tells: true });
    canaries.note('secret', 'a rotated write key', key.writeKey);
  }
  const body = (apiKey: string, more: object = {}) => ({
    name: 'x',
    apiKey,
    projectType: 'email',
    sandboxUrl: echoUrl,
    ...more,
  });
  for (let n = 0; n < 2; n += 1) await call('POST', '/connection-trials', { body: body(secret('API key of a trial')) });
  await call('POST', '/connections', { body: body(secret('API key of a name that is taken'), { name: 'main' }) });
  await call('POST', '/connections', { body: body(secret('API key with a blank', (it) => `${it} x`)) });
  await call('POST', '/connections', { body: body(secret('API key beside a wrong field'), { region: 'mars' }) });
  await call('POST', '/connections', { body: body('good-key-0001', { [secret('a field name')]: 1 }), tells: true });
  await call('POST', '/connections', {
    body: `{"name":"x","apiKey":"${secret('API key in a body that breaks off')}",`,
  });
  const names = ['a', 'b', 'c', 'd', 'echo', 'main'];
  for (const name of names) await call('POST', `/connections/${name}/test`);
  for (const name of names) await call('GET', `/connections/${name}/fields`);
  await call('POST', '/connections/main/policy', {
    body: { maskedFields: ['email', 'phoneNumber', 'dataFields.ssn'], keepDays: { jobs: 30 } },
  });
  return made;
}

async function plantSecrets(): Promise<void> {
  for (let n = 0; n < 12; n += 1) {
    const body = {
      name: `named_${n}`,
      value: secret('a named secret', n > 5 ? signing : undefined),
      hosts: ['127.0.0.1'],
    };
    await call('POST', '/secrets', { body });
  }
  await call('POST', '/secrets', {
    body: { name: 'UPPER', value: secret('a secret of a wrong name'), hosts: ['a.example.com'] },
  });
  const alerts = (base: string) => ({ url: `${base}/services/${secret('the address of a chat')}` });
  await call('POST', '/alerts', { body: alerts('https://10.0.0.1') });
  // nobody listens there, so that the alerts of failed jobs cannot be sent
  const made = await call<{ secret: string }>('POST', '/alerts', { body: alerts('http://127.0.0.1:9'), tells: true });
  canaries.note('secret', 'the secret of alerts', made.secret);
  await call('POST', '/alerts/test');
  await call('POST', '/secrets', {
    body: { name: 'wrong', value: secret('a secret of a wrong host'), hosts: ['::x::'] },
  });
}

async function plantPeople(): Promise<void> {
  const people = ['ada', 'bob'].map((name) =>
    canaries.plant('personal', 'address of a person', (it) => `${name}.${it}@example.com`),
  );
  for (const email of people) {
    const { link } = await call<{ link: string }>('POST', '/people', { body: { email, role: 'builder' }, tells: true });
    const token = canaries.note('secret', 'a one-time link', decodeURIComponent(link.split('#link=')[1] ?? ''));
    const headers = { 'x-itc-designer': '1' };
    const password = secret('a password');
    const url = `${server.url}/api/v1/session`;
    const entered = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ link: token, password }),
    });
    expect(entered.status).toBe(201);
    const session = /itc_session=([^;]+)/.exec(entered.headers.get('set-cookie') ?? '')?.[1];
    canaries.note('secret', 'a session', session);
    await call('POST', '/session', { as: null, headers, body: { email, password: secret('a wrong password') } });
    await call('POST', '/session', { as: null, headers, body: { link: secret('a wrong link'), password } });
    await call('POST', '/session', { as: null, headers, body: { token: secret('a wrong admin token') } });
    await call('GET', '/people', { as: null, headers: { cookie: `itc_session=${secret('a wrong session')}` } });
  }
  for (let n = 0; n < 8; n += 1) {
    const body = { name: `token-${n}`, scopes: ['jobs.read'] };
    const { token } = await call<{ token: string }>('POST', '/tokens', { body, tells: true });
    await call('GET', '/jobs', { as: canaries.note('secret', 'an API token', token) });
  }
  for (const path of ['/jobs', '/connections', '/audit', '/mcp/main', '/metrics']) {
    await call(path === '/mcp/main' ? 'POST' : 'GET', path, { as: secret(`a wrong bearer token at ${path}`) });
  }
  await call('GET', '/jobs', {
    as: null,
    headers: { authorization: `Basic ${btoa(`user:${secret('a Basic header')}`)}` },
  });
  for (const name of ['token', 'api_key']) await call('GET', `/jobs?${name}=${secret('a query')}`);
}

async function plantHooks(hook: { webhookUrl: string; secret: string; writeKey: string }): Promise<void> {
  const event = (more: object = {}): object => ({
    eventName: 'emailSubscribe',
    email: canaries.plant('masked', 'address in a webhook', (it) => `${it}@example.com`),
    phoneNumber: canaries.plant('masked', 'phone number in a webhook'),
    dataFields: {
      ssn: canaries.plant('masked', 'a field of a webhook'),
      plan: canaries.plant('personal', 'an open field'),
    },
    ...more,
  });
  const steps = [
    {
      id: 'track',
      use: 'track_event',
      with: {
        eventName: 'seen',
        email: '{{ trigger.email }}',
        dataFields: { ssn: '{{ trigger.dataFields.ssn }}', phone: '{{ trigger.phoneNumber }}' },
      },
    },
    {
      id: 'tell',
      use: 'http_request',
      with: {
        method: 'POST',
        url: `${echoUrl}/v1`,
        headers: [{ name: 'Authorization', secret: 'named_1', prefix: 'Bearer ' }],
        body: { ssn: '{{ trigger.dataFields.ssn }}' },
      },
    },
  ];
  const trigger = { use: 'new_object', with: { eventName: 'emailSubscribe' } };
  const document = { name: 'of_main', connection: 'main', trigger, steps };
  await call('POST', '/recipes', { body: { document, enable: true } });
  const literal = {
    ...steps[1],
    with: { url: echoUrl, headers: [{ name: 'Authorization', value: secret('a literal header of a recipe') }] },
  };
  await call('POST', '/recipes', {
    body: { document: { name: 'literal', connection: 'main', trigger, steps: [literal] } },
  });
  const yaml = `name: broken\nconnection: main\nsteps: [ {use: x, with: {authorization: ${secret('a recipe of broken YAML')}`;
  await call('POST', '/recipes/validate', { body: { text: yaml } });

  const good = { 'x-itc-secret': hook.secret };
  for (const name of [
    'x-api-key',
    'cookie',
    'x-auth-token',
    'proxy-authorization',
    'x-session-id',
    'x-hub-signature',
  ]) {
    await call('POST', hook.webhookUrl, {
      as: null,
      headers: { ...good, [name]: secret(`the header ${name} of a webhook`) },
      body: event(),
    });
  }
  for (let n = 0; n < 3; n += 1) {
    const wrong = { 'x-itc-secret': secret('a wrong webhook secret') };
    await call('POST', hook.webhookUrl, { as: null, headers: wrong, body: { eventName: 'emailSubscribe' } });
    await call('POST', hook.webhookUrl, { as: secret('a wrong bearer token of a webhook'), body: {} });
    await call('POST', hook.webhookUrl, {
      as: null,
      headers: { authorization: `Basic ${secret('wrong Basic of a webhook')}` },
      body: {},
    });
    const writeKey = btoa(`${secret('a wrong write key')}:`);
    await call('POST', '/v1/track', {
      as: null,
      headers: { authorization: `Basic ${writeKey}` },
      body: { type: 'track', event: 'x', userId: 'u' },
    });
    await call('POST', `/hooks/${secret('a wrong hook address')}`, { as: null, body: {} });
  }
  await call('POST', '/v1/track', {
    as: null,
    headers: { authorization: `Basic ${btoa(`${hook.writeKey}:`)}` },
    body: {
      type: 'track',
      event: 'Seen',
      userId: 'u',
      properties: { plan: canaries.plant('personal', 'a tracking call') },
    },
  });
}

async function plantActions(): Promise<void> {
  for (const [n, connection] of ['main', 'echo', 'main', 'echo'].entries()) {
    const input = {
      id: 1,
      authType: 'OAuth2',
      authToken: secret('the token of an action'),
      headers: { 'x-partner': secret('a header of an action') },
    };
    await call('POST', '/actions/update_webhook/run', { body: { connection, input, dryRun: n > 1 } });
    const params = { name: 'update_webhook', arguments: { id: 1, authToken: secret('the token of a tool call') } };
    await call('POST', `/mcp/${connection}`, {
      headers: { accept: 'application/json, text/event-stream' },
      body: { jsonrpc: '2.0', id: 1, method: 'tools/call', params },
    });
  }
  for (const name of ['named_0', 'named_2', 'named_3']) {
    const input = {
      method: 'POST',
      url: `${echoUrl}/v2`,
      headers: [{ name: 'X-Api-Key', secret: name }],
      body: { a: 1 },
    };
    await call('POST', '/actions/http_request/run', { body: { connection: 'main', input } });
  }
  const data = { note: canaries.plant('personal', 'the data of a forward') };
  const input = { url: `${echoUrl}/v3`, secret: 'named_7', type: 'order.paid', data };
  await call('POST', '/actions/forward_event/run', { body: { connection: 'main', input } });
  const rows = Array.from({ length: 3 }, () => ({
    email: canaries.plant('personal', 'a row of a bulk run', (it) => `${it}@example.com`),
  }));
  for (const connection of ['main', 'echo']) {
    const { run } = await call<{ run: { id: string } }>('POST', '/bulk', {
      body: { action: 'bulk_upsert_users', connection, rows, mapping: { email: '{{ row.email }}' } },
    });
    await eventually('the end of the rows', async () =>
      ['finished', 'failed', 'completed', 'succeeded', 'paused', 'done'].includes(
        (await call<{ status: string }>('GET', `/bulk/${run.id}`)).status,
      )
        ? true
        : null,
    );
  }
}

/** Every route that reads, once for each thing that its list shows. */
async function crawl(): Promise<number> {
  const gets = routes.filter(({ method, download }) => method === 'get' && download === undefined);
  const lists = new Map<string, Record<string, unknown>[]>();
  let asked = 0;
  for (const { path } of gets.filter((route) => !route.path.includes('{'))) {
    const answer = await call<{ items?: Record<string, unknown>[] } | string>('GET', path);
    asked += 1;
    if (typeof answer === 'object' && Array.isArray(answer.items)) lists.set(path.slice(1), answer.items);
  }
  for (const { path } of gets) {
    // the same on every server
    if (/^\/(actions|triggers|picklists|recipe-templates)\//.test(path)) continue;
    const parameter = /^\/([a-z-]+)\/\{(id|name)\}[^{]*$/.exec(path);
    for (const item of lists.get(parameter?.[1] ?? '') ?? []) {
      const key = item[parameter?.[2] ?? ''];
      if (typeof key !== 'string') continue;
      await call('GET', path.replace(/\{\w+\}/, encodeURIComponent(key)));
      asked += 1;
    }
  }
  return asked;
}

test('104 planted secrets and the personal values beside them are found in no log, answer, history, export, metric, audit entry, trace, backup or file', async () => {
  const hook = await plantConnections();
  await plantSecrets();
  await plantPeople();
  await plantHooks(hook);
  await plantActions();
  const settled = await eventually('the ends of all jobs', async () => {
    const { items } = await call<{ items: { status: string }[] }>('GET', '/jobs?limit=100');
    return items.length >= 6 && items.every(({ status }) => !['queued', 'running'].includes(status)) ? items : null;
  });
  expect(settled.length).toBeGreaterThanOrEqual(6);
  await eventually('an alert that finds nobody', async () =>
    server.output.includes('an alert could not be sent') ? true : null,
  );
  expect(await crawl()).toBeGreaterThan(60);

  const jobs: Haystack[] = [];
  for (const { id } of (await call<{ items: { id: string }[] }>('GET', '/jobs?limit=100')).items) {
    for (const path of [`/jobs/${id}`, `/jobs/${id}/comparison`]) await call('GET', path);
    const ledger = JSON.stringify(await call<object>('GET', `/jobs/${id}`));
    jobs.push({
      place: 'the history of a job',
      bytes: Buffer.from(ledger),
      without: ['masked'],
    });
  }
  const text = async (path: string, as = adminToken): Promise<Buffer> =>
    Buffer.from(String(await call<string>('GET', path, { as })));
  const audit = JSON.stringify(await call('GET', '/audit?limit=500'));
  const strict = ['secret', 'masked', 'personal'] as const;
  const backup = mkdtempSync(join(outside, 'backup-'));
  await makeBackup(folder, join(backup, 'copy.db'), { withKey: false, version: '0.0.0', now: () => Date.now() });
  const spans = readFileSync(join(outside, 'spans'));
  const found = canaries.search([
    ...answers,
    ...jobs,
    { place: 'the export of jobs', bytes: await text('/job-export?format=csv'), without: ['secret', 'masked'] },
    { place: 'the metrics', bytes: await text('/metrics', metricsToken), without: strict },
    // names of people are looked up when it is shown
    {
      place: 'the audit log',
      bytes: Buffer.from(audit.replaceAll(/"name":"[^"]*@example\.com"/g, '')),
      without: strict,
    },
    { place: 'standard output and error at the level debug', bytes: Buffer.from(server.output), without: strict },
    { place: 'the spans of OpenTelemetry', bytes: spans, without: strict },
    ...filesIn(folder, ['secret']),
    ...filesIn(backup, ['secret']),
  ]);
  const secrets = canaries.all.filter(({ kind }) => kind === 'secret');
  tellFigure({
    goal: 'G20',
    what: 'planted secrets (in 13 spellings) found in logs, answers, history, exports, audit, metrics, spans, backups or files',
    tried: secrets.length,
    failed: found.length,
    seed: null,
  });
  expect(found).toEqual([]);
  expect(secrets).toHaveLength(104);
  expect(String(jobs[0]?.bytes)).toContain('[masked]');

  // the search finds what is there: events hold what came
  for (const place of [folder, backup]) {
    const files = filesIn(place, ['masked', 'personal']);
    expect(new Set(canaries.search(files).map((line) => line.split(' in ')[0])).size).toBeGreaterThan(4);
  }
  for (const name of ['"job"', '"step track_event"', '"step http_request"']) expect(String(spans)).toContain(name);
  expect(server.output).toContain('"level":50');
}, 120_000);

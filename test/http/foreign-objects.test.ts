import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { mcpDoor } from '../../connector/http/mcp-handler.ts';
import { routePermissions } from '../../connector/http/route-permissions.ts';
import { routeKey } from '../../connector/http/route.ts';
import { routes } from '../../connector/http/routes.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { addPerson, sendAs, type PlainAnswer, type Send } from './people-world.ts';
import { sampleRecipe, subscribeEvent } from './sample-recipe.ts';
import { apiKey, eventually, startTestServer, type TestServer } from './test-server.ts';

/** What one workspace has of everything, by the parameter that names it. */
interface Mirror {
  connection: string;
  recipe: string;
  event: string;
  job: string;
  task: string;
  erasureTask: string;
  bulk: string;
  upload: string;
  person: string;
  token: string;
  send: string;
  suppression: string;
  erasure: string;
  secret: string;
}

let server: TestServer;
let own: Mirror;
let insider: Send;
let stranger: Send;
let newcomer: Send;
let strangersConnection: string;

async function made<T>(answer: Promise<PlainAnswer>): Promise<T> {
  const { status, body, text } = await answer;
  if (status >= 300) throw new Error(`${status}: ${text}`);
  return body as T;
}

async function fill(send: Send, name: string): Promise<Mirror> {
  const connection = { name, apiKey, projectType: 'email', sandboxUrl: server.sandbox.url };
  const { webhookUrl, secret } = await made<{ webhookUrl: string; secret: string }>(
    send('post', '/connections', connection),
  );
  const recipe = `${name}_recipe`;
  const document = { ...sampleRecipe(recipe), connection: name };
  await made(send('post', '/recipes', { document, enable: true }));
  const { body: kept } = await server.post(webhookUrl, subscribeEvent(`${name}@example.com`), {
    'x-itc-secret': secret,
  });
  const event = String(kept['eventId'] ?? kept['id']);
  const jobs = (): Promise<{ items: { id: string }[] }> => made(send('get', `/jobs?recipe=${recipe}`));
  const job = await eventually('a job', async () => (await jobs()).items[0]?.id);
  await eventually('its end', async () =>
    (await made<{ status: string }>(send('get', `/jobs/${job}`))).status === 'succeeded' ? true : null,
  );
  const task = await made<{ id: string }>(send('post', '/tasks', { kind: 'bulk_replay', events: { ids: [event] } }));
  const rows = [{ email: `${name}@example.com` }];
  const mapping = { email: '{{ row.email }}' };
  const run = await made<{ run: { id: string } }>(
    send('post', '/bulk', { action: 'bulk_upsert_users', connection: name, rows, mapping }),
  );
  const upload = await made<{ file: string }>(send('post', '/bulk/files'));
  const person = await made<{ id: string }>(
    send('post', '/people', { email: `of-${name}@example.com`, role: 'viewer' }),
  );
  const token = await made<{ id: string }>(send('post', '/tokens', { name: `${name}-token`, scopes: ['jobs.read'] }));
  await made(
    send('post', '/actions/send_email/run', {
      connection: name,
      input: { campaignId: 7001001, recipientEmail: `${name}@example.com` },
    }),
  );
  const { items: sends } = await made<{ items: { id: string }[] }>(send('post', '/sends/search', { connection: name }));
  const suppression = await made<{ id: string }>(
    send('post', '/suppressions', { connection: name, email: `no-${name}@example.com` }),
  );
  await made(
    send('post', `/connections/${name}/consent/notices`, {
      key: 'news',
      title: 'News',
      messageTypeIds: [1],
    }),
  );
  const { items: erasures } = await made<{ items: { id: string; task: string }[] }>(
    send('post', `/connections/${name}/erasures`, { people: [{ email: `gone-${name}@example.com` }] }),
  );
  const secretName = `${name}_secret`;
  await made(send('post', '/secrets', { name: secretName, value: 'value-of-it', hosts: ['a.example.com'] }));
  return {
    connection: name,
    recipe,
    event,
    job,
    task: task.id,
    bulk: run.run.id,
    upload: upload.file,
    person: person.id,
    token: token.id,
    send: sends[0]?.id ?? 'no send was kept',
    suppression: suppression.id,
    erasure: erasures[0]?.id ?? 'no erasure was kept',
    erasureTask: erasures[0]?.task ?? 'no erasure was kept',
    secret: secretName,
  };
}

beforeAll(async () => {
  server = await startTestServer();
  const { people } = server.running.runtime;
  const [home, away] = [await people.addWorkspace('home'), await people.addWorkspace('away')];
  insider = await sendAs(server, await addPerson(server, 'insider@example.com', 'owner', home.id));
  stranger = await sendAs(server, await addPerson(server, 'stranger@example.com', 'owner', away.id));
  const fresh = await people.addWorkspace('fresh');
  newcomer = await sendAs(server, await addPerson(server, 'newcomer@example.com', 'owner', fresh.id));
  own = await fill(insider, 'canary_home');
  strangersConnection = (await fill(stranger, 'mirror_away')).connection;
});
afterAll(() => server.close());

/**
 * Parts of the catalogue are the same for all; sessions are asked for by a name that each person has anew, sample files by one that
 * nobody can guess.
 */
const shared = ['actions', 'triggers', 'picklists', 'sessions', 'sample-files'];
const owned = [...routes, mcpDoor].filter(
  ({ path }) => path.includes('{') && !shared.includes(path.split('/')[1] ?? ''),
);

/** The address of a thing of the first workspace, whichever parameter names it. */
function addressOf(path: string): string {
  const [, kind = ''] = path.split('/');
  const ids: Record<string, string> = {
    connections: own.connection,
    recipes: own.recipe,
    events: own.event,
    jobs: own.job,
    tasks: path.endsWith('/erasures') ? own.erasureTask : own.task,
    bulk: path.startsWith('/bulk/files') ? own.upload : own.bulk,
    people: own.person,
    tokens: own.token,
    schemas: own.connection,
    consent: own.connection,
    sends: own.send,
    suppressions: own.suppression,
    erasures: own.erasure,
    secrets: own.secret,
    mcp: own.connection,
  };
  const id = ids[kind];
  if (id === undefined) throw new Error(`say in addressOf() which object ${path} names, and make one in fill()`);
  return path
    .replace(/\{(id|name|connection)\}/, encodeURIComponent(id))
    .replace('{notice}', 'news')
    .replace('{triggerKey}', 'event%3AemailSubscribe')
    .replace('{version}', '1');
}

/** Bodies and queries that these routes take, so that the object decides and not the form of the call. */
const bodies = (): Record<string, unknown> => ({
  'POST /connections/{name}/policy': { callsPerSecond: 5 },
  'POST /recipes/{name}/permissions': { granted: ['send'] },
  'POST /connections/{name}/fields/check': { dataFields: { a: 1 } },
  'POST /connections/{name}/field-check': { mode: 'off' },
  'POST /people/{id}/role': { role: 'owner' },
  'POST /jobs/{id}/discard': {},
  'POST /consent/{name}/import-tasks': { file: own.upload },
  'POST /mcp/{connection}': {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'upsert_user', arguments: { email: 'mine@example.com' } },
  },
});
const queries = (): Record<string, string> => ({
  'GET /jobs/{id}/comparison': `?with=${own.job}`,
  'POST /bulk/files/{id}': '?offset=1',
});

/** Everything that the first workspace has, as its owner sees it; times of use aside. */
async function everything(): Promise<string> {
  const parts: string[] = [];
  for (const path of [
    '/connections',
    '/recipes',
    '/events',
    '/jobs',
    '/tasks',
    '/bulk',
    '/people',
    '/tokens',
    '/schemas',
    '/secrets',
  ]) {
    parts.push((await insider('get', path)).text);
  }
  return parts.join('\n').replaceAll(/"(usedAt|lastSignInAt|updatedAt)":[^,}]+/g, '');
}

describe('an owner of one workspace at the things of another', () => {
  it('finds nothing at any route that names one, and changes nothing', async () => {
    const before = await everything();
    const found: string[] = [];
    for (const route of owned) {
      const key = routeKey(route);
      const body = bodies()[key] ?? ('body' in route && route.body !== undefined ? {} : undefined);
      const { status, code } = await stranger(route.method, addressOf(route.path) + (queries()[key] ?? ''), body);
      if (status !== 404) found.push(`${key}: ${status} ${code ?? ''}; a wrong form of call needs a line in bodies()`);
    }
    const isSame = (await everything()) === before;
    tellFigure({
      goal: 'G19',
      what: 'routes that name a thing of another workspace, as its owner of elsewhere, that found or changed it',
      tried: owned.length,
      failed: found.length + (isSame ? 0 : 1),
      seed: null,
    });
    expect(found).toEqual([]);
    expect(isSame).toBe(true);
  });

  it('finds its own there: each route that reads answers the owner of the thing', async () => {
    const missed: string[] = [];
    for (const route of owned.filter(({ method }) => method === 'get')) {
      const key = routeKey(route);
      if (key.endsWith('/versions/{version}') && key.includes('/schemas/')) continue;
      const { status } = await insider('get', addressOf(route.path) + (queries()[key] ?? ''));
      if (status !== 200) missed.push(`${key}: ${status}`);
    }
    expect(missed).toEqual([]);
  });

  it('shows nothing in any list of somebody who has nothing', async () => {
    const isOpen = (key: string): boolean =>
      Object.entries(routePermissions).some(([one, { permission }]) => one === key && permission === null);
    const range = '?from=2026-01-01T00:00:00.000Z&bucketMs=86400000&buckets=2';
    const queried: Record<string, string> = {
      'GET /statistics/events': range,
      'GET /statistics/jobs': range,
      'GET /event-search': '?text=canary',
      'GET /drift': `?connection=${own.connection}`,
      'GET /suppressions/export': `?connection=${own.connection}`,
      'GET /suppressions/counts': `?connection=${own.connection}`,
      'GET /diagnostics': `?connection=${own.connection}`,
    };
    const seen: string[] = [];
    let asked = 0;
    for (const route of routes.filter(({ method, path }) => method === 'get' && !path.includes('{'))) {
      const key = routeKey(route);
      if (isOpen(key)) continue;
      const { status, code, text } = await newcomer('get', route.path + (queried[key] ?? ''));
      if (code === 'ITC_PERMISSION') continue;
      asked += 1;
      if (status !== 200 && status !== 404) seen.push(`${key}: ${status} ${text}`);
      // an error names what was asked for
      if (status === 404) continue;
      const found = ['canary_home', ...Object.values(own)].filter((secret) => text.includes(secret));
      if (found.length > 0) seen.push(`${key}: ${found.join()}`);
    }
    expect(seen).toEqual([]);
    expect(asked).toBeGreaterThan(20);
  });

  it.each([
    ['/events?connection=', 'connection'],
    ['/rejected-calls?connection=', 'connection'],
    ['/bulk?connection=', 'connection'],
    ['/schemas?connection=', 'connection'],
    ['/erasures?connection=', 'connection'],
    ['/erasures?task=', 'erasureTask'],
    ['/jobs?recipe=', 'recipe'],
    ['/jobs?event=', 'event'],
    ['/jobs?task=', 'task'],
    ['/event-search?text=canary&connection=', 'connection'],
  ] as const)('finds nothing with the filter %s', async (path, name) => {
    expect((await stranger('get', path + own[name])).body).toMatchObject({ items: [], next: null });
  });

  it('gets no pick list, export or values of its jobs', async () => {
    const choices = await stranger('get', `/picklists/lists?connection=${own.connection}`);
    expect(choices).toMatchObject({ status: 404, code: 'ITC_CONNECTION_UNKNOWN' });
    const lines = (await stranger('get', `/job-export?recipe=${own.recipe}`)).text.trim().split('\n');
    expect(lines.join('')).not.toContain(own.job);
    const values = await stranger('post', '/job-values', { jobs: [own.job], mappings: ['{{ trigger.email }}'] });
    expect(values.body).toEqual({ items: [] });
  });

  it('counts its own events and jobs alone', async () => {
    const range = `?from=${new Date(Date.now() - 86_400_000).toISOString()}&bucketMs=86400000&buckets=3`;
    const sum = (body: Record<string, unknown>, of: string): number =>
      (body['buckets'] as Record<string, number>[]).reduce((total, bucket) => total + (bucket[of] ?? 0), 0);
    expect(sum((await stranger('get', `/statistics/events${range}`)).body, 'received')).toBe(1);
    const { body } = await stranger('get', '/statistics/queue');
    const jobs = (await made<{ items: unknown[] }>(stranger('get', '/jobs?limit=500'))).items;
    const statuses = Object.values(body['statuses'] as Record<string, number>);
    expect(statuses.reduce((a, b) => a + b, 0)).toBe(jobs.length);
  });

  it.each<[string, string, (mirror: Mirror) => unknown, number, string]>([
    [
      'a recipe on its connection',
      '/recipes',
      (it) => ({ document: { ...sampleRecipe('mine'), connection: it.connection } }),
      422,
      'ITC_RECIPE_INVALID',
    ],
    [
      'a recipe of its name',
      '/recipes',
      (it) => ({ document: { ...sampleRecipe(it.recipe), connection: strangersConnection } }),
      409,
      'ITC_RECIPE_CONFLICT',
    ],
    [
      'a connection of its name',
      '/connections',
      (it) => ({ name: it.connection, apiKey, projectType: 'email' }),
      409,
      'ITC_CONNECTION_EXISTS',
    ],
    [
      'a bulk run',
      '/bulk',
      (it) => ({ action: 'bulk_upsert_users', connection: it.connection, rows: [{ email: 'a@b.co' }] }),
      404,
      'ITC_CONNECTION_UNKNOWN',
    ],
    [
      'the first rows of its list',
      '/bulk/sample',
      (it) => ({ connection: it.connection, list: 1001 }),
      404,
      'ITC_CONNECTION_UNKNOWN',
    ],
    [
      'the first rows of its file',
      '/bulk/sample',
      (it) => ({ connection: strangersConnection, file: it.upload }),
      404,
      'ITC_BULK_UNKNOWN',
    ],
    [
      'a bulk run of its file',
      '/bulk',
      (it) => ({
        action: 'bulk_upsert_users',
        connection: strangersConnection,
        file: it.upload,
        mapping: { email: '{{ row.email }}' },
      }),
      404,
      'ITC_BULK_UNKNOWN',
    ],
    [
      'an action',
      '/actions/track_event/run',
      (it) => ({ connection: it.connection, input: { email: 'a@b.co', eventName: 'x' } }),
      404,
      'ITC_CONNECTION_UNKNOWN',
    ],
    [
      'the request of an action',
      '/actions/track_event/run',
      (it) => ({ connection: it.connection, input: { email: 'a@b.co', eventName: 'x' }, dryRun: true }),
      404,
      'ITC_CONNECTION_UNKNOWN',
    ],
    [
      'an export',
      '/exports/data',
      (it) => ({ connection: it.connection, query: { dataTypeName: 'user', range: 'Today' } }),
      404,
      'ITC_CONNECTION_UNKNOWN',
    ],
    [
      'schemas of its events',
      '/infer/from-events',
      (it) => ({ connection: it.connection, eventName: 'emailSubscribe' }),
      404,
      'ITC_CONNECTION_UNKNOWN',
    ],
    ['schemas of its jobs', '/infer/from-job', (it) => ({ job: it.job }), 404, 'ITC_JOB_UNKNOWN'],
    [
      'pills of its events',
      '/mapping/resolve',
      (it) => ({ mappings: { a: '{{ trigger.email }}' }, sample: { event: it.event } }),
      404,
      'ITC_EVENT_UNKNOWN',
    ],
    [
      'a task for its recipe',
      '/tasks',
      (it) => ({ kind: 'replay_missing', recipe: it.recipe, from: '2026-01-01T00:00:00Z' }),
      404,
      'ITC_RECIPE_UNKNOWN',
    ],
    [
      'an import to its connection',
      '/suppressions/import-tasks',
      (it) => ({ connection: it.connection, file: it.upload }),
      404,
      'ITC_CONNECTION_UNKNOWN',
    ],
    [
      'an import of its upload',
      '/suppressions/import-tasks',
      (it) => ({ connection: strangersConnection, file: it.upload }),
      404,
      'ITC_BULK_UNKNOWN',
    ],
    [
      'an estimate of its recipe',
      '/tasks/estimate',
      (it) => ({ kind: 'replay_missing', recipe: it.recipe, from: '2026-01-01T00:00:00Z' }),
      404,
      'ITC_RECIPE_UNKNOWN',
    ],
  ])('gets %s refused', async (_what, path, body, status, code) => {
    expect(await stranger('post', path, body(own))).toMatchObject({ status, code });
  });

  it.each<[string, (mirror: Mirror) => unknown]>([
    ['events by id', (it) => ({ kind: 'bulk_replay', events: { ids: [it.event] } })],
    ['events by connection', (it) => ({ kind: 'bulk_replay', events: { connection: it.connection } })],
    ['jobs by id', (it) => ({ kind: 'rerun_jobs', jobs: { ids: [it.job] }, from: 'start' })],
  ])('starts no task over foreign %s', async (_what, order) => {
    const { body } = await stranger('post', '/tasks/estimate', order(own));
    expect(body).toMatchObject({ items: 0, recipes: [] });
    const before = await everything();
    const task = await made<{ id: string; total: number }>(stranger('post', '/tasks', order(own)));
    expect(task.total).toBe(0);
    await eventually('its end', async () =>
      (await made<{ status: string }>(stranger('get', `/tasks/${task.id}`))).status === 'done' ? true : null,
    );
    expect(await everything()).toBe(before);
  });

  it('cannot take over the name, and so the events, of a connection that was removed', async () => {
    const name = 'canary_gone';
    const { webhookUrl, secret } = await made<{ webhookUrl: string; secret: string }>(
      insider('post', '/connections', { name, apiKey, projectType: 'email', sandboxUrl: server.sandbox.url }),
    );
    await server.post(webhookUrl, subscribeEvent('gone@example.com'), { 'x-itc-secret': secret });
    await made(insider('delete', `/connections/${name}`));
    const taken = await stranger('post', '/connections', { name, apiKey, projectType: 'email' });
    expect(taken).toMatchObject({ status: 409, code: 'ITC_CONNECTION_EXISTS' });
    const { items } = await made<{ items: unknown[] }>(insider('get', `/events?connection=${name}`));
    expect(items).toHaveLength(1);
  });

  it('cannot name the workspace of another in a header', async () => {
    const { people, sessions } = server.running.runtime;
    const person = (await people.list()).find(({ email }) => email === 'stranger@example.com');
    const { id } = await sessions.open(person?.id ?? '');
    const ask = (workspace: string): Promise<Response> =>
      fetch(`${server.running.url}/api/v1/connections`, {
        headers: { cookie: `itc_session=${id}`, 'x-itc-workspace': workspace },
      });
    expect((await ask('away')).status).toBe(200);
    expect((await ask('home')).status).toBe(404);
    expect((await ask('default')).status).toBe(404);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { createApp } from '../../connector/http/create-app.ts';
import { doors } from '../../connector/http/doors.ts';
import { missingLine, routePermissions } from '../../connector/http/route-permissions.ts';
import { routeKey } from '../../connector/http/route.ts';
import { routes } from '../../connector/http/routes.ts';
import { permissionsOf } from '../../connector/security/caller.ts';
import { permissions, personalPermissions } from '../../connector/security/permissions.ts';
import { defaultWorkspaceId } from '../../connector/store/store.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { addPerson, allRoles, sendAs, sendWith, urlOf, type Send } from './people-world.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
const cells = { tried: 0, wrong: 0 };
const forgeries = { tried: 0, taken: 0 };
afterAll(async () => {
  await server.close();
  tellFigure({
    goal: 'G19',
    what: 'routes as every role, as an owner of elsewhere, as nobody and with every single scope of a token that answered other than the table says',
    tried: cells.tried,
    failed: cells.wrong,
    seed: null,
  });
  tellFigure({
    goal: 'G27',
    what: 'writes by a page of another site, in eight shapes at every route that writes, that were taken',
    tried: forgeries.tried,
    failed: forgeries.taken,
    seed: null,
  });
});

const table = Object.entries(routePermissions);
const guarded = [...routes, ...doors].flatMap((route) => {
  const permission = table.find(([key]) => key === routeKey(route))?.[1].permission ?? null;
  return permission === null ? [] : [{ key: routeKey(route), method: route.method, path: route.path, permission }];
});
// an id of nothing: what is allowed finds nothing to change
const addressOf = (path: string): string => path.replaceAll(/\{\w+\}/g, 'none');

/** Every route as one caller; answers the cells that are not as they should be. */
async function wrongCells(send: Send, isAllowed: (permission: string) => boolean): Promise<string[]> {
  const wrong: string[] = [];
  for (const { key, method, path, permission } of guarded) {
    const { status, code } = await send(method, addressOf(path));
    const refused = status === 403 && code === 'ITC_PERMISSION';
    const wasLetIn = status !== 401 && !refused && status < 500;
    if (wasLetIn !== isAllowed(permission) || (!wasLetIn && !refused)) wrong.push(`${key}: ${status} ${code ?? ''}`);
  }
  cells.tried += guarded.length;
  cells.wrong += wrong.length;
  return wrong;
}

describe('the table of permissions', () => {
  it('has a line for every route, and none for a route that is gone', () => {
    const keys = [...routes, ...doors].map(routeKey);
    const missing = keys.filter((key) => !Object.hasOwn(routePermissions, key));
    expect(missing.map(missingLine)).toEqual([]);
    expect(table.map(([key]) => key).filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('opens only what signing in and the health check need', () => {
    expect(table.filter(([, { permission }]) => permission === null).map(([key]) => key)).toEqual([
      'GET /health',
      'GET /ready',
      'GET /session',
      'POST /session',
      'DELETE /session',
      'POST /session/link',
      'POST /session/single-sign-on',
      'POST /session/single-sign-on/return',
      'GET /api/v1/openapi.json',
      'GET /metrics',
      'GET /assets/{hash}',
    ]);
  });

  it('has a line for whatever the app answers, beside the files of the designer and of the docs page', () => {
    const answered = createApp(server.running.runtime).router.stack.flatMap(({ route }) => {
      if (route === undefined) return [];
      const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
      const known = doors.some((door) => door.path === path) ? path : path.replace('/api/v1', '');
      return route.stack.slice(-1).map(({ method }) => `${method.toUpperCase()} ${known}`);
    });
    expect(answered.toSorted()).toEqual(Object.keys(routePermissions).toSorted());
  });

  it('counts every removal as a change', () => {
    expect(table.filter(([key, { isChange }]) => key.startsWith('DELETE ') && !isChange)).toEqual([]);
  });
});

describe('every role at every route', () => {
  it.each(allRoles)('%s may do what the table says and nothing else', async (role) => {
    const person = await addPerson(server, `${role}@example.com`, role);
    const allowed = permissionsOf(person, defaultWorkspaceId);
    expect(await wrongCells(await sendAs(server, person), (one) => allowed.has(one as never))).toEqual([]);
  });

  it('an owner of another workspace alone may do nothing of the server', async () => {
    const workspace = await server.running.runtime.people.addWorkspace('elsewhere');
    const person = await addPerson(server, 'elsewhere@example.com', 'owner', workspace.id);
    const wrong = await wrongCells(await sendAs(server, person), (one) => !one.startsWith('server.'));
    expect(wrong).toEqual([]);
  });

  it('a person without a session is not let in anywhere', async () => {
    const nobody = await sendAs(server, null);
    const answers = [];
    for (const { key, method, path } of guarded) answers.push([key, (await nobody(method, addressOf(path))).status]);
    const letIn = answers.filter(([, status]) => status !== 401);
    cells.tried += answers.length;
    cells.wrong += letIn.length;
    expect(letIn).toEqual([]);
  });

  it.each(permissions.filter((one) => !personalPermissions.has(one)))(
    'an API token with the scope %s alone opens the routes of this permission',
    async (scope) => {
      const { token } = await server.running.runtime.tokens.make({
        name: scope,
        personId: null,
        workspaceId: defaultWorkspaceId,
        scopes: [scope],
        expiresAt: new Date(Date.now() + 60_000).toISOString(),
      });
      expect(await wrongCells(sendWith(server, token), (one) => one === scope)).toEqual([]);
    },
  );

  it.each<[string, Record<string, string>]>([
    ['a form, which sets no header', {}],
    ['another origin', { 'x-itc-designer': '1', origin: 'http://evil.example' }],
    ['a page without an origin', { 'x-itc-designer': '1', origin: 'null' }],
    ['an origin that begins alike', { 'x-itc-designer': '1', origin: 'http://127.0.0.1.evil.example' }],
    ['another port of the same host', { 'x-itc-designer': '1', origin: 'http://127.0.0.1:1' }],
    ['another site', { 'x-itc-designer': '1', 'sec-fetch-site': 'cross-site' }],
    ['another host of the site', { 'x-itc-designer': '1', 'sec-fetch-site': 'same-site' }],
    ['a link', { 'x-itc-designer': '1', 'sec-fetch-site': 'none' }],
  ])('no write that a cookie vouches for is taken from %s', async (_what, headers) => {
    const person =
      (await server.running.runtime.store.findPerson('forged@example.com')) ??
      (await addPerson(server, 'forged@example.com', 'owner'));
    const { id } = await server.running.runtime.sessions.open(person.id);
    const taken: string[] = [];
    const writing = guarded.filter((route) => route.method !== 'get');
    for (const { key, method, path } of writing) {
      const answer = await fetch(urlOf(server, addressOf(path)), {
        method: method.toUpperCase(),
        headers: { ...headers, cookie: `itc_session=${id}` },
      });
      const { error } = (await answer.json()) as { error?: { code: string } };
      if (answer.status !== 403 || error?.code !== 'ITC_CROSS_SITE') taken.push(`${key}: ${answer.status}`);
    }
    forgeries.tried += writing.length;
    forgeries.taken += taken.length;
    expect(taken).toEqual([]);
  });

  it('other spellings of an address ask for the same permission', async () => {
    const person = await addPerson(server, 'spelling@example.com', 'viewer');
    const viewer = await sendAs(server, person);
    const allowed = permissionsOf(person, defaultWorkspaceId);
    const opened: string[] = [];
    for (const { method, path, permission } of guarded) {
      if (allowed.has(permission)) continue;
      const plain = addressOf(path);
      for (const spelling of [`${plain}/`, plain.toUpperCase(), `${plain}.svg`, `/.${plain}`, `${plain}%2f`]) {
        const { status, text } = await viewer(method, spelling);
        // the designer's page is what any unknown address outside the API answers
        if (status < 400 && !text.startsWith('<!doctype')) opened.push(`${method} ${spelling}: ${status}`);
      }
    }
    expect(opened).toEqual([]);
  });

  it('steers an erasure only for who may erase people, though they may steer other tasks', async () => {
    const { store } = server.running.runtime;
    const task = { id: 'task_erasure', kind: 'erase_people', input: { workspace: defaultWorkspaceId }, total: 1 };
    await store.addTask(task);
    const operator = await sendAs(server, await addPerson(server, 'steers@example.com', 'operator'));
    for (const verb of ['pause', 'resume', 'cancel']) {
      expect(await operator('post', `/tasks/${task.id}/${verb}`)).toMatchObject({
        status: 403,
        code: 'ITC_PERMISSION',
      });
    }
    expect((await store.getTask(task.id))?.status).toBe('running');
    const admin = await sendAs(server, await addPerson(server, 'erases@example.com', 'admin'));
    expect((await admin('post', `/tasks/${task.id}/cancel`)).status).toBe(200);
    expect((await store.getTask(task.id))?.status).toBe('cancelled');
  });
});

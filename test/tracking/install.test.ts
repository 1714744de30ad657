import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { startTestServer, type TestServer } from '../http/test-server.ts';
import { install } from './tracking-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const recipes = async (): Promise<string[]> =>
  (await server.api<{ items: { name: string; enabled: boolean }[] }>('GET', '/recipes')).body.items
    .filter(({ enabled }) => enabled)
    .map(({ name }) => name)
    .sort();
const path = '/api/v1/catalog/iterable/install';

describe('installation in one call', () => {
  test('D5: it makes the connection with working default recipes, and repeating it makes nothing twice', async () => {
    const first = await install(server);
    expect(first).toMatchObject({ status: 200, body: { connection: 'shop', isNew: true } });
    expect(first.body.writeKey).toMatch(/^wk_/);
    const names = ['carts', 'events', 'identify', 'orders', 'pages'].map((name) => `shop_tracking_${name}`);
    expect(await recipes()).toEqual(names);
    const again = await Promise.all([install(server), install(server)]);
    for (const { status, body } of again) {
      expect(status).toBe(200);
      expect(body).toMatchObject({ isNew: false, writeKey: null });
      expect(body.recipes.every(({ isNew }) => !isNew)).toBe(true);
    }
    expect(await recipes()).toEqual(names);
    const { body } = await server.api<{ items: { name: string }[] }>('GET', '/connections');
    expect(body.items.filter(({ name }) => name === 'shop')).toHaveLength(1);
  });

  test('D5: two first calls at once make one connection', async () => {
    const both = await Promise.all([install(server), install(server)]);
    expect(both.map(({ body }) => body.isNew).sort()).toEqual([false, true]);
  });

  test('D5: recipes that were edited stay as they are, and those of a larger variant are added', async () => {
    await install(server, { variant: 'profiles' });
    const { body } = await server.api<{ document: object }>('GET', '/recipes/shop_tracking_identify');
    await server.api('POST', '/recipes', { document: { ...body.document, title: 'Ours' }, enable: false });
    const { body: installed } = await install(server);
    expect(installed.recipes.filter(({ isNew }) => !isNew).map(({ name }) => name)).toEqual(['shop_tracking_identify']);
    const edited = await server.api<{ document: { title: string }; enabled: boolean }>(
      'GET',
      '/recipes/shop_tracking_identify',
    );
    expect(edited.body).toMatchObject({ document: { title: 'Ours' }, enabled: false });
  });

  test('D5: a missing and a wrong bearer token are refused with 401', async () => {
    for (const headers of [{}, { authorization: 'Bearer wrong-token-0123456789' }]) {
      const answer = await fetch(`${server.running.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
        body: '{}',
      });
      expect(answer.status).toBe(401);
    }
  });

  test.each<[string, object, object, string]>([
    ['a key that is none', {}, { apiKey: 'a b' }, 'config.apiKey'],
    ['a missing project type', {}, { projectType: undefined }, 'config.projectType'],
    ['an unknown region', {}, { region: 'mars' }, 'config.region'],
    [
      'a dashboard of the other region',
      {},
      { region: 'us', dashboardUrl: 'https://app.eu.iterable.com' },
      'config.dashboardUrl',
    ],
    ['an unknown variant', { variant: 'all' }, {}, 'variant'],
    ['delivery from browsers', { delivery_mode: 'client_side' }, {}, 'delivery_mode'],
    ['a name with a space', { name: 'my shop' }, {}, 'name'],
  ])('D5: %s is refused with 422 and the name of the field', async (_what, change, config, field) => {
    const { status, body } = await install(server, change, config);
    expect(status).toBe(422);
    expect(body.error?.code).toBe('ITC_INSTALL_INVALID');
    expect(body.error?.details.problems.map((problem) => problem.path)).toContain(`body.${field}`);
    expect(JSON.stringify(body)).not.toContain(server.sandbox.key);
  });

  test('D5: other settings under a name that is installed are refused, with the fields that differ', async () => {
    await install(server);
    const { status, body } = await install(server, {}, { projectType: 'hybrid', apiKey: 'another-key-0001' });
    expect(status).toBe(409);
    expect(body.error?.code).toBe('ITC_INSTALL_DIFFERS');
    expect(body.error?.details.problems.map((problem) => problem.path)).toEqual([
      'config.projectType',
      'config.apiKey',
    ]);
  });

  test('D5: a connection whose recipes would take the names of another one is refused', async () => {
    await install(server, { name: 'a-b' });
    const { status, body } = await install(server, { name: 'a_b' });
    expect(status).toBe(409);
    expect(body.error?.details.problems.map((problem) => problem.path)).toEqual(['name']);
  });
});

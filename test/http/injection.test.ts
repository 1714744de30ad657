import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { z } from 'zod';

import { accessOf } from '../../connector/http/route-permissions.ts';
import { routeKey, type Route } from '../../connector/http/route.ts';
import { routes } from '../../connector/http/routes.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { sampleRecipe, subscribeEvent } from './sample-recipe.ts';
import { adminToken, eventually, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.api('POST', '/recipes', { document: sampleRecipe(), enable: true });
  for (let n = 0; n < 5; n += 1) await server.post(server.webhookUrl, subscribeEvent(`ada${n}@example.com`));
  await eventually('five jobs', async () => {
    const { body } = await server.api<{ items: { status: string }[] }>('GET', '/jobs');
    return body.items.filter(({ status }) => status === 'succeeded').length === 5 ? true : null;
  });
  await server.api('POST', '/actions/send_email/run', {
    connection: 'sandbox',
    input: { campaignId: 7001001, recipientEmail: 'ada@example.com' },
  });
  await server.api('POST', '/suppressions', { connection: 'sandbox', email: 'no@example.com' });
  await server.api('POST', '/people', { email: 'viewer@example.com', role: 'viewer' });
});
afterAll(() => server.close());

/** What turns into more than a value where a statement is put together from texts; none of them is in the store. */
const payloads = [
  `' OR '1'='1`,
  `'; DROP TABLE events; --`,
  `'; UPDATE connections SET allow_unauthenticated = 1; --`,
  `' UNION SELECT name, sql, 1, 1 FROM sqlite_master --`,
  `id FROM events; ATTACH DATABASE '/dev/null' AS x; --`,
  `\u02bc OR 1=1 --`,
  `_%`,
  `sandbox*`,
  `"x" OR "sandbox"`,
  `a\u0000' OR 1=1`,
];

/** A digest of each table, whatever it holds. */
function tables(): Record<string, string> {
  const db = new Database(join(server.dataDir, 'connector.db'), { readonly: true });
  try {
    const names = db
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
      .all();
    return Object.fromEntries(
      names.map(({ name }) => {
        const rows = db.prepare(`SELECT * FROM "${name}"`).raw().all();
        return [name, createHash('sha256').update(JSON.stringify(rows)).digest('hex')];
      }),
    );
  } finally {
    db.close();
  }
}

interface Try {
  key: string;
  path: string;
  method: string;
  body?: unknown;
}

const keysOf = (schema: z.ZodType | undefined): string[] => {
  if (schema === undefined) return [];
  const { properties } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.keys(properties ?? {});
};

/** One try for each place of a route where a text goes in. */
function triesOf(route: Route, payload: string): Try[] {
  const text = encodeURIComponent(payload);
  const method = route.method.toUpperCase();
  const plain = route.path.replaceAll(/\{\w+\}/g, 'sandbox');
  const inPath = [...route.path.matchAll(/\{\w+\}/g)].map(([whole]) => ({
    key: 'path',
    method,
    path: route.path.replace(whole, text).replaceAll(/\{\w+\}/g, 'sandbox'),
  }));
  const inQuery = keysOf(route.query).map((key) => ({ key, method, path: `${plain}?${key}=${text}` }));
  const inBody = keysOf(route.body).map((key) => ({
    key,
    method,
    path: plain,
    body: { connection: 'sandbox', [key]: payload },
  }));
  return [...inPath, ...inQuery, ...inBody];
}

/** Those that answer with something that nothing in the store matches. */
const isMore = (answer: unknown): boolean => {
  const items = (answer as { items?: unknown } | null)?.items;
  return Array.isArray(items) && items.length > 0;
};

it('SQL in every filter, search, cursor, name and id of a route that reads changes no table, finds nothing and fails nowhere', async () => {
  // what was learned from the events is written down in its own time
  await server.running.runtime.learner.settle();
  const before = tables();
  expect(Object.keys(before).length).toBeGreaterThan(20);
  const reading = routes.filter((route) => accessOf(route).permission !== null && !accessOf(route).isChange);
  const wrong: string[] = [];
  const statuses = new Map<number, number>();
  let tried = 0;
  for (const route of reading) {
    for (const payload of payloads) {
      for (const { key, method, path, body } of triesOf(route, payload)) {
        const answer = await fetch(`${server.running.url}/api/v1${path}`, {
          method,
          headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const text = await answer.text();
        const isJson = /application\/json/.test(answer.headers.get('content-type') ?? '');
        tried += 1;
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        // a cursor is a place in a list: one that is none begins it anew
        const isFound = key !== 'cursor' && answer.ok && isJson && isMore(JSON.parse(text));
        if (answer.status >= 500 || isFound)
          wrong.push(`${routeKey(route)} ${path} ${JSON.stringify(body)}: ${answer.status} ${text.slice(0, 200)}`);
      }
    }
  }
  const after = tables();
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  tellFigure({
    goal: 'SQL',
    what: 'texts of SQL in every filter, search, cursor, name and id of the routes that read that changed a table, found something or failed',
    tried,
    failed: wrong.length + changed.length,
    seed: null,
  });
  expect(wrong).toEqual([]);
  expect(changed).toEqual([]);
  expect(Object.keys(after)).toEqual(Object.keys(before));
  expect(tried).toBeGreaterThan(2_000);
  // some were taken as a value and matched nothing, some were refused by their form, some named nothing
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 404, 422]));
}, 120_000);

import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { operations } from '../../actions/operations.ts';
import { makeClockedServer } from '../rotation/rotation-world.ts';
import { eventually, startTestServer, type TestServer } from '../http/test-server.ts';

const page = readFileSync(new URL('../../docs/consent.md', import.meta.url), 'utf8');
const table = page.split('\n## Calls to Iterable by function\n')[1] ?? '';
/** the operations that each function is said to use, by its name */
const documented = new Map(
  [...table.matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\|$/gm)].map(([, name = '', cell = '']) => [
    name,
    [...cell.matchAll(/`(GET|POST) (\/api\/[^`]+)`/g)].map(([, method, path]) => `${method ?? ''} ${path ?? ''}`),
  ]),
);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.api('POST', '/connections/sandbox/consent/notices', { key: 'news', channelIds: [51001] });
  await server.api('POST', '/actions/upsert_user/run', { connection: 'sandbox', input: { email: 'ada@example.com' } });
});
afterAll(() => server.close());

const callOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;
const take = async (email: string, more: object = {}): Promise<void> => {
  const changes = [{ email, notice: 'news', preference: 'opt_out', ...more }];
  await server.api('POST', '/consent/sandbox/preferences', { changes });
  await eventually('the push', async () => {
    const { body } = await server.api<{ isPushing: boolean }>('POST', '/consent/sandbox/lookup', { email });
    return body.isPushing ? null : true;
  });
};
const webhook = (): number =>
  server.sandbox.addWebhook({ url: server.webhookUrl, authType: 'OAuth2', authToken: server.secret }).id;
const erase = async (email: string): Promise<void> => {
  await server.api('POST', '/connections/sandbox/erasures', { people: [{ email }] });
  await eventually('the erasure', async () => {
    const { body } = await server.api<{ items: { status: string }[] }>('GET', '/erasures?status=done');
    return body.items.length > 0 ? true : null;
  });
};

/** what a person does to have each function used */
const uses: Record<string, () => Promise<unknown>> = {
  'bring a preference to Iterable': () => take('ada@example.com'),
  'make a user first': () => take('new@example.com', { createUser: true }),
  'drift report': () => server.api('GET', '/consent/sandbox/drift'),
  'pick lists of the map': async () => {
    for (const name of ['channels', 'message_types', 'lists'])
      await server.api('GET', `/picklists/${name}?connection=sandbox`);
  },
  'check a webhook id': () => server.api('POST', '/connections/sandbox/rotation', { webhookId: webhook() }),
  'erase a person': () => erase('ada@example.com'),
  'test a connection': () => server.api('POST', '/connections/sandbox/test'),
};

describe('the page on consent', () => {
  test('F18: it names for each function the operations of Iterable that it calls, and they exist', async () => {
    expect([...documented.keys()].filter((name) => name !== 'function')).toEqual(
      expect.arrayContaining(Object.keys(uses)),
    );
    const known = new Set(Object.values(operations).flat());
    expect([...documented.values()].flat().filter((operation) => !known.has(operation))).toEqual([]);
    for (const [name, use] of Object.entries(uses)) {
      const before = server.sandbox.calls.length;
      await use();
      const made = new Set(server.sandbox.calls.slice(before).map(callOf));
      // a preference is brought to the user who was made
      const alone = name === 'make a user first' ? (documented.get('bring a preference to Iterable') ?? []) : [];
      expect([name, ...[...made].toSorted()]).toEqual([
        name,
        ...[...new Set([...(documented.get(name) ?? []), ...alone])].toSorted(),
      ]);
    }
  });

  test('F18: it names what the rotation of a webhook secret calls', async () => {
    const clocked = await makeClockedServer();
    const hook = { url: `${clocked.url}${clocked.hookPath}`, authType: 'OAuth2', authToken: clocked.secret } as const;
    const { id } = clocked.sandbox.addWebhook(hook);
    await clocked.api('POST', '/connections/main/rotation', { webhookId: id });
    const before = clocked.sandbox.calls.length;
    await clocked.runtime.rotateIfDue();
    // the night before the 90 days of a secret end
    clocked.setNow('2026-04-01T02:00:00.000Z');
    await clocked.runtime.rotateIfDue();
    const made = new Set(clocked.sandbox.calls.slice(before).map(callOf));
    await clocked.dispose();
    expect([...made].toSorted()).toEqual(documented.get('rotate a webhook secret'));
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { subscribeEvent } from './sample-recipe.ts';
import { apiKey, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Health {
  lastTest: { state: string; at: string } | null;
  lastEvent: { eventName: string } | null;
  rejected: { lastDay: number; last: { code: string } | null };
}
const health = async (): Promise<Health> => (await server.api<Health>('GET', '/connections/sandbox/health')).body;

describe('the health of a connection', () => {
  it('tells the last test, the last event and what was refused', async () => {
    expect(await health()).toMatchObject({ lastTest: null, lastEvent: null, rejected: { lastDay: 0, last: null } });
    await server.api('POST', '/connections/sandbox/test');
    await server.post(server.webhookUrl, subscribeEvent());
    await server.post(server.webhookUrl, subscribeEvent(), { 'x-itc-secret': 'wrong' });
    expect(await health()).toMatchObject({
      lastTest: { state: 'connected' },
      lastEvent: { eventName: 'emailSubscribe' },
      rejected: { lastDay: 1, last: { code: 'ITC_HOOK_WRONG_SECRET' } },
    });
  });
});

describe('a trial of a connection', () => {
  it('tests a key and keeps nothing', async () => {
    const body = { name: 'tried', apiKey, projectType: 'email', sandboxUrl: server.sandbox.url };
    const names = async () =>
      (await server.api<{ items: { name: string }[] }>('GET', '/connections')).body.items.map(({ name }) => name);
    const before = await names();
    const good = await server.api('POST', '/connection-trials', body);
    expect(good.body).toMatchObject({ state: 'connected' });
    const wrong = await server.api('POST', '/connection-trials', { ...body, apiKey: 'a-key-that-is-wrong' });
    expect(wrong.body).toMatchObject({ state: 'wrong_key' });
    expect(await names()).toEqual(before);
  });
});

describe('recipe templates', () => {
  it('each become a valid recipe once name and connection are set', async () => {
    interface Template {
      name: string;
      document: object;
      actions: string[];
    }
    const { body } = await server.api<{ items: Template[] }>('GET', '/recipe-templates');
    expect(body.items.length).toBeGreaterThan(2);
    for (const { name, document, actions } of body.items) {
      expect(actions.length).toBeGreaterThan(0);
      const saved = await server.api('POST', '/recipes', { document: { ...document, name, connection: 'sandbox' } });
      expect(saved.status).toBe(201);
    }
  });
});

describe('a sample event', () => {
  it('is refused with a hint where the bundled sandbox does not run', async () => {
    await server.api('POST', '/connections', { name: 'other', apiKey, projectType: 'email', region: 'us' });
    const answer = await server.api('POST', '/connections/other/sample-event');
    expect(answer).toMatchObject({ status: 502, body: { error: { code: 'ITC_SANDBOX_UNREACHABLE' } } });
  });
});

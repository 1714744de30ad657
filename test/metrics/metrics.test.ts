import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { sampleRecipe, subscribeEvent } from '../http/sample-recipe.ts';
import { adminToken, eventually, startTestServer, type TestServer } from '../http/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ ITC_METRICS_TOKEN: 'a-token-for-the-scraper' });
  await server.api('POST', '/recipes', { document: sampleRecipe(), enable: true });
});
afterAll(() => server.close());

const scrape = (headers: Record<string, string> = { authorization: 'Bearer a-token-for-the-scraper' }) =>
  fetch(`${server.running.url}/metrics`, { headers });
const valueOf = (text: string, line: string): number =>
  Number(
    text
      .split('\n')
      .find((one) => one.startsWith(line))
      ?.split(' ')
      .at(-1),
  );

describe('GET /metrics', () => {
  test('counts kept, repeated and refused webhooks, jobs and steps, and tells nothing of people', async () => {
    await server.post(server.webhookUrl, subscribeEvent('ada@example.com'));
    await server.post(server.webhookUrl, subscribeEvent('ada@example.com'));
    await server.post(server.webhookUrl, subscribeEvent('bea@example.com'), { 'x-itc-secret': 'wrong' });
    const text = await eventually('the job ends', async () => {
      const now = await (await scrape()).text();
      return valueOf(now, 'itc_jobs{status="succeeded"}') === 1 ? now : null;
    });
    expect(valueOf(text, 'itc_webhooks_total{result="kept",code=""}')).toBe(1);
    expect(valueOf(text, 'itc_webhooks_total{result="duplicate",code=""}')).toBe(1);
    expect(valueOf(text, 'itc_webhooks_total{result="refused",code="ITC_HOOK_WRONG_SECRET"}')).toBe(1);
    expect(valueOf(text, 'itc_steps_total{effect="write",to="iterable",outcome="success"}')).toBe(1);
    expect(text).not.toMatch(/@example|sandbox|welcome|evt_|job_|con_/);
    for (const name of new Set([...text.matchAll(/^# TYPE (itc_\w+) counter/gm)].map((match) => match[1]!)))
      expect(name).toMatch(/_total$/);
  });

  test.each([
    [{}, 401],
    [{ authorization: 'Bearer wrong-token-entirely' }, 401],
    [{ authorization: 'Basic a-token-for-the-scraper' }, 401],
    [{ authorization: `Bearer ${adminToken}` }, 200],
  ])('with %j is answered %d', async (headers, status) => {
    expect((await scrape(headers)).status).toBe(status);
  });

  test('without a token of its own it is open to this machine alone, and not to what a proxy passes on', async () => {
    const open = await startTestServer();
    const get = (headers: Record<string, string> = {}) => fetch(`${open.running.url}/metrics`, { headers });
    expect((await get()).status).toBe(200);
    expect((await get({ 'x-forwarded-for': '192.0.2.1' })).status).toBe(401);
    expect((await get({ forwarded: 'for=192.0.2.1' })).status).toBe(401);
    await open.close();
  });
});

test('the server is ready while its workers run', async () => {
  expect((await fetch(`${server.running.url}/api/v1/ready`)).status).toBe(200);
});

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';

import type { AlertMessage } from '../../connector/alerts/alert-message.ts';
import type { AlertSettings } from '../../connector/alerts/alerts.ts';
import { sampleRecipe, subscribeEvent } from '../http/sample-recipe.ts';
import { eventually, startTestServer, type TestServer } from '../http/test-server.ts';

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let server: TestServer;
let chat: Server;
let chatUrl: string;
let status = 200;
const received: Received[] = [];
const messages = (): AlertMessage[] => received.map(({ body }) => JSON.parse(body) as AlertMessage);

beforeAll(async () => {
  server = await startTestServer({ ITC_OUTBOUND_ALLOW: '127.0.0.0/8' });
  chat = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(status).end('ok');
    });
  });
  await new Promise<void>((resolve) => chat.listen(0, '127.0.0.1', resolve));
  chatUrl = `http://127.0.0.1:${String((chat.address() as AddressInfo).port)}/services/T0/secret-part`;
});
afterAll(async () => {
  await server.close();
  await new Promise((resolve) => chat.close(resolve));
});

beforeEach(async () => {
  received.length = 0;
  status = 200;
  expect((await server.api('DELETE', '/alerts')).status).toBe(200);
});

const settings = async (): Promise<AlertSettings | null> =>
  (await server.api<{ alerts: AlertSettings | null }>('GET', '/alerts')).body.alerts;

describe('alerts of jobs', () => {
  test('nobody is told until an address is set, and an address that is not public is refused', async () => {
    expect(await settings()).toBeNull();
    expect((await server.api('POST', '/alerts/test')).body).toMatchObject({ error: { code: 'ITC_ALERT_OFF' } });
    for (const url of ['http://hooks.example.com/x', 'https://10.0.0.1/x', 'https://user:word@example.com/']) {
      const { status: answered, body } = await server.api('POST', '/alerts', { url });
      expect([url, answered, body]).toMatchObject([url, 422, { error: { code: 'ITC_OUTBOUND_REFUSED' } }]);
    }
    expect((await server.api('POST', '/alerts', { url: 'no address' })).body).toMatchObject({
      error: { code: 'ITC_REQUEST_INVALID' },
    });
    expect(await settings()).toBeNull();
  });

  test('a test message arrives signed, and the address is not shown again', async () => {
    const { body } = await server.api<{ secret: string }>('POST', '/alerts', { url: chatUrl });
    expect((await server.api('POST', '/alerts/test')).body).toEqual({ sent: true });
    const [first] = received;
    expect(first?.path).toBe('/services/T0/secret-part');
    expect(new Webhook(body.secret).verify(first?.body ?? '', first?.headers as Record<string, string>)).toMatchObject({
      type: 'test',
      text: expect.stringContaining('This is a test'),
    });
    const shown = await server.api('GET', '/alerts');
    expect(shown.body).toMatchObject({
      alerts: { origin: new URL(chatUrl).origin, causes: ['failed', 'held'], last: { error: null } },
    });
    expect(shown.text).not.toContain('secret-part');
    const { items } = (await server.api<{ items: object[] }>('GET', '/audit?limit=500')).body;
    expect(items).toContainEqual(expect.objectContaining({ action: 'POST /alerts', outcome: 'done' }));
    expect(JSON.stringify(items)).not.toContain('secret-part');
  });

  test('jobs that fail for one cause are one message, which names the recipe and a job and has nothing of a payload', async () => {
    await server.api('POST', '/alerts', { url: chatUrl });
    const steps = [
      {
        id: 'track',
        use: 'track_event',
        with: { eventName: '=cmd', email: '{{ trigger.email }}', createdAt: '{{ trigger.dataFields.signupSource }}' },
      },
    ];
    const saved = await server.api('POST', '/recipes', {
      document: { ...sampleRecipe('troubled'), steps },
      enable: true,
    });
    expect(saved.status).toBe(201);
    for (let n = 0; n < 20; n += 1)
      await server.post(server.webhookUrl, subscribeEvent(`person${String(n)}@example.com`));
    const [message] = await eventually('an alert', async () => (received.length > 0 ? messages() : undefined));
    const [group, ...others] = message?.data.groups ?? [];
    expect(others).toEqual([]);
    expect(group).toMatchObject({ recipe: 'troubled', status: 'failed' });
    const { items } = (
      await server.api<{ items: { id: string; error: { code: string } }[] }>('GET', '/jobs?status=failed')
    ).body;
    expect(items[0]?.error.code).toBe(group?.code);
    expect(group?.url).toBe(`${server.running.url}/jobs/${group?.job ?? ''}`);
    expect(items.map(({ id }) => id)).toContain(group?.job);
    expect(received[0]?.body).not.toContain('@example.com');
    // what came later waits for the end of the quiet time
    expect(messages()).toHaveLength(1);
  });

  test('an address that takes nothing is said, to who tests and in the settings; off is off', async () => {
    await server.api('POST', '/alerts', { url: chatUrl, causes: ['held'] });
    status = 500;
    expect((await server.api('POST', '/alerts/test')).body).toMatchObject({
      error: { code: 'ITC_ALERT_FAILED', message: 'The address for alerts answered 500.' },
    });
    expect(await settings()).toMatchObject({ causes: ['held'] });
    expect((await settings())?.last).toMatchObject({ error: 'The address for alerts answered 500.' });
    expect((await server.api('DELETE', '/alerts')).status).toBe(200);
    expect(await settings()).toBeNull();
  });
});

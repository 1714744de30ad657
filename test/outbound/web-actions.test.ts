import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';

import { eventually, startTestServer, type TestServer } from '../http/test-server.ts';
import { startOtherSystem, type OtherSystem } from './web-world.ts';

let server: TestServer;
let other: OtherSystem;
const signing = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const token = 'canary-crm-token-0123456789';

beforeAll(async () => {
  other = await startOtherSystem();
  server = await startTestServer({ ITC_OUTBOUND_ALLOW: '127.0.0.1', ITC_RECIPE_GRANTS: '' });
  await server.api('POST', '/secrets', { name: 'crm_token', value: token, hosts: ['127.0.0.1'] });
  await server.api('POST', '/secrets', { name: 'signing', value: signing, hosts: ['127.0.0.1'] });
});
afterEach(() => {
  other.seen.length = 0;
  other.script.length = 0;
});
afterAll(async () => {
  await server.close();
  await other.close();
});

interface Ran {
  outcome: string;
  output: { status: number; body: unknown };
  error: { code: string; message: string } | null;
  exchanges: { url: string; requestBody: unknown; responseBody: unknown }[];
}
const runAction = async (name: string, input: object): Promise<Ran> =>
  (await server.api<Ran>('POST', `/actions/${name}/run`, { connection: 'sandbox', input })).body;

const schemaOfOk = { type: 'object', properties: { ok: { type: 'boolean' } } };

describe('http_request', () => {
  test('sends method, query, headers, body and a named secret, and gives status and body', async () => {
    const ran = await runAction('http_request', {
      method: 'POST',
      url: `${other.url}/v2/things?x=1`,
      query: { tag: ['a', 'b'] },
      headers: [
        { name: 'Authorization', secret: 'crm_token', prefix: 'Bearer ' },
        { name: 'X-Trace', value: '7' },
      ],
      body: { a: 1 },
      effect: 'write',
    });
    expect(ran).toMatchObject({ outcome: 'success', output: { status: 200, body: { ok: true } }, error: null });
    expect(other.seen).toMatchObject([
      {
        method: 'POST',
        url: '/v2/things?x=1&tag=a&tag=b',
        headers: { authorization: `Bearer ${token}`, 'x-trace': '7', 'content-type': 'application/json' },
        body: '{"a":1}',
      },
    ]);
  });

  test('a secret that the other system repeats is in no record of the call', async () => {
    other.script.push({ status: 400, body: JSON.stringify({ said: `Bearer ${token}`, base64: btoa(token) }) });
    const ran = await runAction('http_request', {
      method: 'GET',
      url: other.url,
      headers: [{ name: 'X-Api-Key', secret: 'crm_token' }],
    });
    expect(ran.outcome).toBe('rejected');
    expect(JSON.stringify(ran)).not.toContain(token);
    expect(JSON.stringify(ran)).not.toContain(btoa(token));
  });

  test('a secret goes to no host but its own', async () => {
    const input = {
      method: 'GET',
      url: other.url.replace('127.0.0.1', 'localhost'),
      headers: [{ name: 'X-Api-Key', secret: 'crm_token' }],
    };
    expect((await runAction('http_request', input)).error?.code).toBe('ITC_SECRET_HOST');
    expect(other.seen).toEqual([]);
  });

  test.each([
    ['204', { status: 204, body: '' }, {}, 'success'],
    ['404', { status: 404 }, {}, 'rejected'],
    ['a redirect', { status: 302, headers: { location: '/x' } }, {}, 'rejected'],
    ['429', { status: 429, headers: { 'retry-after': '3' } }, {}, 'retry'],
    ['503 with Retry-After', { status: 503, headers: { 'retry-after': '3' } }, {}, 'retry'],
    ['500 to a send', { status: 500 }, {}, 'unknown'],
    ['500 to what may be repeated', { status: 500 }, { repeatable: true }, 'retry'],
    ['500 to a GET', { status: 500 }, { method: 'GET' }, 'retry'],
    ['a cut socket under a send', null, {}, 'unknown'],
    ['a cut socket under a read', null, { effect: 'read' }, 'retry'],
    ['JSON that does not fit', { status: 200, body: '{"ok":1}' }, { responseSchema: schemaOfOk }, 'rejected'],
    ['JSON nested 100,000 deep', { status: 200, body: '['.repeat(1e5) + ']'.repeat(1e5) }, {}, 'success'],
    ['a compressed body', { status: 200, headers: { 'content-encoding': 'gzip' } }, {}, 'rejected'],
    ['1.2 MB', { status: 200, body: 'x'.repeat(1_200_000) }, {}, 'unknown'],
  ])('the answer "%s" is classified', async (_title, answer, kind, outcome) => {
    other.script.push(answer);
    const ran = await runAction('http_request', { method: 'POST', url: other.url, body: {}, ...kind });
    expect([ran.outcome, ran.error === null]).toEqual([outcome, outcome === 'success']);
  });

  test('a private address that nobody listed is refused before a socket opens', async () => {
    const ran = await runAction('http_request', { method: 'GET', url: 'http://169.254.169.254/latest/meta-data/' });
    expect(ran).toMatchObject({ outcome: 'rejected', error: { code: 'ITC_OUTBOUND_REFUSED' } });
  });
});

describe('recipes that call other systems', () => {
  const recipe = (name: string, step: object) => ({
    name,
    connection: 'sandbox',
    trigger: { use: 'new_object', with: { eventName: 'emailBounce' } },
    steps: [step],
  });
  const bounce = (id: string) => ({
    eventName: 'emailBounce',
    email: `${id}@example.com`,
    dataFields: { messageId: id },
  });

  test('a forward is signed, is repeated after a lost answer with the same id', async () => {
    const step = {
      id: 'forward',
      use: 'forward_event',
      with: {
        url: other.url,
        secret: 'signing',
        type: 'email.bounced',
        timestamp: '{{ event.receivedAt }}',
        data: { email: '{{ trigger.email }}' },
      },
    };
    const saved = await server.api('POST', '/recipes', {
      document: recipe('forward', step),
      enable: true,
      grant: ['write', 'personal_data'],
    });
    expect(saved.status).toBe(201);
    other.script.push(null, { status: 500 });
    await server.post(server.webhookUrl, bounce('f1'));
    await eventually('the third attempt arrives', async () => (other.seen.length === 3 ? true : null));
    const ids = new Set(other.seen.map(({ headers }) => headers['webhook-id']));
    expect(ids.size).toBe(1);
    for (const { headers, body } of other.seen) {
      expect(new Webhook(signing).verify(body, headers)).toMatchObject({
        type: 'email.bounced',
        data: { email: 'f1@example.com' },
      });
    }
    await server.api('POST', '/recipes/forward/disable');
  }, 20_000);

  test('pills of an answer are checked against the schema that the step gives', async () => {
    const call = {
      id: 'call',
      use: 'http_request',
      with: {
        method: 'GET',
        url: other.url,
        responseSchema: { type: 'object', properties: { ok: { type: 'boolean' } }, additionalProperties: false },
      },
    };
    const use = (pill: string) => ({
      id: 'track',
      use: 'track_event',
      with: { eventName: 'x', email: '{{ trigger.email }}', dataFields: { a: pill } },
    });
    const problems = async (pill: string) =>
      (
        await server.api<{ problems: { path: string }[] }>('POST', '/recipes/validate', {
          document: { ...recipe('pills', call), steps: [call, use(pill)] },
        })
      ).body.problems;
    expect(await problems('{{ steps.call.body.ok }}')).toEqual([]);
    expect(await problems('{{ steps.call.body.nothing }}')).toHaveLength(1);
  });
});

describe('permissions of recipes', () => {
  const send = { id: 'sms', use: 'send_sms', with: { campaignId: 1, recipientEmail: '{{ trigger.email }}' } };
  const recipe = (name: string, steps: object[]) => ({
    name,
    connection: 'sandbox',
    trigger: { use: 'new_object', with: { eventName: 'emailOpen' } },
    steps,
  });
  type Shown = { enabled: boolean; permissions: { required: string[]; missing: string[]; granted: string[] } };
  const show = async (name: string) => (await server.api<Shown>('GET', `/recipes/${name}`)).body;

  test.each([
    [[{ id: 'a', use: 'track_event', with: { eventName: 'x', email: 'a@example.com' } }], ['write']],
    [[send], ['send']],
    [[{ id: 'a', use: 'get_user_by_email', with: { email: 'a@example.com' } }], ['read', 'personal_data']],
    [[{ id: 'a', use: 'list_channels', with: {} }], ['read']],
    [
      [{ id: 'a', use: 'http_request', with: { method: 'GET', url: 'https://example.com' } }],
      ['read', 'personal_data'],
    ],
    [
      [{ id: 'a', use: 'http_request', with: { method: '{{ trigger.email }}', url: 'https://example.com' } }],
      ['send', 'personal_data'],
    ],
    [[{ id: 'a', if: { left: 1, op: 'is_present' }, then: [send] }], ['send']],
    [
      [
        { ...send, skip: true },
        { id: 'end', stop: { as: 'stopped' } },
      ],
      [],
    ],
  ])('the steps %j need %j', async (steps, tiers) => {
    const name = `needs_${tiers.join('_') || 'nothing'}_${JSON.stringify(steps).length}`;
    expect((await server.api('POST', '/recipes', { document: recipe(name, steps) })).status).toBe(201);
    expect((await show(name)).permissions).toMatchObject({ required: tiers, missing: tiers, granted: [] });
    const switched = await server.api<{ error: { code: string; details: object } }>('POST', `/recipes/${name}/enable`);
    if (tiers.length === 0) expect(switched.status).toBe(200);
    else
      expect([switched.status, switched.body.error.code, switched.body.error.details]).toEqual([
        409,
        'ITC_RECIPE_NOT_GRANTED',
        { missing: tiers },
      ]);
  });

  test('a grant lets it be switched on, a new version that needs more is refused, and a grant taken away switches it off', async () => {
    const track = { id: 'a', use: 'track_event', with: { eventName: 'x', email: 'a@example.com' } };
    await server.api('POST', '/recipes', { document: recipe('life', [track]) });
    await server.api('POST', '/recipes/life/permissions', { granted: ['write'] });
    expect((await server.api('POST', '/recipes/life/enable')).status).toBe(200);
    expect((await server.api('POST', '/recipes', { document: recipe('life', [track, send]) })).status).toBe(409);
    expect(await show('life')).toMatchObject({ enabled: true, permissions: { required: ['write'], missing: [] } });
    await server.api('POST', '/recipes/life/permissions', { granted: [] });
    expect(await show('life')).toMatchObject({ enabled: false, permissions: { missing: ['write'] } });
  });
});

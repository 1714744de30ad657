import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { adminToken, eventually, startTestServer, type TestServer } from './test-server.ts';
import { sampleRecipe, subscribeEvent } from './sample-recipe.ts';

let server: TestServer;
let event: string;
let good: string;
let bad: string;
const startedAt = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
const range = `from=${startedAt}&bucketMs=60000&buckets=300`;

const jobOf = (eventId: string, status: string): Promise<string> =>
  eventually(`a job ${status}`, async () => {
    const { body } = await server.api<{ items: { id: string }[] }>('GET', `/jobs?event=${eventId}&status=${status}`);
    return body.items[0]?.id;
  });

beforeAll(async () => {
  server = await startTestServer();
  const steps = [
    {
      id: 'track',
      use: 'track_event',
      with: { eventName: '=cmd', email: '{{ trigger.email }}', createdAt: '{{ trigger.dataFields.at }}' },
    },
  ];
  await server.api('POST', '/recipes', { document: { ...sampleRecipe(), steps }, enable: true });
  const send = async (email: string, at: unknown): Promise<string> => {
    const { body } = await server.post(server.webhookUrl, { ...subscribeEvent(email), dataFields: { at } });
    return body['id'] ?? '';
  };
  event = await send('good@example.com', 1_700_000_000);
  good = await jobOf(event, 'succeeded');
  bad = await jobOf(await send('bad@example.com', 'no time'), 'failed');
});
afterAll(() => server.close());

describe('looking into payloads', () => {
  it('finds an event by a part of its body, within the filters', async () => {
    const found = await server.api('GET', '/event-search?text=GOOD@example&eventName=emailSubscribe');
    expect(found.body).toMatchObject({ items: [{ id: event }], next: null, searched: 2 });
    const none = await server.api('GET', '/event-search?text=good@example&eventName=emailOpen');
    expect(none.body).toMatchObject({ items: [], searched: 0, searchedTo: null });
    expect((await server.api('GET', '/event-search')).body).toMatchObject({ error: { code: 'ITC_REQUEST_INVALID' } });
  });

  it('tells what a payload has that its schema does not take', async () => {
    const schema = '/schemas/sandbox/event:emailSubscribe';
    const edits = [{ path: '/dataFields/at', type: 'integer' }];
    expect((await server.api('POST', schema, { edits })).status).toBe(200);
    const check = async (id: string) => (await server.api('GET', `/events/${id}/schema-check`)).body;
    expect(await check(event)).toMatchObject({ triggerKey: 'event:emailSubscribe', basis: 'saved', version: 1 });
    const badEvent = (await server.api<{ event: string }>('GET', `/jobs/${bad}`)).body.event;
    expect(await check(badEvent)).toMatchObject({ faults: [{ path: '/dataFields/at' }] });
    const odd = await server.post(server.webhookUrl, { eventName: 'neverSeen', email: 'a@example.com' });
    expect(['nothing', 'learned']).toContain((await check(odd.body['id'] ?? ''))['basis']);
    expect(await check('evt_none')).toMatchObject({ error: { code: 'ITC_EVENT_UNKNOWN' } });
  });
});

describe('what a list of jobs shows', () => {
  it('says of each job which event started it and how often it tried, and of one how often it may', async () => {
    const { body } = await server.api<{ items: { id: string }[] }>('GET', '/jobs');
    const startedBy = { kind: 'system_webhook', eventName: 'emailSubscribe', workflowId: null };
    expect(body.items.find(({ id }) => id === good)).toMatchObject({ attempts: 1, startedBy });
    expect((await server.api('GET', `/jobs/${good}`)).body).toMatchObject({ attempts: 1, maxAttempts: 8, startedBy });
  });

  it('gives what pills of the event and of outputs give in each job, in the order asked for', async () => {
    const mappings = ['{{ trigger.email }}', '{{ steps.track.code }}', '{{ job.id }}', '{{ trigger.'];
    const { body } = await server.api('POST', '/job-values', { jobs: [good, 'job_none', bad], mappings });
    const value = (of: unknown): object => ({ state: 'value', value: of });
    const fault = { state: 'fault', error: { code: 'ITC_PILL_SYNTAX' } };
    expect(body).toMatchObject({
      items: [
        { id: good, values: [value('good@example.com'), value('Success'), value(good), fault] },
        { id: bad, values: [value('bad@example.com'), { state: 'missing' }, value(bad), fault] },
      ],
    });
    expect((body as { items: object[] }).items).toHaveLength(2);
  });
});

describe('two jobs side by side', () => {
  it('compares a failed job with the last good one of its recipe', async () => {
    const { body } = await server.api('GET', `/jobs/${bad}/comparison`);
    expect(body).toMatchObject({
      job: { id: bad },
      other: { id: good },
      isSameVersion: true,
      payload: { isSame: false, job: { email: 'bad@example.com' }, other: { email: 'good@example.com' } },
      steps: [{ path: 'track', isSame: false, job: { outcome: 'rejected' }, other: { outcome: 'success' } }],
    });
  });

  it('compares with a named job, and says when there is no good one', async () => {
    const same = await server.api('GET', `/jobs/${good}/comparison?with=${good}`);
    expect(same.body).toMatchObject({ payload: { isSame: true }, steps: [{ isSame: true }] });
    const alone = await server.api('GET', `/jobs/${good}/comparison`);
    expect(alone.body).toMatchObject({ error: { code: 'ITC_JOB_UNKNOWN' } });
  });
});

describe('counts for plots', () => {
  it('counts events and jobs by time', async () => {
    const events = await server.api<{ buckets: { received: number }[] }>('GET', `/statistics/events?${range}`);
    expect(events.body.buckets).toHaveLength(300);
    expect(events.body.buckets.reduce((sum, { received }) => sum + received, 0)).toBeGreaterThanOrEqual(2);
    const jobs = await server.api<{ buckets: { statuses: Record<string, number> }[] }>(
      'GET',
      `/statistics/jobs?${range}`,
    );
    const total = (status: string) => jobs.body.buckets.reduce((sum, { statuses }) => sum + (statuses[status] ?? 0), 0);
    expect([total('succeeded'), total('failed')]).toEqual([1, 1]);
    expect(jobs.body).toMatchObject({ latency: { jobs: 2 }, failures: [{ recipe: 'welcome', jobs: 1, lastJob: bad }] });
  });

  it('refuses more than 300 stretches', async () => {
    const path = `/statistics/jobs?from=${startedAt}&bucketMs=60000&buckets=301`;
    expect((await server.api('GET', path)).body).toMatchObject({ error: { code: 'ITC_REQUEST_INVALID' } });
  });

  it('shows the queue and the use of limits, without a key', async () => {
    const queue = await server.api('GET', '/statistics/queue');
    expect(queue.body).toEqual({
      statuses: expect.objectContaining({ succeeded: 1, failed: 1 }),
      oldestQueuedAt: null,
    });
    const limits = await server.api('GET', '/rate-limits');
    expect(limits.body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ path: '/api/events/track', method: 'POST' })]),
    });
    expect(limits.text).not.toMatch(/key [0-9a-f]{16}/);
  });
});

describe('the export of jobs', () => {
  const download = async (query: string): Promise<{ headers: Headers; text: string }> => {
    const answer = await fetch(`${server.running.url}/api/v1/job-export?${query}`, {
      headers: { authorization: `Bearer ${adminToken}` },
    });
    return { headers: answer.headers, text: await answer.text() };
  };

  it('is a CSV file with one line for each filtered job', async () => {
    const { headers, text } = await download('status=failed');
    expect(headers.get('content-type')).toContain('text/csv');
    expect(headers.get('content-disposition')).toContain('jobs.csv');
    const lines = text.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^id,status,recipe,version,event,/);
    expect(lines[1]).toContain(`${bad},failed,welcome,1,`);
    expect(text).not.toContain('bad@example.com');
  });

  it('is a JSON list, also when no job fits', async () => {
    const { headers, text } = await download('format=json');
    expect(headers.get('content-type')).toContain('application/json');
    expect((JSON.parse(text) as { id: string }[]).map(({ id }) => id)).toEqual([bad, good]);
    expect(JSON.parse((await download('format=json&recipe=nobody')).text)).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { sampleRecipe, subscribeEvent } from './sample-recipe.ts';
import { eventually, startTestServer, type TestServer } from './test-server.ts';

interface Step {
  path: string;
  stepId: string;
  source: string;
  outcome: string;
  input: Record<string, unknown>;
  output: unknown;
  requests: { method: string; url: string; body: unknown }[];
  instead: string | null;
  error: { code: string } | null;
  exchanges: { status: number }[];
}
interface Tested {
  end: { status: string } | null;
  trigger: { event: string; payload: { email: string } };
  steps: Step[];
}

const profile = { id: 'profile', use: 'get_user_by_email', with: { email: '{{ trigger.email }}' } };
const track = {
  id: 'track',
  use: 'track_event',
  with: {
    eventName: 'welcomed',
    email: '{{ trigger.email }}',
    dataFields: { name: '{{ steps.profile.user.dataFields.firstName }}' },
  },
};
const recipe = (...steps: object[]): object => ({ ...sampleRecipe('tested'), steps });

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const test = async (body: object): Promise<Tested> => {
  const answer = await server.api<Tested>('POST', '/recipes/test', body);
  expect(answer.status).toBe(200);
  return answer.body;
};

describe('the test of a recipe that is not saved', () => {
  it('shows the resolved input and the request of each step, sends nothing and keeps nothing', async () => {
    const before = server.sandbox.calls.length;
    const { end, steps } = await test({ document: recipe(profile, track), payload: subscribeEvent('bo@example.com') });
    expect(end).toEqual({ status: 'succeeded' });
    expect(steps.map(({ stepId, source, outcome }) => [stepId, source, outcome])).toEqual([
      ['profile', 'example', 'success'],
      ['track', 'example', 'success'],
    ]);
    expect(steps[1]).toMatchObject({
      input: { email: 'bo@example.com' },
      requests: [{ method: 'POST', body: { eventName: 'welcomed', email: 'bo@example.com' } }],
      exchanges: [],
    });
    expect(server.sandbox.calls.slice(before)).toEqual([]);
    const jobs = await server.api<{ items: unknown[] }>('GET', '/jobs?recipe=tested');
    expect(jobs.body.items).toEqual([]);
    expect((await server.api('GET', '/recipes/tested')).status).toBe(404);
  });

  it('shows no request for a step that calls nobody, and says what it would do here or why it would fail', async () => {
    const notice = { key: 'news', title: 'News', channelIds: [51001] };
    await server.api('POST', '/connections/sandbox/consent/notices', notice);
    const write = {
      id: 'write',
      use: 'start_bulk_run',
      with: { csv: 'email,variant\na@example.com,b\nb@example.com,c\n', columns: { lf_variant: 'variant' } },
    };
    const person = { email: '{{ trigger.email }}', preference: 'opt_out' };
    const consent = { id: 'consent', use: 'change_consent', with: { ...person, notice: 'news' } };
    const missing = { ...write, id: 'missing', with: { ...write.with, columns: { lf_variant: 'variante' } } };
    const unknown = { id: 'unknown', use: 'change_consent', with: { ...person, notice: 'none' } };
    const { steps } = await test({
      document: recipe(write, consent, missing, unknown, track),
      payload: subscribeEvent('bo@example.com'),
    });
    expect(steps.map(({ requests }) => requests.length)).toEqual([0, 0, 0, 0, 1]);
    expect(steps[0]?.instead).toBe(
      'A bulk run would start at sandbox over 2 rows of the CSV: email from the column email; lf_variant from the column variant. ' +
        'It sends up to 1,000 people in a call, within the limit of Iterable. ' +
        'The step ends when the run is stored; the run goes on by itself.',
    );
    expect(steps[1]?.instead).toMatch(/opt-out for the notice news .* unsubscribes .*: channel 51001\./);
    expect(steps.slice(2, 4).map(({ instead, error }) => [instead, error?.code])).toEqual([
      [null, 'ITC_INPUT_INVALID'],
      [null, 'ITC_CONSENT_NOTICE'],
    ]);
    expect(steps[4]?.instead).toBeNull();
    const runs = await server.api<{ items: unknown[] }>('GET', '/bulk');
    expect(runs.body.items).toEqual([]);
  });

  it('takes the payload of a received event', async () => {
    const stored = await server.post(server.webhookUrl, subscribeEvent('cy@example.com'));
    const { trigger, steps } = await test({ document: recipe(profile), event: stored.body['id'] });
    expect(trigger).toMatchObject({ event: stored.body['id'], payload: { email: 'cy@example.com' } });
    expect(steps[0]?.input).toEqual({ email: 'cy@example.com' });
    const gone = await server.api('POST', '/recipes/test', { document: recipe(profile), event: 'evt_none' });
    expect(gone).toMatchObject({ status: 404, body: { error: { code: 'ITC_EVENT_UNKNOWN' } } });
  });

  it('starts from the sample of the trigger when no event is chosen', async () => {
    const { trigger } = await test({ document: recipe(profile) });
    const sample = await server.api('POST', '/triggers/new_object/sample', { with: { eventName: 'emailSubscribe' } });
    expect(sample.body).toEqual({ payload: trigger.payload });
    expect(trigger.payload).toMatchObject({ eventName: 'emailSubscribe' });
  });

  it('calls Iterable for the named step only', async () => {
    const before = server.sandbox.calls.length;
    const { steps } = await test({ document: recipe(profile, track), payload: subscribeEvent(), calls: ['track'] });
    expect(steps.map(({ source }) => source)).toEqual(['example', 'called']);
    expect(steps[1]).toMatchObject({ outcome: 'success', exchanges: [{ status: 200 }] });
    expect(server.sandbox.calls.length).toBe(before + 1);
  });

  it('calls only what reads when asked for reads', async () => {
    const { steps } = await test({ document: recipe(profile, track), payload: subscribeEvent(), calls: 'reads' });
    expect(steps.map(({ source }) => source)).toEqual(['called', 'example']);
  });

  it('uses given outputs in place of examples and ends at the wanted step', async () => {
    const outputs = { profile: { found: true, user: { dataFields: { firstName: 'Dee' } } } };
    const { end, steps } = await test({
      document: recipe(profile, track, { id: 'late', stop: { as: 'stopped' } }),
      payload: subscribeEvent(),
      outputs,
      until: 'track',
    });
    expect(end).toBeNull();
    expect(steps.map(({ source }) => source)).toEqual(['given', 'example']);
    expect(steps[1]?.input).toMatchObject({ dataFields: { name: 'Dee' } });
  });

  it('shows the error of a step whose input is refused and goes on to the next', async () => {
    const faulty = { ...profile, with: { email: '{{ trigger.nothing }}' } };
    const { steps } = await test({ document: recipe(faulty, track), payload: subscribeEvent(), calls: 'all' });
    expect(steps[0]).toMatchObject({ outcome: 'rejected', source: 'example', requests: [], exchanges: [] });
    expect(steps[0]?.error?.code).toMatch(/^ITC_/);
    expect(steps[1]).toMatchObject({ source: 'called', outcome: 'success' });
  });

  it('leaves a skipped step out', async () => {
    const { steps } = await test({ document: recipe({ ...profile, skip: true }, track), payload: subscribeEvent() });
    expect(steps.map(({ stepId }) => stepId)).toEqual(['track']);
  });

  it('cuts a for-each over a long list', async () => {
    const each = { id: 'each', forEach: '{{ trigger.many }}', steps: [profile] };
    const { end, steps } = await test({
      document: recipe(each),
      payload: { ...subscribeEvent(), many: Array(500).fill(1) },
    });
    expect({ end, count: steps.length, last: steps.at(-1)?.path }).toEqual({
      end: null,
      count: 200,
      last: 'each[199].profile',
    });
  });

  it('refuses both an event and a payload', async () => {
    const answer = await server.api('POST', '/recipes/test', { document: recipe(profile), event: 'x', payload: {} });
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'ITC_REQUEST_INVALID' } } });
  });
});

describe('the resolving of single texts', () => {
  const resolve = async (mappings: object, sample: object = {}): Promise<Record<string, object>> => {
    const { body } = await server.api<{ values: Record<string, object> }>('POST', '/mapping/resolve', {
      mappings,
      sample,
    });
    return body.values;
  };

  it('tells a value from a missing field and from a fault', async () => {
    const values = await resolve(
      { hello: 'Hello {{ trigger.name | upper }}', gone: '{{ trigger.no }}', bad: '{{ trigger.', none: '{{ null }}' },
      { payload: { name: 'ada' } },
    );
    expect(values).toMatchObject({
      hello: { state: 'value', value: 'Hello ADA', error: null },
      gone: { state: 'missing', value: null },
      bad: { state: 'fault', error: { code: 'ITC_PILL_SYNTAX' } },
      none: { state: 'value', value: null },
    });
  });

  it('knows outputs of steps and the first round of loops', async () => {
    const values = await resolve(
      { step: '{{ steps.a.n }}', item: '{{ item | join: "" }} {{ index }}', outer: '{{ loops.each.item.k }}' },
      {
        outputs: { a: { n: 5, list: [{ k: 'ab' }, { k: 'no' }] } },
        loops: [
          { step: 'each', list: '{{ steps.a.list }}' },
          { step: 'inner', list: '{{ "x,y,z" | split: "," }}', batchSize: 2 },
        ],
      },
    );
    expect(values).toMatchObject({ step: { value: 5 }, item: { value: 'xy 0' }, outer: { value: 'ab' } });
  });

  it('lists every function with an example that holds', async () => {
    const { body } = await server.api<{ items: { name: string; example: { text: string; gives: unknown } }[] }>(
      'GET',
      '/mapping/functions',
    );
    const texts = Object.fromEntries(body.items.map(({ name, example }) => [name, example.text]));
    const values = await resolve(texts, { payload: {} });
    expect(body.items.length).toBeGreaterThan(20);
    for (const { name, example } of body.items)
      expect([name, values[name]]).toEqual([name, expect.objectContaining({ value: example.gives })]);
  });
});

describe('the activity of the recipes', () => {
  it('tells the last job of each recipe and how many of its newest failed', async () => {
    const { body: before } = await server.api<{ items: object[] }>('GET', '/recipe-activity');
    expect(before.items).toEqual([]);
    await server.api('POST', '/recipes', { document: sampleRecipe('active'), enable: true });
    await server.api('POST', '/recipes', { document: sampleRecipe('idle') });
    const stored = await server.post(server.webhookUrl, subscribeEvent('di@example.com'));
    const jobs = await server.api<{ items: { id: string }[] }>('GET', `/jobs?event=${stored.body['id']}`);
    const { body } = await server.api<{ items: object[] }>('GET', '/recipe-activity');
    expect(body.items).toMatchObject([
      { recipe: 'idle', lastJob: null, jobs: 0, failed: 0 },
      { recipe: 'active', lastJob: { id: jobs.body.items[0]?.id }, jobs: 1, failed: 0 },
    ]);
    // other tests here count the calls of the sandbox
    await server.api('POST', '/recipes/active/disable');
    await eventually('the end of the job', async () => {
      const job = await server.api<{ endedAt: string | null }>('GET', `/jobs/${jobs.body.items[0]?.id ?? ''}`);
      return job.body.endedAt;
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually, startTestServer, type TestServer } from '../http/test-server.ts';

interface Inferred {
  samples: number;
  schema: { properties: Record<string, { type: unknown }>; required?: string[] };
  output: unknown;
  fields: { path: string }[];
  notices: { kind: string }[];
}
interface Known {
  samples: number;
  schema: { properties: Record<string, Record<string, unknown>> };
  manual: string[];
  versions: { version: number }[];
}
interface Saved {
  version: number;
  diff: { removed: string[]; changed: { path: string }[] };
  broken: { recipe: string; path: string }[];
}
interface DriftPage {
  items: {
    triggerKey: string;
    baseline: string | null;
    drifts: { kind: string; path: string; exampleEvent: string; recipes: { recipe: string }[] }[];
  }[];
}

const order = (more: object = {}): object => ({
  email: 'ada@example.com',
  eventName: 'orderPlaced',
  dataFields: { total: 5, coupon: 'X' },
  ...more,
});
// of tests that may run before or after the others
const shippedPath = '/schemas/sandbox/event%3AorderShipped';
const schemaPath = '/schemas/sandbox/event%3AorderPlaced';

describe('the schema operations of a running server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    const recipe = {
      name: 'orders',
      connection: 'sandbox',
      trigger: { use: 'new_object', with: { eventName: 'orderPlaced' } },
      steps: [
        {
          id: 'track',
          use: 'track_event',
          with: {
            eventName: 'seen',
            email: '{{ trigger.email }}',
            dataFields: { total: '{{ trigger.dataFields.total }}' },
          },
        },
      ],
    };
    const saved = await server.api('POST', '/recipes', { document: recipe, enable: true });
    if (saved.status !== 201) throw new Error(saved.text);
    for (let i = 0; i < 3; i++) {
      await server.post(server.webhookUrl, order({ dataFields: { total: i, coupon: 'X', n: i } }));
    }
  });
  afterAll(() => server.close());

  it('infers a schema and TypeScript from pasted lines and tells what JSON.parse would lose', async () => {
    const text = '{"a": 1, "id": 12345678901234567890}\n{"a": null, "a": null, "id": 1}';
    const { status, body } = await server.api<Inferred>('POST', '/infer', { text, format: 'typescript' });
    expect(status).toBe(200);
    expect(body.samples).toBe(2);
    expect(body.schema.properties['a']?.type).toEqual(['integer', 'null']);
    expect(body.output).toContain('a: number | null');
    expect(body.notices.map(({ kind }) => kind).sort()).toEqual(['big-integer', 'duplicate-key']);
  });

  it('answers a broken sample with its line, its column and a repair', async () => {
    const { status, body } = await server.api('POST', '/infer', { text: '{\n  "a": 1,\n}' });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      error: { code: 'ITC_SAMPLE_SYNTAX', details: { line: 3, column: 1, repair: { text: expect.any(String) } } },
    });
  });

  it('infers from the last events of a trigger and from the event of a job', async () => {
    const events = await server.api<Inferred>('POST', '/infer/from-events', {
      connection: 'sandbox',
      eventName: 'orderPlaced',
      last: 2,
    });
    expect(events.status).toBe(200);
    expect(events.body.samples).toBe(2);
    expect(events.body.fields.map(({ path }) => path)).toContain('/dataFields/total');
    const unnamed = await server.api('POST', '/infer/from-events', { connection: 'sandbox' });
    expect(unnamed.body).toMatchObject({ error: { code: 'ITC_REQUEST_INVALID' } });
    const unknown = await server.api('POST', '/infer/from-job', { job: 'job_none' });
    expect(unknown.body).toMatchObject({ error: { code: 'ITC_JOB_UNKNOWN' } });
    const jobs = await server.api<{ items: { id: string }[] }>('GET', '/jobs?recipe=orders');
    const job = await server.api<Inferred>('POST', '/infer/from-job', { job: jobs.body.items[0]?.id });
    expect(job.body.fields.map(({ path }) => path)).toContain('/dataFields/coupon');
    const step = await server.api('POST', '/infer/from-job', { job: jobs.body.items[0]?.id, step: 'none' });
    expect(step.body).toMatchObject({ error: { code: 'ITC_REQUEST_INVALID' } });
  });

  it('learns from webhooks, saves edited versions, and reports drift with the recipes that it concerns', async () => {
    const list = await server.api<{ items: object[] }>('GET', '/schemas?connection=sandbox');
    expect(list.body.items).toContainEqual(
      expect.objectContaining({ connection: 'sandbox', triggerKey: 'event:orderPlaced', samples: 3, version: null }),
    );
    const first = await server.api<Saved>('POST', schemaPath, {
      edits: [{ path: '/dataFields/gift', type: 'boolean', label: 'A gift' }],
    });
    expect(first.body).toMatchObject({ version: 1, broken: [], diff: { added: ['/dataFields/gift'] } });
    expect((await server.api<DriftPage>('GET', '/drift?connection=sandbox')).body.items[0]?.drifts).toEqual([]);

    const sent = await server.post(
      server.webhookUrl,
      order({ email: null, dataFields: { total: 'five', coupon: 'X', n: 1, when: 1 } }),
    );
    const drift = await server.api<DriftPage>('GET', '/drift?connection=sandbox');
    const [report] = drift.body.items;
    expect(report).toMatchObject({ triggerKey: 'event:orderPlaced', baseline: 'saved' });
    expect(report?.drifts.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'type /dataFields/total',
      'appeared /dataFields/when',
      'nullable /email',
    ]);
    expect(report?.drifts[0]?.recipes.map(({ recipe }) => recipe)).toEqual(['orders']);
    expect(report?.drifts.map(({ exampleEvent }) => exampleEvent)).toEqual(Array(3).fill(sent.body['id']));

    const second = await server.api<Saved>('POST', schemaPath, {
      edits: [{ path: '/dataFields/total', include: false }],
    });
    expect(second.body.version).toBe(2);
    expect(second.body.broken).toEqual([
      expect.objectContaining({ recipe: 'orders', path: 'steps[0].with.dataFields.total' }),
    ]);

    const known = await server.api<Known>('GET', schemaPath);
    expect(known.body.samples).toBe(4);
    expect(known.body.manual).toEqual(['/dataFields/gift']);
    expect(known.body.versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('knows the shipped schema of a system event before the first one arrives', async () => {
    const known = await server.api<Known>('GET', '/schemas/sandbox/event%3AemailBounce');
    expect(known.status).toBe(200);
    expect(known.body.samples).toBe(0);
    expect(known.body.schema.properties).toHaveProperty('dataFields');
  });

  it('refuses a trigger key that is none and knows nothing of an event that never came', async () => {
    const wrong = await server.api('GET', '/schemas/sandbox/emailBounce');
    expect(wrong.body).toMatchObject({ error: { code: 'ITC_REQUEST_INVALID' } });
    const unknown = await server.api('GET', '/schemas/sandbox/event%3Anothing');
    expect(unknown.body).toMatchObject({ error: { code: 'ITC_TRIGGER_UNKNOWN' } });
  });

  it('merges pasted samples with edits by hand, which win and are marked', async () => {
    const { body } = await server.api<Inferred & { manual: string[] }>('POST', '/infer', {
      text: '{"a": 1, "b": "x"}',
      edits: [
        { path: '/a', type: 'string', label: 'The a' },
        { path: '/c', type: 'boolean' },
      ],
    });
    expect(body.schema.properties).toMatchObject({
      a: { type: 'string', title: 'The a', $comment: 'set by hand' },
      b: { type: 'string' },
      c: { type: 'boolean' },
    });
    expect(body.manual).toEqual(['/a', '/c']);
  });

  it('previews, saves and lists versions of a trigger that no event was seen of', async () => {
    const place = '/schemas/sandbox/event%3Aplanned';
    const change = { text: '{"dataFields": {"seat": 5}}', schema: { properties: { email: { type: 'string' } } } };
    const preview = await server.api<Saved>('POST', `${place}/preview`, change);
    expect(preview.body).toMatchObject({ diff: { added: ['/dataFields', '/dataFields/seat', '/email'] } });
    expect((await server.api('GET', place)).status).toBe(404);
    const saved = await server.api<Saved>('POST', place, change);
    expect(saved.body.version).toBe(1);
    const known = await server.api<Known>('GET', place);
    expect(known.body).toMatchObject({ samples: 0, manual: ['/email'] });
    expect(known.body.schema.properties['dataFields']).toMatchObject({ properties: { seat: { type: 'integer' } } });
    await server.api('POST', place, { edits: [{ path: '/dataFields/seat', include: false }] });
    const versions = await server.api<{ items: { version: number; diff: { removed: string[] } }[]; next: null }>(
      'GET',
      `${place}/versions`,
    );
    expect(versions.body.items.map(({ version, diff }) => [version, diff.removed])).toEqual([
      [2, ['/dataFields/seat']],
      [1, []],
    ]);
    const one = await server.api<{ schema: object }>('GET', `${place}/versions/1`);
    expect(JSON.stringify(one.body.schema)).toContain('seat');
    expect((await server.api('GET', `${place}/versions/9`)).status).toBe(404);
    const list = await server.api<{ items: object[] }>('GET', '/schemas?connection=sandbox');
    expect(list.body.items).toContainEqual(expect.objectContaining({ triggerKey: 'event:planned', version: 2 }));
  });

  it('checks values against a schema of the user and refuses one that would run for too long', async () => {
    const checked = await server.api('POST', '/schemas/check', { schema: { type: 'string' }, values: ['a', 1] });
    expect(checked.body).toMatchObject({ faults: [[], [{ path: '' }]] });
    let item: object = { type: 'string' };
    for (let i = 0; i < 8; i++) item = { allOf: [{ not: { not: item } }, { not: { not: item } }] };
    const schema = { type: 'array', items: item };
    const values = [Array<string>(400_000).fill('x')];
    const slow = server.api('POST', '/schemas/check', { schema, values });
    // the server answers others meanwhile
    expect((await server.api('GET', '/health')).status).toBe(200);
    expect((await slow).body).toMatchObject({ error: { code: 'ITC_SCHEMA_TOO_SLOW' } });
  });

  it('holds a job whose event breaks the saved schema, and runs it once it is released', async () => {
    const held = {
      name: 'careful',
      connection: 'sandbox',
      trigger: { use: 'new_object', with: { eventName: 'parcelSent' }, onDrift: 'hold' },
      steps: [{ id: 'track', use: 'track_event', with: { eventName: 'seen', email: '{{ trigger.email }}' } }],
    };
    await server.post(server.webhookUrl, { email: 'ada@example.com', eventName: 'parcelSent', dataFields: {} });
    await server.api('POST', '/schemas/sandbox/event%3AparcelSent', {});
    const saved = await server.api('POST', '/recipes', { document: held, enable: true });
    expect(saved.status).toBe(201);
    await server.post(server.webhookUrl, { eventName: 'parcelSent', dataFields: { by: 'ship' } });
    type Jobs = { items: { id: string; status: string; reason: string; error: { code: string } }[] };
    const jobs = await eventually('the job is held', async () => {
      const { body } = await server.api<Jobs>('GET', '/jobs?recipe=careful&status=held');
      return body.items[0];
    });
    expect(jobs).toMatchObject({ reason: expect.stringContaining('/email'), error: { code: 'ITC_PAYLOAD_DRIFTED' } });
    expect((await server.api('POST', `/jobs/${jobs.id}/release`)).status).toBe(200);
    const ended = await eventually('the job ends', async () => {
      const { body } = await server.api<{ status: string; ledger: { path: string }[] }>('GET', `/jobs/${jobs.id}`);
      return ['failed', 'succeeded'].includes(body.status) ? body : null;
    });
    // without an address Iterable cannot know whom it concerns: the step is refused, not the release
    expect(ended.ledger.map(({ path }) => path)).toEqual(['$trigger', 'track']);
  });

  it('previews a replacement without saving it, in every form, and tells whether names are data', async () => {
    await server.post(server.webhookUrl, { ...order(), eventName: 'orderShipped' });
    const before = await server.api<{ versions: object[] }>('GET', shippedPath);
    const change = {
      text: '{"byId": {"7": {"n": 1}, "8": {"n": 2}}}\n{"byId": {"9": {"n": 3}}}',
      replace: true,
      edits: [{ path: '/byId', dictionary: true }],
    };
    const planned = await server.api<{
      samples: number;
      schema: { properties: { byId: { additionalProperties?: { properties: object } } } };
      output: string;
      diff: { removed: string[] };
    }>('POST', `${shippedPath}/preview?format=typescript`, change);
    expect(planned.body.samples).toBe(2);
    expect(planned.body.schema.properties.byId.additionalProperties).toMatchObject({
      properties: { n: { type: 'integer' } },
    });
    expect(planned.body.output).toContain('export interface Payload');
    expect(planned.body.diff.removed).toContain('/email');
    const after = await server.api<{ versions: object[] }>('GET', shippedPath);
    expect(after.body.versions).toEqual(before.body.versions);
  });

  it('forgets what was learned when the last events replace it', async () => {
    await server.post(server.webhookUrl, { ...order({ email: 'a@example.com' }), eventName: 'orderShipped' });
    await server.post(server.webhookUrl, { ...order({ email: 'b@example.com' }), eventName: 'orderShipped' });
    const refused = await server.api('POST', `${shippedPath}/preview`, { lastEvents: 1 });
    expect(refused.status).toBe(422);
    const saved = await server.api('POST', shippedPath, { lastEvents: 1, replace: true });
    expect(saved.status).toBe(200);
    const known = await server.api<{ fields: { path: string; of: number }[] }>('GET', shippedPath);
    expect(known.body.fields.find(({ path }) => path === '/email')).toMatchObject({ of: 1 });
  });
});

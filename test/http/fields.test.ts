import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startTestServer, type TestServer } from './test-server.ts';

interface Run {
  outcome: string;
  error: { code: string; details?: { path: string } } | null;
  items: { index: number; outcome: string; reason?: string }[] | null;
}
interface Fields {
  items: { name: string; type: string }[];
  next: null;
  ageMs: number;
  fieldCheck: string;
}
interface Compared {
  fields: { field: string; iterableType: string | null }[];
  clashes: { field: string; expected: string; found: string }[];
  faults: { path: string }[];
  schema: { properties: Record<string, { type: string }> };
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const first = await upsert({ plan: 'pro', visits: 3 });
  expect(first.outcome).toBe('success');
});
beforeEach(() => server.api('POST', '/connections/sandbox/field-check', { mode: 'reject' }));
afterAll(() => server.close());

async function runAction(name: string, input: object): Promise<Run> {
  const body = { connection: 'sandbox', input };
  return (await server.api<Run>('POST', `/actions/${name}/run`, body)).body;
}
const upsert = (dataFields: object): Promise<Run> => runAction('upsert_user', { email: 'ada@example.com', dataFields });
const refresh = (): Promise<unknown> => server.api('GET', '/connections/sandbox/fields?refresh=true');
/** calls of an endpoint that the sandbox got */
async function callsTo(path: string): Promise<number> {
  const answer = await fetch(`${server.sandbox.url}/sandbox/calls`);
  const { calls } = (await answer.json()) as { calls: { path: string }[] };
  return calls.filter((call) => call.path === path).length;
}

describe('data fields and the types that Iterable has fixed', () => {
  it('lists the fields of the project with the age of the list, and asks again only when told to', async () => {
    await refresh();
    const before = await callsTo('/api/users/getFields');
    const { body } = await server.api<Fields>('GET', '/connections/sandbox/fields');
    expect(body.items).toEqual(
      expect.arrayContaining([
        { name: 'plan', type: 'string' },
        { name: 'visits', type: 'long' },
      ]),
    );
    expect(body).toMatchObject({ next: null, fieldCheck: 'reject', ageMs: expect.any(Number) });
    expect(await callsTo('/api/users/getFields')).toBe(before);
    await refresh();
    expect(await callsTo('/api/users/getFields')).toBe(before + 1);
  });

  it('refuses a value of another type before the call, with the field and both types', async () => {
    await refresh();
    const before = await callsTo('/api/users/update');
    const refused = await upsert({ visits: 'three' });
    expect(refused).toMatchObject({
      outcome: 'rejected',
      error: { code: 'ITC_FIELD_TYPE', details: { path: 'dataFields.visits' } },
    });
    expect(await callsTo('/api/users/update')).toBe(before);
  });

  it('refuses only the wrong rows of a bulk step', async () => {
    await refresh();
    const rows = [{ visits: 1 }, { visits: 'x' }, { plan: 'free' }];
    const users = rows.map((dataFields, i) => ({ email: `u${i}@example.com`, dataFields }));
    const { items } = await runAction('bulk_upsert_users', { users });
    expect(items?.map(({ outcome }) => outcome)).toEqual(['accepted', 'failed', 'accepted']);
    expect(items?.[1]?.reason).toContain('visits');
  });

  it.each(['off', 'warn'])('leaves the decision to Iterable with the check on %s', async (mode) => {
    await server.api('POST', '/connections/sandbox/field-check', { mode });
    expect((await upsert({ visits: 'three' })).error?.code).toBe('ITC_ITERABLE_TYPE_MISMATCH');
    expect((await server.api('GET', '/connections/sandbox')).body).toMatchObject({ fieldCheck: mode });
  });

  it('asks for the fields again after Iterable has refused a type that passed', async () => {
    await refresh();
    // the sandbox learns a field that the kept list does not have
    await upsert({ late: 'text' });
    const before = await callsTo('/api/users/getFields');
    expect((await upsert({ late: 5 })).error?.code).toBe('ITC_ITERABLE_TYPE_MISMATCH');
    expect((await upsert({ late: 5 })).error?.code).toBe('ITC_FIELD_TYPE');
    expect(await callsTo('/api/users/getFields')).toBe(before + 1);
  });

  it('compares fields declared by hand, pasted or described by a schema with those of Iterable', async () => {
    await refresh();
    const check = async (body: object): Promise<Compared> =>
      (await server.api<Compared>('POST', '/connections/sandbox/fields/check', body)).body;
    const pasted = await check({ text: '{"visits": "x", "fresh": 1}', edits: [{ path: '/fresh', type: 'string' }] });
    expect(pasted.clashes).toEqual([{ field: 'visits', expected: 'long', found: 'string' }]);
    expect(pasted.fields).toContainEqual({ field: 'fresh', types: ['string'], iterableType: null });
    const declared = await check({ edits: [{ path: '/plan', type: 'boolean' }] });
    expect(declared.clashes).toEqual([{ field: 'plan', expected: 'string', found: 'boolean' }]);
    const schema = { type: 'object', properties: { plan: { type: 'string' } } };
    expect((await check({ schema, dataFields: { plan: 7 } })).faults).toEqual([
      expect.objectContaining({ path: '/plan' }),
    ]);
    const hostile = await server.api('POST', '/connections/sandbox/fields/check', { schema: { pattern: '(a+)+$' } });
    expect(hostile.body).toMatchObject({ error: { code: 'ITC_SCHEMA_INVALID' } });
  });

  it('answers with the cause when Iterable does not give the fields', async () => {
    await server.api('POST', '/connections', {
      name: 'wrong',
      apiKey: 'no-such-key-0001',
      projectType: 'email',
      sandboxUrl: server.sandbox.url,
    });
    const { status, body } = await server.api('GET', '/connections/wrong/fields');
    expect({ status, body }).toMatchObject({ status: 502, body: { error: { code: 'ITC_FIELDS_FAILED' } } });
  });
});

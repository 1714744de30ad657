import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startTestServer, type TestServer } from '../http/test-server.ts';

interface Checked {
  problems: { code: string; path: string; hint: string }[];
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const recipe = (eventName: string | string[], pill: string, trigger?: object): object => ({
  name: 'mapped',
  connection: 'sandbox',
  trigger: trigger ?? { use: 'new_object', with: Array.isArray(eventName) ? { eventNames: eventName } : { eventName } },
  steps: [
    { id: 'track', use: 'track_event', with: { eventName: 'x', email: 'a@b.co', dataFields: { v: `{{ ${pill} }}` } } },
  ],
});

async function faults(...given: Parameters<typeof recipe>): Promise<string[]> {
  const { status, body } = await server.api<Checked>('POST', '/recipes/validate', { document: recipe(...given) });
  expect(status).toBe(200);
  return body.problems.map(({ code, path }) => `${code} ${path}`);
}

const unknownPill = ['ITC_PILL_UNKNOWN steps[0].with.dataFields.v'];

describe('pills of a recipe against what is known of its events', () => {
  it('are checked for slips against the shipped schema of a known event, where a rare field may be missing', async () => {
    expect(await faults('emailBounce', 'trigger.dataFields.campaignId')).toEqual([]);
    expect(await faults('emailBounce', 'trigger.userId')).toEqual([]);
    expect(await faults('emailBounce', 'trigger.dataFields.campaingId')).toEqual(unknownPill);
    expect(await faults('emailBounce', 'trigger.datafields')).toEqual(unknownPill);
    expect(await faults('emailBounce', 'trigger.dataFields.somethingElse')).toEqual([]);
    expect(await faults('emailBounce', 'trigger.email.address')).toEqual(unknownPill);
  });

  it('pass for an event or a journey of which nothing is known', async () => {
    expect(await faults('neverSeen', 'trigger.dataFields.anything')).toEqual([]);
    expect(await faults(['emailBounce', 'neverSeen'], 'trigger.dataFields.anything')).toEqual([]);
    expect(await faults('', 'trigger.order.id', { use: 'new_workflow', with: {} })).toEqual([]);
  });

  it('are checked for slips against what was learned, and strictly once a schema is saved', async () => {
    await server.post(server.webhookUrl, { email: 'a@b.co', eventName: 'shipped', dataFields: { parcel: 'P1' } });
    expect(await faults('shipped', 'trigger.dataFields.parcel')).toEqual([]);
    expect(await faults('shipped', 'trigger.dataFields.weight')).toEqual([]);
    expect(await faults('shipped', 'trigger.dataFields.parcell')).toEqual(unknownPill);
    await server.api('POST', '/schemas/sandbox/event%3Ashipped', {});
    expect(await faults('shipped', 'trigger.dataFields.weight')).toEqual(unknownPill);
    const { body } = await server.api<Checked>('POST', '/recipes/validate', {
      document: recipe('shipped', 'trigger.dataFields.weight'),
    });
    expect(body.problems[0]?.hint).toContain('itc schemas save event:shipped --type');
    await server.api('POST', '/schemas/sandbox/event%3Ashipped', {
      edits: [{ path: '/dataFields/weight', type: 'number' }],
    });
    expect(await faults('shipped', 'trigger.dataFields.weight')).toEqual([]);
    expect(await faults('shipped', 'trigger.dataFields.weight.kg')).toEqual(unknownPill);
  });

  it('know a field that only one of several events has, and see one that was taken out', async () => {
    await server.post(server.webhookUrl, { email: 'a@b.co', eventName: 'left', dataFields: { reason: 'x', by: 'y' } });
    expect(await faults(['left', 'emailBounce'], 'trigger.dataFields.reason')).toEqual([]);
    await server.api('POST', '/schemas/sandbox/event%3Aleft', { edits: [{ path: '/dataFields/by', include: false }] });
    expect(await faults('left', 'trigger.dataFields.by')).toEqual(unknownPill);
  });

  it('of a journey are checked against its own events', async () => {
    const trigger = { use: 'new_workflow', with: { workflow: 4711 } };
    const document = { ...recipe('', 'trigger.order.id', trigger), name: 'journey' };
    const saved = await server.api<{ journeyUrl: string }>('POST', '/recipes', { document });
    await server.post(saved.body.journeyUrl, { workflowId: 4711, email: 'a@b.co', order: { id: 'H-1' } });
    expect(await faults('', 'trigger.order.id', trigger)).toEqual([]);
    expect(await faults('', 'trigger.ordr.id', trigger)).toEqual(unknownPill);
  });
});

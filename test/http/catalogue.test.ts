import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { webActions } from '../../connector/outbound/web-actions.ts';
import { actions } from '../../actions/index.ts';
import { triggers } from '../../triggers/index.ts';
import { apiKey, startTestServer, type TestServer } from './test-server.ts';

interface Named {
  items: { name: string }[];
  next: string | null;
}
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('the catalogue of the REST API', () => {
  it('lists every action and shows each with schemas, examples and anti-examples', async () => {
    const first = await server.api<Named>('GET', '/actions?limit=50');
    const second = await server.api<Named>('GET', `/actions?limit=500&cursor=${first.body.next ?? ''}`);
    const items = [...first.body.items, ...second.body.items];
    expect(items.map(({ name }) => name)).toEqual([
      ...actions.map(({ name }) => name),
      'change_consent',
      'start_bulk_run',
      ...webActions.map(({ name }) => name),
    ]);
    expect(second.body.next).toBeNull();
    for (const { name } of items) {
      const shown = await server.api<Record<string, unknown>>('GET', `/actions/${name}`);
      expect(shown.body).toMatchObject({ name, input: { type: 'object' }, examples: expect.any(Array) });
      expect(shown.body['antiExamples']).not.toHaveLength(0);
    }
    expect((await server.api('GET', '/actions/nothing')).body).toMatchObject({ error: { code: 'ITC_ACTION_UNKNOWN' } });
  });

  it('lists every trigger and shows each with its settings', async () => {
    const { body } = await server.api<Named>('GET', '/triggers');
    expect(body.items.map(({ name }) => name)).toEqual(triggers.map(({ name }) => name));
    for (const { name } of body.items) {
      expect((await server.api('GET', `/triggers/${name}`)).body).toMatchObject({ name, config: { type: 'object' } });
    }
    expect((await server.api('GET', '/triggers/nothing')).body).toMatchObject({
      error: { code: 'ITC_TRIGGER_UNKNOWN' },
    });
  });

  it('runs an action once and shows the exchange without the key', async () => {
    const { status, body, text } = await server.api('POST', '/actions/list_channels/run', {
      connection: 'sandbox',
      input: {},
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ outcome: 'success', error: null, exchanges: [{ status: 200 }], requests: [] });
    expect(text).not.toContain(apiKey);
  });

  it('shows in a dry run what would be sent, and sends nothing', async () => {
    const before = server.sandbox.calls.length;
    const input = { eventName: 'tried', email: 'ada@example.com' };
    const { body } = await server.api('POST', '/actions/track_event/run', {
      connection: 'sandbox',
      input,
      dryRun: true,
    });
    expect(body).toMatchObject({ outcome: null, requests: [{ method: 'POST', body: { eventName: 'tried' } }] });
    expect(server.sandbox.calls.length).toBe(before);
  });

  it.each([
    ['an unknown action', '/actions/nothing/run', { connection: 'sandbox', input: {} }, 404, 'ITC_ACTION_UNKNOWN'],
    [
      'an unknown connection',
      '/actions/list_channels/run',
      { connection: 'nobody', input: {} },
      404,
      'ITC_CONNECTION_UNKNOWN',
    ],
    ['a body without input', '/actions/list_channels/run', { connection: 'sandbox' }, 422, 'ITC_REQUEST_INVALID'],
  ])('refuses to run %s', async (_what, path, body, status, code) => {
    const answer = await server.api('POST', path, body);
    expect(answer).toMatchObject({ status, body: { error: { code } } });
  });

  it('answers an action with a refused input as rejected, with the field', async () => {
    const { body } = await server.api('POST', '/actions/track_event/run', {
      connection: 'sandbox',
      input: { eventName: 5 },
    });
    expect(body).toMatchObject({ outcome: 'rejected', error: { code: expect.stringMatching(/^ITC_/) } });
  });

  it('lists the pick lists and loads one with its arguments', async () => {
    const { body } = await server.api<Named>('GET', '/picklists');
    expect(body.items.map(({ name }) => name)).toContain('campaigns');
    const sms = await server.api<{ items: { value: number }[] }>(
      'GET',
      '/picklists/campaigns?connection=sandbox&medium=SMS&type=Triggered&state=Running',
    );
    expect(sms.body.items.map(({ value }) => value)).toContain(7001003);
    const fresh = await server.api('GET', '/picklists/lists?connection=sandbox&refresh=true');
    expect(fresh).toMatchObject({ status: 200, body: { next: null, isComplete: true } });
  });

  it.each([
    ['/picklists/nothing?connection=sandbox', 'ITC_PICKLIST_UNKNOWN'],
    ['/picklists/lists?connection=nobody', 'ITC_CONNECTION_UNKNOWN'],
    ['/picklists/lists', 'ITC_REQUEST_INVALID'],
    ['/picklists/lists?connection=sandbox&colour=red', 'ITC_INPUT_INVALID'],
    ['/picklists/lists?connection=sandbox&refresh=perhaps', 'ITC_REQUEST_INVALID'],
  ])('answers GET %s with %s', async (path, code) => {
    expect((await server.api('GET', path)).body).toMatchObject({ error: { code } });
  });
});

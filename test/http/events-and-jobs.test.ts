import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { sampleRecipe, subscribeEvent } from './sample-recipe.ts';
import { eventually, startTestServer, type TestServer } from './test-server.ts';

interface List<T> {
  items: T[];
  next: string | null;
}
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('the events of the REST API', () => {
  it('lists an event with exactly the documented fields, and shows its payload', async () => {
    const event = subscribeEvent('exact@example.com');
    const { body: acknowledged } = await server.post(server.webhookUrl, event);
    const id = acknowledged['id'] ?? '';
    const { body } = await server.api<List<Record<string, unknown>>>(
      'GET',
      '/events?eventName=emailSubscribe&connection=sandbox',
    );
    const listed = body.items.find((item) => item['id'] === id) ?? {};
    const fields = ['connection', 'duplicateOf', 'eventName', 'id', 'jobs', 'kind', 'receivedAt', 'workflowId'];
    expect(Object.keys(listed).sort()).toEqual(fields);
    const shown = await server.api('GET', `/events/${id}`);
    expect(shown.body).toMatchObject({
      kind: 'system_webhook',
      payload: { method: 'POST', contentType: 'application/json', text: JSON.stringify(event), json: event },
    });
    expect(shown.text).not.toContain(server.secret);
  });

  it('gives the pages of a list in order and without gaps', async () => {
    for (let n = 0; n < 5; n += 1) await server.post(server.webhookUrl, subscribeEvent(`page${n}@example.com`));
    const { body: all } = await server.api<List<{ id: string }>>('GET', '/events?limit=500');
    const paged: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body }: { body: List<{ id: string }> } = await server.api(
        'GET',
        `/events?limit=2${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`,
      );
      paged.push(...body.items.map(({ id }) => id));
      next = body.next;
    }
    expect(paged).toEqual(all.items.map(({ id }) => id));
  });

  it.each([
    ['/events/evt_nothing', 404, 'ITC_EVENT_UNKNOWN'],
    ['/events?limit=0', 422, 'ITC_REQUEST_INVALID'],
    ['/events?limit=501', 422, 'ITC_REQUEST_INVALID'],
    ['/events?kind=smoke_signal', 422, 'ITC_REQUEST_INVALID'],
    ['/events?colour=red', 422, 'ITC_REQUEST_INVALID'],
    ['/jobs/job_nothing', 404, 'ITC_JOB_UNKNOWN'],
    ['/jobs?status=asleep', 422, 'ITC_REQUEST_INVALID'],
  ])('answers GET %s with %i %s', async (path, status, code) => {
    expect(await server.api('GET', path)).toMatchObject({ status, body: { error: { code } } });
  });

  it('refuses to replay what does not exist', async () => {
    const event = await server.api('POST', '/events/evt_nothing/replay', {});
    expect(event.body).toMatchObject({ error: { code: 'ITC_EVENT_UNKNOWN' } });
    const { body } = await server.post(server.webhookUrl, subscribeEvent('replay@example.com'));
    const recipe = await server.api('POST', `/events/${body['id'] ?? ''}/replay`, { recipe: 'nobody' });
    expect(recipe.body).toMatchObject({ error: { code: 'ITC_RECIPE_UNKNOWN' } });
  });
});

describe('the jobs of the REST API', () => {
  it('holds a send whose answer was lost, and lets a person release or discard it', async () => {
    const recipe = {
      ...sampleRecipe('sending'),
      trigger: { use: 'new_object', with: { eventName: 'emailBounce' } },
      steps: [{ id: 'sms', use: 'send_sms', with: { campaignId: 7001003, recipientEmail: '{{ trigger.email }}' } }],
    };
    await server.api('POST', '/recipes', { document: recipe, enable: true });
    await server.api('POST', '/actions/upsert_user/run', {
      connection: 'sandbox',
      input: { email: 'held@example.com', dataFields: { phoneNumber: '+15555550100' } },
    });
    const heldJob = async (messageId: string): Promise<string> => {
      server.sandbox.addFault({ match: { path: '/api/sms/target' }, kind: 'resetAfterProcessing', times: 1 });
      const dataFields = { messageId, recipientState: 'HardBounce' };
      const { body } = await server.post(server.webhookUrl, {
        email: 'held@example.com',
        eventName: 'emailBounce',
        dataFields,
      });
      return eventually('the job is held', async () => {
        const jobs = await server.api<List<{ id: string }>>('GET', `/jobs?event=${body['id'] ?? ''}&status=held`);
        return jobs.body.items[0]?.id;
      });
    };
    const first = await heldJob('m1');
    expect((await server.api('POST', `/jobs/${first}/rerun`, {})).body).toMatchObject({
      error: { code: 'ITC_JOB_STATE' },
    });
    expect((await server.api('POST', `/jobs/${first}/discard`, { reason: 'it went out' })).body).toMatchObject({
      status: 'discarded',
      reason: 'it went out',
    });
    expect((await server.api('POST', `/jobs/${first}/release`)).body).toMatchObject({
      error: { code: 'ITC_JOB_STATE' },
    });

    const second = await heldJob('m2');
    expect((await server.api('POST', `/jobs/${second}/release`)).status).toBe(200);
    await eventually('the released job succeeds', async () => {
      const { body } = await server.api('GET', `/jobs/${second}`);
      return body['status'] === 'succeeded' ? true : null;
    });
  });

  it.each(['rerun', 'release', 'discard'])('answers %s of an unknown job with ITC_JOB_UNKNOWN', async (verb) => {
    const answer = await server.api('POST', `/jobs/job_nothing/${verb}`, verb === 'release' ? undefined : {});
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'ITC_JOB_UNKNOWN' } } });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { sampleRecipe, subscribeEvent } from './sample-recipe.ts';
import { eventually, startTestServer, type TestServer } from './test-server.ts';

interface Job {
  id: string;
  event: string;
  status: string;
  steps: number;
  ledger: { stepId: string; outcome: string; input: object; exchanges: { url: string; status: number }[] }[];
}
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.api('POST', '/recipes', { document: sampleRecipe(), enable: true });
});
afterAll(() => server.close());

const endedJob = (event: string): Promise<Job> =>
  eventually('the job ends', async () => {
    const { body } = await server.api<{ items: Job[] }>('GET', `/jobs?event=${event}`);
    return body.items.find(({ status }) => ['succeeded', 'failed', 'stopped', 'held'].includes(status));
  });

describe('the whole way from a webhook to a finished job', () => {
  it('tells without a token that the server is well', async () => {
    const answer = await fetch(`${server.running.url}/api/v1/health`);
    expect(await answer.json()).toMatchObject({ status: 'ok' });
  });

  it('answers the webhook with the id of the event and shows every step of the job it started', async () => {
    const answer = await server.post(server.webhookUrl, subscribeEvent());
    expect(answer.status).toBe(200);

    const job = await endedJob(answer.body['id'] ?? '');
    expect(job).toMatchObject({ status: 'succeeded', event: answer.body['id'], steps: 1 });
    const shown = await server.api<Job>('GET', `/jobs/${job.id}`);
    expect(shown.body.ledger).toHaveLength(1);
    expect(shown.body.ledger[0]).toMatchObject({ stepId: 'track', outcome: 'success', exchanges: [{ status: 200 }] });
    expect(server.sandbox.calls.map(({ path }) => path)).toContain('/api/events/track');
  });

  it('keeps a repeated delivery as a duplicate without another job', async () => {
    const first = await server.post(server.webhookUrl, subscribeEvent('twice@example.com'));
    const second = await server.post(server.webhookUrl, subscribeEvent('twice@example.com'));
    expect(second.body).toMatchObject({ duplicateOf: first.body['id'] });
    const { body } = await server.api('GET', `/events/${second.body['id'] ?? ''}`);
    expect(body).toMatchObject({ duplicateOf: first.body['id'], jobs: [] });
  });

  it('lets a journey webhook wait for the answer of its recipe', async () => {
    const document = {
      name: 'answering',
      connection: 'sandbox',
      trigger: { use: 'new_workflow', with: {} },
      steps: [{ id: 'answer', respond: { status: 202, body: { hello: '{{ trigger.email }}' } } }],
    };
    const made = await server.api<{ journeyUrl: string }>('POST', '/recipes', { document, enable: true });
    expect(made.status).toBe(201);
    const answer = await server.post(made.body.journeyUrl, { email: 'ada@example.com', workflowId: 612001 });
    expect(answer).toMatchObject({ status: 202, body: { hello: 'ada@example.com' } });
  });

  it('starts the recipes of an event once more on replay, and a job once more on rerun', async () => {
    const { body: first } = await server.post(server.webhookUrl, subscribeEvent('again@example.com'));
    const job = await endedJob(first['id'] ?? '');
    const replayed = await server.api<{ jobs: string[] }>('POST', `/events/${first['id'] ?? ''}/replay`);
    expect(replayed.body.jobs).toHaveLength(1);
    const rerun = await server.api('POST', `/jobs/${job.id}/rerun`, { from: 'start', version: 'current' });
    expect(rerun).toMatchObject({ status: 201, body: { rerunOf: job.id, recipe: 'welcome' } });
    await eventually('all three jobs succeed', async () => {
      const { body } = await server.api<{ items: Job[] }>('GET', `/jobs?event=${first['id'] ?? ''}&status=succeeded`);
      return body.items.length === 3 ? true : null;
    });
  });
});

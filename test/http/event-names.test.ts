import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { eventNames } from '../../schemas/iterable/event-names.ts';
import { samplePayload } from '../../schemas/iterable/sample-payloads.ts';
import { eventually, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Field {
  options?: string[];
}
const recipe = (name: string, eventName: string): object => ({
  name,
  connection: 'sandbox',
  trigger: { use: 'new_object', with: { eventName } },
  steps: [{ id: 'track', use: 'track_event', with: { eventName: 'seen', email: '{{ trigger.email }}' } }],
});

describe('names of system events', () => {
  it('W4: every documented name is offered by the trigger and its webhook is taken under that name', async () => {
    const { body } = await server.api<{ config: { properties: Record<string, Field> } }>('GET', '/triggers/new_object');
    expect(body.config.properties['eventName']?.options).toEqual([...eventNames]);
    const ids = new Map<string, string>();
    for (const name of eventNames) {
      const answer = await server.post(server.webhookUrl, samplePayload(name));
      expect([name, answer.status]).toEqual([name, 200]);
      ids.set(name, answer.body['id'] ?? '');
    }
    for (const [name, id] of ids) {
      expect((await server.api('GET', `/events/${id}`)).body).toMatchObject({ eventName: name });
    }
  });

  it('W4: a name that no list has can be chosen as well, and starts its recipe and no other', async () => {
    for (const [name, eventName] of [
      ['of_free_text', 'holoSend'],
      ['of_catalogue', 'emailClick'],
    ] as const) {
      expect((await server.api('POST', '/recipes', { document: recipe(name, eventName) })).status).toBe(201);
      await server.api('POST', `/recipes/${name}/enable`);
    }
    const event = {
      eventName: 'holoSend',
      email: 'ada@example.com',
      dataFields: { createdAt: '2026-01-05 22:51:25 +00:00' },
    };
    const { body } = await server.post(server.webhookUrl, event);
    const jobs = await eventually('the job of the event', async () => {
      const page = await server.api<{ items: { recipe: string }[] }>('GET', `/jobs?event=${body['id'] ?? ''}`);
      return page.body.items.length === 0 ? null : page.body.items;
    });
    expect(jobs.map((job) => job.recipe)).toEqual(['of_free_text']);
  });
});

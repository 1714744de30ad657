import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { eventNames } from '../../schemas/iterable/event-names.ts';
import { samplePayload } from '../../schemas/iterable/sample-payloads.ts';
import { goodHeaders, journeyPath, recipeRecord, startIntake, type IntakeServer } from '../intake/intake-server.ts';

let server: IntakeServer;
beforeEach(async () => {
  server = await startIntake();
});
afterEach(() => server.close());

const onEvent = (name: string, eventName: string) => recipeRecord(name, { use: 'new_object', with: { eventName } });
const storedBody = (index = 0) => Buffer.from(server.store.events[index]!.body).toString('utf8');

describe('Workato, receiving', () => {
  test('Workato 7: the event that a user picks is the one that Iterable sends.', async () => {
    expect(eventNames).toContain('emailUnSubscribe');
    expect(eventNames).not.toContain('emailUnsubscribe');
    server.recipes = [onEvent('goodbye', 'emailUnSubscribe')];
    await server.call({ body: JSON.stringify(samplePayload('emailUnSubscribe')) });
    expect(server.jobs).toHaveLength(1);
  });

  test('Workato 20: a call without the secret is refused, and a journey body without any name is kept.', async () => {
    server.recipes = [recipeRecord('journey', { use: 'new_workflow', with: {} })];
    const body = '{"anything":"the marketer typed"}';
    const path = journeyPath('journey');
    expect((await server.call({ path, body, headers: { 'content-type': 'application/json' } })).status).toBe(401);
    expect((await server.call({ path, body })).status).toBe(200);
    expect(server.jobs).toHaveLength(1);
    expect(storedBody()).toBe(body);
  });
});

describe('RudderStack, receiving', () => {
  test('RudderStack 9: a webhook without eventName at a journey address is an event like any other.', async () => {
    server.recipes = [recipeRecord('journey', { use: 'new_workflow', with: {} })];
    const { status } = await server.call({ path: journeyPath('journey'), body: '{"workflowId":123}' });
    expect(status).toBe(200);
    expect(server.store.events[0]).toMatchObject({ workflowId: '123', eventName: null });
  });

  test('RudderStack 10: a delivery is checked for its secret and for repetition.', async () => {
    const body = JSON.stringify(samplePayload('emailClick'));
    const wrong = await server.call({ body, headers: { ...goodHeaders, 'x-itc-secret': 'wrong' } });
    expect(wrong.status).toBe(403);
    const first = await server.call({ body });
    expect((await server.call({ body })).json.duplicateOf).toBe(first.json.id);
  });

  test('RudderStack 11: the person stays as Iterable named it, no hash is made of the address.', async () => {
    const body = JSON.stringify({ eventName: 'emailOpen', email: 'Ada+1@Example.com', dataFields: {} });
    await server.call({ body });
    expect(storedBody()).toBe(body);
  });

  test.each(['not a date', '2024-02-30 25:61:00 +00:00', 17, null, {}])(
    'RudderStack 12: an event whose createdAt is %j is kept and throws nothing.',
    async (createdAt) => {
      const { status } = await server.call({
        body: JSON.stringify({ eventName: 'emailOpen', email: 'ada@example.com', dataFields: { createdAt } }),
      });
      expect(status).toBe(200);
      expect(server.errors).toEqual([]);
    },
  );
});

describe('n8n, receiving', () => {
  test('n8n 9: there are triggers, for system webhooks and for journeys.', async () => {
    server.recipes = [onEvent('opens', 'emailOpen'), recipeRecord('journey', { use: 'new_workflow', with: {} })];
    await server.call({ body: JSON.stringify(samplePayload('emailOpen')) });
    await server.call({ path: journeyPath('journey'), body: '{"a":1}' });
    expect(server.jobs).toHaveLength(2);
  });
});

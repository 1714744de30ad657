import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { payloadOf } from '../../connector/intake/parse-payload.ts';
import { goodHeaders, journeyPath, recipeRecord, startIntake, type IntakeServer } from './intake-server.ts';

const root = join(import.meta.dirname, '../fixtures/webhooks');
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(folder, entry.name));
const read = (file: string): Buffer => readFileSync(join(root, file));
const systemFiles = [...filesIn('.'), ...filesIn('inferred')];

let server: IntakeServer;
beforeEach(async () => {
  server = await startIntake();
});
afterEach(() => server.close());

describe('every known webhook body', () => {
  test.each(systemFiles)('%s is stored byte for byte and starts the recipe of its event', async (file) => {
    const body = read(file);
    const { eventName } = JSON.parse(body.toString()) as { eventName: string };
    server.recipes = [
      recipeRecord('mine', { use: 'new_object', with: { eventName } }),
      recipeRecord('other', { use: 'new_object', with: { eventName: 'somethingElse' } }),
    ];
    const answer = await server.call({ body });
    expect(answer.status).toBe(200);
    const [event] = server.store.events;
    expect(answer.json).toEqual({ id: event!.id });
    expect(Buffer.compare(Buffer.from(event!.body), body)).toBe(0);
    expect(event!.eventName).toBe(eventName);
    expect(event!.jobs.map((job) => job.recipe)).toEqual(['mine']);
    expect(payloadOf(event!)).toEqual(JSON.parse(body.toString()));
  });

  test.each(filesIn('journey'))('%s at the address of a recipe is stored byte for byte and starts it', async (file) => {
    const body = read(file);
    const isForm = file.endsWith('.txt');
    server.recipes = [recipeRecord('cart', { use: 'new_workflow', with: { workflow: 612345 } })];
    const headers = {
      ...goodHeaders,
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
    };
    const answer = await server.call({ path: journeyPath('cart'), headers, body });
    expect(answer.status).toBe(200);
    const [event] = server.store.events;
    expect(Buffer.compare(Buffer.from(event!.body), body)).toBe(0);
    expect(event!.kind).toBe('journey_webhook');
    expect(event!.jobs.map((job) => job.recipe)).toEqual(['cart']);
    if (isForm) expect(payloadOf(event!)).toEqual({ userId: 'user-501', total: '19.90', note: 'a b\n' });
  });
});

describe('every odd or broken webhook body gets a clear answer', () => {
  test.each([
    ['malformed/dataFields-missing.json', 'inAppSendSkip'],
    ['malformed/no-identity.json', 'emailOpen'],
    ['malformed/unknown-event.json', 'holoSend'],
    ['malformed/wrong-spelling-emailUnsubscribe.json', 'emailUnsubscribe'],
  ])('%s is only odd, so it is kept under its own name %s', async (file, eventName) => {
    expect((await server.call({ body: read(file) })).status).toBe(200);
    expect(server.store.events.map((event) => event.eventName)).toEqual([eventName]);
  });

  test.each([
    ['malformed/batch-array.json', 'The body is a list; a system webhook is one event per call.'],
    [
      'malformed/eventTitle-instead-of-eventName.json',
      '`eventName` is missing; a system webhook names its event there.',
    ],
  ])('%s is no event, so it is refused with a reason and kept as a rejected call', async (file, message) => {
    const answer = await server.call({ body: read(file) });
    expect(answer.status).toBe(422);
    expect(answer.json.error).toMatchObject({ code: 'ITC_HOOK_SHAPE', message });
    expect(server.store.events).toEqual([]);
    expect(server.store.rejected).toMatchObject([{ connection: 'shop', code: 'ITC_HOOK_SHAPE', message }]);
  });

  test('all files of the malformed folder are decided above', () => {
    expect(filesIn('malformed')).toHaveLength(6);
  });

  test('a journey body at the address of system webhooks is refused with the way out', async () => {
    const answer = await server.call({ body: read('journey/default.flat.json') });
    expect(answer.status).toBe(422);
    expect(answer.json.error?.hint).toContain('journey trigger');
  });

  test('a journey body that names its triggering event is routed by address, not by its fields', async () => {
    server.recipes = [
      recipeRecord('cart', { use: 'new_workflow', with: { workflow: '612345' } }),
      recipeRecord('event', { use: 'new_object', with: { eventName: 'cartAbandoned' } }),
    ];
    await server.call({ path: journeyPath('cart'), body: read('journey/default.trigger-event-and-workflowId.json') });
    const [event] = server.store.events;
    expect(event).toMatchObject({ kind: 'journey_webhook', workflowId: '612345', eventName: 'cartAbandoned' });
    expect(event!.jobs.map((job) => job.recipe)).toEqual(['cart']);
  });
});

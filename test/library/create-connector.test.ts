import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';

import { upsertUser } from '../../actions/users/upsert-user.ts';
import {
  createConnector,
  defineAction,
  defineRecipe,
  defineTrigger,
  field,
  fieldOf,
  runAction,
  type Connector,
} from '../../connector/index.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { newObject } from '../../triggers/new-object.ts';

let folder: string;
let apiKey: string;
let sandbox: Sandbox;
let connector: Connector | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'itc-library-'));
  sandbox = await startSandbox();
  apiKey = sandbox.key;
});
afterEach(async () => {
  await connector?.close();
  connector = undefined;
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const bounced = defineTrigger({
  ...newObject,
  name: 'only_bounces',
  title: 'A bounce',
  matches: (_, event) => event.eventName === 'emailBounce',
});

const noteVisit = defineAction({
  name: 'note_visit',
  resource: 'events',
  title: 'Note a visit',
  summary: 'Tracks a visit to one of our shops.',
  docs: 'https://api.iterable.com/api/docs#events_track',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/events/track' },
  identity: 'user',
  answer: 'envelope',
  input: z.strictObject({
    email: z
      .string()
      .min(3)
      .meta(field({ title: 'Email' })),
    shop: z
      .string()
      .min(1)
      .meta(field({ title: 'Shop' })),
  }),
  output: z.looseObject({ msg: z.string() }),
  request: ({ email, shop }, { stepKey }) => ({
    body: { email, eventName: 'visit', id: stepKey, dataFields: { shop } },
  }),
  examples: [{ input: { email: 'ada@example.com', shop: 'Bern' }, output: { msg: '', code: 'Success', params: null } }],
  antiExamples: [
    { input: { email: 'ada@example.com' }, reason: 'A visit is to a shop.' },
    { input: { shop: 'Bern' }, reason: 'Somebody visits.' },
    { input: { email: 'ada@example.com', shop: 'Bern', street: 'x' }, reason: 'The street is no input.' },
  ],
});

const visit = () =>
  defineRecipe({
    name: 'visit',
    connection: 'shop',
    trigger: bounced,
    with: { eventName: 'emailBounce' },
    steps: ({ trigger, action }) => {
      action('note', noteVisit, { email: trigger.email, shop: fieldOf(trigger.dataFields, 'shop') });
    },
  });

describe('The package as a library', () => {
  test('One action runs without a server, and the sandbox holds what it wrote.', async () => {
    const result = await runAction(
      upsertUser,
      { email: 'ada@example.com', dataFields: { plan: 'gold' } },
      { apiKey, region: 'us', sandboxUrl: sandbox.url },
    );
    expect(result).toMatchObject({ outcome: 'success', error: null });
    expect(JSON.stringify(result)).not.toContain(apiKey);
    expect(sandbox.state.users).toMatchObject([{ email: 'ada@example.com', dataFields: { plan: 'gold' } }]);

    const refused = await runAction(upsertUser, {}, { apiKey, region: 'us', sandboxUrl: sandbox.url });
    expect(refused.outcome).toBe('rejected');
    expect(refused.error?.code).toMatch(/^ITC_/);
    expect(sandbox.calls).toHaveLength(1);
  });

  test('A connector in the own process runs a recipe of own declarations from a webhook to the call.', async () => {
    connector = await createConnector({
      settings: { ITC_DATA_DIR: folder, ITC_LOG_LEVEL: 'silent' },
      declarations: { actions: [noteVisit], triggers: [bounced] },
    });
    const hook = await connector.addConnection({
      name: 'shop',
      apiKey,
      region: 'us',
      projectType: 'email',
      sandboxUrl: sandbox.url,
    });
    const saved = await connector.applyRecipe(visit(), { enable: true });
    expect(saved).toMatchObject({ name: 'visit', enabled: true, version: 1 });

    const answer = await fetch(hook.webhookUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', [hook.secretHeader]: hook.secret },
      body: JSON.stringify({ email: 'ada@example.com', eventName: 'emailBounce', dataFields: { shop: 'Bern' } }),
    });
    expect(answer.status).toBe(200);
    while (sandbox.calls.length === 0) await new Promise((next) => setTimeout(next, 10));
    expect(sandbox.state.events).toMatchObject([{ eventName: 'visit', dataFields: { shop: 'Bern' } }]);
    expect(await connector.runAction(noteVisit, 'shop', { email: 'ada@example.com', shop: 'Chur' })).toMatchObject({
      outcome: 'success',
    });
  });

  test('What is wrong is said with the code and the field: declaration, connection and recipe.', async () => {
    const settings = { ITC_DATA_DIR: folder, ITC_LOG_LEVEL: 'silent' };
    const twice = createConnector({ settings, declarations: { actions: [upsertUser] } });
    await expect(twice).rejects.toMatchObject({ code: 'ITC_DECLARATION_INVALID' });

    connector = await createConnector({ settings });
    const remote = { name: 'shop', apiKey, region: 'us', projectType: 'email', sandboxUrl: 'http://10.0.0.1' } as const;
    await expect(connector.addConnection(remote)).rejects.toMatchObject({
      code: 'ITC_REQUEST_INVALID',
      details: { path: 'sandboxUrl' },
    });
    await expect(connector.applyRecipe(visit())).rejects.toMatchObject({ code: 'ITC_RECIPE_INVALID' });
    await expect(createConnector({ settings })).rejects.toMatchObject({ code: expect.stringMatching(/^ITC_/) });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

import { startDemoDesigner, type DemoDesigner } from './demo-designer.ts';
import type { DemoServer } from './demo-server.ts';
import type { DesignerPage } from './designer-page.ts';
import { trackStep as track } from './track-step.ts';
import { createWebhookSender, type WebhookSender } from './webhook-sender.ts';

let demo: DemoDesigner;
let server: DemoServer;
let designer: DesignerPage;
let iterable: WebhookSender;
let page: Page;

beforeAll(async () => {
  demo = await startDemoDesigner();
  ({ server, designer, page } = demo);
  iterable = await createWebhookSender(server);
});
afterAll(() => demo?.close());

const region = (name: string): Locator => page.getByRole('region', { name, exact: true });
/** Fills a field of a step, whether it is a line or an editor of formulas at this moment. */
const fill = (path: string, text: string): Promise<void> =>
  page
    .locator(`[data-panel] [data-field="${path}"]`)
    .locator('input:not([type="radio"]), .cm-content')
    .first()
    .fill(text);

describe('what the places of the designer hold', () => {
  it('Connections: the region is told from a pasted address of the dashboard, and another address is refused in words', async () => {
    await designer.open('/connections/new', 'Connect Iterable');
    const address = page.getByLabel('Address of your Iterable project');
    await address.fill('https://app.eu.iterable.com/settings/apiKeys');
    expect(await page.getByRole('radio', { name: 'Europe' }).isChecked()).toBe(true);
    await address.fill('https://app.iterable.com/');
    expect(await page.getByRole('radio', { name: 'United States' }).isChecked()).toBe(true);
    await address.fill('https://app.iterable.com.example.org/');
    await page.getByText('An address of Iterable begins with app.iterable.com or app.eu.iterable.com').waitFor();
    expect(await page.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);
  });

  it('Connections: a card tells each check of the test, the last refused call with its cause, and the recipes that use it', async () => {
    await iterable.recipe('uses_it', 'emailOpen', [track('first')]);
    await iterable.tell('emailOpen', 'health@example.com');
    await iterable.sendRefused();
    await designer.open('/connections/sandbox', 'sandbox');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await region('API key').getByText('Connected').waitFor();
    expect(await region('API key').getByRole('listitem').count()).toBeGreaterThan(2);
    const health = region('Recipes and refused calls');
    await health.getByRole('link', { name: 'uses_it' }).waitFor();
    await health.getByText('1 webhook call refused in the last 24 hours.').waitFor();
    await health.getByText(/ITC_HOOK_WRONG_SECRET/).waitFor();
    await region('Events').getByText('Events arrive').waitFor();
    await region('Webhook').getByText('Integrations → System Webhooks').waitFor();
  });

  it('Catalogue: actions and triggers by resource are searched and filtered by what they do, and shown with every part and form', async () => {
    const { items: actions } = await server.api<{ items: { effect: string; isBulk: boolean }[] }>(
      'GET',
      '/actions?limit=500',
    );
    const { items: triggers } = await server.api<{ items: object[] }>('GET', '/triggers?limit=500');
    const having = (effect: string): number => actions.filter((action) => action.effect === effect).length;
    await designer.open('/catalogue', 'Catalogue');
    for (const [kind, count] of [
      ['Triggers', triggers.length],
      ['Read', having('read')],
      ['Write', having('write')],
      ['Send', having('send')],
      ['Bulk', actions.filter(({ isBulk }) => isBulk).length],
      ['All', actions.length + triggers.length],
    ] as const) {
      await page.locator('label', { hasText: new RegExp(`^${kind}$`) }).click();
      await page.getByText(`${count} found`, { exact: true }).waitFor();
    }
    await page.reload();
    await region('Users').waitFor();

    await designer.open('/catalogue', 'Catalogue');
    await page.getByRole('textbox', { name: 'Search' }).fill('track event');
    await page.getByRole('link', { name: 'Track event', exact: true }).click();
    await designer.heading('Track event');
    await page.getByRole('cell', { name: 'eventName', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Outputs' }).click();
    await page.getByRole('cell', { name: 'code', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Limits' }).click();
    await page.getByText('POST /api/events/track').waitFor();
    await page.getByRole('tab', { name: 'Examples' }).click();
    await page.getByRole('tree').first().waitFor();
    await page.getByRole('tab', { name: 'Snippets' }).click();
    for (const [form, part] of [
      ['Recipe step (YAML)', 'use: track_event'],
      ['Command line', 'actions run track_event'],
      ['curl', '/api/events/track'],
      ['TypeScript', 'eventName'],
    ] as const) {
      const text = page.getByRole('textbox', { name: form });
      await text.waitFor();
      expect(await text.innerText()).toContain(part);
    }
  });

  it('Builder: a step runs if a condition holds, another one for each item of a list', async () => {
    const trigger = { use: 'new_object', with: { eventName: 'orderPlaced' } };
    await server.api('POST', '/recipes', {
      document: { name: 'branched', connection: 'sandbox', trigger, steps: [track('first')] },
    });
    await designer.open('/recipes/branched', 'branched');
    const add = async (button: string, title: string): Promise<void> => {
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('dialog').getByText(title, { exact: true }).click();
    };
    await add('Add step at the end: Steps of the recipe', 'If / else');
    await fill('if.left', '{{ trigger.email }}');
    await page.getByLabel('Comparison').selectOption('contains');
    await fill('if.right', '@example.com');
    await add('Add step at the end: If it holds, if_else', 'For each');
    await fill('forEach', '{{ trigger.items }}');
    await add('Add step at the end: For each item, for_each', 'Get user by email');
    await fill('email', '{{ trigger.email }}');
    await add('Add step at the end: Else, if_else', 'Stop');
    await page.getByRole('region', { name: 'Check-list' }).getByText('Nothing to mend.').waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText('Version 2 · Saved').waitFor();
    const { document } = await server.api<{ document: { steps: object[] } }>('GET', '/recipes/branched');
    expect(document.steps[1]).toEqual({
      id: 'if_else',
      if: { left: '{{ trigger.email }}', op: 'contains', right: '@example.com' },
      then: [
        {
          id: 'for_each',
          forEach: '{{ trigger.items }}',
          steps: [{ id: 'get_user_by_email', use: 'get_user_by_email', with: { email: '{{ trigger.email }}' } }],
        },
      ],
      else: [{ id: 'stop', stop: { as: 'stopped' } }],
    });
  });

  it('Schema wizard: what the samples leave open is told with a proposed rule and decided by a button', async () => {
    await designer.open('/schemas/new?connection=sandbox', 'Schema wizard');
    await page.getByRole('combobox', { name: 'Event name' }).fill('mixedUp');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Next' }).click();
    await page
      .getByRole('textbox', { name: 'Sample payloads' })
      .fill('{"code": 7, "note": null, "items": [{"a": 1}, {"b": {"c": 2}}]}\n{"code": "A7", "note": null}');
    await page.getByText(/^2 samples in all/).waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    const choices = page.getByRole('list', { name: 'Choices' });
    await choices
      .getByRole('listitem')
      .filter({ hasText: 'code' })
      .getByText(/^Seen: /)
      .waitFor();
    const fields = page.getByRole('list', { name: 'Fields of the payload' });
    // every item of a list counts, at full depth
    for (const name of ['a', 'b']) await fields.getByText(name, { exact: true }).first().waitFor();
    await choices.getByRole('button', { name: 'Set to text: code' }).click();
    await choices.getByRole('listitem').filter({ hasText: 'code' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Save version 1' }).click();
    await designer.heading('mixedUp');
    const { schema } = await server.api<{ schema: { properties: object; required?: string[] } }>(
      'GET',
      '/schemas/sandbox/event%3AmixedUp',
    );
    expect(schema.properties).toMatchObject({
      code: { type: 'string' },
      items: { items: { properties: { a: { type: 'integer' }, b: { properties: { c: { type: 'integer' } } } } } },
    });
    expect(schema.required ?? []).not.toContain('items');
  });

  it('Jobs: a column of the plot shows its jobs, and a failed job is compared with the last good one', async () => {
    const dated = [track('first', { createdAt: '{{ trigger.dataFields.when }}' })];
    await iterable.recipe('compared', 'smsClick', dated);
    const good = await iterable.tell('smsClick', 'good@example.com', { when: '2026-01-05 22:51:25 +00:00' });
    await iterable.jobOf(good, 'succeeded');
    const failed = await iterable.jobOf(
      await iterable.tell('smsClick', 'bad@example.com', { when: 'never' }),
      'failed',
    );
    await designer.open('/jobs?recipe=compared', 'Jobs');
    await page.getByText('1 succeeded, 1 failed').waitFor();
    await page.getByRole('button', { name: 'Show as table' }).click();
    await page.getByRole('table', { name: 'Jobs by status' }).getByRole('row').last().getByRole('button').click();
    await page.waitForURL((url) => url.searchParams.has('from') && url.searchParams.has('to'));
    await page.getByText('2 jobs on this page').waitFor();

    await designer.open(`/jobs/${failed}?tab=compare`, 'Job of compared');
    await page.getByRole('tab', { name: 'Compare' }).click();
    await region('Compared with the last good job').getByText(', the same version').waitFor();
    const event = page.getByRole('textbox', { name: 'Event of the good job against this one' });
    await event.getByText('bad@example.com').first().waitFor();
    await page.getByRole('button', { name: 'Step first differs' }).waitFor();
  });

  it('Overview: figures, causes and what needs a person come from what happened, and lead to it', async () => {
    const broken = track('second', { createdAt: '{{ trigger.dataFields.when }}' });
    await iterable.recipe('looked_at', 'pushOpen', [track('first'), broken]);
    await iterable.jobOf(await iterable.tell('pushOpen', 'bad@example.com', { when: 'never' }), 'failed');
    await designer.open('/', 'Overview');
    for (const title of ['Events received', 'Jobs succeeded', 'Failure rate', 'Latency p95', 'In the queue']) {
      await page.getByText(title, { exact: true }).first().waitFor();
    }
    const matters = page.getByRole('list', { name: 'Needs attention' });
    await matters.getByText(/not run again since/).waitFor();
    await page.getByRole('table', { name: 'Rate limits' }).getByText('/api/events/track').first().waitFor();
    const cause = page.getByRole('list', { name: 'Failures by cause' }).getByRole('link', { name: /^looked_at: / });
    await cause.click();
    await designer.heading('Jobs');
    await page.getByRole('row').filter({ hasText: 'looked_at v1' }).waitFor();
    expect(new URL(page.url()).searchParams.get('code')).toBe('ITC_INPUT_INVALID');
  });
});

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

const save = (name: string, eventName: string, steps: object[]): Promise<object> => {
  const trigger = { use: 'new_object', with: { eventName } };
  return server.api('POST', '/recipes', { document: { name, connection: 'sandbox', trigger, steps } });
};
const rowOf = (text: string): Locator => page.getByRole('row').filter({ hasText: text });
const dialog = (): Locator => page.getByRole('dialog');

// the rows of spec/designer.md 1.3, in their order
describe('what users of such tools complain about', () => {
  it('1.3: a job shows the bytes of its own event, whatever payload a test was given before and after', async () => {
    await iterable.recipe('own_bytes', 'emailOpen', [track('first')]);
    const test = async (email: string): Promise<void> => {
      await designer.open('/recipes/own_bytes?view=test', 'own_bytes');
      await page.getByLabel('Test with').selectOption({ label: 'A payload that I paste' });
      await page.getByRole('textbox', { name: 'Payload' }).fill(JSON.stringify({ email }));
      await page.locator('[data-run-test]').click();
      const card = page.getByRole('region', { name: 'Test of first' });
      await card.getByRole('tree', { name: 'Input of first' }).getByText(`"${email}"`).waitFor();
      await card.getByText('Test', { exact: true }).waitFor();
    };
    await test('pasted.before@example.com');
    const job = await iterable.jobOf(await iterable.tell('emailOpen', 'real@example.com'), 'succeeded');
    await test('pasted.after@example.com');
    expect((await server.api<{ items: object[] }>('GET', '/jobs?recipe=own_bytes')).items).toHaveLength(1);
    await designer.open(`/jobs/${job}`, 'Job of own_bytes');
    await page.getByRole('tree', { name: 'Input of first' }).getByText('"real@example.com"').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('pasted');
  });

  it('1.3: an event that is chosen in place of another one replaces it whole, and says which it is and when it came', async () => {
    await save('sampled', 'smsSend', [track('first')]);
    const [older, newer] = [
      await iterable.tell('smsSend', 'older@example.com'),
      await iterable.tell('smsSend', 'newer@example.com'),
    ];
    await designer.open(`/recipes/sampled?view=test&event=${older}`, 'sampled');
    const tree = page.getByRole('tree', { name: 'Payload of the sample' });
    await tree.getByText('"older@example.com"').waitFor();
    const choice = page.getByLabel('Test with');
    await choice.selectOption(newer);
    await tree.getByText('"newer@example.com"').waitFor();
    expect(await tree.innerText()).not.toContain('older');
    expect(await choice.locator('option:checked').innerText()).toMatch(
      new RegExp(`^smsSend, .*\\d{4}.*\\(${newer.slice(-6)}\\)$`),
    );
    await page.getByRole('tab', { name: 'Steps' }).click();
    await page.locator('[data-step-row="first"]').click();
    await page.locator('[data-pill="trigger.email"]').getByText('newer@example.com').waitFor();
    await page.reload();
    await page.locator('[data-pill="trigger.email"]').getByText('newer@example.com').waitFor();
  });

  it('1.3: the one address of a connection records events while no recipe is active for them', async () => {
    const id = await iterable.tell('inAppDelete', 'nobody@example.com');
    await designer.open('/events?eventName=inAppDelete', 'Events');
    await rowOf('inAppDelete').getByRole('link').click();
    await designer.heading('inAppDelete');
    expect(new URL(page.url()).pathname).toBe(`/events/${id}`);
    await page.getByRole('tab', { name: 'Jobs (0)' }).click();
    await page.getByText('No recipe that was switched on matched when it arrived.').waitFor();
  });

  it('1.3: events are selected in a row with Shift and replayed with one confirmation; the list keeps its filters', async () => {
    for (let n = 0; n < 5; n += 1) await iterable.tell('pushBounce', `many${n}@example.com`);
    await iterable.recipe('many', 'pushBounce', [track('first')]);
    await designer.open('/events?eventName=pushBounce', 'Events');
    const boxes = page.getByRole('checkbox', { name: /^Select evt_/ });
    await boxes.nth(4).waitFor();
    await boxes.nth(0).click();
    await boxes.nth(3).click({ modifiers: ['Shift'] });
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByRole('menuitem', { name: 'The 4 selected events' }).click();
    await dialog().getByRole('button', { name: 'Start for 4 events' }).click();
    await page.getByText('4 of 4 looked at, 4 jobs started').waitFor();
    await page.goBack();
    await designer.heading('Events');
    expect(new URL(page.url()).searchParams.get('eventName')).toBe('pushBounce');
  });

  it('1.3: the event of a job opens in the builder as its sample, also when the job succeeded', async () => {
    await iterable.recipe('opened', 'emailUnSubscribe', [track('first')]);
    const event = await iterable.tell('emailUnSubscribe', 'opened@example.com');
    await designer.open(`/jobs/${await iterable.jobOf(event, 'succeeded')}`, 'Job of opened');
    await page.getByRole('link', { name: 'Open in builder with this event' }).click();
    await designer.heading('opened');
    await page.locator('[data-step-row="first"]').click();
    await page.locator('[data-pill="trigger.email"]').getByText('opened@example.com').waitFor();
    await page.getByRole('link', { name: 'Its jobs' }).click();
    await designer.heading('Jobs');
    await rowOf('opened v1').waitFor();
  });

  it('1.3: a job that waits says which attempt of how many was made and when the next one is', async () => {
    await fetch(`${server.sandboxUrl}/sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ match: { path: '/api/users/update' }, kind: 'status', status: 503 }),
    });
    const step = { id: 'keep', use: 'upsert_user', maxAttempts: 3, with: { email: '{{ trigger.email }}' } };
    await iterable.recipe('capped', 'smsReceived', [step]);
    const job = await iterable.jobOf(await iterable.tell('smsReceived', 'capped@example.com'), 'waiting');
    await designer.open(`/jobs/${job}`, 'Job of capped');
    await page.getByText(/Attempt [12] of at most 3 was made\. Next attempt: /).waitFor();
    await page.getByRole('tab', { name: /^Attempts \([12]\)$/ }).click();
    const first = page.getByRole('table', { name: 'Attempts' }).getByRole('row').nth(1);
    expect(await first.innerText()).toMatch(/503/);
    await page.getByRole('tab', { name: 'Request and response' }).click();
    await page.getByText('Answer 503').first().waitFor();
    await iterable.jobOf((await server.api<{ event: string }>('GET', `/jobs/${job}`)).event, 'failed');
    await fetch(`${server.sandboxUrl}/sandbox/faults`, { method: 'DELETE' });
  });

  it('1.3: pills of a field that changed its name stand in the check-list, and are replaced everywhere at once', async () => {
    const keep = (text: string): Promise<object> =>
      server.api('POST', '/schemas/sandbox/event%3AorderPlaced', { text, replace: true });
    await keep('{"email": "ada@example.com", "total": 12.5}');
    const uses = { dataFields: { a: '{{ trigger.total }}', b: 'of {{ trigger.total | round: 1 }}' } };
    await save('renamed', 'orderPlaced', [track('first', uses), track('second', uses)]);
    await keep('{"email": "ada@example.com", "totals": 12.5}');
    await designer.open('/recipes/renamed?step=first', 'renamed');
    const list = page.getByRole('region', { name: 'Check-list' });
    await list
      .getByText(/trigger has no field total/)
      .first()
      .waitFor();
    await list.getByRole('button', { name: 'Replace everywhere…' }).first().click();
    expect(await dialog().getByRole('combobox', { name: 'Field to read instead' }).inputValue()).toBe('trigger.totals');
    await dialog().getByRole('button', { name: 'Replace in 4 places' }).click();
    await list.getByText('Nothing to mend.').waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText('Version 2 · Saved').waitFor();
    const { document } = await server.api<{ document: { steps: { with: object }[] } }>('GET', '/recipes/renamed');
    const expected = { dataFields: { a: '{{ trigger.totals }}', b: 'of {{ trigger.totals | round: 1 }}' } };
    expect(document.steps.map((step) => step.with)).toEqual([
      expect.objectContaining(expected),
      expect.objectContaining(expected),
    ]);
  });

  it('1.3: a value deep in lists and objects is found by its text and shown with its full path', async () => {
    await save('deep', 'orderDeep', [track('first')]);
    const event = await iterable.tell('orderDeep', 'deep@example.com', {
      order: { boxes: [{ items: [{ sku: { code: 'needle-7' } }] }] },
    });
    await designer.open(`/recipes/deep?step=first&event=${event}`, 'deep');
    await page.getByLabel('Search data').fill('needle');
    const path = 'trigger.dataFields.order.boxes[0].items[0].sku.code';
    const line = page.locator(`[data-pill="${path}"]`);
    await line.getByText(path).waitFor();
    await line.getByText('needle-7').waitFor();
  });
});

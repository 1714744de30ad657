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
  demo = await startDemoDesigner({ permissions: ['clipboard-read', 'clipboard-write'] });
  ({ server, designer, page } = demo);
  iterable = await createWebhookSender(server);
});
afterAll(() => demo?.close());

/** its second step fails unless `when` is a date */
const dated = [track('first'), track('second', { createdAt: '{{ trigger.dataFields.when }}' })];
const rowOf = (text: string): Locator => page.getByRole('row').filter({ hasText: text });
const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const dialog = (): Locator => page.getByRole('dialog');
const pick = async (menu: string, item: string): Promise<void> => {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
};

describe('conventions that a person finds in the history', () => {
  it('1.4-12: jobs show status, recipe, version, trigger, duration, attempts, start and columns of one’s own, filtered by the address, as CSV and JSON', async () => {
    await iterable.recipe('columned', 'emailOpen', dated);
    const good = await iterable.tell('emailOpen', 'column@example.com', { when: '2026-01-05 22:51:25 +00:00' });
    await iterable.jobOf(good, 'succeeded');
    await iterable.jobOf(await iterable.tell('emailOpen', 'broken@example.com', { when: 'never' }), 'failed');
    await designer.open('/jobs?recipe=columned&status=succeeded', 'Jobs');
    const shown = rowOf('columned v1');
    await shown.waitFor();
    expect(await shown.count()).toBe(1);
    const titles = await page.getByRole('columnheader').allInnerTexts();
    for (const title of ['Recipe', 'Status', 'Trigger', 'Started', 'Took', 'Attempts', 'Steps']) {
      expect(titles).toContain(title);
    }
    const cell = (title: string): Promise<string> => shown.getByRole('cell').nth(titles.indexOf(title)).innerText();
    expect(await cell('Trigger')).toBe('emailOpen');
    expect(await cell('Status')).toMatch(/Succeeded/);
    expect(await cell('Took')).toMatch(/\d+ m?s/);
    expect(await cell('Attempts')).toBe('1');
    expect(await cell('Started')).toMatch(/\d{4}/);

    await page.getByRole('button', { name: 'Columns' }).click();
    for (const pill of ['trigger.email', 'steps.first.code']) {
      await dialog().getByRole('combobox', { name: 'Field' }).fill(pill);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Escape');
    for (const name of ['trigger.email', 'steps.first.code']) {
      await page.getByRole('columnheader', { name }).waitFor();
    }
    await shown.getByText('column@example.com').waitFor();
    await shown.getByText('Success', { exact: true }).waitFor();
    await page.reload();
    await shown.getByText('column@example.com').waitFor();

    for (const [format, begins] of [
      ['CSV', 'id,status,recipe,version'],
      ['JSON', '[\n{"id":"job_'],
    ] as const) {
      await page.getByRole('button', { name: 'Export' }).click();
      const loading = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: `As ${format}` }).click();
      const chunks: Buffer[] = [];
      for await (const chunk of await (await loading).createReadStream()) chunks.push(chunk as Buffer);
      const file = Buffer.concat(chunks).toString();
      expect(file.startsWith(begins)).toBe(true);
      expect(file.match(/job_[\w-]+/g)).toHaveLength(1);
    }
  });

  it('1.4-13: a job is run again whole, with the version it ran, after the steps that are repeated were named', async () => {
    await iterable.recipe('repeated', 'emailClick', dated);
    const failed = await iterable.jobOf(
      await iterable.tell('emailClick', 'again@example.com', { when: 'never' }),
      'failed',
    );
    await iterable.recipe('repeated', 'emailClick', [track('first')]);
    await designer.open(`/jobs/${failed}`, 'Job of repeated');
    await page.getByRole('button', { name: 'Run again' }).click();
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
      'From the failed step, with the current version',
      'From the failed step, with version 1',
      'All steps, with the current version',
      'All steps, with version 1',
    ]);
    await page.getByRole('menuitem', { name: 'All steps, with version 1' }).click();
    const repeats = dialog().getByRole('list', { name: 'Steps that are repeated' });
    expect(await repeats.getByRole('listitem').allInnerTexts()).toEqual([expect.stringMatching(/^first: /)]);
    await dialog().getByRole('button', { name: 'Run again' }).click();
    await page.getByText('Repeats an earlier job').waitFor();
    await page.getByText('repeated version 1').waitFor();
    await page.getByRole('status').getByText('Failed').waitFor();
    await page.getByRole('button', { name: 'first', exact: false }).first().waitFor();
  });

  it('1.4-14: failed jobs are recovered since a time, and what a recipe missed is replayed', async () => {
    await iterable.recipe('recovered', 'pushOpen', dated);
    const failed = await iterable.jobOf(
      await iterable.tell('pushOpen', 'late@example.com', { when: 'never' }),
      'failed',
    );
    await iterable.recipe('recovered', 'pushOpen', [track('first'), track('second')]);
    await designer.open('/events', 'Events');
    await pick('Replay', 'Recover failed jobs since…');
    await dialog().getByRole('combobox', { name: 'Recipe' }).click();
    await page.getByRole('option', { name: 'recovered' }).click();
    await dialog().getByText('1 job would be looked at.').waitFor();
    await dialog().getByRole('button', { name: 'Start for 1 job' }).click();
    await page.getByText('All its jobs have ended.').waitFor();
    const { items } = await server.api<{ items: { rerunOf: string | null; status: string }[] }>(
      'GET',
      '/jobs?recipe=recovered',
    );
    expect(items[0]).toMatchObject({ rerunOf: failed, status: 'succeeded' });

    await iterable.tell('pushSend', 'before@example.com');
    await iterable.recipe('added_later', 'pushSend', [track('first')]);
    await designer.open('/events', 'Events');
    await pick('Replay', 'What a recipe missed since…');
    await dialog().getByRole('combobox', { name: 'Recipe' }).click();
    await page.getByRole('option', { name: 'added_later' }).click();
    await dialog()
      .getByRole('button', { name: /^Start for \d+ events?$/ })
      .click();
    await page.getByText('All its jobs have ended.').waitFor();
    await page.getByText(/1 job started/).waitFor();
  });

  it('1.4-15: id, path, value, request as cURL and link are copied where they stand', async () => {
    await iterable.recipe('copied', 'smsClick', [track('first')]);
    const event = await iterable.tell('smsClick', 'copy@example.com');
    const job = await iterable.jobOf(event, 'succeeded');
    const copy = async (name: string): Promise<string> => {
      await page.getByRole('button', { name, exact: true }).first().click();
      await page.getByRole('status').getByText('Copied').first().waitFor({ state: 'attached' });
      return clipboard();
    };
    await designer.open(`/jobs/${job}`, 'Job of copied');
    expect(await copy('Copy job ID')).toBe(job);
    await page.getByRole('treeitem').filter({ hasText: 'eventName' }).first().click();
    expect(await copy('Copy path')).toBe('eventName');
    expect(await copy('Copy value')).toBe('first');
    await page.getByRole('tab', { name: 'Request and response' }).click();
    const call = await copy('Copy as cURL');
    expect(call).toMatch(/^curl -X POST 'http\S+\/api\/events\/track'[^]*"copy@example\.com"/);
    await page.getByText(`idempotency key ${job}/first`).waitFor();
    await page.getByRole('button', { name: 'Show as…' }).click();
    const link = await copy('Copy link');
    expect(await copy('Copy command line')).toBe(`npx itc jobs show ${job}`);
    await page.keyboard.press('Escape');
    await page.goto(link);
    await designer.heading('Job of copied');

    await designer.open(`/events/${event}`, 'smsClick');
    expect(await copy('Copy event ID')).toBe(event);
    expect(await copy('Copy as cURL')).toMatch(/^curl -X POST 'http\S+\/hooks\/[^]*x-itc-secret: <webhook secret>/);
  });

  it('1.4-16: a refusal of Iterable is told in words and with what to do, its body as it came is below', async () => {
    await iterable.recipe('refused', 'inAppOpen', [track('keep')]);
    await fetch(`${server.sandboxUrl}/sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ match: { path: '/api/events/track' }, kind: 'status', status: 400, times: 1 }),
    });
    const failed = await iterable.jobOf(await iterable.tell('inAppOpen', 'typed@example.com'), 'failed');
    const { error } = await server.api<{ error: { message: string; hint: string } }>('GET', `/jobs/${failed}`);
    await designer.open(`/jobs/${failed}`, 'Job of refused');
    const alert = page.getByRole('alert').filter({ hasText: 'Step keep failed' });
    const words = await alert.innerText();
    const places = [error.message, error.hint, 'Answer as it came'].map((part) => words.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    await alert.getByRole('link', { name: 'Open refused with this event' }).waitFor();
    await alert.getByRole('button', { name: 'Answer as it came' }).click();
    await alert.getByRole('tree', { name: 'Answer as it came' }).getByText('code').waitFor();
  });

  it('1.4-17: region, environment and project stand on every screen, and in production calls ask for a word first', async () => {
    const key = 'sandbox-server-key-0001';
    const made = { apiKey: key, projectType: 'email', environment: 'production' };
    await server.api('POST', '/connections', { ...made, name: 'shop-eu', region: 'eu' });
    const { webhookUrl, secret } = await server.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
      ...made,
      name: 'shop',
      sandboxUrl: server.sandboxUrl,
    });
    await designer.open('/jobs', 'Jobs');
    await page.getByTitle('Change the project').click();
    await page.getByRole('menuitem', { name: 'shop-eu · EU · production' }).click();
    for (const [path, heading] of [
      ['/jobs', 'Jobs'],
      ['/settings', 'Settings'],
      ['/catalogue', 'Catalogue'],
    ] as const) {
      await designer.open(path, heading);
      expect(await page.getByTitle('Change the project').innerText()).toMatch(/EU · production\s+shop-eu/);
    }
    const trigger = { use: 'new_object', with: { eventName: 'emailSend' } };
    const document = { name: 'live', connection: 'shop', trigger, steps: [track('first', { email: 'a@example.com' })] };
    await server.api('POST', '/recipes', { document, enable: true, grant: ['read', 'write', 'personal_data'] });
    await designer.open('/recipes/live?step=first', 'live');
    await page.getByRole('tab', { name: 'Test step' }).click();
    await page.getByRole('button', { name: 'Call this step' }).click();
    const go = dialog().getByRole('button', { name: 'Call once' });
    expect(await go.isDisabled()).toBe(true);
    await dialog().getByLabel('Type shop to go on').fill('shop');
    await go.click();
    await page.getByText('Called for real').waitFor();

    await fetch(webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-itc-secret': secret },
      body: JSON.stringify({ eventName: 'emailSend', email: 'a@example.com', dataFields: { messageId: 'live' } }),
    });
    await designer.open('/events?connection=shop', 'Events');
    await rowOf('emailSend').waitFor();
    await pick('Replay', 'All events that match the filters');
    const start = dialog().getByRole('button', { name: 'Start for 1 event' });
    await dialog().getByText('They start live.').waitFor();
    expect(await start.isDisabled()).toBe(true);
    await dialog().getByLabel('Type shop to go on').fill('shop');
    await start.click();
    await page.getByText('All its jobs have ended.').waitFor();
  });
});

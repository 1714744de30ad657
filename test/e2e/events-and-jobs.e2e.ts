import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';

import { startBrowser, type TestBrowser } from './browser.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { DesignerPage } from './designer-page.ts';
import { heldJob, prepareTexting } from './scene.ts';
import { createWebhookSender, type WebhookSender } from './webhook-sender.ts';

let server: DemoServer;
let browser: TestBrowser;
let designer: DesignerPage;
let iterable: WebhookSender;
let page: Page;

const track = (name: string, more: object = {}): object => ({
  id: 'track',
  use: 'track_event',
  with: { eventName: name, email: '{{ trigger.email }}', ...more },
});
const sms = { id: 'sms', use: 'send_sms', with: { campaignId: 7001003, recipientEmail: '{{ trigger.email }}' } };
const eventNamed = (eventName: string, email: string, dataFields: object = {}): object => ({
  eventName,
  email,
  dataFields: { createdAt: '2026-01-05 22:51:25 +00:00', ...dataFields },
});

beforeAll(async () => {
  server = await startDemoServer();
  browser = await startBrowser();
  page = browser.page;
  designer = new DesignerPage(page, server);
  iterable = await createWebhookSender(server);
  await prepareTexting(server, iterable);
  await designer.signIn();
});
beforeEach(() => designer.look('light', 1440));
afterAll(async () => {
  expect(browser.complaints).toEqual([]);
  await browser?.close();
  await server?.close();
});

const rowOf = (text: string) => page.getByRole('row').filter({ hasText: text });

describe('events', () => {
  it('an event appears by itself when it arrives, and a pause holds the next one back', async () => {
    await designer.open('/events?eventName=smsClick', 'Events');
    await page.getByText('No event fits').waitFor();
    await iterable.send(eventNamed('smsClick', 'live1@example.com'));
    await rowOf('smsClick').waitFor();

    await page.getByRole('button', { name: 'Pause' }).click();
    await iterable.send(eventNamed('smsClick', 'live2@example.com'));
    const show = page.getByRole('button', { name: 'Show 1 new' });
    await show.waitFor();
    expect(await rowOf('smsClick').count()).toBe(1);
    await show.click();
    await rowOf('smsClick').nth(1).waitFor();

    await iterable.send(eventNamed('smsClick', 'live3@example.com'));
    await page.getByRole('button', { name: 'Go on' }).click();
    await rowOf('smsClick').nth(2).waitFor();
  });

  it('filters and a text search stand in the address and survive a reload', async () => {
    await iterable.send(eventNamed('pushOpen', 'needle.one@example.com'));
    await iterable.send(eventNamed('pushOpen', 'other@example.com'));
    await designer.open('/events', 'Events');
    await page.getByLabel('Event name').fill('pushOpen');
    await rowOf('pushOpen').nth(1).waitFor();
    await page.getByLabel('Search payloads').fill('NEEDLE.one@');
    await page.getByText('events were searched').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
    expect(new URL(page.url()).searchParams.get('text')).toBe('NEEDLE.one@');
    await page.reload();
    await page.getByText('events were searched').waitFor();
    expect(await rowOf('pushOpen').count()).toBe(1);
    expect(await page.getByLabel('Event name').inputValue()).toBe('pushOpen');
  });

  it('an event shows its payload, headers, jobs and schema check, and is replayed', async () => {
    await iterable.recipe('clicks', 'emailClick', [track('clicked')]);
    const id = await iterable.send(eventNamed('emailClick', 'detail@example.com'));
    await iterable.jobOf(id, 'succeeded');
    await designer.open(`/events/${id}`, 'emailClick');
    await page.getByRole('treeitem').filter({ hasText: 'detail@example.com' }).waitFor();
    await page.getByText('As it came').click();
    await page.getByRole('region', { name: 'Body as it came' }).waitFor();
    await page.getByRole('tab', { name: 'Headers' }).click();
    expect(await rowOf('x-itc-secret').textContent()).not.toContain('itc_');
    await page.getByRole('tab', { name: 'Schema check' }).click();
    await page.getByRole('heading', { name: /^The payload/ }).waitFor();
    await page.getByRole('tab', { name: 'Jobs (1)' }).click();
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByRole('menuitem', { name: 'Every recipe that matches' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Replay' }).click();
    await page.getByText('Started a job').waitFor();
    await rowOf('clicks v1').nth(1).waitFor();
  });

  it('an event is bookmarked under a name, found again, offered as a test event, and forgotten', async () => {
    await iterable.recipe('sends', 'pushSend', [track('sent')]);
    const id = await iterable.send(eventNamed('pushSend', 'kept@example.com'));
    await designer.open(`/events/${id}`, 'pushSend');
    await page.getByRole('button', { name: 'Bookmark', exact: true }).click();
    await page.getByLabel('Name of the bookmark').fill('Without a token');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Bookmarked' }).waitFor();

    await designer.open('/recipes/sends?view=test', 'sends');
    await page.getByLabel('Test with').selectOption({ label: 'Without a token' });
    await page.getByRole('tree', { name: 'Payload of the sample' }).getByText('"kept@example.com"').waitFor();
    expect(
      await page
        .getByLabel('Test with')
        .locator('option')
        .filter({ hasText: id.slice(-6) })
        .count(),
    ).toBe(0);

    await designer.open('/events', 'Events');
    await page.getByRole('button', { name: 'Bookmarks' }).click();
    await page.getByRole('button', { name: 'Without a token', exact: true }).click();
    await designer.heading('pushSend');
    expect(new URL(page.url()).pathname).toBe(`/events/${id}`);
    await page.getByRole('button', { name: 'Bookmarked' }).click();
    await page.getByRole('button', { name: 'Forget' }).click();
    await page.getByRole('button', { name: 'Bookmark', exact: true }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await designer.open('/events', 'Events');
    await page.getByRole('button', { name: 'Bookmarks' }).click();
    await page.getByText('None yet. Open an event and give it a bookmark').waitFor();
  });

  it('a refused call is listed with its cause', async () => {
    await iterable.sendRefused();
    await designer.open('/events?tab=refused', 'Events');
    await rowOf('ITC_HOOK_WRONG_SECRET').first().waitFor();
  });

  it('a payload of 1 MB opens in the tree, which draws the lines in sight only', async () => {
    const rows = Array.from({ length: 4_500 }, (_, n) => ({ n, text: `row ${n} `.padEnd(205, 'x') }));
    const id = await iterable.send(eventNamed('inAppOpen', 'large@example.com', { rows }));
    await designer.open('/events?eventName=inAppOpen', 'Events');
    await rowOf('inAppOpen').getByRole('link').click();
    await designer.heading('inAppOpen');
    await page.getByRole('treeitem').filter({ hasText: 'large@example.com' }).waitFor();
    expect(id).toBe(new URL(page.url()).pathname.split('/').at(-1));
    const tree = page.getByRole('tree', { name: 'Payload' });
    await page.getByRole('treeitem').filter({ hasText: 'rows' }).getByRole('button', { name: 'Open rows' }).click();
    await page.getByRole('treeitem', { name: '4499' }).waitFor({ state: 'detached' });
    expect(await tree.getByRole('treeitem').count()).toBeLessThan(80);
    await tree.press('End');
    await page.getByRole('treeitem').filter({ hasText: /^4499/ }).waitFor();
    expect(await tree.getByRole('treeitem').count()).toBeLessThan(80);
  });
});

describe('jobs', () => {
  it('a failed job is understood from its screen alone, and run again after the fix', async () => {
    const wrong = track('opened', { createdAt: '{{ trigger.dataFields.when }}' });
    await iterable.recipe('opens', 'emailOpen', [track('first'), { ...wrong, id: 'second' }]);
    const event = await iterable.send(eventNamed('emailOpen', 'mend@example.com', { when: 'yesterday' }));
    const failed = await iterable.jobOf(event, 'failed');
    await designer.open('/jobs?status=failed&recipe=opens', 'Jobs');
    await rowOf('opens v1').getByRole('link').click();
    await designer.heading('Job of opens');

    const alert = page.getByRole('alert').filter({ hasText: 'Step second failed' });
    expect(await alert.textContent()).toContain('createdAt');
    const fix = alert.getByRole('link', { name: /^Correct .*createdAt.* in opens$/ });
    expect(await fix.getAttribute('href')).toMatch(/^\/recipes\/opens\?.*step=second/);
    await page.getByRole('tree', { name: 'Input of second' }).getByText('"yesterday"').waitFor();

    await iterable.recipe('opens', 'emailOpen', [track('first'), { ...track('opened'), id: 'second' }]);
    await page.getByRole('button', { name: 'Run again' }).click();
    await page.getByRole('menuitem', { name: 'From the failed step, with the current version' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Run again' }).click();
    await page.waitForURL((url) => url.pathname.startsWith('/jobs/') && !url.pathname.endsWith(failed));
    await page.getByRole('status').getByText('Succeeded').waitFor();
    await page.getByText('opens version 2').waitFor();
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByText('No other job of this recipe succeeded yet.').waitFor();
  });

  it('a held send is released, and another discarded with a reason', async () => {
    const [first, second] = [await heldJob(server, iterable, 'm1'), await heldJob(server, iterable, 'm2')];
    await designer.open('/jobs?status=held', 'Jobs');
    await rowOf('texting v1').nth(1).waitFor();
    await designer.open(`/jobs/${first}`, 'Job of texting');
    await page.getByText('This send waits for your decision').waitFor();
    await page.getByRole('button', { name: 'Release' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
    await page.getByRole('status').getByText('Succeeded').waitFor();

    await designer.open(`/jobs/${second}`, 'Job of texting');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByLabel('Reason (optional)').fill('It went out.');
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('status').getByText('Discarded').waitFor();
    await page.getByText('It went out.').waitFor();
  });

  it('events are replayed in bulk: estimate, confirmation, progress, report', async () => {
    for (let n = 0; n < 30; n += 1) await iterable.send(eventNamed('webPushSend', `bulk${n}@example.com`));
    await iterable.recipe('pushes', 'webPushSend', [track('pushed'), sms]);
    await designer.open('/events?eventName=webPushSend', 'Events');
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByRole('menuitem', { name: 'All events that match the filters' }).click();
    await page.getByText('30 events would be looked at.').waitFor();
    await page.getByText('pushes sends with send_sms').waitFor();
    await page.getByRole('button', { name: 'Start for 30 events' }).click();
    await designer.heading('Replay of events');
    await page.getByText('30 of 30 looked at, 30 jobs started').waitFor();
    await page.getByText('All its jobs have ended.').waitFor();
    await page.getByRole('list', { name: 'Jobs by status' }).getByRole('link').first().click();
    await designer.heading('Jobs');
    await page.getByText('Only jobs of').waitFor();
  });

  it('selected jobs are run again together', async () => {
    await iterable.recipe('views', 'inAppSend', [track('viewed')]);
    for (const n of [1, 2, 3]) {
      await iterable.jobOf(await iterable.send(eventNamed('inAppSend', `view${n}@example.com`)), 'succeeded');
    }
    await designer.open('/jobs?recipe=views', 'Jobs');
    await rowOf('views v1').nth(2).waitFor();
    await page.getByRole('checkbox', { name: 'Select all jobs shown' }).click();
    await page.getByRole('button', { name: 'Run 3 again…' }).click();
    await page.getByRole('button', { name: 'Start for 3 jobs' }).click();
    await page.getByText('3 of 3 looked at, 3 jobs started').waitFor();
  });
});

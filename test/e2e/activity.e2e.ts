import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

import { startDemoDesigner, type DemoDesigner } from './demo-designer.ts';
import type { DemoServer } from './demo-server.ts';
import type { DesignerPage } from './designer-page.ts';
import { lookAt } from './look-at.ts';
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

/** Lets the sandbox answer wrongly; the faults set before are gone. */
async function setFault(fault: object): Promise<void> {
  await clearFaults();
  const body = JSON.stringify(fault);
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(`${server.sandboxUrl}/sandbox/faults`, { method: 'POST', headers, body })).ok).toBe(true);
}
const clearFaults = (): Promise<Response> => fetch(`${server.sandboxUrl}/sandbox/faults`, { method: 'DELETE' });

/** The card of the tray that has this text; the tray is open afterwards. */
async function cardWith(text: string): Promise<Locator> {
  const tray = page.getByRole('dialog', { name: 'Activity' });
  if (!(await tray.isVisible())) await page.getByRole('button', { name: 'Activity', exact: true }).click();
  const card = tray.locator('.itc-card').filter({ hasText: text }).first();
  await card.waitFor();
  return card;
}

/** What a link to a file gives to the browser that follows it. */
async function fileOf(link: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

interface BulkStatus {
  status: string;
  counts: { accepted: number };
}

async function startBulk(rows: number): Promise<string> {
  const people = Array.from({ length: rows }, (_, index) => ({ email: `person${index}@example.com`, points: index }));
  const { run } = await server.api<{ run: { id: string } }>('POST', '/bulk', {
    action: 'bulk_upsert_users',
    connection: 'sandbox',
    rows: people,
    mapping: { email: '{{ row.email }}', dataFields: { points: '{{ row.points }}' } },
  });
  return run.id;
}

describe('the activity tray', () => {
  it('says that nothing is running while nothing is, and what would be shown', async () => {
    const quiet = await startDemoDesigner();
    try {
      await quiet.page.getByRole('button', { name: 'Activity', exact: true }).click();
      const tray = quiet.page.getByRole('dialog', { name: 'Activity' });
      await tray.getByText('Nothing is running').waitFor();
      expect(await lookAt(quiet.designer, 'activity-empty')).toEqual([]);
      await quiet.page.keyboard.press('Escape');
      await tray.waitFor({ state: 'detached' });
      // the focus is back where it was
      await quiet.page.locator('[aria-label="Activity"]:focus').waitFor();
    } finally {
      await quiet.close();
    }
  });

  it('shows how far a bulk run is and why it waits, pauses it, lets it go on, and gives its results', async () => {
    await setFault({ match: { path: '/api/users/bulkUpdate' }, kind: 'status', status: 429, retryAfter: 5, skip: 1 });
    const id = await startBulk(4_000);
    const runOf = (): Promise<BulkStatus> => server.api('GET', `/bulk/${id}`);
    const card = await cardWith('bulk_upsert_users');
    await card.getByText(/^Waits: .*goes on/).waitFor();
    expect(await lookAt(designer, 'activity-waiting')).toEqual([]);

    await card.getByRole('button', { name: /^Pause/ }).click();
    await card.getByText('Paused', { exact: true }).waitFor();
    expect((await runOf()).status).toBe('paused');
    await clearFaults();
    await card.getByRole('button', { name: /^Go on/ }).click();
    // the wait that the limit asked for goes on first
    await card.getByText('Done', { exact: true }).waitFor({ timeout: 90_000 });
    await card.getByText(/4,000 accepted/).waitFor();
    expect(await runOf()).toMatchObject({ status: 'done', counts: { accepted: 4_000 } });

    const results = await fileOf(card.getByRole('link', { name: 'Results' }));
    expect(results).toContain('person3999@example.com');
    expect(results.trimEnd().split('\n')).toHaveLength(4_001);
  });

  it('cancels a bulk run after asking, and not when one thinks better of it', async () => {
    await setFault({ match: { path: '/api/users/bulkUpdate' }, kind: 'status', status: 429, retryAfter: 40 });
    const id = await startBulk(50);
    const card = await cardWith('Waits:');
    const ask = page.getByRole('dialog', { name: 'Cancel the bulk run?' });
    await card.getByRole('button', { name: /^Cancel/ }).click();
    await ask.getByRole('button', { name: 'Let it go on' }).click();
    await ask.waitFor({ state: 'detached' });
    expect((await server.api<BulkStatus>('GET', `/bulk/${id}`)).status).toBe('running');
    await card.getByRole('button', { name: /^Cancel/ }).click();
    await ask.getByRole('button', { name: 'Cancel the run' }).click();
    await (await cardWith('Cancelled')).waitFor();
    expect((await server.api<BulkStatus>('GET', `/bulk/${id}`)).status).toBe('cancelled');
    await clearFaults();
  });

  // more than a replay starts at once
  const events = 500;
  const batch = 50;
  it('shows a replay that waits for its jobs, cancels it, and gives its jobs as a file', async () => {
    for (let sent = 0; sent < events; sent += batch) {
      const send = (_: unknown, index: number): Promise<string> =>
        iterable.send({ eventName: 'webPushClick', email: `replay${sent + index}@example.com`, dataFields: {} });
      await Promise.all(Array.from({ length: batch }, send));
    }
    const step = { id: 'seen', use: 'get_user_by_email', with: { email: '{{ trigger.email }}' } };
    await iterable.recipe('slow', 'webPushClick', [step]);
    // every worker waits for an answer, so that the jobs queue up
    await setFault({ match: { path: '/api/users/*' }, kind: 'delay', delayMs: 8_000 });
    const order = { kind: 'bulk_replay', events: { eventName: 'webPushClick' }, recipe: 'slow' };
    const { id } = await server.api<{ id: string }>('POST', '/tasks', order);
    const card = await cardWith('Replay of events');
    await card.getByText('Started jobs wait for a worker').waitFor();
    await card.getByText(new RegExp(` of ${events} looked at`)).waitFor();
    expect(await lookAt(designer, 'activity-replay')).toEqual([]);

    await card.getByRole('button', { name: 'Cancel: Replay of events' }).click();
    await card.getByText('Cancelled. Jobs that were started already run on.').waitFor();
    const task = await server.api<{ status: string; started: number }>('GET', `/tasks/${id}`);
    expect(task.status).toBe('cancelled');
    expect(task.started).toBeLessThan(events);
    const jobs = await fileOf(card.getByRole('link', { name: 'Jobs' }));
    expect(jobs.trimEnd().split('\n')).toHaveLength(task.started + 1);
    await clearFaults();

    await card.getByRole('link', { name: 'Replay of events' }).click();
    await designer.heading('Replay of events');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('shows how far an import is, lets it rest and go on, stops it, and gives the rows that were not taken', async () => {
    const lines = Array.from(
      { length: 200_000 },
      (_, index) => `import${index}@example.com,${index === 7 ? 'fax' : 'email'}`,
    );
    const upload = await fetch(`${server.url}/api/v1/bulk/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'text/csv' },
      body: ['email,channel', ...lines].join('\n'),
    });
    const { file } = (await upload.json()) as { file: string };
    const order = { connection: 'sandbox', file };
    const { id } = await server.api<{ id: string }>('POST', '/suppressions/import-tasks', order);
    const statusOf = async (): Promise<string> => (await server.api<{ status: string }>('GET', `/tasks/${id}`)).status;
    const card = await cardWith('Import of suppressions');
    await card.getByRole('button', { name: 'Pause: Import of suppressions' }).click();
    await card.getByText('Paused. The rows that were taken stay').waitFor();
    expect(await statusOf()).toBe('paused');
    expect(await lookAt(designer, 'activity-import')).toEqual([]);
    await card.getByRole('button', { name: 'Go on: Import of suppressions' }).click();
    await card.getByText(/ rows: [1-9][\d,]* new, .* 1 not taken/).waitFor();
    expect(await fileOf(card.getByRole('link', { name: 'Rows not taken, as CSV' }))).toContain('8,ITC_INPUT_INVALID,');
    await card.getByRole('button', { name: 'Cancel: Import of suppressions' }).click();
    await card.getByText('Cancelled. The rows that were taken stay.').waitFor();
    expect(await statusOf()).toBe('cancelled');

    await card.getByRole('link', { name: 'Import of suppressions' }).click();
    await designer.heading('Import of suppressions');
    await page.getByText(/^Row 8: /).waitFor();
    expect(await lookAt(designer, 'task-import')).toEqual([]);
  });

  it('shows why an erasure waits, lets it rest and go on, cancels who is left, and gives the report with proofs', async () => {
    // the first person is forgotten, the others are not
    await setFault({ match: { path: '/api/users/forget' }, kind: 'status', status: 503, skip: 1 });
    const people = ['ada', 'bob', 'cleo'].map((name) => ({ email: `${name}.gone@example.com` }));
    const { items } = await server.api<{ items: { id: string; task: string }[] }>(
      'POST',
      '/connections/sandbox/erasures',
      { people },
    );
    const title = 'Erasure of people';
    const card = await cardWith(title);
    await card.getByText(/3 people: 1 erased/).waitFor();
    await card.getByText(/^Waits: Iterable did not answer; it is asked again; goes on/).waitFor({ timeout: 60_000 });
    expect(await lookAt(designer, 'activity-erasure')).toEqual([]);
    await card.getByRole('button', { name: `Pause: ${title}` }).click();
    await card.getByText('Paused. Who was erased stays erased').waitFor();
    await card.getByRole('button', { name: `Go on: ${title}` }).click();
    await card.getByText('Under way. It goes on when you leave this page').waitFor();

    await card.getByRole('button', { name: `Cancel: ${title}` }).click();
    const ask = page.getByRole('dialog', { name: 'Cancel the erasure?' });
    await ask.getByText('Erased already, which stays: 1 person.').waitFor();
    expect(await lookAt(designer, 'activity-erasure-cancel')).toEqual([]);
    await ask.getByRole('button', { name: 'Cancel the erasure' }).click();
    await card.getByText(/3 people: 1 erased, 2 left as they were/).waitFor();
    const task = items[0]?.task ?? '';
    expect(await server.api('GET', `/tasks/${task}`)).toMatchObject({
      status: 'cancelled',
      erasures: { done: 1, cancelled: 2 },
    });
    const report = await fileOf(card.getByRole('link', { name: 'Report with proofs, as CSV' }));
    expect(report.trimEnd().split('\n')).toHaveLength(4);
    expect(report).toContain(`${items[0]?.id},done,`);
    expect(report).toContain(`${items[2]?.id},cancelled,`);
    expect(report).not.toContain('gone@example.com');
    await clearFaults();

    await card.getByRole('link', { name: title }).click();
    await designer.heading(title);
    await page.getByRole('link', { name: 'Report with proofs, as CSV' }).waitFor();
    expect(await lookAt(designer, 'task-erasure')).toEqual([]);
  });

  it('shows why a job waits and when it goes on, and leads to it', async () => {
    await setFault({ match: { path: '/api/users/update' }, kind: 'status', status: 503 });
    const step = { id: 'keep', use: 'upsert_user', with: { email: '{{ trigger.email }}' } };
    await iterable.recipe('patient', 'smsReceived', [step]);
    const event = await iterable.send({ eventName: 'smsReceived', email: 'wait@example.com', dataFields: {} });
    await iterable.jobOf(event, 'waiting');
    const card = await cardWith('patient');
    await card.getByText('Waiting', { exact: true }).waitFor();
    await card.getByText(/^goes on/).waitFor();
    await card.getByRole('link', { name: 'patient' }).click();
    await designer.heading('Job of patient');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await clearFaults();
  });

  it('tells when the server cannot be reached, and shows the work at the next try', async () => {
    await page.route('**/api/v1/tasks?*', (route) => route.abort());
    await designer.open('/recipes', 'Recipes');
    await page.getByRole('button', { name: 'Activity', exact: true }).click();
    const tray = page.getByRole('dialog', { name: 'Activity' });
    await tray.getByRole('alert').waitFor();
    expect(await lookAt(designer, 'activity-failed')).toEqual([]);
    await page.unroute('**/api/v1/tasks?*');
    await tray.getByRole('button', { name: 'Try again' }).click();
    await tray.getByRole('alert').waitFor({ state: 'detached' });
  });
});

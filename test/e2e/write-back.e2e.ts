import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

import { startBrowser, type TestBrowser } from './browser.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { DesignerPage } from './designer-page.ts';
import { lookAt } from './look-at.ts';
import { keyboardPerson, type Person } from './person.ts';
import { createWebhookSender } from './webhook-sender.ts';

let server: DemoServer;
let browser: TestBrowser;
let designer: DesignerPage;
let person: Person;
let page: Page;
const folder = mkdtempSync(join(tmpdir(), 'itc-write-back-'));

beforeAll(async () => {
  server = await startDemoServer();
  browser = await startBrowser();
  page = browser.page;
  designer = new DesignerPage(page, server);
  person = keyboardPerson(page);
  await designer.signIn();
  await designer.look('light', 1440);
});
afterEach(clearFaults);
afterAll(async () => {
  expect(browser.complaints).toEqual([]);
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Lets the sandbox answer the bulk calls wrongly. */
async function setFault(fault: object): Promise<void> {
  const body = JSON.stringify({ match: { path: '/api/users/bulkUpdate' }, kind: 'status', ...fault });
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(`${server.sandboxUrl}/sandbox/faults`, { method: 'POST', headers, body })).ok).toBe(true);
}
async function clearFaults(): Promise<void> {
  await fetch(`${server.sandboxUrl}/sandbox/faults`, { method: 'DELETE' });
}

/** What a link to a file gives to the browser that follows it. */
async function fileOf(link: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const usual = 'Create or update users in bulk';
const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
const profileOf = async (email: string): Promise<Record<string, unknown> | undefined> => {
  const body = { connection: 'sandbox', input: { email } };
  const { output } = await server.api<{ output: { user?: { dataFields?: Record<string, unknown> } } }>(
    'POST',
    '/actions/get_user_by_email/run',
    body,
  );
  return output.user?.dataFields;
};

/** From the first step to the check, with pasted rows. */
async function checkPasted(text: string, action?: string): Promise<void> {
  await designer.open('/write-backs/new', 'New write-back');
  if (action !== undefined) {
    await page.getByRole('combobox', { name: 'Action' }).click();
    await page.getByRole('option', { name: action }).click();
  }
  await person.choose(page.getByRole('radio', { name: 'Pasted rows' }));
  await person.fill(page.getByRole('textbox', { name: 'Rows' }), text);
  await person.press(button('Next: fields'));
  await person.press(button('Check the rows'));
  await page.getByRole('heading', { name: 'What the check found' }).waitFor();
}

async function startChecked(label: string, title = usual): Promise<void> {
  await person.press(button('Start…'));
  await person.press(page.getByRole('dialog').getByRole('button', { name: label }));
  await designer.heading(title);
}

/** Begins to leave a draft, by a link and by a reload, and takes the way back that is offered each time. */
async function leaveAndStay(link: Locator): Promise<void> {
  await person.press(link);
  const ask = page.getByRole('dialog', { name: 'Leave this write-back?' });
  await person.press(ask.getByRole('button', { name: 'Stay' }));
  await ask.waitFor({ state: 'detached' });
  const asked = page.waitForEvent('dialog');
  await page.evaluate(() => void setTimeout(() => window.location.reload()));
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
}

describe('the screen of write-backs', () => {
  it('writes a CSV with a value for each person by keyboard: the check shows the bad row, the run counts it, and its file names it', async () => {
    await designer.open('/write-backs', 'Write-backs');
    const faults: string[] = [];
    await person.press(page.getByRole('link', { name: 'New write-back' }));
    await designer.heading('New write-back');

    const file = join(folder, 'assignments.csv');
    const rows = [
      'email;Test variant;assignments;ignored',
      'wb1@example.com;a;[{"experiment":"spring"}];x',
      'wb2@example.com;b',
      'wb3@example.com;c;[];y',
    ];
    writeFileSync(file, `${rows.join('\n')}\n`);
    await page.locator('input[type="file"]').setInputFiles(file);
    await person.press(button('Next: fields'));
    await page.getByText('Row 2: The row has 2 cells, and the header has 4.').waitFor();
    // the step that opened has the focus
    await page.locator('[aria-label="Step 2: Fields"]:focus').waitFor();
    const goesTo = (column: string): Locator => page.getByRole('combobox', { name: `${column} goes to` });
    expect(await goesTo('email').inputValue()).toBe('email');
    expect(await goesTo('Test variant').inputValue()).toBe('dataFields');
    expect(await page.getByRole('checkbox', { name: 'Cells of assignments are JSON' }).isChecked()).toBe(true);
    await person.fill(page.getByRole('combobox', { name: 'Field of Test variant' }), 'lf_variant');
    await page.keyboard.press('Escape');
    await goesTo('ignored').selectOption('');
    faults.push(...(await lookAt(designer, 'write-back-fields')));

    await person.press(button('Check the rows'));
    await page.getByText('1 row would not be sent').waitFor();
    await page.getByText('Row 2 (line 3): The row has 2 cells, and the header has 4.').waitFor();
    const body = page.getByRole('tree', { name: 'Body of the first request' });
    await body.getByText('lf_variant').first().waitFor();
    expect(await body.getByText('ignored').count()).toBe(0);
    faults.push(...(await lookAt(designer, 'write-back-check')));

    await person.press(button('Start…'));
    const dialog = page.getByRole('dialog', { name: 'Start the write-back?' });
    await dialog.getByText(/2 rows in 1 request.* 1 row with a fault is left out/).waitFor();
    await person.press(dialog.getByRole('button', { name: 'Write 2 rows' }));
    await designer.heading(usual);
    await page.getByText('2 accepted, 1 failed').waitFor();
    await page.getByText('Done', { exact: true }).waitFor();
    await page
      .getByRole('list', { name: 'Reasons' })
      .getByText(/Quote cells that hold the delimiter/)
      .waitFor();
    faults.push(...(await lookAt(designer, 'write-back-done')));
    const failed = (await fileOf(page.getByRole('link', { name: 'Failed rows' }))).trimEnd().split('\n');
    expect(failed).toEqual(['row,key,outcome,reason', '2,#2,failed,"The row has 2 cells, and the header has 4."']);
    expect(await profileOf('wb1@example.com')).toMatchObject({
      lf_variant: 'a',
      assignments: [{ experiment: 'spring' }],
    });
    expect(await profileOf('wb1@example.com')).not.toHaveProperty('ignored');

    await person.press(button('Write rows again…'));
    await person.press(page.getByRole('dialog').getByRole('button', { name: 'Write 1 row again' }));
    await page.getByText('The failed rows of another run').waitFor();
    await page.getByText('1 failed', { exact: true }).waitFor();
    await person.press(page.getByRole('link', { name: '← Write-backs' }));
    await designer.heading('Write-backs');
    await page.getByText('The failed rows of another run').first().waitFor();
    expect(faults).toEqual([]);
  }, 240_000);

  it('cancels a write-back that waits for the limit, and keeps the filter of the list in the address', async () => {
    // the whole project now waits for this endpoint, so it is one that the other write-backs do not use
    const title = 'Track events in bulk';
    await setFault({ match: { path: '/api/events/trackBulk' }, status: 429, retryAfter: 40 });
    await checkPasted('email,eventName\ncancel@example.com,looked\n', title);
    await startChecked('Write 1 row', title);
    await page.getByText(/^Waits: /).waitFor();
    const faults = await lookAt(designer, 'write-back-waiting');
    await person.press(button(/^Cancel: /));
    const ask = page.getByRole('dialog', { name: 'Cancel the bulk run?' });
    await person.press(ask.getByRole('button', { name: 'Cancel the run' }));
    await page.getByText('Cancelled', { exact: true }).waitFor();
    await designer.open('/write-backs?status=cancelled', 'Write-backs');
    await page.getByRole('link', { name: title }).waitFor();
    await designer.open('/write-backs?status=paused', 'Write-backs');
    await page.getByText('No write-back fits').waitFor();
    await person.press(button('Clear filters'));
    await page.getByRole('link', { name: title }).first().waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(faults).toEqual([]);
  });

  it('says why a run stopped, and goes on with it when the cause is gone', async () => {
    await setFault({ status: 401 });
    await checkPasted('{"email": "later@example.com", "plan": "pro"}\n');
    await startChecked('Write 1 row');
    await page.getByText('The run stopped').waitFor();
    const faults = await lookAt(designer, 'write-back-stopped');
    await clearFaults();
    await person.press(button(/^Go on: /));
    await page.getByText('1 accepted').waitFor();
    expect(await profileOf('later@example.com')).toMatchObject({ plan: 'pro' });
    expect(faults).toEqual([]);
  });

  it('writes one value to everybody on a list, which it looks up in Iterable', async () => {
    const members = [{ email: 'member1@example.com' }, { email: 'member2@example.com' }];
    await server.api('POST', '/actions/add_subscribers_to_list/run', {
      connection: 'sandbox',
      input: { listId: 1001, subscribers: members },
    });
    await designer.open('/write-backs/new', 'New write-back');
    await person.choose(page.getByRole('radio', { name: 'A list of Iterable' }));
    await person.fill(page.getByRole('combobox', { name: 'List' }), '1001');
    await page.keyboard.press('Escape');
    await person.press(button('Next: fields'));
    await person.press(button('Add field'));
    await person.fill(page.getByRole('combobox', { name: 'Key' }), 'lf_season');
    await page.keyboard.press('Escape');
    await person.fill(page.getByRole('textbox', { name: 'Value' }), 'spring');
    const faults = await lookAt(designer, 'write-back-list');
    await person.press(button('Check the rows'));
    await page.getByText('no wait for Iterable’s limit').waitFor();
    await startChecked('Write 2 rows');
    await page.getByText('2 accepted').waitFor();
    expect(await profileOf('member2@example.com')).toMatchObject({ lf_season: 'spring' });
    expect(faults).toEqual([]);
  });

  it('keeps what was typed when the audience or the mapping is refused, and says what to do', async () => {
    await designer.open('/write-backs/new', 'New write-back');
    await person.choose(page.getByRole('radio', { name: 'A list of Iterable' }));
    await person.fill(page.getByRole('combobox', { name: 'List' }), '424242');
    await page.keyboard.press('Escape');
    await person.press(button('Next: fields'));
    await page.getByText('The audience could not be read').waitFor();
    expect(await page.getByRole('combobox', { name: 'List' }).inputValue()).toContain('424242');
    const faults = await lookAt(designer, 'write-back-refused');

    await person.choose(page.getByRole('radio', { name: 'Pasted rows' }));
    const rows = page.getByRole('textbox', { name: 'Rows' });
    await person.fill(rows, 'email,plan,tier\nada@example.com,pro,gold\n');
    await person.press(button('Next: fields'));
    await person.fill(page.getByRole('combobox', { name: 'Field of tier' }), 'plan');
    await page.getByText('Two columns go to one field').waitFor();
    expect(await button('Check the rows').isDisabled()).toBe(true);
    faults.push(...(await lookAt(designer, 'write-back-twice')));
    await person.press(button('Back'));
    expect(await rows.inputValue()).toContain('ada@example.com');
    await leaveAndStay(page.getByRole('link', { name: '← Write-backs' }));
    expect(await rows.inputValue()).toContain('ada@example.com');

    await page.route('**/api/v1/bulk?*', (route) => route.abort());
    await person.press(page.getByRole('link', { name: '← Write-backs' }));
    await person.press(page.getByRole('dialog').getByRole('button', { name: 'Leave' }));
    await page.getByText('Could not load write-backs').waitFor();
    faults.push(...(await lookAt(designer, 'write-backs-failing')));
    await page.unroute('**/api/v1/bulk?*');
    await person.press(button('Try again'));
    await page.getByText('Could not load write-backs').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });

  it('leads from the run of a recipe to its job, and its preview in the builder says what happens here', async () => {
    const iterable = await createWebhookSender(server);
    const csv = 'email,variant\nrecipe@example.com,a\n';
    const write = { id: 'write', use: 'start_bulk_run', with: { csv, columns: { lf_variant: 'variant' }, wait: true } };
    await iterable.recipe('nightly', 'webPushClick', [write]);
    const event = await iterable.send({ eventName: 'webPushClick', email: 'any@example.com', dataFields: {} });
    const job = await iterable.jobOf(event, 'succeeded');
    await designer.open('/write-backs', 'Write-backs');
    await page.getByRole('link', { name: usual }).first().click();
    await person.press(page.getByRole('link', { name: 'a step of this job' }));
    await designer.heading('Job of nightly');
    expect(page.url()).toContain(job);
    await designer.open('/recipes/nightly?step=write', 'nightly');
    await person.press(page.getByRole('tab', { name: 'Test step' }));
    await person.press(button('Preview request'));
    const tested = page.getByRole('region', { name: 'Test of write' });
    await tested.getByText(/A bulk run would start at sandbox over 1 row of the CSV/).waitFor();
    expect(await tested.getByText(/POST http/).count()).toBe(0);
    expect(await lookAt(designer, 'write-back-preview')).toEqual([]);
  });
});

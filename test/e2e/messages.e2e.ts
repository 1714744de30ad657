import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startBrowser, type TestBrowser } from './browser.ts';
import { axeViolations, layoutFaults } from './check-page.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { DesignerPage, type Scheme } from './designer-page.ts';

const looks = (['light', 'dark'] as Scheme[]).flatMap((scheme) => [320, 768, 1440].map((width) => ({ scheme, width })));
// set to a folder to look at the screens
const shots = process.env['ITC_E2E_SHOTS'];

let server: DemoServer;
let browser: TestBrowser;
let designer: DesignerPage;

beforeAll(async () => {
  server = await startDemoServer();
  browser = await startBrowser();
  designer = new DesignerPage(browser.page, server);
  await designer.signIn();
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
  const input = { campaignId: 7001001, recipientEmail: 'ada@example.com' };
  await server.api('POST', '/actions/send_email/run', { connection: 'sandbox', input });
  for (const event of ['emailOpen', 'emailClick']) await react(event);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function react(event: string): Promise<void> {
  const answer = await fetch(`${server.sandboxUrl}/sandbox/react`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** What is wrong with the page in any look. */
async function faultsOf(name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const { scheme, width } of looks) {
    await designer.look(scheme, width);
    await designer.settle();
    if (shots !== undefined) {
      await designer.page.screenshot({ path: `${shots}/${name}-${scheme}-${String(width)}.png`, fullPage: true });
    }
    const found = [...(await axeViolations(designer.page)), ...(await layoutFaults(designer.page))];
    faults.push(...found.map((fault) => `${scheme}, ${String(width)} px: ${fault}`));
  }
  await designer.look('light', 1440);
  return faults;
}

describe('the screens of messages', () => {
  it('G9: show a message with its timeline, and keep the person out of the address', async () => {
    const { page } = designer;
    await designer.look('light', 1440);
    await designer.open('/messages', 'Messages');
    await page.getByLabel('Person').fill('ada@example.com');
    await page.getByRole('link', { name: 'ada@example.com' }).waitFor();
    expect(page.url()).not.toContain('ada');
    expect(await faultsOf('messages')).toEqual([]);
    await page.getByRole('link', { name: 'ada@example.com' }).click();
    await designer.heading('Message');
    for (const name of ['emailSend', 'emailOpen', 'emailClick']) await page.getByText(name).first().waitFor();
    expect(await faultsOf('message')).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });

  it('G14: suppress a person, try and take a file, lift the suppression, all by keyboard and dialog', async () => {
    const { page } = designer;
    await designer.open('/suppressions', 'Suppressions');
    await page.getByRole('button', { name: 'Add…' }).click();
    await page.getByRole('dialog').getByLabel('Person').fill('bo@example.com');
    expect(await faultsOf('suppressions-add')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('manual (all)').waitFor();

    const file = join(tmpdir(), `itc-suppressions-${String(process.pid)}.csv`);
    writeFileSync(file, 'email,reason\ncy@example.com,complaint\n,\n');
    await page.getByRole('button', { name: 'Import…' }).click();
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.getByText(/2 rows: 1 new, 0 changed, 0 as before, 1 not taken/).waitFor();
    expect(await faultsOf('suppressions-import')).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
    await page.getByText('complaint (all)').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await faultsOf('suppressions')).toEqual([]);

    await page.getByRole('button', { name: 'Lift the suppression of bo@example.com' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Lift' }).click();
    await page.getByRole('cell', { name: 'manual (all)' }).waitFor({ state: 'detached' });
    expect(browser.complaints).toEqual([]);
  });

  it('G17: say why nothing arrives, matches or is sent', async () => {
    const { page } = designer;
    const { items } = await server.api<{ items: { webhookUrl: string }[] }>('GET', '/connections');
    await fetch(items[0]!.webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-itc-secret': 'wrong' },
      body: '{}',
    });
    await designer.open('/diagnostics', 'Diagnostics');
    await page.getByText('Webhook calls were refused').waitFor();
    await page.getByText('No message type is chosen for marketing messages').waitFor();
    expect(await faultsOf('diagnostics')).toEqual([]);
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByRole('link', { name: 'Messages' }).first().click();
    await designer.heading('Messages');
    await page.getByRole('tab', { name: 'Events without a message' }).click();
    await page.getByText('Every event has its message').waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('G2 G19: choose message types from the account, and switch the test mode on with its recipients', async () => {
    const { page } = designer;
    await designer.open('/messages?tab=settings', 'Messages');
    await page.getByLabel('Transactional', { exact: true }).first().click();
    await page.getByRole('option', { name: /Email transactional message/ }).click();
    await page.getByRole('switch', { name: 'Send to listed recipients only' }).click();
    const recipients = page.getByLabel('Recipients', { exact: true }).first();
    await recipients.fill('tester@example.com');
    await recipients.press('Enter');
    expect(await faultsOf('send-settings')).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The settings are saved.').waitFor();
    expect(await server.api('GET', '/connections/sandbox/send-settings')).toMatchObject({
      transactionalMessageTypeId: 61002,
      marketingMessageTypeId: null,
      testMode: { isOn: true, recipients: ['tester@example.com'] },
    });
    await server.api('POST', '/connections/sandbox/send-settings', {});
    expect(browser.complaints).toEqual([]);
  });
});

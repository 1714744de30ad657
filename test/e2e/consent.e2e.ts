import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startBrowser, type TestBrowser } from './browser.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { DesignerPage } from './designer-page.ts';
import { lookAt } from './look-at.ts';
import { keyboardPerson, type Person } from './person.ts';

let server: DemoServer;
let browser: TestBrowser;
let designer: DesignerPage;
let person: Person;
const folder = mkdtempSync(join(tmpdir(), 'itc-consent-'));

beforeAll(async () => {
  server = await startDemoServer();
  browser = await startBrowser();
  designer = new DesignerPage(browser.page, server);
  person = keyboardPerson(browser.page);
  await designer.signIn();
});
beforeEach(async () => {
  for (const { key } of await notices()) await server.api('DELETE', `/connections/sandbox/consent/notices/${key}`);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Notices {
  notices: { key: string; title: string; channelIds: number[]; messageTypeIds: number[]; listIds: number[] }[];
}
const notices = async () => (await server.api<Notices>('GET', '/connections/sandbox/consent/notices')).notices;
const mapNews = () =>
  server.api('POST', '/connections/sandbox/consent/notices', { key: 'news', title: 'Newsletter', channelIds: [51001] });
const change = (email: string, preference: string) =>
  server.api('POST', '/consent/sandbox/preferences', {
    changes: [{ email, notice: 'news', preference, createUser: true }],
  });

describe('the screen of consent', () => {
  it('F7: map a notice by keyboard to what the account has, change it, and see why a second claim is refused', async () => {
    const { page } = designer;
    await designer.look('light', 1440);
    await designer.open('/consent', 'Consent');
    await page.getByText('No notice is mapped').waitFor();
    const faults = await lookAt(designer, 'consent-empty');

    const dialog = page.getByRole('dialog');
    const choose = async (label: string, typed: string): Promise<void> => {
      await person.fill(dialog.getByRole('combobox', { name: label, exact: true }), typed);
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
    };
    await person.press(page.getByRole('button', { name: 'Map a notice…' }));
    await person.fill(dialog.getByRole('textbox', { name: 'Key' }), 'news');
    await person.fill(dialog.getByRole('textbox', { name: 'Title' }), 'Newsletter');
    await choose('Channels', '51001');
    await choose('Lists', '1001');
    faults.push(...(await lookAt(designer, 'consent-form')));
    await person.press(dialog.getByRole('button', { name: 'Save' }));
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Change the notice news' }).waitFor();
    expect(await notices()).toMatchObject([
      { key: 'news', title: 'Newsletter', channelIds: [51001], messageTypeIds: [], listIds: [1001] },
    ]);

    await person.press(page.getByRole('button', { name: 'Change the notice news' }));
    await choose('Message types', '61002');
    await person.press(dialog.getByRole('button', { name: 'Save' }));
    await dialog.waitFor({ state: 'detached' });
    expect(await notices()).toMatchObject([{ messageTypeIds: [61002], listIds: [1001] }]);
    faults.push(...(await lookAt(designer, 'consent-notices')));

    await person.press(page.getByRole('button', { name: 'Map a notice…' }));
    await person.fill(dialog.getByRole('textbox', { name: 'Key' }), 'offers');
    await choose('Channels', '51001');
    await person.press(dialog.getByRole('button', { name: 'Save' }));
    await dialog.getByText('The notice was not saved').waitFor();
    await dialog.getByText(/belongs to the notices "news" and "offers"/).waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Key' }).inputValue()).toBe('offers');
    faults.push(...(await lookAt(designer, 'consent-conflict')));
    await person.press(dialog.getByRole('button', { name: 'Cancel' }));
    await dialog.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });

  it('F8: see what a person prefers and how it came about, and keep the person out of the address', async () => {
    const { page } = designer;
    await mapNews();
    await change('ada@example.com', 'opt_out');
    await designer.open('/consent?tab=person', 'Consent');
    const faults = await lookAt(designer, 'consent-person-empty');
    await person.fill(page.getByRole('textbox', { name: 'Person' }), 'nobody@example.com');
    await page.keyboard.press('Enter');
    await page.getByText('This person is not known').waitFor();
    await person.fill(page.getByRole('textbox', { name: 'Person' }), 'ada@example.com');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Preferences' }).getByText('No', { exact: true }).waitFor();
    await page.getByText('User made in Iterable').or(page.getByText('Changed')).first().waitFor();
    await page.getByText('Privacy system').first().waitFor();
    expect(page.url()).not.toContain('ada');
    faults.push(...(await lookAt(designer, 'consent-person')));
    expect(faults).toEqual([]);
  });

  it('F7: a file is tried before it is taken, tells the rows that fail, and comes out again by export', async () => {
    const { page } = designer;
    await mapNews();
    const file = join(folder, 'preferences.csv');
    writeFileSync(
      file,
      ['email,notice,preference', 'bo@example.com,news,opt_out', 'cy@example.com,other,opt_in', ''].join('\n'),
    );
    await designer.open('/consent', 'Consent');
    await person.press(page.getByRole('button', { name: 'Import…' }));
    const dialog = page.getByRole('dialog');
    await page.locator('input[type="file"]').setInputFiles(file);
    await dialog.getByText('Dry run: nothing is changed').waitFor();
    await dialog.getByText(/2 rows: 1 change a preference, .* 1 not taken/).waitFor();
    await dialog.getByText(/^Row 2: notice: /).waitFor();
    const before = await server.api<{ known: boolean }>('POST', '/consent/sandbox/lookup', { email: 'bo@example.com' });
    expect(before.known).toBe(false);
    const faults = await lookAt(designer, 'consent-import');
    await person.press(dialog.getByRole('button', { name: 'Import' }));
    await dialog.getByText('All rows were read.').waitFor();
    await dialog.getByText(/2 rows: 1 change a preference/).waitFor();
    await person.press(dialog.getByRole('button', { name: 'Done' }));
    await dialog.waitFor({ state: 'detached' });

    const download = page.waitForEvent('download');
    await person.press(page.getByRole('link', { name: 'Export' }));
    const saved = join(folder, 'export.csv');
    await (await download).saveAs(saved);
    expect(readFileSync(saved, 'utf8')).toContain('bo@example.com,,news,opt_out');
    expect(faults).toEqual([]);
  });

  it('F8: the comparison with Iterable runs when asked and shows where it is not what is stored', async () => {
    const { page } = designer;
    await mapNews();
    await change('di@example.com', 'opt_out');
    const settled = async (): Promise<boolean> =>
      (await server.api<{ isPushing: boolean }>('POST', '/consent/sandbox/lookup', { email: 'di@example.com' }))
        .isPushing;
    for (let look = 0; look < 100 && (await settled()); look += 1) await new Promise((go) => setTimeout(go, 50));
    // a change of subscriptions would be told by a webhook and taken over; that the user is gone is not
    await server.api('POST', '/actions/delete_user_by_email/run', {
      connection: 'sandbox',
      input: { email: 'di@example.com' },
    });
    await designer.open('/consent?tab=drift', 'Consent');
    const faults = await lookAt(designer, 'consent-drift-empty');
    await person.press(page.getByRole('button', { name: 'Compare with Iterable' }));
    await page.getByText(/people compared/).waitFor();
    await page.getByText('di@example.com').first().waitFor();
    await page.getByText('channel:51001').first().waitFor();
    await page.getByText('No such user').first().waitFor();
    faults.push(...(await lookAt(designer, 'consent-drift')));
    expect(faults).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });

  it('F7: removing a notice asks first', async () => {
    const { page } = designer;
    await mapNews();
    await designer.open('/consent', 'Consent');
    await person.press(page.getByRole('button', { name: 'Remove the notice news' }));
    const faults = await lookAt(designer, 'consent-remove');
    await person.press(page.getByRole('dialog').getByRole('button', { name: 'Remove' }));
    await page.getByText('No notice is mapped').waitFor();
    expect(await notices()).toEqual([]);
    expect(faults).toEqual([]);
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';

import { startBrowser, type TestBrowser } from './browser.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { DesignerPage } from './designer-page.ts';
import { lookAt } from './look-at.ts';
import { mousePerson, type Person } from './person.ts';

let server: DemoServer;
let browser: TestBrowser;
let designer: DesignerPage;
let page: Page;
let person: Person;

beforeAll(async () => {
  server = await startDemoServer();
  browser = await startBrowser();
  page = browser.page;
  designer = new DesignerPage(page, server);
  person = mousePerson(page);
});
beforeEach(() => browser.context.clearCookies());
afterAll(async () => {
  expect(browser.complaints).toEqual([]);
  await browser?.close();
  await server?.close();
});

/** What a call with this token is answered with. */
async function statusWith(token: string, at = server): Promise<number> {
  return (await fetch(`${at.url}/api/v1/server`, { headers: { authorization: `Bearer ${token}` } })).status;
}

/** Another browser that is signed in, as its cookie. */
async function otherSession(credential: object, at = server): Promise<string> {
  const answer = await fetch(`${at.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: at.url, 'x-itc-designer': '1' },
    body: JSON.stringify(credential),
  });
  expect(answer.status).toBe(201);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function isSignedIn(cookie: string, at = server): Promise<boolean> {
  const answer = await fetch(`${at.url}/api/v1/session`, { headers: { cookie } });
  return ((await answer.json()) as { isSignedIn: boolean }).isSignedIn;
}

describe('settings', () => {
  it('show what the server runs with, as the server tells it', async () => {
    await designer.signIn();
    const facts = await server.api<{ url: string; version: string; data: { folder: string } }>('GET', '/server');
    await designer.open('/settings', 'Settings');
    const general = page.getByRole('region', { name: 'Started with' });
    await general.getByText(facts.url, { exact: true }).waitFor();
    await general.getByText('starts with the server').waitFor();
    await page.getByRole('tab', { name: 'Environments' }).click();
    await page.getByRole('link', { name: 'sandbox', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'About' }).click();
    const about = page.getByRole('region', { name: 'About this server' });
    await about.getByText(facts.version, { exact: true }).waitFor();
    await about.getByText(facts.data.folder, { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('tab')).toBe('about');
  });

  it('a new admin token ends the old one and all other sessions, is shown once, and is not made by mistake', async () => {
    const there = await startDemoServer();
    const own = new DesignerPage(page, there);
    try {
      await own.signIn();
      const other = await otherSession({ token: there.adminToken }, there);
      await own.open('/settings?tab=token', 'Settings');
      await page.getByRole('button', { name: 'Make a new token' }).click();
      const ask = page.getByRole('dialog', { name: 'Make a new admin token?' });
      const confirm = ask.getByRole('button', { name: 'Make a new token' });
      expect(await confirm.isDisabled()).toBe(true);
      await ask.getByRole('textbox').fill('new');
      expect(await confirm.isDisabled()).toBe(true);
      await ask.getByRole('textbox').fill('new token');

      // the connection breaks: the dialog stays with what was typed, and nothing has changed
      await page.route('**/api/v1/admin-token/rotate', (route) => route.abort());
      await confirm.click();
      await ask.getByRole('alert').waitFor();
      expect(await ask.getByRole('textbox').inputValue()).toBe('new token');
      expect(await statusWith(there.adminToken, there)).toBe(200);
      expect(await lookAt(own, 'settings-token-failed')).toEqual([]);
      await page.unroute('**/api/v1/admin-token/rotate');

      await confirm.click();
      await ask.waitFor({ state: 'detached' });
      const shown = page.getByRole('alert').filter({ hasText: 'The new token, shown this once' });
      const token = (await shown.locator('code').innerText()).trim();
      expect(token).not.toBe(there.adminToken);
      expect(await statusWith(token, there)).toBe(200);
      expect(await statusWith(there.adminToken, there)).toBe(401);
      expect(await isSignedIn(other, there)).toBe(false);
      expect(await lookAt(own, 'settings-token-new')).toEqual([]);

      // this browser stays signed in, and the token is gone with the page
      await page.reload();
      await own.heading('Settings');
      await page.getByRole('button', { name: 'Make a new token' }).waitFor();
      expect(await page.getByText(token).count()).toBe(0);
    } finally {
      await there.close();
    }
  });

  it('other browsers are listed and signed out, this one stays', async () => {
    await designer.signIn();
    const other = await otherSession({ token: server.adminToken });
    await designer.open('/settings?tab=sessions', 'Settings');
    const section = page.getByRole('region', { name: 'Signed-in browsers' });
    await section.getByText('another one').first().waitFor();
    await section.getByRole('button', { name: 'Sign out others' }).click();
    const ask = page.getByRole('dialog', { name: 'Sign out other browsers?' });
    await ask.getByText(/other browsers? ha(s|ve) to sign in again/).waitFor();
    await ask.getByRole('button', { name: 'Cancel' }).click();
    expect(await isSignedIn(other)).toBe(true);
    await section.getByRole('button', { name: 'Sign out others' }).click();
    await ask.getByRole('button', { name: 'Sign out others' }).click();
    await section.getByText('another one').first().waitFor({ state: 'detached' });
    expect(await isSignedIn(other)).toBe(false);
    expect(await section.getByRole('button', { name: 'Sign out others' }).isDisabled()).toBe(true);
  });

  it('alerts are set, tried and switched off; what is wrong with the address is said', async () => {
    const told: string[] = [];
    let status = 200;
    const chat = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        told.push((JSON.parse(body) as { text: string }).text);
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => chat.listen(0, '127.0.0.1', resolve));
    const chatUrl = `http://127.0.0.1:${(chat.address() as AddressInfo).port}/services/secret-part`;
    const there = await startDemoServer({ ITC_OUTBOUND_ALLOW: '127.0.0.1' });
    const own = new DesignerPage(page, there);
    try {
      await own.signIn();
      await own.open('/settings?tab=alerts', 'Settings');
      const section = page.getByRole('region', { name: 'Alerts' });
      await section.getByText('Nobody is told yet').waitFor();
      const address = section.getByLabel(/^(Address|Another address)/);
      await person.fill(address, 'https://10.1.2.3/x');
      await person.press(section.getByRole('button', { name: 'Keep' }));
      await section.getByRole('alert').getByText('Use a public https address').waitFor();
      expect(await lookAt(own, 'settings-alerts-refused')).toEqual([]);
      await person.fill(address, chatUrl);
      await person.press(section.getByRole('button', { name: 'Keep' }));
      await section.getByText('The secret of the signatures, shown this once').waitFor();
      await section.getByText(new URL(chatUrl).origin, { exact: true }).waitFor();
      expect(await lookAt(own, 'settings-alerts-set')).toEqual([]);
      await person.press(section.getByRole('button', { name: 'Send a test' }));
      await section.getByText('The test message was taken.').waitFor();
      expect(told).toEqual([expect.stringContaining('This is a test')]);
      status = 500;
      await person.press(section.getByRole('button', { name: 'Send a test' }));
      await section.getByText('The test message was not taken').waitFor();
      expect(await page.content()).not.toContain('secret-part');
      await own.open('/settings?tab=alerts', 'Settings');
      await section.getByText('answered 500').waitFor();
      await person.press(section.getByRole('button', { name: 'Tell nobody' }));
      const ask = page.getByRole('dialog', { name: 'Tell nobody of failed jobs?' });
      await person.press(ask.getByRole('button', { name: 'Tell nobody' }));
      await section.getByText('Nobody is told yet').waitFor();
    } finally {
      await there.close();
      await new Promise((resolve) => chat.close(resolve));
    }
  });

  it('times, colours and keys of this browser change at once and are kept', async () => {
    await designer.signIn();
    await server.api('POST', '/connections/sandbox/sample-event');
    await designer.open('/settings?tab=browser', 'Settings');
    await person.choose(page.getByRole('radio', { name: 'UTC' }));
    await person.choose(page.getByRole('radio', { name: 'Dark' }));
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    await person.press(page.getByRole('switch', { name: 'Keys without Ctrl' }));

    await designer.open('/events', 'Events');
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    await page.getByRole('table').getByText(/UTC$/).first().waitFor();
    await page.keyboard.press('?');
    await page.keyboard.press('g');
    await page.keyboard.press('j');
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog', { name: 'Keyboard' }).count()).toBe(0);
    await designer.heading('Events');

    await designer.open('/settings?tab=browser', 'Settings');
    expect(await page.getByRole('radio', { name: 'UTC' }).isChecked()).toBe(true);
    await person.choose(page.getByRole('radio', { name: 'Local' }));
    await person.choose(page.getByRole('radio', { name: 'As the system' }));
    await page.locator('html[data-mantine-color-scheme="light"]').waitFor();
    await person.press(page.getByRole('switch', { name: 'Keys without Ctrl' }));
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
  });
});

describe('your account', () => {
  const first = 'seven tall blue ladders';
  const second = 'nine small green boats';

  it('changes the password of who knows it and keeps what was refused in the form; an API token works until it is revoked', async () => {
    await designer.becomeOwner();
    await designer.heading('First steps');
    const owner = { email: 'owner@example.com', password: first };
    const other = await otherSession(owner);
    await designer.open('/account', 'Your account');
    const form = page.getByRole('region', { name: 'Password' });
    const fields = { current: form.locator('input[name="current"]'), next: form.locator('input[name="password"]') };
    const save = form.getByRole('button', { name: 'Change the password' });

    await fields.current.fill('not this one at all');
    await fields.next.fill(second);
    await save.click();
    await form.getByRole('alert').filter({ hasText: 'Not changed' }).waitFor();
    expect(await fields.next.inputValue()).toBe(second);
    expect(await lookAt(designer, 'account-refused')).toEqual([]);

    await fields.current.fill(first);
    await fields.next.fill('short');
    await save.click();
    await form.getByText(/12/).first().waitFor();
    expect(await fields.current.inputValue()).toBe(first);
    expect(await isSignedIn(other)).toBe(true);

    await fields.next.fill(second);
    await save.click();
    await form.getByText('It is changed.').waitFor();
    expect(await fields.current.inputValue()).toBe('');
    expect(await isSignedIn(other)).toBe(false);
    expect(await isSignedIn(await otherSession({ ...owner, password: second }))).toBe(true);

    await page.getByLabel('Name').fill('nightly');
    await page.getByRole('combobox', { name: 'Scopes' }).click();
    await page.getByRole('option', { name: /^server.read/ }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Make a token' }).click();
    const token = await page.getByText(/^itc_tok/).innerText();
    expect(await statusWith(token)).toBe(200);
    await page.getByRole('button', { name: 'Revoke nightly' }).click();
    const ask = page.getByRole('dialog', { name: 'Revoke nightly?' });
    expect(await lookAt(designer, 'account-revoking')).toEqual([]);
    await ask.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('button', { name: 'Revoke nightly' }).waitFor({ state: 'detached' });
    expect(await statusWith(token)).toBe(401);
  });
});

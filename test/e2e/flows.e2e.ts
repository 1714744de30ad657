import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { TestBrowser } from './browser.ts';
import { startDemoDesigner, type DemoDesigner } from './demo-designer.ts';
import type { DemoServer } from './demo-server.ts';
import type { DesignerPage } from './designer-page.ts';

let demo: DemoDesigner;
let server: DemoServer;
let browser: TestBrowser;
let designer: DesignerPage;

beforeAll(async () => {
  demo = await startDemoDesigner({ isSignedIn: false });
  ({ server, browser, designer } = demo);
});
afterAll(() => demo?.close());

describe('signing in', () => {
  it('makes the owner by the printed link, once, which leaves nothing in the address', async () => {
    const { page } = designer;
    await designer.becomeOwner();
    await designer.heading('First steps');
    expect(page.url()).toBe(`${server.url}/setup`);

    await page.getByRole('button', { name: 'User menu' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await designer.heading('Sign in');
    // leaving the page first: the same address with another fragment would not load anew
    await page.goto('about:blank');
    await page.goto(server.setupLink);
    await page.getByText('The one-time link was used before or is over.').waitFor();
  });

  it('tells a wrong token and keeps the person on the form', async () => {
    const { page } = designer;
    await browser.context.clearCookies();
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Use the admin token' }).click();
    await page.locator('input[name="token"]').fill('not-the-admin-token');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The admin token is not right.').waitFor();
    await designer.signIn();
  });
});

describe('the first steps', () => {
  it('lead from the sandbox over its first event to a recipe', async () => {
    await designer.signIn();
    const { page } = designer;
    await designer.open('/setup', 'First steps');
    await page.getByRole('button', { name: 'Use the sandbox' }).click();
    await page.getByText('Waiting for the first event').waitFor();
    await page.getByRole('button', { name: 'Let the sandbox send an event' }).click();
    await page.getByText('Events arrive').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('link', { name: 'welcome_sms is there, switched on' }).waitFor();
  });

  it('lead from a key over its test to a connection, its secret and a recipe of its own', async () => {
    await designer.signIn();
    const { page } = designer;
    // the wizard speaks to Iterable; on its way to the server a call learns that the sandbox stands in
    await page.route(/\/api\/v1\/connection(-trials|s)$/, async (route) => {
      const body = route.request().postDataJSON() as object | null;
      const postData = body === null ? undefined : JSON.stringify({ ...body, sandboxUrl: server.sandboxUrl });
      await route.continue(postData === undefined ? {} : { postData });
    });
    await designer.open('/setup?new', 'First steps');
    await page.getByLabel('Name of the connection').fill('My Project');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.locator('input[type="password"]').fill('a-key-that-is-wrong');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('Wrong key').waitFor();
    expect(await page.getByRole('button', { name: 'Save connection' }).isDisabled()).toBe(true);

    await page.getByRole('button', { name: 'Back' }).click();
    await page.locator('input[type="password"]').fill('sandbox-server-key-0001');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('Connected').waitFor();
    await page.getByRole('button', { name: 'Save connection' }).click();
    const secret = await page.getByText(/^whs_/).textContent();
    const { items } = await server.api<{ items: { name: string; webhookUrl: string }[] }>('GET', '/connections');
    const made = items.find(({ name }) => name === 'my-project');
    const posted = await fetch(made?.webhookUrl ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-itc-secret': secret ?? '' },
      body: JSON.stringify({ eventName: 'emailOpen', email: 'ada@example.com', dataFields: {} }),
    });
    expect(posted.status).toBe(200);
    await page.getByText('Events arrive').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Start from this' }).first().click();
    await page.getByRole('link', { name: /_2 is there, switched off$/ }).waitFor();
    await page.unrouteAll();
  });
});

describe('the catalogue', () => {
  it('shows the request of an action, with keys exactly as typed, and sends nothing', async () => {
    await designer.signIn();
    const { page } = designer;
    const writes = async (): Promise<number> => {
      const answer = await fetch(`${server.sandboxUrl}/sandbox/calls?path=/api/users/update`);
      return ((await answer.json()) as { calls: { path: string }[] }).calls.filter(
        ({ path }) => path === '/api/users/update',
      ).length;
    };
    const before = await writes();
    await designer.open('/catalogue?q=create+or+update+user', 'Catalogue');
    await page.getByRole('link', { name: 'Create or update user', exact: true }).click();
    await designer.heading('Create or update user');
    await page.getByRole('tab', { name: 'Try it' }).click();
    await page.getByLabel('Email', { exact: true }).fill('ada@example.com');
    await page.getByRole('button', { name: 'Add field' }).click();
    await page.getByRole('combobox', { name: 'Key' }).fill('plan name');
    await page.getByRole('textbox', { name: 'Value' }).fill('pro');
    await page.getByRole('button', { name: 'Show the request' }).click();
    await page.getByRole('tree', { name: 'Body of request 1' }).getByText('plan name').waitFor();
    await page.getByText(/\/api\/users\/update$/).waitFor();
    expect(await writes()).toBe(before);
  });
});

describe('the keyboard', () => {
  it('reaches search, help and every place; the focus follows to the heading', async () => {
    await designer.signIn();
    const { page } = designer;
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search' }).fill('Schemas');
    await page.keyboard.press('Enter');
    await designer.heading('Schemas');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await designer.heading('Connections');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('opens and walks a JSON tree', async () => {
    await designer.signIn();
    const { page } = designer;
    await designer.open('/catalogue/actions/upsert_user?tab=examples', 'Create or update user');
    const tree = page.getByRole('tree').first();
    await tree.focus();
    for (const key of ['End', 'Home', 'ArrowDown', 'ArrowDown', 'ArrowLeft']) await page.keyboard.press(key);
    expect(await tree.getByRole('treeitem', { name: 'dataFields' }).getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowRight');
    await tree.getByText('firstName').waitFor();
  });
});

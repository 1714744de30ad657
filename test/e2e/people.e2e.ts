import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { axeViolations, layoutFaults } from './check-page.ts';
import { startDemoDesigner, type DemoDesigner } from './demo-designer.ts';
import type { DemoServer } from './demo-server.ts';
import type { DesignerPage } from './designer-page.ts';

let demo: DemoDesigner;
let server: DemoServer;
let designer: DesignerPage;

beforeAll(async () => {
  demo = await startDemoDesigner({ isSignedIn: false });
  ({ server, designer } = demo);
});
afterAll(() => demo?.close());

async function faultsOf(): Promise<string[]> {
  const faults: string[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [320, 1440]) {
      await designer.look(scheme, width);
      await designer.settle();
      const found = [...(await axeViolations(designer.page)), ...(await layoutFaults(designer.page))];
      faults.push(...found.map((fault) => `${scheme} ${width}: ${fault}`));
    }
  }
  return faults;
}

describe('people in the designer', () => {
  it('go from the owner to an invited viewer who signs in and sees no more than the role shows', async () => {
    const { page } = designer;
    await page.goto(server.setupLink);
    await designer.heading('Become the owner');
    expect(await faultsOf()).toEqual([]);
    await page.goto('about:blank');
    await designer.becomeOwner();
    await designer.heading('First steps');

    await page.getByRole('link', { name: 'People', exact: true }).click();
    await designer.heading('People');
    await page.getByLabel('Email').fill('viewer@example.com');
    await page.getByLabel('Role', { exact: true }).selectOption('viewer');
    await page.getByRole('button', { name: 'Invite' }).click();
    const link = await page.getByText('/join#link=').innerText();
    await page.getByLabel('Role of viewer@example.com').waitFor();
    expect(await faultsOf()).toEqual([]);

    await page.getByRole('button', { name: 'User menu' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await designer.heading('Sign in');
    expect(await faultsOf()).toEqual([]);
    await page.goto('about:blank');
    await page.goto(link);
    await designer.heading('Choose a password');
    await page.locator('input[name="password"]').fill('four red paper kites');
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await designer.heading('Overview');
    expect(await page.getByRole('link', { name: 'People', exact: true }).count()).toBe(0);

    const order = {
      action: 'bulk_upsert_users',
      connection: 'sandbox',
      rows: [{ email: '' }],
      mapping: { email: '{{ row.email }}' },
    };
    const { run } = await server.api<{ run: { id: string } }>('POST', '/bulk', order);
    await designer.open(`/write-backs/${run.id}`, 'Create or update users in bulk');
    await page.getByText('1 failed', { exact: false }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Write rows again…' }).count()).toBe(0);
    await designer.open('/write-backs', 'Write-backs');
    await page.getByRole('link', { name: 'Create or update users in bulk' }).waitFor();
    expect(await page.getByRole('link', { name: 'New write-back' }).count()).toBe(0);
    await designer.open('/write-backs/new', 'New write-back');
    await page.getByText('You cannot start write-backs').waitFor();
    expect(await faultsOf()).toEqual([]);

    await designer.open('/account', 'Your account');
    await page.getByLabel('Name').fill('ci');
    await page.getByRole('combobox', { name: 'Scopes' }).click();
    await page.getByRole('option', { name: /^jobs.read/ }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Make a token' }).click();
    const token = await page.getByText(/^itc_tok/).innerText();
    const answer = await fetch(`${server.url}/api/v1/jobs`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    expect(await faultsOf()).toEqual([]);

    const { items } = await server.api<{ items: { action: string }[] }>('GET', '/audit?limit=20');
    expect(items.map(({ action }) => action)).toEqual(expect.arrayContaining(['POST /people', 'POST /tokens']));
  }, 180_000);
});

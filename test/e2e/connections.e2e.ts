import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startBrowser, type TestBrowser } from './browser.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { DesignerPage } from './designer-page.ts';
import { lookAt } from './look-at.ts';

let server: DemoServer;
let browser: TestBrowser;
let designer: DesignerPage;
const key = 'canary-key-0123456789abcdef';

beforeAll(async () => {
  server = await startDemoServer();
  browser = await startBrowser();
  designer = new DesignerPage(browser.page, server);
  await designer.signIn();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe('the screens of connections', () => {
  it('L2: an API key is masked while it is typed, in no text of the page, and no page shows it later', async () => {
    const { page } = designer;
    await designer.open('/connections/new', 'Connect Iterable');
    await page.getByLabel('Name of the connection').fill('masked');
    await page.getByRole('button', { name: 'Next' }).click();
    const input = page.getByRole('textbox', { name: 'Server-side API key' });
    await input.fill(key);
    expect(await input.getAttribute('type')).toBe('password');
    expect(await page.locator('body').innerText()).not.toContain('canary');
    expect(page.url()).not.toContain('canary');
    await server.api('POST', '/connections', {
      name: 'masked',
      apiKey: key,
      projectType: 'email',
      sandboxUrl: server.sandboxUrl,
    });
    await designer.open('/connections/masked', 'masked');
    await page.getByText('ends in cdef').waitFor();
    expect(await page.content()).not.toContain('canary');
  });

  it('L4 W3: the card of a connection shows the webhook address that calls arrive at, also after a new secret', async () => {
    const { page } = designer;
    await designer.open('/connections/sandbox', 'sandbox');
    const { webhookUrl } = await server.api<{ webhookUrl: string }>('GET', '/connections/sandbox');
    const card = page.getByRole('region', { name: 'Webhook' });
    const shown = card.locator('code.itc-mono');
    expect(await shown.first().innerText()).toBe(webhookUrl);
    await page.getByRole('button', { name: 'New secret' }).click();
    await page.getByRole('button', { name: 'Make new secret' }).click();
    await card.getByText('Shown this once').waitFor();
    const secret = await shown.last().innerText();
    expect(await shown.first().innerText()).toBe(webhookUrl);
    const answer = await fetch(webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-itc-secret': secret },
      body: JSON.stringify({ eventName: 'emailOpen', email: 'ada@example.com', dataFields: { messageId: 'm1' } }),
    });
    expect(answer.status).toBe(200);
  });

  it('D4: one screen makes a connection with a working default mapping, whose write key brings a call to Iterable', async () => {
    const { page } = designer;
    await designer.open('/connections/new', 'Connect Iterable');
    await page.getByLabel('Name of the connection').fill('shop');
    await page.getByRole('combobox', { name: 'Tracking calls' }).click();
    await page.getByRole('option', { name: /^Install all/ }).click();
    const faults = await lookAt(designer, 'install-choice');
    // the wizard names data centers only, and a browser test must not leave this machine
    await page.route('**/api/v1/connection-trials', (route) =>
      route.fulfill({ json: { state: 'connected', checks: [{ name: 'reachable', ok: true }] } }),
    );
    await page.route('**/api/v1/catalog/iterable/install', async (route) => {
      const body = route.request().postDataJSON() as { config: object };
      const config = { ...body.config, region: undefined, sandboxUrl: server.sandboxUrl };
      await route.continue({ postData: JSON.stringify({ ...body, config }) });
    });
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('textbox', { name: 'Server-side API key' }).fill('sandbox-server-key-0001');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByRole('button', { name: 'Save connection' }).click();
    const recipes = page.getByRole('list', { name: 'Installed recipes' });
    await recipes.getByRole('link', { name: 'shop_tracking_identify' }).waitFor();
    expect(await recipes.getByRole('link').count()).toBe(5);
    faults.push(...(await lookAt(designer, 'installed')));
    await page.unrouteAll();

    const [trackingUrl = '', writeKey = ''] = await page.locator('code.itc-mono').allInnerTexts();
    const answer = await fetch(`${trackingUrl}/v1/identify`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
      },
      body: JSON.stringify({ userId: 'u-1', traits: { email: 'd4@example.com', plan: 'pro' }, messageId: 'm-d4' }),
    });
    expect(answer.status).toBe(200);
    let plan: unknown;
    for (let look = 0; look < 200 && plan !== 'pro'; look += 1) {
      const input = { email: 'd4@example.com' };
      const { output } = await server.api<{ output: { user?: { dataFields: { plan?: string } } } }>(
        'POST',
        '/actions/get_user_by_email/run',
        { connection: 'shop', input },
      );
      plan = output.user?.dataFields.plan;
      await new Promise((go) => setTimeout(go, 50));
    }
    expect(plan).toBe('pro');
    expect(faults).toEqual([]);
  });

  it('L23: a connection whose Iterable fails again and again says so and leads to the status page', async () => {
    const { page } = designer;
    const fault = { match: { path: '/api/channels' }, kind: 'status', status: 503, times: 3 };
    await fetch(`${server.sandboxUrl}/sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
    await designer.open('/connections/sandbox', 'sandbox');
    const link = page.getByRole('link', { name: 'status.iterable.com' });
    expect(await link.count()).toBe(0);
    for (let call = 0; call < 3; call += 1) {
      await server.api('POST', '/actions/list_channels/run', { connection: 'sandbox', input: {} });
    }
    await designer.open('/connections/sandbox', 'sandbox');
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('https://status.iterable.com');
    expect(await lookAt(designer, 'connection-iterable-fails')).toEqual([]);
    await designer.open('/diagnostics', 'Diagnostics');
    await page.getByText('Iterable fails calls again and again.').waitFor();
    expect(browser.complaints).toEqual([]);
  });
});

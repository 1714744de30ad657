import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { axeViolations, layoutFaults } from './check-page.ts';
import { startBrowser, type TestBrowser } from './browser.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { DesignerPage } from './designer-page.ts';
import { lookAt } from './look-at.ts';
import { createWebhookSender } from './webhook-sender.ts';

let server: DemoServer;
let browser: TestBrowser;
let designer: DesignerPage;

beforeAll(async () => {
  server = await startDemoServer();
  browser = await startBrowser();
  designer = new DesignerPage(browser.page, server);
  await designer.signIn();
  for (let sent = 0; sent < 3; sent += 1) await server.api('POST', '/connections/sandbox/sample-event');
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const broken = `{
  "email": "ada@example.com",
  'total': 12.5,
  "coupon": null,
  "items": [{"sku": "007", "price": 3}, {"sku": 8}],
}`;

async function openWizard(eventName: string): Promise<void> {
  await designer.open('/schemas/new?connection=sandbox', 'Schema wizard');
  await designer.page.getByRole('combobox', { name: 'Event name' }).fill(eventName);
  await designer.page.keyboard.press('Escape');
}

const next = (): Promise<void> => designer.page.getByRole('button', { name: 'Next' }).click();

describe('the schema wizard', () => {
  it('W10: leads from a pasted sample with a mistake over its repair and fields set by hand to a saved version', async () => {
    const { page } = designer;
    const faults: string[] = [];
    await openWizard('orderPlaced');
    faults.push(...(await lookAt(designer, 'wizard-source')));
    await next();

    const editor = page.getByRole('textbox', { name: 'Sample payloads' });
    await editor.fill(broken);
    await page
      .getByText(/Line 3, column 3:/)
      .first()
      .waitFor();
    faults.push(...(await lookAt(designer, 'wizard-sample-wrong')));
    await page.getByRole('button', { name: 'Go to line 3, column 3' }).click();
    expect(await editor.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByText('single quotes replaced by double quotes').waitFor();
    await page.getByRole('button', { name: 'Take the repair' }).click();
    await page.getByText(/^1 sample in all/).waitFor();
    await next();

    const fields = page.getByRole('list', { name: 'Fields of the payload' });
    await fields.getByText('coupon', { exact: true }).waitFor();
    await fields.getByRole('combobox', { name: 'Type of coupon' }).selectOption('string');
    await fields.getByText('set by hand').waitFor();
    await fields.getByRole('checkbox', { name: 'Include email' }).uncheck();
    await page.getByRole('button', { name: 'Declare a field' }).click();
    await page.getByLabel('Exact name').fill('loyalty.level');
    await page.getByRole('button', { name: 'Add field' }).click();
    await fields.getByText('loyalty.level').waitFor();
    await fields.getByRole('button', { name: 'More about total' }).click();
    faults.push(...(await lookAt(designer, 'wizard-fields')));
    await next();

    await page.getByText('No recipe breaks').waitFor();
    await page.getByRole('list', { name: 'Pills' }).getByText('trigger["loyalty.level"]').waitFor();
    for (const form of ['TypeScript', 'zod', 'Workato', 'JSON Schema']) {
      await page.getByText(form, { exact: true }).click();
      await page
        .getByRole('textbox', { name: `The schema as ${form}` })
        .getByText('coupon')
        .first()
        .waitFor();
    }
    faults.push(...(await lookAt(designer, 'wizard-result')));
    await page.getByRole('button', { name: 'Save version 1' }).click();
    await designer.heading('orderPlaced');
    await page.getByRole('list', { name: 'Fields' }).getByText('loyalty.level').waitFor();
    expect(faults).toEqual([]);

    const saved = await server.api<{ schema: { properties: Record<string, object> }; manual: string[] }>(
      'GET',
      '/schemas/sandbox/event%3AorderPlaced',
    );
    expect(saved.manual).toEqual(['/coupon', '/loyalty.level']);
    expect(Object.keys(saved.schema.properties).sort()).toEqual(['coupon', 'items', 'loyalty.level', 'total']);
  });

  it('shows what the next version changes and the pills that it breaks, and adds or replaces a pasted sample', async () => {
    const { page } = designer;
    const text = '{"email": "ada@example.com", "total": 12.5, "items": [{"sku": "007"}]}';
    await server.api('POST', '/schemas/sandbox/event%3AorderShipped', { text });
    await server.api('POST', '/recipes', {
      document: {
        name: 'order_totals',
        connection: 'sandbox',
        trigger: { use: 'new_object', with: { eventName: 'orderShipped' } },
        steps: [
          {
            id: 'track',
            use: 'track_event',
            with: {
              eventName: 'seen',
              email: 'ada@example.com',
              dataFields: { total: '{{ trigger.total }}' },
            },
          },
        ],
      },
    });
    await openWizard('orderShipped');
    await next();
    await page.getByRole('textbox', { name: 'Sample payloads' }).fill('{"total": {"amount": 3}, "note": "x"}');
    const upload = page.locator('input[type="file"]');
    const file = {
      name: 'more.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"note": "y", "gift": true}'),
    };
    await upload.setInputFiles(file);
    await page.getByRole('dialog', { name: 'There is a sample already' }).waitFor();
    const faults = await lookAt(designer, 'wizard-second-sample');
    await page.getByRole('button', { name: 'Add to it' }).click();
    await page.getByText('Replace', { exact: true }).click();
    await page.getByText(/^2 samples in all/).waitFor();
    await next();
    await page.getByRole('list', { name: 'Fields of the payload' }).getByText('gift', { exact: true }).waitFor();
    await next();
    await page.getByText('1 pill in 1 recipe would break').waitFor();
    await page.getByRole('list', { name: 'Broken pills' }).getByText('trigger.total').waitFor();
    const changes = page.getByRole('list', { name: 'Changed fields' });
    await changes.getByText('total.amount').waitFor();
    await changes.getByText('items', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Compare line by line' }).click();
    await page.getByRole('textbox', { name: 'JSON Schema before and after' }).waitFor();
    faults.push(...(await lookAt(designer, 'wizard-breaks')));
    await page.getByRole('button', { name: 'Save version 2' }).click();
    await designer.heading('orderShipped');
    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByRole('heading', { name: 'Version 2' }).waitFor();
    faults.push(...(await lookAt(designer, 'schema-versions')));
    expect(faults).toEqual([]);
  });

  it('W9: starts from received events, and from the payload of a job', async () => {
    const { page } = designer;
    const { items } = await server.api<{ items: { triggerKey: string; samples: number }[] }>('GET', '/schemas');
    const learned = items.find(({ samples }) => samples > 0);
    const eventName = learned?.triggerKey.replace('event:', '') ?? '';
    await openWizard(eventName);
    await page.getByRole('radio', { name: /^Received events \([1-9]/ }).check();
    await next();
    await page.getByRole('tree', { name: 'Newest payload' }).waitFor();
    const faults = await lookAt(designer, 'wizard-events');
    await next();
    await page
      .getByRole('list', { name: 'Fields of the payload' })
      .getByText('email', { exact: true })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Back' }).click();

    const jobs = await server.api<{ items: { id: string }[] }>('GET', '/jobs');
    await page.getByRole('radio', { name: "A job's payload" }).check();
    await page.getByRole('combobox', { name: 'Job' }).fill(jobs.items[0]?.id ?? '');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Take its payload' }).click();
    await page.getByText('The payload is taken').waitFor();
    await next();
    await page.getByText(/samples in all/).waitFor();
    await next();
    await page.getByRole('list', { name: 'Fields of the payload' }).waitFor();
    await next();
    await page.getByRole('button', { name: 'Save version 1' }).click();
    await designer.heading(eventName);
    faults.push(...(await lookAt(designer, 'schema-fields')));
    await page.getByRole('tab', { name: 'Drift' }).click();
    await page.getByText('The last events fit').waitFor();
    expect(faults).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });

  it('reads a file of 20 MB in parts, keeps what was begun over a reload, and joins what is pasted whole', async () => {
    const { page } = designer;
    await openWizard('orderArchived');
    const line = (n: number): string =>
      JSON.stringify({
        order: n,
        email: `person${n}@example.com`,
        note: 'x'.repeat(900),
        ...(n % 2 ? { gift: true } : {}),
      });
    const buffer = Buffer.from(Array.from({ length: 20_500 }, (_, n) => line(n)).join('\n'));
    expect(buffer.length).toBeGreaterThan(19_500_000);
    const folder = mkdtempSync(join(tmpdir(), 'itc-samples-'));
    const path = join(folder, 'orders.jsonl');
    writeFileSync(path, buffer);
    await page.getByRole('radio', { name: 'Upload a file' }).check();
    // the third part is kept back, as a slow line would
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let parts = 0;
    await page.route('**/api/v1/sample-files**', async (route) => {
      parts += 1;
      if (parts === 3) await held;
      await route.continue().catch(() => undefined);
    });
    await page.locator('input[type="file"]').setInputFiles(path);
    await page.getByText('10 % of orders.jsonl read').waitFor();
    await page.getByRole('progressbar', { name: 'Reading orders.jsonl' }).waitFor();
    await designer.look('light', 320);
    expect([...(await axeViolations(page)), ...(await layoutFaults(page))]).toEqual([]);
    await page.getByRole('button', { name: 'Cancel the upload of orders.jsonl' }).click();
    await page.getByText('Cancelled: nothing of orders.jsonl is taken.').waitFor();
    letGo();
    expect(parts).toBe(3);
    expect(await lookAt(designer, 'wizard-upload-cancelled')).toEqual([]);
    await page.unroute('**/api/v1/sample-files**');

    await page.locator('input[type="file"]').setInputFiles([]);
    await page.locator('input[type="file"]').setInputFiles(path);
    await page.getByText('orders.jsonl is read.').waitFor({ timeout: 90_000 });
    rmSync(folder, { recursive: true });
    await next();
    await page.getByRole('list', { name: 'Files of samples' }).getByText('orders.jsonl: 20,500 samples').waitFor();
    await page.getByText(/^20,500 samples in all/).waitFor();

    const editor = page.getByRole('textbox', { name: 'Sample payloads' });
    await editor.fill('{"note": "one"}');
    await editor.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '{"coupon": "A"}');
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await page.getByRole('dialog', { name: 'There is a sample already' }).waitFor();
    await page.getByRole('button', { name: 'Add to it' }).click();
    await page.getByText(/^20,502 samples in all/).waitFor();

    await page.reload();
    await page.getByText('This tab kept what you had begun').waitFor();
    await page.getByText(/^20,502 samples in all/).waitFor();
    await next();
    const fields = page.getByRole('list', { name: 'Fields of the payload' });
    // 20 MB are inferred here, as they were read above
    await fields.getByText('order', { exact: true }).waitFor({ timeout: 90_000 });
    for (const name of ['gift', 'coupon']) await fields.getByText(name, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Start over' }).click();
    await page.getByText('This tab kept what you had begun').waitFor({ state: 'detached' });
  });
});

describe('drift', () => {
  // what it sends would be among the newest events and jobs of the others
  let there: DemoServer;
  let own: DesignerPage;
  beforeAll(async () => {
    there = await startDemoServer();
    own = new DesignerPage(designer.page, there);
    await own.signIn();
  });
  afterAll(async () => {
    await there?.close();
    // cookies know no port: the others are signed in anew
    await browser.context.clearCookies();
    await designer.signIn();
  });

  it('of a field that a recipe reads stands on the Overview, and leads to the schema that says what changed', async () => {
    const { page } = own;
    const sender = await createWebhookSender(there);
    const dataFields = { total: '{{ trigger.total }}' };
    const fields = { eventName: 'ordered', email: '{{ trigger.email }}', dataFields };
    await sender.recipe('reads_total', 'orderShipped', [{ id: 'track', use: 'track_event', with: fields }]);
    const shipped = (total: unknown, n: number) =>
      sender.send({ eventName: 'orderShipped', email: `ada${String(n)}@example.com`, total });
    for (let n = 0; n < 12; n += 1) await shipped(n + 0.5, n);
    await there.api('POST', '/schemas/sandbox/event:orderShipped', { edits: [] });
    await own.open('/', 'Overview');
    const matters = page.getByRole('region', { name: 'Needs attention' });
    await matters.waitFor();
    await own.settle();
    expect(await matters.getByText('Drift in event:orderShipped').count()).toBe(0);
    for (let n = 0; n < 12; n += 1) await shipped(`${String(n)} EUR`, n);
    await own.open('/', 'Overview');
    const told = matters.getByRole('listitem').filter({ hasText: 'Drift in event:orderShipped' });
    await told.getByText('total').waitFor();
    expect(await lookAt(own, 'overview-drift')).toEqual([]);
    await told.getByRole('link', { name: 'See what changed' }).click();
    await page.waitForURL(/\/schemas\/sandbox\/event%3AorderShipped/);
    await page.getByText('reads_total').first().waitFor();
  });
});

import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { startBrowser } from './browser.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { DesignerPage, type Scheme } from './designer-page.ts';

const folder = fileURLToPath(new URL('../../docs/images', import.meta.url));
const maxBytes = 3_000_000;

interface Picture {
  name: string;
  path: string;
  heading: string;
  scheme?: Scheme;
  width?: number;
  /** what is done on the page before the picture */
  before?: (designer: DesignerPage) => Promise<void>;
}

const sample = '{\n  "email": "ada@example.com",\n  \'total\': 12.5,\n  "items": [{"sku": "007", "price": 3}],\n}';

async function pasteSample({ page }: DesignerPage): Promise<void> {
  await page.getByRole('combobox', { name: 'Event name' }).fill('orderPlaced');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox', { name: 'Sample payloads' }).fill(sample);
  await page.getByRole('button', { name: 'Take the repair' }).waitFor();
}

const openTray = async ({ page }: DesignerPage): Promise<void> => {
  await page.getByRole('button', { name: 'Activity' }).click();
  await page.getByRole('dialog', { name: 'Activity' }).getByText('Bulk run').first().waitFor();
};

const openSearch = async ({ page }: DesignerPage): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Search' }).fill('user');
};

const runTest = async ({ page }: DesignerPage): Promise<void> => {
  await page.locator('[data-run-test]').click();
  await page.locator('[data-tested]').first().waitFor();
};

const known = '/schemas/new?connection=sandbox&trigger=event%3AemailSubscribe';

/** Every picture of docs/designer.md. */
const pictures: Picture[] = [
  { name: 'first-steps', path: '/setup?new', heading: 'First steps' },
  { name: 'overview', path: '/', heading: 'Overview' },
  { name: 'overview-dark', path: '/', heading: 'Overview', scheme: 'dark' },
  { name: 'catalogue', path: '/catalogue', heading: 'Catalogue' },
  { name: 'action', path: '/catalogue/actions/upsert_user', heading: 'Create or update user' },
  { name: 'connections', path: '/connections', heading: 'Connections' },
  { name: 'connection', path: '/connections/sandbox', heading: 'sandbox' },
  { name: 'recipes', path: '/recipes', heading: 'Recipes' },
  { name: 'recipe', path: '/recipes/welcome_sms?step=remember', heading: 'Welcome SMS' },
  {
    name: 'recipe-narrow',
    path: '/recipes/welcome_sms?step=remember',
    heading: 'Welcome SMS',
    width: 390,
    scheme: 'dark',
  },
  { name: 'recipe-test', path: '/recipes/welcome_sms?view=test', heading: 'Welcome SMS', before: runTest },
  { name: 'jobs', path: '/jobs', heading: 'Jobs' },
  { name: 'jobs-narrow', path: '/jobs', heading: 'Jobs', width: 390 },
  { name: 'events', path: '/events', heading: 'Events' },
  { name: 'schemas', path: '/schemas', heading: 'Schemas' },
  {
    name: 'schema-wizard-sample',
    path: '/schemas/new?connection=sandbox',
    heading: 'Schema wizard',
    before: pasteSample,
  },
  { name: 'schema-wizard-fields', path: `${known}&step=3`, heading: 'Schema wizard' },
  {
    name: 'schema-wizard-fields-narrow',
    path: `${known}&step=3`,
    heading: 'Schema wizard',
    width: 390,
    scheme: 'dark',
  },
  { name: 'schema-wizard-result', path: `${known}&step=4`, heading: 'Schema wizard' },
  { name: 'settings', path: '/settings', heading: 'Settings' },
  { name: 'settings-dark', path: '/settings?tab=browser', heading: 'Settings', scheme: 'dark' },
  { name: 'activity', path: '/jobs', heading: 'Jobs', before: openTray },
  { name: 'search-dark', path: '/', heading: 'Overview', scheme: 'dark', before: openSearch },
];

async function fill(server: DemoServer): Promise<void> {
  for (let sent = 0; sent < 6; sent += 1) await server.api('POST', '/connections/sandbox/sample-event');
  const rows = Array.from({ length: 200 }, (_, index) => ({ email: `person${index}@example.com`, points: index }));
  await server.api('POST', '/bulk', {
    action: 'bulk_upsert_users',
    connection: 'sandbox',
    rows,
    mapping: { email: '{{ row.email }}', dataFields: { points: '{{ row.points }}' } },
  });
}

const server = await startDemoServer();
const browser = await startBrowser();
try {
  const designer = new DesignerPage(browser.page, server);
  await designer.signIn();
  await fill(server);
  mkdirSync(folder, { recursive: true });
  for (const { name, path, heading, scheme = 'light', width = 1280, before } of pictures) {
    await designer.look(scheme, width);
    await designer.open(path, heading);
    await before?.(designer);
    await designer.settle();
    await designer.page.screenshot({ path: join(folder, `${name}.png`) });
  }
  const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  process.stdout.write(`${pictures.length} pictures, ${(bytes / 1e6).toFixed(1)} MB\n`);
  if (bytes > maxBytes) throw new Error(`the pictures take more than ${maxBytes} bytes`);
} finally {
  await browser.close();
  await server.close();
}

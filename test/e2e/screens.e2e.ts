import { mkdirSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startBrowser, type TestBrowser } from './browser.ts';
import { axeViolations, layoutFaults } from './check-page.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { DesignerPage, type Scheme } from './designer-page.ts';
import { makeScene, type Scene } from './scene.ts';
import type { Surface } from './surfaces/surface.ts';
import { surfaces } from './surfaces/surfaces.ts';

const schemes: Scheme[] = ['light', 'dark'];
const allWidths = [320, 768, 1440];
// set to a folder to look at the screens
const shots = process.env['ITC_E2E_SHOTS'];

let server: DemoServer;
let browser: TestBrowser;
let designer: DesignerPage;
let scene: Scene;

beforeAll(async () => {
  server = await startDemoServer();
  scene = await makeScene(server);
  // a second one, which can be signed out
  const other = await fetch(`${server.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url, 'x-itc-designer': '1' },
    body: JSON.stringify({ token: server.adminToken }),
  });
  expect(other.ok).toBe(true);
  browser = await startBrowser();
  designer = new DesignerPage(browser.page, server);
  // leaving a page with unsaved changes asks
  browser.page.on('dialog', (dialog) => void dialog.accept());
  await designer.signIn();
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** What is wrong with the page in each look; what opened stays open in between. */
async function faultsInEveryLook({ name, widths = allWidths }: Pick<Surface, 'name' | 'widths'>): Promise<string[]> {
  const faults: string[] = [];
  for (const scheme of schemes) {
    for (const width of widths) {
      await designer.look(scheme, width);
      await designer.calm();
      if (shots !== undefined) {
        const file = name === '/' ? 'overview' : name.replaceAll(/[^\w-]+/g, '-').replace(/^-/, '');
        await designer.page.screenshot({ path: `${shots}/${file}-${scheme}-${width}.png`, fullPage: true });
      }
      const found = [...(await axeViolations(designer.page)), ...(await layoutFaults(designer.page))];
      faults.push(...found.map((fault) => `${scheme}, ${width} px: ${fault}`));
    }
  }
  return faults;
}

describe('every screen, drawer and dialog', () => {
  it.each(surfaces.map((surface) => [surface.name, surface] as const))(
    '%s is accessible, has no covered control and keeps the policy, light and dark, narrow and wide',
    async (_, surface) => {
      const { path, heading, open, widths = allWidths } = surface;
      browser.complaints.length = 0;
      await designer.look('light', widths.at(-1) ?? 1440);
      await designer.open(typeof path === 'string' ? path : path(scene), heading);
      await designer.settle();
      await open?.(designer.page);
      await designer.settle();
      expect(await faultsInEveryLook(surface)).toEqual([]);
      expect(browser.complaints).toEqual([]);
    },
  );

  it('the sign-in is accessible, has no covered control and keeps the policy, also after a refusal', async () => {
    await browser.context.clearCookies();
    try {
      await designer.open('/', 'Sign in');
      await designer.page.getByRole('button', { name: 'Use the admin token' }).click();
      await designer.page.locator('input[name="token"]').fill('not-the-admin-token');
      await designer.page.getByRole('button', { name: 'Sign in' }).click();
      await designer.page.getByText('The admin token is not right.').waitFor();
      expect(await faultsInEveryLook({ name: 'sign-in' })).toEqual([]);
    } finally {
      await designer.signIn();
    }
    expect(browser.complaints).toEqual([]);
  });
});

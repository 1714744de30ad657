import { mkdirSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startBrowser, type TestBrowser } from './browser.ts';
import { axeViolations, layoutFaults } from './check-page.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { DesignerPage, type Scheme } from './designer-page.ts';

/** Every finished screen: address and heading. A new one is a line here. */
const screens: [path: string, heading: string][] = [
  ['/', 'Overview'],
  ['/setup', 'First steps'],
  ['/setup?new', 'First steps'],
  ['/setup?step=2&connection=sandbox', 'First steps'],
  ['/setup?step=3&connection=sandbox', 'First steps'],
  ['/catalogue', 'Catalogue'],
  ['/catalogue/actions/upsert_user', 'Create or update user'],
  ['/catalogue/actions/upsert_user?tab=limits', 'Create or update user'],
  ['/catalogue/actions/upsert_user?tab=examples', 'Create or update user'],
  ['/catalogue/actions/update_user_subscriptions?tab=try', 'Update user subscriptions'],
  ['/catalogue/triggers/new_object', 'New event'],
  ['/connections', 'Connections'],
  ['/connections/new', 'Connect Iterable'],
  ['/connections/sandbox', 'sandbox'],
  ['/recipes', 'Recipes'],
  ['/jobs', 'Jobs'],
  ['/events', 'Events'],
  ['/messages', 'Messages'],
  ['/messages?tab=stray', 'Messages'],
  ['/messages?tab=settings', 'Messages'],
  ['/suppressions', 'Suppressions'],
  ['/diagnostics', 'Diagnostics'],
  ['/schemas', 'Schemas'],
  ['/schemas/sandbox/event%3AemailSubscribe', 'emailSubscribe'],
  ['/schemas/sandbox/event%3AemailSubscribe?tab=code', 'emailSubscribe'],
  ['/schemas/new?connection=sandbox', 'Schema wizard'],
  ['/settings', 'Settings'],
  ['/settings?tab=sessions', 'Settings'],
  ['/settings?tab=token', 'Settings'],
  ['/settings?tab=environments', 'Settings'],
  ['/settings?tab=about', 'Settings'],
];
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
  await server.api('POST', '/connections/sandbox/sample-event');
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe('every finished screen', () => {
  it.each(screens)(
    '%s is accessible, has no covered control and keeps the policy, light and dark, narrow and wide',
    async (path, heading) => {
      await designer.open(path, heading);
      const faults: string[] = [];
      for (const { scheme, width } of looks) {
        await designer.look(scheme, width);
        await designer.settle();
        if (shots !== undefined) {
          const name = path === '/' ? 'overview' : path.slice(1).replaceAll(/[^\w-]+/g, '-');
          await designer.page.screenshot({ path: `${shots}/${name}-${scheme}-${width}.png`, fullPage: true });
        }
        const found = [...(await axeViolations(designer.page)), ...(await layoutFaults(designer.page))];
        faults.push(...found.map((fault) => `${scheme}, ${width} px: ${fault}`));
      }
      expect(faults).toEqual([]);
      expect(browser.complaints).toEqual([]);
    },
  );
});

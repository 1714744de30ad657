import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

import { startBrowser, type TestBrowser } from './browser.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { DesignerPage } from './designer-page.ts';

/** The server of `npm start` and its designer in a browser, for the tests of one file. */
export interface DemoDesigner {
  server: DemoServer;
  browser: TestBrowser;
  designer: DesignerPage;
  page: Page;
  /** fails when the browser complained about anything meanwhile */
  close(): Promise<void>;
}

/** Starts both, signed in with the admin token unless it says otherwise. */
export async function startDemoDesigner({
  isSignedIn = true,
  permissions = [],
}: { isSignedIn?: boolean; permissions?: string[] } = {}): Promise<DemoDesigner> {
  const server = await startDemoServer();
  const browser = await startBrowser().catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  await browser.context.grantPermissions(permissions);
  const { page } = browser;
  const designer = new DesignerPage(page, server);
  if (isSignedIn) await designer.signIn();
  return {
    server,
    browser,
    designer,
    page,
    async close() {
      const { complaints } = browser;
      await browser.close();
      await server.close();
      expect(complaints).toEqual([]);
    },
  };
}

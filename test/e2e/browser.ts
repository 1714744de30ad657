import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type BrowserContext, type Page } from 'playwright-core';

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium with a profile of its own. */
export interface TestBrowser {
  context: BrowserContext;
  page: Page;
  /** what the page's policy refused, and every error of a script, since the start */
  complaints: string[];
  close(): Promise<void>;
}

/** Starts the system's Chromium (`ITC_CHROMIUM` names another one) and collects what goes wrong in its pages. */
export async function startBrowser(): Promise<TestBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'itc-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['ITC_CHROMIUM'] ?? '/usr/bin/chromium',
    args,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  const complaints: string[] = [];
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => complaints.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text());
  });
  return {
    context,
    page,
    complaints,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

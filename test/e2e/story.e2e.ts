import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

import { startBrowser, type TestBrowser } from './browser.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { DesignerPage } from './designer-page.ts';

let server: DemoServer;
let browser: TestBrowser;
let designer: DesignerPage;
let page: Page;

beforeAll(async () => {
  server = await startDemoServer();
  browser = await startBrowser();
  designer = new DesignerPage(browser.page, server);
  page = browser.page;
});
afterAll(async () => {
  expect(browser.complaints).toEqual([]);
  await browser.close();
  await server.close();
});

interface StoryJob {
  id: string;
  status: string;
  rerunOf: string | null;
  error: { code: string; message: string } | null;
}

const field = (path: string): Locator => page.locator(`[data-panel] [data-field="${path}"]`);
const input = (path: string): Locator => field(path).locator('input:not([type="radio"])').first();
const jobs = async (): Promise<StoryJob[]> =>
  (await server.api<{ items: StoryJob[] }>('GET', '/jobs?recipe=story')).items;

/** Waits until the newest job of the story has ended, and answers it. */
async function endedJob(count: number): Promise<StoryJob> {
  for (;;) {
    const all = await jobs();
    const [newest] = all;
    if (all.length >= count && newest !== undefined && /succeeded|failed/.test(newest.status)) return newest;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function sendEvent(): Promise<void> {
  await designer.open('/setup?step=2&connection=sandbox', 'First steps');
  const sent = page.waitForResponse(/sample-event$/);
  await page.getByRole('button', { name: 'Let the sandbox send an event' }).click();
  await sent;
  await page.getByText('Events arrive').waitFor();
}

describe('the whole story', () => {
  it('leads from the first start to a recipe whose job succeeds, and from a type mismatch to the mended recipe and the rerun', async () => {
    await page.goto(server.setupLink);
    await designer.heading('First steps');
    await page.getByRole('button', { name: 'Use the sandbox' }).click();
    await page.getByRole('button', { name: 'Let the sandbox send an event' }).click();
    await page.getByText('Events arrive').waitFor();

    await page.getByRole('link', { name: 'Schemas' }).click();
    await page.getByRole('link', { name: 'emailSubscribe' }).click();
    await designer.heading('emailSubscribe');
    await page.getByRole('link', { name: 'Change' }).click();
    await page.getByRole('radio', { name: /^Received events \([1-9]/ }).check();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('tree', { name: 'Newest payload' }).waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('list', { name: 'Fields of the payload' }).waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Save version 1' }).click();
    await designer.heading('emailSubscribe');

    await page.getByRole('link', { name: 'Recipes', exact: true }).click();
    await page.getByRole('link', { name: 'New recipe' }).first().click();
    await page.getByRole('link', { name: 'Start empty' }).click();
    await page.getByLabel('Title').fill('The story');
    await page.getByRole('textbox', { name: 'Name' }).fill('story');
    await input('eventName').fill('emailSubscribe');
    for (const title of ['Get user by email', 'Create or update user', 'Track event']) {
      await page.getByRole('button', { name: 'Add step at the end: Steps of the recipe' }).click();
      await page.getByRole('dialog').getByText(title, { exact: true }).click();
      if (title === 'Track event') await input('eventName').fill('welcomed');
      await input('email').click();
      await page.locator('[data-pill="trigger.email"]').click();
      await field('email').locator('.cm-content').getByText('{{ trigger.email }}').waitFor();
    }
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Version 1 · Saved').waitFor();
    await page.getByRole('switch', { name: 'Active' }).click({ force: true });
    await page.getByRole('button', { name: 'Grant and switch on' }).click();
    await page.getByText('story is active.').waitFor();

    await sendEvent();
    expect((await endedJob(1)).status).toBe('succeeded');
    await designer.open('/jobs', 'Jobs');
    await page.getByRole('table').getByText(/story/).first().waitFor();
    await page.getByRole('table').getByText('Succeeded').first().waitFor();

    const { document } = await server.api<{ document: { steps: { with: object }[] } }>('GET', '/recipes/story');
    const [first, second, ...rest] = document.steps;
    const withField = (points: string | number) => ({
      document: {
        ...document,
        steps: [first, { ...second, with: { ...second?.with, dataFields: { points } } }, ...rest],
      },
      enable: true,
    });
    // the first value ever sent decides the type of a field
    await server.api('POST', '/recipes', withField(3));
    await sendEvent();
    expect((await endedJob(2)).status).toBe('succeeded');
    await server.api('GET', '/connections/sandbox/fields?refresh=true');

    await server.api('POST', '/recipes', withField('a lot'));
    const before = (await jobs()).length;
    await sendEvent();
    const failed = await endedJob(before + 1);
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'ITC_FIELD_TYPE' } });

    await designer.open('/jobs', 'Jobs');
    await page.getByRole('table').getByText('Failed').first().waitFor();
    expect(failed.error?.message).toContain('points');

    await server.api('POST', '/recipes', withField(7));
    const rerun = await server.api<StoryJob>('POST', `/jobs/${failed.id}/rerun`, {
      from: 'failed',
      version: 'current',
    });
    expect(rerun.rerunOf).toBe(failed.id);
    expect((await endedJob(before + 2)).status).toBe('succeeded');
  }, 300_000);
});

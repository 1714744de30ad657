import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

import { startBrowser, type TestBrowser } from './browser.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { DesignerPage } from './designer-page.ts';
import { keyboardPerson, mousePerson, type Person } from './person.ts';

let server: DemoServer;
let browser: TestBrowser;
let designer: DesignerPage;
let page: Page;

beforeEach(async () => {
  server = await startDemoServer();
  browser = await startBrowser();
  designer = new DesignerPage(browser.page, server);
  page = browser.page;
});
afterEach(async () => {
  expect(browser.complaints).toEqual([]);
  await browser.close();
  await server.close();
});

const field = (path: string): Locator => page.locator(`[data-panel] [data-field="${path}"]`);
const input = (path: string): Locator => field(path).locator('input:not([type="radio"])').first();
const button = (name: string): Locator => page.getByRole('button', { name });
const place = (name: string): Locator => page.getByRole('navigation').first().getByRole('link', { name, exact: true });
const saved = (version: number): Promise<void> => page.getByText(`Version ${version} · Saved`).waitFor();
const mode = (path: string, name: string): Locator => field(path).getByRole('radio', { name, exact: true });
/** Iterable sends one, as it does whenever a person subscribes. */
const eventArrives = (): Promise<unknown> => server.api('POST', '/connections/sandbox/sample-event');

/** From the printed link to a saved schema of the first event. */
async function firstRunAndSchema(person: Person): Promise<void> {
  await page.goto(server.setupLink);
  await designer.heading('Become the owner');
  await person.fill(page.getByLabel('Email'), 'owner@example.com');
  await person.fill(page.locator('input[name="password"]'), 'seven tall blue ladders');
  await person.press(button('Begin'));
  await designer.heading('First steps');
  await person.press(button('Use the sandbox'));
  await person.press(button('Let the sandbox send an event'));
  await page.getByText('Events arrive').waitFor();

  await person.press(place('Schemas'));
  await person.press(page.getByRole('link', { name: 'emailSubscribe' }));
  await designer.heading('emailSubscribe');
  await person.press(page.getByRole('link', { name: 'Change' }));
  await person.choose(page.getByRole('radio', { name: /^Received events \([1-9]/ }));
  await person.press(button('Next'));
  await page.getByRole('tree', { name: 'Newest payload' }).waitFor();
  await person.press(button('Next'));
  await page.getByRole('list', { name: 'Fields of the payload' }).waitFor();
  await person.press(button('Next'));
  await person.press(button('Save version 1'));
  await designer.heading('emailSubscribe');
}

/** A recipe with three mapped actions, tested and switched on; its second step writes a number to the profile. */
async function recipeWithThreeActions(person: Person): Promise<void> {
  await person.press(place('Recipes'));
  await person.press(page.getByRole('link', { name: 'New recipe' }).first());
  await person.press(page.getByRole('link', { name: 'Start empty' }));
  await person.fill(page.getByLabel('Title'), 'The story');
  await person.fill(page.getByRole('textbox', { name: 'Name' }), 'story');
  await person.fill(input('eventName'), 'emailSubscribe');
  for (const title of ['Get user by email', 'Create or update user', 'Track event']) {
    await person.press(button('Add step at the end: Steps of the recipe'));
    await person.pickAction(title);
    if (title === 'Track event') await person.fill(input('eventName'), 'welcomed');
    await person.map(field('email'), 'trigger.email');
    if (title === 'Create or update user') {
      await person.press(field('dataFields').getByRole('button', { name: 'Add field' }));
      await person.select(field('dataFields').getByLabel('Type', { exact: true }), 'Number');
      await person.fill(field('dataFields').getByRole('combobox', { name: 'Key' }), 'points');
      await person.fill(input('dataFields.points'), '3');
    }
  }
  await person.press(button('Save'));
  await saved(1);
  await person.press(page.getByRole('tab', { name: 'Test', exact: true }));
  await person.press(button('Run test'));
  await page.getByRole('region', { name: 'Results of the test' }).getByText('Succeeded').first().waitFor();
  await person.press(page.getByRole('switch', { name: 'Active' }));
  // read, write and personal data: what the recipe may do is said once, by a person
  await person.press(button('Grant and switch on'));
  await page.getByText('story is active.').waitFor();
}

/** The job of the story that is newest in the list, once it has ended so; opened. */
async function openJob(person: Person, status: string): Promise<void> {
  await person.press(place('Jobs'));
  await designer.heading('Jobs');
  const row = page.getByRole('row').filter({ hasText: 'story' }).filter({ hasText: status }).first();
  await row.waitFor();
  await person.press(row.getByRole('link').first());
  await designer.heading('Job of story');
}

/** The number gets a text mapped in its place: the builder warns, and the job of the next event fails. */
async function mismatch(person: Person): Promise<void> {
  await person.press(place('Recipes'));
  await person.press(page.getByRole('link', { name: 'The story' }));
  await person.press(page.locator('[data-step-row="upsert_user"]'));
  await person.press(button('Load the project’s fields again'));
  await page.getByText('long in Iterable', { exact: true }).waitFor();
  await person.choose(mode('dataFields.points', 'Formula'));
  await person.fill(field('dataFields.points').locator('.cm-content'), '{{ trigger.email }}');
  await page.getByRole('alert').getByText('points is long in Iterable, this is string').waitFor();
  await page.keyboard.press('Control+s');
  await saved(2);
  await eventArrives();
}

/** What the screen of the job says is enough to find the field, to mend it, and to run the job again. */
async function mend(person: Person): Promise<void> {
  await openJob(person, 'Failed');
  const error = page.getByRole('alert').filter({ hasText: 'Step upsert_user failed' });
  await error.getByText('`points` is long in Iterable, found string').waitFor();
  await person.press(error.getByRole('link', { name: 'Correct dataFields.points in story' }));
  await designer.heading('The story');
  const editor = field('dataFields.points').locator('.cm-content');
  await editor.getByText('{{ trigger.email }}').waitFor();
  await page.waitForFunction((element) => element?.contains(document.activeElement), await editor.elementHandle());
  await person.choose(mode('dataFields.points', 'Text'));
  await person.select(field('dataFields').getByLabel('Type', { exact: true }), 'Number');
  await person.fill(input('dataFields.points'), '4');
  await page.getByRole('alert').getByText('points is long').waitFor({ state: 'detached' });
  await person.press(button('Save'));
  await saved(3);

  await openJob(person, 'Failed');
  await person.press(button('Run again'));
  await person.press(page.getByRole('menuitem', { name: 'From the failed step, with the current version' }));
  await person.press(page.getByRole('dialog').getByRole('button', { name: 'Run again' }));
  await page.getByText('Repeats an earlier job').waitFor();
  await page.getByRole('status').getByText('Succeeded').waitFor();
  await page.getByText('story version 3').waitFor();
}

describe('the whole story', () => {
  it.each<[string, (page: Page) => Person]>([
    ['by mouse', mousePerson],
    ['by keyboard alone', keyboardPerson],
  ])(
    '%s leads from the first start to a job that succeeds, and from a type mismatch to the mended field and the rerun',
    async (_, personAt) => {
      const person = personAt(page);
      await firstRunAndSchema(person);
      await recipeWithThreeActions(person);
      await eventArrives();
      await openJob(person, 'Succeeded');
      await mismatch(person);
      await mend(person);
    },
    300_000,
  );
});

import type { Page } from 'playwright-core';

import type { Scene } from './scene.ts';

/** Something to look at: a screen, or what opens on one. */
export interface Surface {
  name: string;
  path: string | ((scene: Scene) => string);
  heading: string;
  /** what is done on the screen to open it */
  open?: (page: Page) => Promise<void>;
  /** where it is drawn; everywhere unless told */
  widths?: readonly number[];
}

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();
const item = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('menuitem', { name }).click();
const dialog = (page: Page): Promise<void> => page.getByRole('dialog').waitFor();
const menu = (page: Page): Promise<void> => page.getByRole('menu').waitFor();

/** Every screen in every state that an address gives it. */
const screens: Surface[] = (
  [
    ['/', 'Overview'],
    ['/setup', 'First steps'],
    ['/setup?new', 'First steps'],
    ['/setup?step=2&connection=sandbox', 'First steps'],
    ['/setup?step=3&connection=sandbox', 'First steps'],
    ['/catalogue', 'Catalogue'],
    ['/catalogue?q=nothing+of+that+name', 'Catalogue'],
    ['/catalogue/actions/upsert_user', 'Create or update user'],
    ['/catalogue/actions/upsert_user?tab=limits', 'Create or update user'],
    ['/catalogue/actions/upsert_user?tab=examples', 'Create or update user'],
    ['/catalogue/actions/update_user_subscriptions?tab=try', 'Update user subscriptions'],
    ['/catalogue/triggers/new_object', 'New event'],
    ['/connections', 'Connections'],
    ['/connections/new', 'Connect Iterable'],
    ['/connections/sandbox', 'sandbox'],
    ['/recipes', 'Recipes'],
    ['/recipes?search=none', 'Recipes'],
    ['/new-recipe', 'New recipe'],
    ['/new-recipe?template=blank', 'New recipe'],
    ['/recipes/welcome_sms?step=remember', 'Welcome SMS'],
    ['/new-recipe?template=list_hygiene&step=is_hard_bounce', 'List hygiene'],
    ['/recipes/welcome_sms?view=yaml', 'Welcome SMS'],
    ['/recipes/welcome_sms?view=versions', 'Welcome SMS'],
    ['/jobs', 'Jobs'],
    ['/jobs?recipe=none', 'Jobs'],
    ['/events', 'Events'],
    ['/events?eventName=none', 'Events'],
    ['/events?tab=refused', 'Events'],
    ['/schemas', 'Schemas'],
    ['/schemas/sandbox/event%3AemailSubscribe', 'emailSubscribe'],
    ['/schemas/sandbox/event%3AemailSubscribe?tab=code', 'emailSubscribe'],
    ['/schemas/sandbox/event%3AorderShipped?tab=versions', 'orderShipped'],
    ['/schemas/sandbox/event%3AorderShipped?tab=drift', 'orderShipped'],
    ['/schemas/new?connection=sandbox', 'Schema wizard'],
    ['/schemas/new?connection=sandbox&trigger=event%3AemailSubscribe&step=3', 'Schema wizard'],
    ['/schemas/new?connection=sandbox&trigger=event%3AemailSubscribe&step=4', 'Schema wizard'],
    ['/messages', 'Messages'],
    ['/messages?tab=stray', 'Messages'],
    ['/messages?tab=settings', 'Messages'],
    ['/suppressions', 'Suppressions'],
    ['/consent', 'Consent'],
    ['/consent?tab=person', 'Consent'],
    ['/consent?tab=drift', 'Consent'],
    ['/diagnostics', 'Diagnostics'],
    ['/people', 'People'],
    ['/people?tab=audit', 'People'],
    ['/account', 'Your account'],
    ['/settings', 'Settings'],
    ['/settings?tab=browser', 'Settings'],
    ['/settings?tab=sessions', 'Settings'],
    ['/settings?tab=token', 'Settings'],
    ['/settings?tab=environments', 'Settings'],
    ['/settings?tab=about', 'Settings'],
    ['/nowhere', 'Not found'],
  ] as const
).map(([path, heading]) => ({ name: path, path, heading }));

/** The screens of what the scene made. */
const ofScene: Surface[] = [
  { name: 'event', path: ({ event }) => `/events/${event}`, heading: 'inAppClick' },
  { name: 'event, headers', path: ({ event }) => `/events/${event}?tab=headers`, heading: 'inAppClick' },
  { name: 'event, schema check', path: ({ event }) => `/events/${event}?tab=schema`, heading: 'inAppClick' },
  { name: 'failed job', path: ({ failed }) => `/jobs/${failed}`, heading: 'Job of looks' },
  { name: 'failed job, comparison', path: ({ failed }) => `/jobs/${failed}?tab=compare`, heading: 'Job of looks' },
  { name: 'held job', path: ({ held }) => `/jobs/${held}`, heading: 'Job of texting' },
  { name: 'task', path: ({ task }) => `/tasks/${task}`, heading: 'Replay of events' },
  {
    name: 'the field that a job failed at',
    path: ({ event }) => `/recipes/looks?event=${event}&step=b&field=createdAt`,
    heading: 'looks',
  },
];

const frame: Surface[] = [
  {
    name: 'search',
    path: '/',
    heading: 'Overview',
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('textbox', { name: 'Search' }).fill('user');
    },
  },
  {
    name: 'keyboard help',
    path: '/jobs',
    heading: 'Jobs',
    open: async (page) => {
      await page.keyboard.press('?');
      await dialog(page);
    },
  },
  {
    name: 'activity',
    path: '/',
    heading: 'Overview',
    open: async (page) => {
      await press(page, 'Activity');
      await page.getByRole('dialog', { name: 'Activity' }).getByText('Bulk run').first().waitFor();
    },
  },
  {
    name: 'cancelling a bulk run',
    path: '/',
    heading: 'Overview',
    open: async (page) => {
      await press(page, 'Activity');
      await page
        .getByRole('dialog', { name: 'Activity' })
        .getByRole('button', { name: /^Cancel/ })
        .first()
        .click();
      await page.getByRole('dialog', { name: 'Cancel the bulk run?' }).waitFor();
    },
  },
  {
    name: 'user menu',
    path: '/',
    heading: 'Overview',
    open: async (page) => (await press(page, 'User menu'), menu(page)),
  },
  {
    name: 'colour schemes',
    path: '/',
    heading: 'Overview',
    open: async (page) => (await press(page, 'Colour scheme'), menu(page)),
  },
  {
    name: 'projects',
    path: '/',
    heading: 'Overview',
    open: async (page) => (await page.getByTitle('Change the project').click(), menu(page)),
  },
  {
    name: 'navigation of a narrow page',
    path: '/',
    heading: 'Overview',
    widths: [320],
    open: (page) => press(page, 'Open navigation'),
  },
];

const connections: Surface[] = [
  {
    name: 'step of the connection wizard: key',
    path: '/connections/new',
    heading: 'Connect Iterable',
    open: async (page) => {
      await page.getByLabel('Name of the connection').fill('Another');
      await press(page, 'Next');
      await page.locator('input[type="password"]').fill('wrong');
    },
  },
  {
    name: 'making a new webhook secret',
    path: '/connections/sandbox',
    heading: 'sandbox',
    open: async (page) => (await press(page, 'New secret'), dialog(page)),
  },
  {
    name: 'removing a connection',
    path: '/connections/sandbox',
    heading: 'sandbox',
    open: async (page) => (await press(page, 'Remove'), dialog(page)),
  },
];

const catalogue: Surface[] = [
  {
    name: 'examples of an action',
    path: '/catalogue/actions/upsert_user?tab=try',
    heading: 'Create or update user',
    open: async (page) => (await press(page, 'Fill with an example'), menu(page)),
  },
  {
    name: 'the request of an action',
    path: '/catalogue/actions/upsert_user?tab=try',
    heading: 'Create or update user',
    open: async (page) => {
      await press(page, 'Fill with an example');
      await page.getByRole('menuitem').first().click();
      await press(page, 'Show the request');
      await page.getByRole('tree', { name: 'Body of request 1' }).waitFor();
    },
  },
  {
    name: 'faults of an input',
    path: '/catalogue/actions/upsert_user?tab=try',
    heading: 'Create or update user',
    open: async (page) => {
      await press(page, 'Show the request');
      await page.getByText('There is no request').waitFor();
    },
  },
];

const builderTest = async (page: Page): Promise<void> => {
  await page.locator('[data-run-test]').click();
  await page.locator('[data-tested]').first().waitFor();
};
const stepTab = (name: string): Surface => ({
  name: `step: ${name}`,
  path: '/recipes/looks?step=b',
  heading: 'looks',
  open: (page) => page.locator('[data-panel]').getByRole('tab', { name, exact: true }).click(),
});

const builder: Surface[] = [
  { name: 'test of a recipe', path: '/recipes/welcome_sms?view=test', heading: 'Welcome SMS', open: builderTest },
  {
    name: 'test with a pasted payload',
    path: '/recipes/welcome_sms?view=test',
    heading: 'Welcome SMS',
    open: async (page) => {
      await page.getByLabel('Test with').selectOption({ label: 'A payload that I paste' });
      await page.getByRole('textbox', { name: 'Payload' }).fill('{"email":');
      await page.getByText('Not JSON yet').waitFor();
    },
  },
  {
    name: 'calling everything',
    path: '/recipes/welcome_sms?view=test',
    heading: 'Welcome SMS',
    open: async (page) => {
      await page.getByRole('radio', { name: 'Call everything' }).check();
      await page.locator('[data-run-test]').click();
      await dialog(page);
    },
  },
  stepTab('Test step'),
  stepTab('On error'),
  stepTab('Step'),
  {
    name: 'calling one step',
    path: '/recipes/looks?step=b',
    heading: 'looks',
    open: async (page) => {
      await page.getByRole('tab', { name: 'Test step' }).click();
      await press(page, 'Call this step');
      await dialog(page);
    },
  },
  {
    name: 'adding a step',
    path: '/recipes/welcome_sms?step=remember',
    heading: 'Welcome SMS',
    open: async (page) => (await press(page, 'Add a step before profile'), dialog(page)),
  },
  {
    name: 'more for a step',
    path: '/recipes/welcome_sms?step=remember',
    heading: 'Welcome SMS',
    open: async (page) => {
      await press(page, 'More for profile');
      await page.getByRole('group', { name: 'More for profile' }).waitFor();
    },
  },
  {
    name: 'pills offered while typing',
    path: '/recipes/looks?step=b',
    heading: 'looks',
    open: async (page) => {
      await page.locator('[data-panel] [data-field="eventName"] input:not([type="radio"])').first().fill('{{');
      await page.locator('[data-panel] [data-field="eventName"] .cm-content').click();
      await page.keyboard.type(' tri');
      await page.getByRole('listbox').waitFor();
    },
  },
  {
    name: 'faults, unsaved',
    path: '/recipes/looks?step=b',
    heading: 'looks',
    open: async (page) => {
      await page.locator('[data-panel] [data-field="eventName"] input:not([type="radio"])').first().fill('');
      await page.getByRole('region', { name: 'Check-list' }).getByRole('button').first().waitFor();
      await press(page, 'Save');
      await page.getByText('Not saved; your changes are still here').waitFor();
    },
  },
  {
    name: 'leaving without saving',
    path: '/recipes/looks',
    heading: 'looks',
    open: async (page) => {
      await page.getByLabel('Description').fill('Not saved');
      await page.getByRole('link', { name: 'Jobs', exact: true }).click();
      await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    },
  },
  {
    name: 'YAML that is no recipe',
    path: '/recipes/looks?view=yaml',
    heading: 'looks',
    open: async (page) => {
      await page.getByRole('textbox', { name: 'Recipe as YAML' }).focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText('name: [');
      await page.getByText('This is no recipe yet').waitFor();
    },
  },
  {
    name: 'a version against the editor',
    path: '/recipes/looks?view=versions',
    heading: 'looks',
    open: async (page) => {
      await press(page, 'Compare version 1');
      await page.getByRole('button', { name: 'Restore version 1' }).waitFor();
    },
  },
  {
    name: 'data fields of a profile',
    path: '/recipes/welcome_sms?step=remember',
    heading: 'Welcome SMS',
    open: async (page) => {
      const fields = page.locator('[data-panel] [data-field="dataFields"]');
      await fields.getByRole('button', { name: 'Add field' }).click();
      await fields.getByRole('button', { name: 'Load the project’s fields again' }).click();
      await fields.getByText(/[1-9]\d* fields of the project/).waitFor();
      await fields.getByRole('combobox', { name: 'Key' }).last().fill('e');
      await page.getByRole('listbox').getByRole('option').first().waitFor();
    },
  },
];

const history: Surface[] = [
  {
    name: 'replays',
    path: '/events',
    heading: 'Events',
    open: async (page) => (await press(page, 'Replay'), menu(page)),
  },
  {
    name: 'a replay in bulk',
    path: '/events',
    heading: 'Events',
    open: async (page) => {
      await press(page, 'Replay');
      await item(page, 'Recover failed jobs since…');
      await page.getByText(/jobs? would be looked at\./).waitFor();
    },
  },
  {
    name: 'uses of an event',
    path: ({ event }) => `/events/${event}`,
    heading: 'inAppClick',
    open: async (page) => (await page.getByRole('button', { name: 'Use', exact: true }).click(), menu(page)),
  },
  {
    name: 'replaying an event',
    path: ({ event }) => `/events/${event}`,
    heading: 'inAppClick',
    open: async (page) => {
      await press(page, 'Replay');
      await item(page, 'Every recipe that matches');
      await dialog(page);
    },
  },
  {
    name: 'exports of jobs',
    path: '/jobs',
    heading: 'Jobs',
    open: async (page) => (await press(page, /^(Export|Download)/), menu(page)),
  },
  {
    name: 'saved filters',
    path: '/jobs?status=failed',
    heading: 'Jobs',
    open: async (page) => (await press(page, 'Saved filters'), page.getByLabel('Save these filters as').waitFor()),
  },
  {
    name: 'selected jobs',
    path: '/jobs?recipe=looks',
    heading: 'Jobs',
    open: (page) => page.getByRole('checkbox', { name: 'Select all jobs shown' }).click(),
  },
  {
    name: 'ways to run a job again',
    path: ({ failed }) => `/jobs/${failed}`,
    heading: 'Job of looks',
    open: async (page) => (await press(page, 'Run again'), menu(page)),
  },
  {
    name: 'running a job again',
    path: ({ failed }) => `/jobs/${failed}`,
    heading: 'Job of looks',
    open: async (page) => {
      await press(page, 'Run again');
      await item(page, 'All steps, with the current version');
      await dialog(page);
    },
  },
  {
    name: 'releasing a send',
    path: ({ held }) => `/jobs/${held}`,
    heading: 'Job of texting',
    open: async (page) => (await press(page, 'Release'), dialog(page)),
  },
  {
    name: 'discarding a send',
    path: ({ held }) => `/jobs/${held}`,
    heading: 'Job of texting',
    open: async (page) => (await press(page, 'Discard'), dialog(page)),
  },
];

const wizard: Surface[] = [
  {
    name: 'wizard: a sample with mistakes',
    path: '/schemas/new?connection=sandbox&trigger=event%3AorderPlaced&step=1',
    heading: 'Schema wizard',
    open: async (page) => {
      await press(page, 'Next');
      await page.getByRole('textbox', { name: 'Sample payloads' }).fill("{'total': 3}");
      await page.getByRole('button', { name: 'Take the repair' }).waitFor();
    },
  },
  {
    name: 'wizard: an event as sample, masked',
    path: ({ event }) => `/schemas/new?connection=sandbox&trigger=event%3AinAppClick&event=${event}`,
    heading: 'Schema wizard',
    open: (page) => page.getByText(/samples? in all/).waitFor(),
  },
];

const settings: Surface[] = [
  {
    name: 'making a new admin token',
    path: '/settings?tab=token',
    heading: 'Settings',
    open: async (page) => (await press(page, 'Make a new token'), dialog(page)),
  },
  {
    name: 'signing out other browsers',
    path: '/settings?tab=sessions',
    heading: 'Settings',
    open: async (page) => (await press(page, 'Sign out others'), dialog(page)),
  },
];

/** Everything that is looked at. A new screen, drawer or dialog is an entry here. */
export const surfaces: readonly Surface[] = [
  ...screens,
  ...ofScene,
  ...frame,
  ...connections,
  ...catalogue,
  ...builder,
  ...history,
  ...wizard,
  ...settings,
];

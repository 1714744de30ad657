import type { Page } from 'playwright-core';

import { dialog, press, type Surface } from './surface.ts';

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

export const recipes: Surface[] = [
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
    name: 'replacing a pill everywhere',
    path: '/recipes/looks?step=b',
    heading: 'looks',
    open: async (page) => {
      await page.locator('[data-panel] [data-field="eventName"] input:not([type="radio"])').first().fill('{{');
      await page.locator('[data-panel] [data-field="eventName"] .cm-content').fill('{{ steps.none.name }}');
      await page.getByRole('button', { name: 'Replace everywhere…' }).first().click();
      await dialog(page);
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
  { name: 'step: pages of an export', path: '/recipes/paging?step=pages', heading: 'paging' },
  {
    name: 'granting what a recipe does',
    path: '/recipes/paging',
    heading: 'paging',
    open: async (page) => {
      await page.getByRole('switch', { name: 'Active' }).press('Space');
      await page.getByRole('dialog', { name: 'Let paging do this?' }).waitFor();
    },
  },
];

import { dialog, menu, press, type Surface } from './surface.ts';

/** What every screen has around it. */
export const frame: Surface[] = [
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

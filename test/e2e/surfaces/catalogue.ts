import { menu, press, type Surface } from './surface.ts';

export const catalogue: Surface[] = [
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

import { dialog, press, type Surface } from './surface.ts';

export const connections: Surface[] = [
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

import type { Page } from 'playwright-core';

import { dialog, press, type Surface } from './surface.ts';

const at = { path: '/write-backs/new', heading: 'New write-back' };
const choose = (page: Page, source: string): Promise<void> => page.getByRole('radio', { name: source }).check();

/** From the first step on, with a row that has a fault. */
async function goToFields(page: Page): Promise<void> {
  await choose(page, 'Pasted rows');
  await page.getByRole('textbox', { name: 'Rows' }).fill('email,plan\nlook@example.com,pro\nshort\n');
  await press(page, 'Next: fields');
  await page.getByRole('heading', { name: 'Where does each column go?' }).waitFor();
}

async function goToCheck(page: Page): Promise<void> {
  await goToFields(page);
  await press(page, 'Check the rows');
  await page.getByRole('heading', { name: 'What the check found' }).waitFor();
}

export const writeBack: Surface[] = [
  { name: 'write-backs', path: '/write-backs', heading: 'Write-backs' },
  { name: 'write-backs, none that fits', path: '/write-backs?status=failed', heading: 'Write-backs' },
  { name: 'a write-back', path: ({ bulk }) => `/write-backs/${bulk}`, heading: 'Create or update users in bulk' },
  { name: 'a write-back that is not there', path: '/write-backs/blk_none', heading: 'Write-back' },
  { name: 'new write-back', ...at },
  { name: 'new write-back, of an export', ...at, open: (page) => choose(page, 'What Iterable exports') },
  { name: 'new write-back, fields', ...at, open: goToFields },
  { name: 'new write-back, check', ...at, open: goToCheck },
  {
    name: 'starting a write-back',
    ...at,
    open: async (page) => {
      await goToCheck(page);
      await press(page, 'Start…');
      await dialog(page);
    },
  },
];

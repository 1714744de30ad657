import type { Page } from 'playwright-core';

import type { Scene } from '../scene.ts';

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

export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();
export const item = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('menuitem', { name }).click();
export const dialog = (page: Page): Promise<void> => page.getByRole('dialog').waitFor();
export const menu = (page: Page): Promise<void> => page.getByRole('menu').waitFor();

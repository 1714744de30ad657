import { mkdirSync } from 'node:fs';

import { axeViolations, layoutFaults } from './check-page.ts';
import type { DesignerPage, Scheme } from './designer-page.ts';

// the two corners; the whole matrix of a screen as it opens is in screens.e2e.ts
const looks: { scheme: Scheme; width: number }[] = [
  { scheme: 'light', width: 320 },
  { scheme: 'dark', width: 1440 },
];
// set to a folder to look at the screens
const shots = process.env['ITC_E2E_SHOTS'];

/** What is wrong with the page as it stands, open dialogs included, light and narrow, dark and wide; empty when nothing. */
export async function lookAt(designer: DesignerPage, name: string): Promise<string[]> {
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
  const faults: string[] = [];
  // where it was left something else may come to lie under it in another width, and open its tooltip
  await designer.page.mouse.move(0, 0);
  for (const { scheme, width } of looks) {
    await designer.look(scheme, width);
    await designer.settle();
    if (shots !== undefined) {
      await designer.page.screenshot({ path: `${shots}/${name}-${scheme}-${width}.png`, fullPage: true });
    }
    const found = [...(await axeViolations(designer.page)), ...(await layoutFaults(designer.page))];
    faults.push(...found.map((fault) => `${name}, ${scheme}, ${width} px: ${fault}`));
  }
  await designer.look('light', 1440);
  return faults;
}

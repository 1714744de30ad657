import type { Locator, Page } from 'playwright-core';

/** Somebody at the designer. What is done is the same for everybody; how, is not. */
export interface Person {
  /** a button, link, tab, menu item or switch */
  press(target: Locator): Promise<void>;
  /** a radio button, also one that draws a switch of modes */
  choose(radio: Locator): Promise<void>;
  fill(target: Locator, text: string): Promise<void>;
  /** an option of a native select, by its label */
  select(target: Locator, label: string): Promise<void>;
  /** an action in the open dialog that adds a step */
  pickAction(title: string): Promise<void>;
  /** puts a pill into a field that is empty */
  map(field: Locator, pill: string): Promise<void>;
}

const editorOf = (field: Locator): Locator => field.locator('.cm-content');
const lineOf = (field: Locator): Locator => field.locator('input:not([type="radio"])').first();

const roleOf = async (target: Locator): Promise<string | null> => {
  await target.waitFor({ state: 'attached' });
  return target.getAttribute('role');
};

/** Somebody who points and clicks. */
export function mousePerson(page: Page): Person {
  const labelOf = async (target: Locator): Promise<Locator> =>
    page.locator(`label[for="${await target.getAttribute('id')}"]`).last();
  return {
    // the label is what is drawn of a switch and of a radio button
    press: async (target) =>
      (await roleOf(target)) === 'switch' ? labelOf(target).then((label) => label.click()) : target.click(),
    choose: async (radio) => (await labelOf(radio)).click(),
    fill: (target, text) => target.fill(text),
    select: async (target, label) => void (await target.selectOption({ label })),
    pickAction: (title) => page.getByRole('dialog').getByText(title, { exact: true }).click(),
    async map(field, pill) {
      await lineOf(field).click();
      await page.locator(`[data-pill="${pill}"]`).click();
      await editorOf(field).getByText(`{{ ${pill} }}`).waitFor();
    },
  };
}

const mostStops = 300;
/** how one goes on within these */
const arrows: Record<string, string> = { menuitem: 'ArrowDown', tab: 'ArrowRight' };

/** Somebody without a mouse: goes to everything by Tab, and in menus and groups by the arrows. */
export function keyboardPerson(page: Page): Person {
  const { keyboard } = page;
  const isAt = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement);
  const goTo = async (target: Locator, key = 'Tab'): Promise<void> => {
    await target.waitFor();
    for (let stop = 0; stop < mostStops; stop += 1) {
      if (await isAt(target)) return;
      await keyboard.press(key);
    }
    throw new Error(`${key} does not come to ${target.toString()}`);
  };
  return {
    async press(target) {
      const role = await roleOf(target);
      // one tab of a list is a stop, the arrows go to the others
      if (role === 'tab') await goTo(target.locator('xpath=..').locator('[role="tab"][tabindex="0"]'));
      await goTo(target, arrows[role ?? ''] ?? 'Tab');
      await keyboard.press(role === 'switch' ? 'Space' : 'Enter');
    },
    async choose(radio) {
      await radio.waitFor({ state: 'attached' });
      const isInGroup = (): Promise<boolean> =>
        radio.evaluate((element) => {
          const { activeElement } = document;
          return activeElement instanceof HTMLInputElement && activeElement.name === (element as HTMLInputElement).name;
        });
      for (let stop = 0; stop < mostStops && !(await isInGroup()); stop += 1) await keyboard.press('Tab');
      if (!(await radio.isChecked())) await keyboard.press('Space');
      for (let stop = 0; stop < 10 && !(await radio.isChecked()); stop += 1) await keyboard.press('ArrowDown');
      if (!(await radio.isChecked())) throw new Error(`the arrows do not choose ${radio.toString()}`);
    },
    async fill(target, text) {
      await goTo(target);
      await keyboard.press('Control+a');
      await keyboard.type(text);
    },
    async select(target, label) {
      await goTo(target);
      await keyboard.type(label);
    },
    async pickAction(title) {
      await page.getByRole('dialog').waitFor();
      await keyboard.type(title);
      await page.getByRole('dialog').getByText(title, { exact: true }).waitFor();
      await keyboard.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
    async map(field, pill) {
      await goTo(lineOf(field));
      await keyboard.type('{{');
      await editorOf(field).waitFor();
      await page.getByRole('listbox').waitFor();
      await keyboard.type(pill);
      await page
        .getByRole('option', { name: new RegExp(`^${pill.replaceAll('.', '\\.')}`) })
        .first()
        .waitFor();
      await keyboard.press('Enter');
      await editorOf(field).getByText(`{{ ${pill} }}`).waitFor();
    },
  };
}

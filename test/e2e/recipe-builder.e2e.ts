import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

import { startDemoDesigner, type DemoDesigner } from './demo-designer.ts';
import type { DemoServer } from './demo-server.ts';
import type { DesignerPage } from './designer-page.ts';

interface Document {
  name: string;
  steps: { id: string; use?: string; with?: Record<string, unknown>; skip?: boolean }[];
}

let demo: DemoDesigner;
let server: DemoServer;
let designer: DesignerPage;
let page: Page;

beforeAll(async () => {
  demo = await startDemoDesigner();
  ({ server, designer, page } = demo);
  await server.api('POST', '/connections/sandbox/sample-event');
});
afterAll(() => demo?.close());

const field = (path: string): Locator => page.locator(`[data-panel] [data-field="${path}"]`);
const input = (path: string): Locator => field(path).locator('input:not([type="radio"])').first();
const pill = (path: string): Locator => page.locator(`[data-pill="${path}"]`);
const row = (id: string): Locator => page.locator(`[data-step-row="${id}"]`);
const stepIds = (): Promise<(string | null)[]> =>
  page
    .locator('[data-step-row]:not([data-step-row="true"])')
    .evaluateAll((rows) => rows.map((one) => one.getAttribute('data-step-row')));
const documentOf = async (name: string): Promise<Document> =>
  (await server.api<{ document: Document }>('GET', `/recipes/${name}`)).document;
const saved = (version: number): Promise<void> => page.getByText(`Version ${version} · Saved`).waitFor();

async function saveAs(name: string, steps: object[], title = name): Promise<void> {
  const trigger = { use: 'new_object', with: { eventName: 'emailSubscribe' } };
  await server.api('POST', '/recipes', { document: { name, title, connection: 'sandbox', trigger, steps } });
}
const profile = { id: 'profile', use: 'get_user_by_email', with: { email: '{{ trigger.email }}' } };
const track = {
  id: 'track',
  use: 'track_event',
  with: { eventName: 'seen', email: '{{ trigger.email }}', dataFields: { name: '{{ steps.profile.user.email }}' } },
};

describe('the recipe builder by mouse', () => {
  it('builds a recipe with three mapped actions by click, drag and typing braces, saves it and switches it on', async () => {
    await designer.open('/recipes', 'Recipes');
    await page.getByRole('link', { name: 'New recipe' }).first().click();
    await page.getByRole('link', { name: 'Start empty' }).click();
    await page.getByLabel('Title').fill('By mouse');
    await page.getByRole('textbox', { name: 'Name' }).fill('by_mouse');
    await input('eventName').fill('emailSubscribe');
    const add = async (title: string): Promise<void> => {
      await page.getByRole('button', { name: 'Add step at the end: Steps of the recipe' }).click();
      await page.getByRole('dialog').getByText(title, { exact: true }).click();
    };

    await add('Get user by email');
    // a click puts the field where the person last was
    await input('email').click();
    await pill('trigger.email').click();
    await field('email').locator('[data-resolved="value"]').waitFor();

    await add('Create or update user');
    await input('email').waitFor();
    await designer.settle();
    await pill('trigger.email').dragTo(input('email'));
    await field('email').locator('.cm-content').getByText('{{ trigger.email }}').waitFor();

    await add('Track event');
    await input('eventName').fill('welcomed');
    await input('email').click();
    await page.keyboard.type('{{');
    await page.getByRole('option', { name: /^trigger\.email/ }).click();
    await field('email').locator('.cm-content').getByText('{{ trigger.email }}').waitFor();

    await page.getByRole('button', { name: 'Save' }).click();
    await saved(1);
    // its label, which waits until the header has come to rest: the input itself is hidden
    await page.locator('label', { hasText: /^Active$/ }).click();
    await page.getByRole('button', { name: 'Grant and switch on' }).click();
    await page.getByText('by_mouse is active.').waitFor();
    expect((await documentOf('by_mouse')).steps).toEqual([
      { id: 'get_user_by_email', use: 'get_user_by_email', with: { email: '{{ trigger.email }}' } },
      { id: 'upsert_user', use: 'upsert_user', with: { email: '{{ trigger.email }}' } },
      { id: 'track_event', use: 'track_event', with: { eventName: 'welcomed', email: '{{ trigger.email }}' } },
    ]);
    expect(await server.api('GET', '/recipes/by_mouse')).toMatchObject({ enabled: true, version: 1 });
  });

  it('moves a step by drag to the place before another', async () => {
    await saveAs('dragged', [profile, { ...profile, id: 'second' }]);
    await designer.open('/recipes/dragged', 'dragged');
    const from = page.locator('[data-drag-handle="second"]');
    const to = page.getByRole('button', { name: 'Add a step before profile' });
    const [start, end] = [await from.boundingBox(), await to.boundingBox()];
    await page.mouse.move(start!.x + 8, start!.y + 8);
    await page.mouse.down();
    await page.mouse.move(start!.x + 8, start!.y - 10, { steps: 4 });
    await page.mouse.move(end!.x + 8, end!.y + 8, { steps: 8 });
    await page.mouse.up();
    await page.getByText('Step second is now number 1.').waitFor();
    expect(await stepIds()).toEqual(['second', 'profile']);
  });
});

describe('the recipe builder by keyboard', () => {
  it('builds a recipe with three mapped actions without a mouse', async () => {
    await designer.open('/new-recipe', 'New recipe');
    const press = (...keys: string[]): Promise<void> =>
      keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
    const tabTo = async (target: Locator): Promise<void> => {
      for (let count = 0; count < 120; count += 1) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error('Tab does not come there');
    };
    await tabTo(page.getByRole('link', { name: 'Start empty' }));
    await press('Enter');
    await designer.heading('New recipe');
    await page.getByLabel('Title').waitFor();
    await tabTo(page.getByLabel('Title'));
    await press('Control+a');
    await page.keyboard.type('By keys');
    await press('Tab', 'Control+a');
    await page.keyboard.type('by_keys');
    await tabTo(input('eventName'));
    await page.keyboard.type('emailSubscribe');

    const add = async (search: string): Promise<void> => {
      await page.locator('body').evaluate(() => (document.activeElement as HTMLElement).blur());
      await tabTo(page.getByRole('button', { name: 'Add step at the end: Steps of the recipe' }));
      await press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type(search);
      await page.getByRole('dialog').getByText(/./).first().waitFor();
      await press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    const map = async (path: string, typed: string): Promise<void> => {
      await tabTo(input(path));
      await page.keyboard.type('{{');
      await field(path).locator('.cm-content').waitFor();
      await page.getByRole('listbox').waitFor();
      await page.keyboard.type(typed);
      await page
        .getByRole('option', { name: new RegExp(`^${typed.replaceAll('.', '\\.')}`) })
        .first()
        .waitFor();
      await press('Enter');
      await field(path).locator('.cm-content').getByText(`{{ ${typed} }}`).waitFor();
    };
    await add('get user by email');
    await map('email', 'trigger.email');
    await add('create or update user');
    await map('email', 'trigger.email');
    await add('track event');
    await tabTo(input('eventName'));
    await page.keyboard.type('welcomed');
    await map('email', 'trigger.email');
    await press('Control+s');
    await saved(1);
    expect((await documentOf('by_keys')).steps.map(({ use, with: input }) => [use, input?.['email']])).toEqual([
      ['get_user_by_email', '{{ trigger.email }}'],
      ['upsert_user', '{{ trigger.email }}'],
      ['track_event', '{{ trigger.email }}'],
    ]);
  });

  it('moves, duplicates, skips, deletes and undoes with keys, and refuses a forward reference with the reason', async () => {
    await saveAs('keyed', [profile, track]);
    await designer.open('/recipes/keyed', 'keyed');
    await row('profile').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page
      .getByRole('alert')
      .getByText(/Step track uses the output of step profile/)
      .waitFor();
    expect(await stepIds()).toEqual(['profile', 'track']);
    await row('track').focus();
    await page.keyboard.press('Alt+d');
    await page.getByText('Step track was duplicated as track_2.').waitFor();
    await row('track_2').focus();
    await page.keyboard.press('Alt+ArrowUp');
    expect(await stepIds()).toEqual(['profile', 'track_2', 'track']);
    await row('track').focus();
    await page.keyboard.press('Alt+s');
    await page.getByText('Step track is skipped.').waitFor();
    await row('track_2').focus();
    await page.keyboard.press('Delete');
    expect(await stepIds()).toEqual(['profile', 'track']);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await stepIds()).toEqual(['profile', 'track_2', 'track']);
    await page.keyboard.press('Control+s');
    await saved(2);
    const { steps } = await documentOf('keyed');
    expect(steps.map(({ id, skip }) => [id, skip])).toEqual([
      ['profile', undefined],
      ['track_2', undefined],
      ['track', true],
    ]);
  });
});

describe('the document of the builder', () => {
  it('is the same in the form and as YAML, edited both ways, with a faulty text kept', async () => {
    await saveAs('both_ways', [{ ...track, with: { eventName: 'seen', email: '{{ trigger.email }}' } }]);
    await designer.open('/recipes/both_ways?step=track', 'both_ways');
    await input('eventName').fill('from_form');
    await page.getByRole('tab', { name: 'YAML' }).click();
    const editor = page.getByRole('textbox', { name: 'Recipe as YAML' });
    await editor.getByText('from_form').waitFor();
    const text = await editor.innerText();
    await editor.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(text.replace('from_form', 'from_yaml'));
    await page.getByRole('tab', { name: 'Steps' }).click();
    await row('track').click();
    expect(await input('eventName').inputValue()).toBe('from_yaml');

    await page.getByRole('tab', { name: 'YAML' }).click();
    await editor.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('name: [');
    await page.getByText('This is no recipe yet').waitFor();
    await page.getByRole('tab', { name: 'Steps' }).click();
    await row('track').waitFor();
    expect(await row('track').count()).toBe(1);
    await page.getByRole('tab', { name: 'YAML' }).click();
    expect(await editor.innerText()).toContain('name: [');
    await editor.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(text.replace('from_form', 'from_yaml'));
    await page.getByText('This is no recipe yet').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+s');
    await saved(2);
    expect((await documentOf('both_ways')).steps[0]?.with).toEqual({
      eventName: 'from_yaml',
      email: '{{ trigger.email }}',
    });
  });

  it('keeps the value of each mode of a field', async () => {
    await saveAs('modes', [{ ...track, with: { eventName: 'literal', email: '{{ trigger.email }}' } }]);
    await designer.open('/recipes/modes?step=track', 'modes');
    const modes = field('eventName').getByRole('radiogroup');
    await modes.getByText('Formula').click();
    await field('eventName').locator('.cm-content').click();
    await page.keyboard.insertText('{{ trigger.eventName }}');
    await modes.getByText('Text').click();
    expect(await input('eventName').inputValue()).toBe('literal');
    await row('track').focus();
    await modes.getByText('Formula').click();
    await field('eventName').locator('.cm-content').getByText('{{ trigger.eventName }}').waitFor();
    await field('eventName').getByText('emailSubscribe').waitFor();
  });

  it('lists a fault with a link to its field and crosses it off when it is mended', async () => {
    await saveAs('faulty', [{ ...track, with: { eventName: 'seen', email: '{{ trigger.email }}' } }]);
    await designer.open('/recipes/faulty?step=track', 'faulty');
    await input('eventName').fill('');
    const fault = page
      .getByRole('region', { name: 'Check-list' })
      .getByRole('button', { name: /Step 1, track: eventName/ });
    await fault.waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Not saved; your changes are still here').waitFor();
    await page.getByRole('tab', { name: 'Test', exact: true }).click();
    await fault.click();
    const name = input('eventName');
    await name.waitFor();
    await page.waitForFunction((element) => element === document.activeElement, await name.elementHandle());
    await page.keyboard.type('seen');
    await fault.waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Check-list' }).getByText('Nothing to mend.').waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText(/· Saved/).waitFor();
  });

  it('guards unsaved changes and gives them back', async () => {
    await saveAs('guarded', [profile]);
    await designer.open('/recipes/guarded', 'guarded');
    await page.getByLabel('Description').fill('Not saved yet');
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click();
    expect(await page.getByLabel('Description').inputValue()).toBe('Not saved yet');
    await page.waitForFunction(() => localStorage.getItem('itc.draft.guarded') !== null);
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await page.getByRole('button', { name: 'Leave' }).click();
    await designer.heading('Jobs');
    await designer.open('/recipes/guarded', 'guarded');
    await page.getByRole('button', { name: 'Restore them' }).click();
    expect(await page.getByLabel('Description').inputValue()).toBe('Not saved yet');
    await page.keyboard.press('Control+s');
    await saved(2);
  });
});

describe('the test of a recipe in the builder', () => {
  it('shows the resolved input and request of each step for a chosen event, and makes no job', async () => {
    await saveAs('tested', [profile, track]);
    const { items } = await server.api<{ items: { id: string }[] }>('GET', '/events?eventName=emailSubscribe');
    await designer.open('/recipes/tested?view=test', 'tested');
    await page.getByLabel('Test with').selectOption(items[0]!.id);
    await page.getByRole('tree', { name: 'Payload of the sample' }).waitFor();
    await page.locator('[data-run-test]').click();
    const first = page.getByRole('region', { name: 'Test of profile' });
    await first.getByRole('tree', { name: 'Input of profile' }).waitFor();
    expect(await first.innerText()).toMatch(/GET http.*\/api\/users\/getByEmail/);
    const second = page.getByRole('region', { name: 'Test of track' });
    expect(await second.innerText()).toMatch(/POST http.*\/api\/events\/track/);
    await second.getByRole('tree', { name: 'Request body 1 of track' }).getByText('"seen"').waitFor();
    await page.reload();
    expect(await page.getByLabel('Test with').inputValue()).toBe(items[0]!.id);
    expect((await server.api<{ items: object[] }>('GET', '/jobs?recipe=tested')).items).toEqual([]);
  });

  it('previews the request of one step, and calls that step alone after asking', async () => {
    await saveAs('one_step', [profile, { ...track, with: { ...track.with, dataFields: {} } }]);
    await designer.open('/recipes/one_step?step=track', 'one_step');
    await page.getByRole('tab', { name: 'Test step' }).click();
    await page.getByRole('button', { name: 'Preview request' }).click();
    const card = page.getByRole('region', { name: 'Test of track' });
    await card.getByText('Not called: output is an example').waitFor();
    await page.getByRole('button', { name: 'Call this step' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Call once' }).click();
    await card.getByText('Called for real').waitFor();
    await card.getByText('Success', { exact: true }).waitFor();
    expect((await server.api<{ items: object[] }>('GET', '/jobs?recipe=one_step')).items).toEqual([]);
  });
});

describe('the versions of a recipe in the builder', () => {
  it('shows what changed, restores an old version into the editor and saves it as the next', async () => {
    await saveAs('versioned', [profile]);
    await saveAs('versioned', [profile, { ...profile, id: 'again' }]);
    await designer.open('/recipes/versioned?view=versions', 'versioned');
    await page.getByRole('button', { name: 'Compare version 1' }).click();
    await page.getByRole('textbox', { name: 'Version 1 against the editor' }).getByText('again').waitFor();
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    await row('profile').waitFor();
    expect(await stepIds()).toEqual(['profile']);
    await page.getByRole('button', { name: 'Save' }).click();
    await saved(3);
    expect((await documentOf('versioned')).steps.map(({ id }) => id)).toEqual(['profile']);
  });

  it('keeps the changes when somebody else saved first, and can save on top', async () => {
    await saveAs('raced', [profile]);
    await designer.open('/recipes/raced', 'raced');
    await page.getByLabel('Description').fill('Mine');
    await saveAs('raced', [profile, { ...profile, id: 'theirs' }]);
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: 'Save on top of the newer version' }).click();
    await saved(3);
    expect((await documentOf('raced')).steps).toHaveLength(1);
  });
});

describe('a large payload in the builder', () => {
  it('opens 1 MB in the data panel, and a key typed then shows at once', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 12_000 }, (_, index) => [`field_${index}`, { id: index, text: 'x'.repeat(60) }]),
    );
    await saveAs('large', [{ ...track, with: { eventName: 'seen', email: '{{ trigger.email }}' } }]);
    await page.route('**/api/v1/triggers/new_object/sample', (route) =>
      route.fulfill({ json: { payload: { email: 'ada@example.com', eventName: 'emailSubscribe', dataFields: many } } }),
    );
    await designer.open('/recipes/large?step=track', 'large');
    await pill('trigger.dataFields').waitFor();
    await page.getByLabel('Search data').fill('field_11999');
    await page.locator('[data-pill="trigger.dataFields.field_11999"]').waitFor();
    const name = input('eventName');
    await name.fill('typed');
    expect(await name.inputValue()).toBe('typed');
    await page.unroute('**/api/v1/triggers/new_object/sample');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

import { startDemoDesigner, type DemoDesigner } from './demo-designer.ts';
import type { DemoServer } from './demo-server.ts';
import type { DesignerPage } from './designer-page.ts';

interface Document {
  steps: { id: string; comment?: string; use?: string; with?: Record<string, unknown> }[];
}

let demo: DemoDesigner;
let server: DemoServer;
let designer: DesignerPage;
let page: Page;

beforeAll(async () => {
  demo = await startDemoDesigner({ permissions: ['clipboard-read', 'clipboard-write'] });
  ({ server, designer, page } = demo);
  await server.api('POST', '/connections/sandbox/sample-event');
});
afterAll(() => demo?.close());

const field = (path: string): Locator => page.locator(`[data-panel] [data-field="${path}"]`);
const input = (path: string): Locator => field(path).locator('input:not([type="radio"])').first();
const row = (id: string): Locator => page.locator(`[data-step-row="${id}"]`);
const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const stepsOf = async (name: string): Promise<Document['steps']> =>
  (await server.api<{ document: Document }>('GET', `/recipes/${name}`)).document.steps;

async function save(name: string, steps: object[], connection = 'sandbox'): Promise<void> {
  const trigger = { use: 'new_object', with: { eventName: 'emailSubscribe' } };
  await server.api('POST', '/recipes', { document: { name, connection, trigger, steps } });
}
const profile = { id: 'profile', use: 'get_user_by_email', with: { email: '{{ trigger.email }}' } };
const track = { id: 'track', use: 'track_event', with: { eventName: 'seen', email: '{{ trigger.email }}' } };
const text = { id: 'text', use: 'send_sms', with: { campaignId: 7001003, recipientEmail: '{{ trigger.email }}' } };

describe('conventions that a person finds in the builder', () => {
  it('1.4-1: connection, recipe, trigger, action, step, job, datapill and pick list are called so, and a workflow is a Journey', async () => {
    const places = page.getByRole('navigation').first();
    for (const name of ['Connections', 'Recipes', 'Jobs']) await places.getByRole('link', { name }).waitFor();
    await designer.open('/catalogue/triggers/new_workflow', 'Journey webhook');
    await page.getByText('Journey (workflow) webhook').waitFor();
    await designer.open('/catalogue/actions/send_sms', 'Send SMS');
    await page.getByRole('cell', { name: /^pick list \(campaigns\)$/ }).waitFor();
    await save('words', [text]);
    await designer.open('/recipes/words', 'words');
    for (const name of ['Trigger', 'Connection']) await page.getByLabel(name, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Add step at the end' }).click();
    await page.getByRole('dialog', { name: 'Add a step' }).waitFor();
    await page.keyboard.press('Escape');
    await row('text').click();
    await page.getByText('Datapills of earlier steps.').waitFor();
  });

  it('1.4-2: steps are numbered below the trigger; one is added between two, gets a comment, is deleted and comes back by undo', async () => {
    await save('ordered', [profile, track]);
    await designer.open('/recipes/ordered', 'ordered');
    const rows = page.locator('[data-step-row]');
    await row('track').waitFor();
    expect((await rows.allInnerTexts()).map((line) => line.split('\n')[0])).toEqual([
      expect.stringMatching(/^Start: /),
      expect.stringMatching(/^1 /),
      expect.stringMatching(/^2 /),
    ]);
    await page.getByRole('button', { name: 'Add a step before track' }).click();
    await page.getByRole('dialog').getByText('Create or update user', { exact: true }).click();
    await page.getByRole('tab', { name: 'Step', exact: true }).click();
    await page.getByLabel('Comment').fill('Keeps the profile fresh');
    await row('upsert_user').getByText('Keeps the profile fresh').waitFor();
    expect(await row('track').innerText()).toMatch(/^3 /);

    await row('upsert_user').focus();
    await page.keyboard.press('Delete');
    await row('upsert_user').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await row('upsert_user').getByText('Keeps the profile fresh').waitFor();
    await row('upsert_user').click();
    await input('email').fill('ada@example.com');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Version 2 · Saved').waitFor();
    expect((await stepsOf('ordered')).map(({ id, comment }) => [id, comment])).toEqual([
      ['profile', undefined],
      ['upsert_user', 'Keeps the profile fresh'],
      ['track', undefined],
    ]);
  });

  it('1.4-3: a slash typed into a field offers the datapills of earlier steps alone, and one that is not chosen stays text', async () => {
    await save('slashed', [profile, { ...track, with: { eventName: 'seen' } }, { ...profile, id: 'later' }]);
    await designer.open('/recipes/slashed?step=track', 'slashed');
    await page.getByRole('treeitem').filter({ hasText: 'Get user by email' }).first().waitFor();
    const origins = await page.locator('[data-pill]').evaluateAll((all) => all.map((one) => one.dataset['pill']));
    expect(origins).toContain('steps.profile');
    expect(origins).not.toContain('steps.later');
    await page.locator('[data-pill="trigger.email"]').getByText('@').waitFor();

    await input('email').click();
    await page.keyboard.type('/');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.type('trigger.em');
    await page.getByRole('option', { name: /^trigger\.email/ }).click();
    await field('email').locator('.cm-content').getByText('{{ trigger.email }}').waitFor();
    await input('userId').click();
    await page.keyboard.type('/no/pill');
    await page.keyboard.press('Control+s');
    await page.getByText('Version 2 · Saved').waitFor();
    expect((await stepsOf('slashed'))[1]?.with).toMatchObject({ email: '{{ trigger.email }}', userId: '/no/pill' });
  });

  it('1.4-5: required fields come first, then sticky ones, then “Show N optional fields”, each with its hint and Iterable’s page', async () => {
    await save('fields', [track]);
    await designer.open('/recipes/fields?step=track', 'fields');
    await input('eventName').waitFor();
    const order = (): Promise<(string | undefined)[]> =>
      page.locator('[data-panel] [data-field]').evaluateAll((all) => all.map((one) => one.dataset['field']));
    expect(await order()).toEqual(['eventName', 'email', 'userId', 'dataFields']);
    await field('eventName').getByLabel('required').waitFor();
    await field('email').getByText('Needed in email-based projects.').waitFor();
    const help = field('email').getByRole('link', { name: 'Email on Iterable’s page' });
    expect(await help.getAttribute('href')).toBe('https://api.iterable.com/api/docs#events_track');

    await page.getByRole('button', { name: 'Show 5 optional fields' }).click();
    await input('campaignId').waitFor();
    expect((await order()).slice(4)).toEqual(['createdAt', 'id', 'campaignId', 'templateId', 'createNewFields']);
    await page.getByRole('button', { name: 'Hide 5 optional fields' }).click();
    await input('campaignId').waitFor({ state: 'detached' });
  });

  it('1.4-6: a pick list comes from the account with name and id, is searched and loaded again, takes an id of one’s own, also when it fails', async () => {
    await save('listed', [text]);
    await designer.open('/recipes/listed?step=text', 'listed');
    await field('campaignId').locator('label', { hasText: 'From list' }).click();
    await field('campaignId')
      .getByText(/^Pick list of [1-9]\d*, loaded/)
      .waitFor();
    await input('campaignId').fill('7001003');
    const option = page.getByRole('option', { name: / · 7001003/ });
    expect(await page.getByRole('option').count()).toBe(1);
    await option.click();
    const reloaded = page.waitForResponse((answer) => /picklists\/campaigns\?.*refresh=true/.test(answer.url()));
    await page.getByRole('button', { name: /^Load the choices of .* again$/ }).click();
    expect((await reloaded).status()).toBe(200);

    await input('campaignId').fill('9999999');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+s');
    await page.getByText('Version 2 · Saved').waitFor();
    expect((await stepsOf('listed'))[0]?.with).toMatchObject({ campaignId: 9_999_999 });

    const broken = {
      status: 502,
      json: { error: { code: 'ITC_ITERABLE_DOWN', message: 'No answer.', hint: 'Wait.' } },
    };
    await page.route('**/api/v1/picklists/campaigns*', (route) => route.fulfill(broken));
    await designer.open('/recipes/listed?step=text', 'listed');
    await field('campaignId').locator('label', { hasText: 'From list' }).click();
    await field('campaignId').getByText('The choices could not be loaded: No answer. You can type an id.').waitFor();
    await input('campaignId').fill('8888888');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+s');
    await page.getByText('Version 3 · Saved').waitFor();
    await page.unrouteAll();
  });

  it('1.4-9: a pasted event tests the recipe, and each step shows its input, output and the HTTP answer', async () => {
    await save('pasted', [profile]);
    await designer.open('/recipes/pasted?view=test', 'pasted');
    await page.getByLabel('Test with').selectOption({ label: 'A payload that I paste' });
    await page.getByRole('textbox', { name: 'Payload' }).fill('{"email": "pasted@example.com"}');
    await page.getByRole('radio', { name: 'Call what only reads' }).check();
    await page.locator('[data-run-test]').click();
    const card = page.getByRole('region', { name: 'Test of profile' });
    await card.getByRole('tree', { name: 'Input of profile' }).getByText('"pasted@example.com"').waitFor();
    await card.getByText('Called for real').waitFor();
    await card.getByText('Test', { exact: true }).waitFor();
    await card.getByRole('button', { name: /^HTTP \d+, / }).click();
    await card.getByRole('tree', { name: 'Answer 1 of profile' }).waitFor();
    await card.getByRole('button', { name: 'Output' }).click();
    await card.getByRole('tree', { name: 'Output of profile' }).waitFor();
    await card.getByRole('button', { name: 'Copy as cURL' }).click();
    expect(await clipboard()).toMatch(/^curl -X GET 'http\S+pasted%40example\.com'[^]*Api-Key: <API key>/);
  });

  it('1.4-10: the active switch is apart from saving, and a version says when and by whom it was saved', async () => {
    await save('switched', [profile]);
    await designer.open('/recipes/switched', 'switched');
    await page.getByLabel('Description').fill('A draft');
    await page.getByText('Version 1 · Not saved').waitFor();
    await page.getByRole('switch', { name: 'Active' }).press('Space');
    await page.getByRole('button', { name: 'Grant and switch on' }).click();
    await page.getByText('switched is active.').waitFor();
    expect(await server.api('GET', '/recipes/switched')).toMatchObject({ enabled: true, version: 1 });
    await page.getByText('Version 1 · Not saved').waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText('Version 2 · Saved').waitFor();
    await page.getByRole('tab', { name: 'Versions' }).click();
    const newest = page.getByRole('list', { name: 'Versions' }).getByRole('listitem').first();
    await newest.getByText('Newest').waitFor();
    expect(await newest.innerText()).toMatch(/Version 2\s+\S.*\d{4}.* by admin token/);
  });

  it('1.4-19: a recipe is shown as YAML, as command line and as REST call, and each form gives the same document', async () => {
    await save('shown', [track]);
    await designer.open('/recipes/shown', 'shown');
    await page.getByRole('button', { name: 'Show as…' }).click();
    const forms = page.getByRole('dialog', { name: 'Show as' });
    await forms.getByText('npx itc recipe show shown').waitFor();
    await forms.getByRole('button', { name: 'Copy REST call' }).click();
    const call = await clipboard();
    const url = /'(http[^']+)'/.exec(call)?.[1] ?? '';
    const answer = await fetch(url, { headers: { authorization: `Bearer ${server.adminToken}` } });
    const { document } = (await answer.json()) as { document: object };
    await forms.getByRole('button', { name: 'Copy as JSON' }).click();
    await forms.getByRole('button', { name: 'Copied' }).waitFor();
    expect(JSON.parse(await clipboard())).toEqual(document);
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'YAML' }).click();
    await page.getByRole('textbox', { name: 'Recipe as YAML' }).getByText('track_event').waitFor();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

import { startDemoDesigner, type DemoDesigner } from './demo-designer.ts';
import type { DemoServer } from './demo-server.ts';
import type { DesignerPage } from './designer-page.ts';

let demo: DemoDesigner;
let server: DemoServer;
let designer: DesignerPage;
let page: Page;

beforeAll(async () => {
  demo = await startDemoDesigner();
  ({ server, designer, page } = demo);
  await server.api('POST', '/connections/sandbox/sample-event');
  await server.api('POST', '/actions/upsert_user/run', {
    connection: 'sandbox',
    input: { email: 'ada@example.com', dataFields: { loyaltyPoints: 3 } },
  });
  await server.api('GET', '/connections/sandbox/fields?refresh=true');
  const step = { id: 'keep', use: 'upsert_user', with: { email: '{{ trigger.email }}' } };
  await server.api('POST', '/recipes', {
    document: {
      name: 'mapped',
      connection: 'sandbox',
      trigger: { use: 'new_object', with: { eventName: 'emailSubscribe' } },
      steps: [step],
    },
  });
});
afterAll(() => demo?.close());

const fields = (): Locator => page.locator('[data-panel] [data-field="dataFields"]');

describe('data to map', () => {
  it('W21: proposes profile fields with their types, takes the type over, and shows a pill of another type', async () => {
    await designer.open('/recipes/mapped?step=keep', 'mapped');
    await fields().getByRole('button', { name: 'Add field' }).click();
    await fields().getByRole('combobox', { name: 'Key' }).fill('loyal');
    const option = page.getByRole('option', { name: /^loyaltyPoints/ });
    await option.getByText('long').waitFor();
    await option.click();
    expect(await fields().getByLabel('Type', { exact: true }).inputValue()).toBe('number');
    await fields().getByText('long in Iterable', { exact: true }).waitFor();

    await fields().locator('[data-field="dataFields.loyaltyPoints"] input:not([type="radio"])').first().click();
    await page.locator('[data-pill="trigger.email"]').click();
    await page
      .locator('[data-clash="loyaltyPoints"]')
      .getByText('loyaltyPoints is long in Iterable, this is string')
      .waitFor();
    await fields().getByRole('combobox', { name: 'Key' }).fill('nickname');
    await page.locator('[data-clash]').waitFor({ state: 'detached' });
    await fields().getByText('New in this project').waitFor();
  });

  it('offers the fields of the saved schema, says where they come from, and leads to where they are changed', async () => {
    await server.api('POST', '/schemas/sandbox/event%3AemailSubscribe', {
      edits: [{ path: '/loyaltyLevel', type: 'string' }],
    });
    await designer.open('/recipes/mapped?step=keep', 'mapped');
    await page.locator('[data-pill="trigger.loyaltyLevel"]').waitFor();
    await page
      .locator('[data-pill="trigger"]')
      .getByText(/fields schema version 1, learned from \d+ event/)
      .waitFor();
    await page.getByRole('link', { name: 'Change the fields of the trigger' }).click();
    await designer.heading('Schema wizard');
    expect(await page.getByRole('combobox', { name: 'Event name' }).inputValue()).toBe('emailSubscribe');
  });
});

describe('links that carry what is looked at', () => {
  it('an event goes as test event into a builder, and as sample into the wizard', async () => {
    const { items } = await server.api<{ items: { id: string }[] }>('GET', '/events?eventName=emailSubscribe');
    const id = items[0]?.id ?? '';
    await designer.open(`/events/${id}`, 'emailSubscribe');
    await page.getByRole('button', { name: 'Use', exact: true }).click();
    await page.getByRole('menuitem', { name: 'As test event of mapped' }).click();
    await designer.heading('mapped');
    await page.getByRole('tab', { name: 'Test', exact: true }).click();
    expect(await page.getByLabel('Test with').inputValue()).toBe(id);

    await designer.open(`/events/${id}`, 'emailSubscribe');
    await page.getByRole('button', { name: 'Use', exact: true }).click();
    await page.getByRole('menuitem', { name: 'As sample for a schema' }).click();
    await page.getByText(/samples? in all/).waitFor();
    // personal data is masked until somebody wants to see it
    const sample = page.getByRole('textbox', { name: 'Sample payloads' });
    await sample.getByText('eventName').first().waitFor();
    expect(await sample.innerText()).not.toContain('@');
    await page.getByRole('switch', { name: 'Mask personal data' }).click({ force: true });
    await sample.getByText('@').first().waitFor();
  });

  it('a field is gone to in the builder and found in the wizard', async () => {
    await designer.open('/recipes/mapped?step=keep&field=email', 'mapped');
    await page.waitForFunction(
      () => document.activeElement?.closest('[data-field]')?.getAttribute('data-field') === 'email',
    );
    const place = 'connection=sandbox&trigger=event%3AemailSubscribe';
    await designer.open(`/schemas/new?${place}&step=3&field=phoneNumber`, 'Schema wizard');
    const list = page.getByRole('list', { name: 'Fields of the payload' });
    await list.getByText('phoneNumber').first().waitFor();
    expect(await list.getByRole('listitem').count()).toBe(1);
  });

  it('filters of a list are kept under a name, and the recipe list is filtered by its address', async () => {
    await designer.open('/jobs?status=failed&code=ITC_FIELD_TYPE', 'Jobs');
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByLabel('Save these filters as').fill('Wrong types');
    await page.keyboard.press('Enter');
    await designer.open('/jobs', 'Jobs');
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('button', { name: 'Wrong types', exact: true }).click();
    await page.waitForURL(/status=failed&code=ITC_FIELD_TYPE/);

    await designer.open('/recipes?search=mapp', 'Recipes');
    await page.getByRole('link', { name: 'mapped' }).waitFor();
    expect(await page.getByRole('link', { name: 'Welcome SMS' }).count()).toBe(0);
    await designer.open('/recipes?state=on', 'Recipes');
    await page.getByRole('link', { name: 'Welcome SMS' }).waitFor();
    expect(await page.getByRole('link', { name: 'mapped' }).count()).toBe(0);
  });
});

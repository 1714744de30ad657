import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import { goodHeaders, journeyPath, recipeRecord, startIntake, systemPath, type IntakeServer } from './intake-server.ts';

const root = join(import.meta.dirname, '../fixtures/webhooks');
const bodies = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));

let folder: string;
let store: SqliteStore;
let server: IntakeServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'itc-intake-'));
  store = await openSqliteStore({ file: join(folder, 'itc.db'), now: () => Date.now() });
  server = await startIntake({ store });
});
afterEach(async () => {
  await server.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

describe('events in the SQLite store', () => {
  test('every webhook body that was answered 200 can be read back byte for byte by another process', async () => {
    const cart = recipeRecord('cart', { use: 'new_workflow', with: {} });
    await store.saveRecipe(cart, null, cart.createdAt);
    server.recipes = [cart];
    const kept: [string, Buffer][] = [];
    for (const file of bodies) {
      const body = readFileSync(file);
      const isForm = file.endsWith('.txt');
      const headers = {
        ...goodHeaders,
        'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
      };
      const path = file.includes('journey') ? journeyPath('cart') : systemPath;
      const { status, json } = await server.call({ path, headers, body });
      if (status === 200) kept.push([json.id!, body]);
      else expect([file.includes('malformed'), status]).toEqual([true, 422]);
    }
    expect(kept).toHaveLength(bodies.length - 2);
    const second = await openSqliteStore({ file: join(folder, 'itc.db'), now: () => Date.now() });
    for (const [id, body] of kept) {
      const event = await second.getEvent(id);
      expect(Buffer.compare(Buffer.from(event!.payload.body), body)).toBe(0);
    }
    await second.close();
  });

  test('200 calls at once of 20 events, ten deliveries each, are 200 stored events and 20 jobs', async () => {
    const record = recipeRecord('open', { use: 'new_object', with: { eventName: 'emailOpen' } });
    await store.saveRecipe(record, null, record.createdAt);
    server.recipes = [record];
    const bodyOf = (index: number): string =>
      JSON.stringify({ eventName: 'emailOpen', email: 'a@example.com', dataFields: { messageId: `m${index % 20}` } });
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => server.call({ body: bodyOf(index) })));
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    expect(answers.filter((answer) => answer.json.duplicateOf === undefined)).toHaveLength(20);
    expect((await store.listEvents({ limit: 500 })).items).toHaveLength(200);
    expect((await store.listJobs({ limit: 500 })).items).toHaveLength(20);
  });

  test('rejected calls are listed with their cause', async () => {
    await server.call({ body: '{' });
    const { items } = await store.listRejectedCalls({});
    expect(items).toMatchObject([{ connection: 'shop', code: 'ITC_HOOK_BODY_JSON' }]);
  });

  test('a closed store is answered 503 and nothing is acknowledged', async () => {
    await store.close();
    expect((await server.call({ body: '{"eventName":"x"}' })).status).toBe(503);
  });
});

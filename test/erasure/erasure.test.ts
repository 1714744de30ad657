import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { ErasureRecord } from '../../connector/store/store.ts';
import { makeClockedServer, type ClockedServer } from '../rotation/rotation-world.ts';

const email = 'ada.lovell@example.com';
const other = 'bob@example.com';
let server: ClockedServer;
beforeEach(async () => {
  server = await makeClockedServer();
});
afterEach(() => server.dispose());

const forgetCalls = () => server.sandbox.calls.filter(({ path }) => path === '/api/users/forget');
const erase = async (...people: object[]): Promise<ErasureRecord[]> => {
  const answer = await server.api<{ items: ErasureRecord[] }>('POST', '/connections/main/erasures', { people });
  expect(answer.status).toBe(202);
  return answer.body.items;
};
const show = async (id: string): Promise<ErasureRecord> =>
  (await server.api<ErasureRecord>('GET', `/erasures/${id}`)).body;

const recipe = {
  name: 'note',
  connection: 'main',
  trigger: { use: 'new_object', with: { eventName: 'emailSubscribe' } },
  steps: [{ id: 'write', use: 'upsert_user', with: { email: '{{ trigger.email }}', dataFields: { seen: true } } }],
};

/** everything that the data folder holds, also what the database has not written over yet */
function bytesOf(folder: string): Buffer {
  return Buffer.concat(
    readdirSync(folder, { recursive: true })
      .map((name) => join(folder, String(name)))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path)),
  );
}

describe('F16: erasure', () => {
  test('F16: a person is erased in Iterable and in every store here, others stay, and the proof holds nobody', async () => {
    const { runtime } = server;
    expect((await server.api('POST', '/recipes', { document: recipe, enable: true })).status).toBe(201);
    await runtime.consent.putNotice('main', {
      key: 'news',
      title: '',
      channelIds: [],
      messageTypeIds: [61002],
      optInMessageTypeIds: [],
      listIds: [],
    });
    for (const who of [email, other]) {
      expect(
        await server.hook(server.secret, server.hookPath, {
          email: who,
          eventName: 'emailSubscribe',
          dataFields: { email: who, plan: who },
        }),
      ).toMatchObject({ status: 200 });
    }
    await runtime.consent.takePreferences('main', [
      { email, notice: 'news', preference: 'opt_out' },
      { email: other, notice: 'news', preference: 'opt_out' },
    ]);
    const rows = [email, other].map((who) => ({ email: who, dataFields: { plan: 'pro' } }));
    const run = await server.api<{ run: { id: string } }>('POST', '/bulk', {
      action: 'bulk_upsert_users',
      connection: 'main',
      rows,
      auto: true,
    });
    expect(run.status).toBeLessThan(300);
    await runtime.startWorker();
    await waitFor(async () => (await runtime.store.countJobs()).succeeded === 2);
    await waitFor(async () => (await runtime.store.getBulkRun(run.body.run.id))?.status === 'done');
    await runtime.settleConsent();

    for (const who of [email, other]) {
      const suppressed = await server.api('POST', '/suppressions', { connection: 'main', email: who });
      expect(suppressed.status).toBe(200);
    }

    const [made] = await erase({ email });
    await runtime.erasures.settle();
    const done = await show(made!.id);
    const left = await server.api<{ items: { email: string }[] }>('POST', '/suppressions/search', {
      connection: 'main',
    });
    expect(left.body.items.map((item) => item.email)).toEqual([other]);
    expect(done).toMatchObject({
      status: 'done',
      error: null,
      forgottenAt: expect.any(String),
      counts: { events: 1, jobs: 1, preferences: 1, bulkRows: 2, suppressions: 1 },
    });
    expect(server.sandbox.state.forgottenEmails).toHaveLength(1);
    expect(server.sandbox.state.users.map((user) => user.email)).toEqual([other]);
    expect(await runtime.consent.lookUp('main', { email })).toBeNull();
    expect(await runtime.consent.lookUp('main', { email: other })).not.toBeNull();

    const { items: events } = await runtime.store.listEvents({ oldestFirst: true });
    expect(Buffer.from((await runtime.store.getEvent(events[0]!.id))!.payload.body).toString()).toBe('{}');
    expect(Buffer.from((await runtime.store.getEvent(events[1]!.id))!.payload.body).toString()).toContain(other);
    const { items: jobs } = await runtime.store.listJobs({ oldestFirst: true });
    expect(JSON.stringify(await runtime.store.getJob(jobs[0]!.id))).not.toContain(email);
    expect(JSON.stringify(await runtime.store.getJob(jobs[1]!.id))).toContain(other);
    const stored = JSON.stringify([
      await runtime.store.listErasures({}),
      await Promise.all(
        (await runtime.store.listShapes()).map(({ connectionId, triggerKey }) =>
          runtime.store.getShape(connectionId, triggerKey),
        ),
      ),
    ]);
    expect(stored).not.toContain(email);
    expect(stored).not.toContain('ada.lovell');
    const bulk = bytesOf(join(runtime.config.dataDir, 'bulk'));
    expect(bulk.includes(email)).toBe(false);
    expect(bulk.includes(other)).toBe(true);
    // who knows the person finds the proof, and nobody else
    expect(
      (await server.api<{ items: unknown[] }>('POST', '/connections/main/erasures/lookup', { email })).body.items,
    ).toHaveLength(1);
    expect(
      (await server.api<{ items: unknown[] }>('POST', '/connections/main/erasures/lookup', { email: other })).body
        .items,
    ).toEqual([]);
  });

  test('F16: asking twice gives one open erasure, and asking again later does no harm', async () => {
    const [first, second] = await erase({ email }, { email: email.toUpperCase() });
    expect(second!.id).toBe(first!.id);
    await server.runtime.erasures.settle();
    const [third] = await erase({ email });
    expect(third!.id).not.toBe(first!.id);
    await server.runtime.erasures.settle();
    expect(await show(third!.id)).toMatchObject({ status: 'done' });
  });

  test('F16: the thousand calls of a day are kept across restarts, and the rest follows the next day', async () => {
    const people = Array.from({ length: 4 }, (_, index) => ({ email: `p${index}@example.com` }));
    const { store } = server.runtime;
    const { id } = await server.runtime.connections.get('main');
    const project = `${server.sandbox.url} ${id}`;
    for (let call = 0; call < 998; call += 1) {
      expect(await store.takeErasureCall(project, new Date(server.now()).toISOString(), 1000)).toBeNull();
    }
    const made = await erase(...people);
    await server.runtime.erasures.settle();
    expect(forgetCalls()).toHaveLength(2);
    await server.restart();
    server.advance(20 * 60 * 60_000);
    await server.runtime.erasures.settle();
    expect(forgetCalls()).toHaveLength(2);
    server.advance(6 * 60 * 60_000);
    await server.runtime.erasures.settle();
    expect(forgetCalls()).toHaveLength(4);
    for (const one of made) expect(await show(one.id)).toMatchObject({ status: 'done' });
  });

  test('F16: no more than three calls leave within a second', async () => {
    await erase(...Array.from({ length: 10 }, (_, index) => ({ email: `p${index}@example.com` })));
    await server.runtime.erasures.settle();
    const times = forgetCalls().map(({ at }) => at);
    expect(times).toHaveLength(10);
    for (const [index, at] of times.entries())
      if (index >= 3) expect(at - times[index - 3]!).toBeGreaterThanOrEqual(1_000);
  });

  test('F16: an erasure that Iterable does not answer goes on after a restart', async () => {
    server.sandbox.addFault({ match: { path: '/api/users/forget' }, kind: 'status', status: 503, times: 20 });
    const [made] = await erase({ email });
    await server.runtime.erasures.settle();
    expect(await show(made!.id)).toMatchObject({ status: 'pending', error: { code: expect.any(String) } });
    await server.restart();
    for (let hour = 0; hour < 30 && (await show(made!.id)).status === 'pending'; hour += 1) {
      server.advance(60 * 60_000);
      await server.runtime.erasures.settle();
    }
    expect(await show(made!.id)).toMatchObject({ status: 'done', error: null });
  });

  test('F16: the person is named as the project type asks, and a row without a name is told', async () => {
    const answer = await server.api('POST', '/connections/main/erasures', { people: [{ email }, { userId: 'u1' }] });
    expect(answer).toMatchObject({
      status: 422,
      body: { error: { code: 'ITC_IDENTITY_MISSING', details: { path: 'people[1].email' } } },
    });
    expect((await server.runtime.store.listErasures({})).items).toEqual([]);
  });
});

async function waitFor(probe: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 3_000; turn += 1) {
    if (await probe()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it did not come to that');
}

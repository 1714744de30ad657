import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { Store } from '../../connector/store/store.ts';
import {
  claimOne,
  connectionRecord,
  document,
  iso,
  newEvent,
  newJob,
  readAll,
  saveRecipe,
  stepOf,
  t0,
} from './store-records.ts';

/** What a test suite opens and closes for each test. */
export interface OpenedStore {
  store: Store;
  dispose: () => Promise<void>;
}

/** What every store must do, whatever stands behind it. */
export function testStoreContract(engine: string, open: () => Promise<OpenedStore>): void {
  let opened: OpenedStore;
  let store: Store;
  beforeEach(async () => {
    opened = await open();
    store = opened.store;
  });
  afterEach(() => opened.dispose());

  describe(`${engine} keeps events`, () => {
    test(`${engine}: an event reads back byte for byte, with the ids of its jobs`, async () => {
      const recipe = await saveRecipe(store);
      const job = newJob(recipe);
      const body = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const event = newEvent({ body, jobs: [job], headers: { 'content-type': 'x' }, query: 'a=1' });
      expect(await store.appendEvent(event)).toEqual({ id: event.id, duplicateOf: null, jobs: [job.id] });
      const found = await store.getEvent(event.id);
      expect(Buffer.from(found!.payload.body).equals(body)).toBe(true);
      expect(found).toMatchObject({
        id: event.id,
        connection: 'main',
        kind: 'system_webhook',
        eventName: 'emailSubscribe',
        workflowId: null,
        receivedAt: iso(t0),
        duplicateOf: null,
        jobs: [job.id],
        payload: { method: 'POST', contentType: 'application/json', headers: { 'content-type': 'x' }, query: 'a=1' },
      });
      expect(await store.getEvent('evt_unknown')).toBeNull();
    });

    test(`${engine}: a thousand deliveries repeated and shuffled make one job each`, async () => {
      const recipe = await saveRecipe(store);
      const keys = Array.from({ length: 1000 }, (_, index) => `key-${String(index)}`);
      const deliveries = keys.flatMap((key, index) => Array<string>(1 + (index % 5)).fill(key));
      // a fixed shuffle: the place is the remainder of a product with a prime
      const shuffled = deliveries.map((key, index) => ({ key, place: (index * 7919) % 3001 }));
      shuffled.sort((left, right) => left.place - right.place);
      const stored = await Promise.all(
        shuffled.map(({ key }) => store.appendEvent(newEvent({ deliveryKey: key, jobs: [newJob(recipe)] }))),
      );
      expect(stored.filter(({ duplicateOf }) => duplicateOf === null)).toHaveLength(1000);
      expect((await store.countJobs()).queued).toBe(1000);
      const firsts = new Set(stored.filter(({ duplicateOf }) => duplicateOf === null).map(({ id }) => id));
      const repeats = stored.filter(({ duplicateOf }) => duplicateOf !== null);
      expect(repeats).toHaveLength(deliveries.length - 1000);
      expect(repeats.every(({ duplicateOf, jobs }) => firsts.has(duplicateOf!) && jobs.length === 0)).toBe(true);
      expect(await readAll((page) => store.listEvents({ ...page, duplicates: true, limit: 500 }))).toHaveLength(
        repeats.length,
      );
    });

    test(`${engine}: the same delivery after the window is a new event`, async () => {
      const recipe = await saveRecipe(store);
      const deliver = (afterMs: number) =>
        store.appendEvent(
          newEvent({ deliveryKey: 'k', dedupWindowMs: 1000, receivedAt: iso(t0 + afterMs), jobs: [newJob(recipe)] }),
        );
      const first = await deliver(0);
      expect((await deliver(1000)).duplicateOf).toBe(first.id);
      const second = await deliver(1001);
      expect(second.duplicateOf).toBeNull();
      expect((await deliver(1500)).duplicateOf).toBe(second.id);
    });

    test(`${engine}: the same delivery to another connection is another event`, async () => {
      await store.appendEvent(newEvent({ deliveryKey: 'k' }));
      expect((await store.appendEvent(newEvent({ deliveryKey: 'k', connectionId: 'con_2' }))).duplicateOf).toBeNull();
    });

    test(`${engine}: listings are filtered, newest first`, async () => {
      const open = newEvent({ eventName: 'emailOpen' });
      const journey = newEvent({ kind: 'journey_webhook', eventName: null, workflowId: '77', connection: 'other' });
      await store.appendEvent(open);
      await store.appendEvent(journey);
      const ids = async (filter: Parameters<Store['listEvents']>[0]) =>
        (await store.listEvents(filter)).items.map(({ id }) => id);
      expect(await ids({})).toEqual([journey.id, open.id]);
      expect(await ids({ eventName: 'emailOpen' })).toEqual([open.id]);
      expect(await ids({ kind: 'journey_webhook' })).toEqual([journey.id]);
      expect(await ids({ workflowId: '77' })).toEqual([journey.id]);
      expect(await ids({ connection: 'main', duplicates: false })).toEqual([open.id]);
      expect(await ids({ connection: 'main', kind: 'journey_webhook' })).toEqual([]);
    });

    test(`${engine}: pages are complete and without repeats while events arrive`, async () => {
      const before = Array.from({ length: 57 }, () => newEvent());
      for (const event of before) await store.appendEvent(event);
      const seen = await readAll(async (page) => {
        await store.appendEvent(newEvent());
        return store.listEvents({ ...page, limit: 10 });
      });
      const ids = seen.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(before.every(({ id }) => ids.includes(id))).toBe(true);
    });

    test(`${engine}: a cursor that no page gave is refused`, async () => {
      for (const cursor of ['', '!', 'MA', 'LTE', Buffer.from('1 OR 1=1').toString('base64url')]) {
        await expect(store.listEvents({ cursor })).rejects.toMatchObject({ code: 'ITC_REQUEST_INVALID' });
      }
    });

    test(`${engine}: refused calls are kept with their cause`, async () => {
      const call = {
        id: 'rej_1',
        connection: 'main',
        at: iso(t0),
        method: 'POST',
        path: '/hooks/ab…',
        source: '10.0.0.1',
        code: 'ITC_HOOK_WRONG_SECRET',
        message: 'no',
      };
      await store.appendRejectedCall(call);
      await store.appendRejectedCall({ ...call, id: 'rej_2', connection: null });
      expect((await store.listRejectedCalls({ connection: 'main' })).items).toEqual([call]);
      expect((await store.listRejectedCalls({})).items.map(({ id }) => id)).toEqual(['rej_2', 'rej_1']);
    });
  });

  describe(`${engine} hands out jobs`, () => {
    test(`${engine}: a job is claimed by one worker only, the oldest first`, async () => {
      const recipe = await saveRecipe(store);
      const jobs = Array.from({ length: 60 }, () => newJob(recipe));
      for (const job of jobs) await store.appendEvent(newEvent({ jobs: [job] }));
      const claims = await Promise.all(Array.from({ length: 8 }, () => store.claimJobs(10, iso(t0), iso(t0 + 30_000))));
      const inOrder = (ids: string[]): string[] => [...ids].sort((a, b) => places.get(a)! - places.get(b)!);
      const places = new Map(jobs.map(({ id }, place) => [id, place]));
      for (const claimed of claims) {
        const ids = claimed.map(({ job }) => job.id);
        expect(ids).toEqual(inOrder(ids));
      }
      expect(inOrder(claims.flat().map(({ job }) => job.id))).toEqual(jobs.map(({ id }) => id));
      expect(claims.flat()[0]).toMatchObject({ claim: 1, document, ledger: [], job: { status: 'running' } });
    });

    test(`${engine}: a waiting job is claimed when it is due and not before`, async () => {
      const claimed = await claimOne(store, await saveRecipe(store));
      const due = iso(t0 + 5000);
      expect(await store.nextDueAt()).toBeNull();
      await store.changeJob(claimed.job.id, claimed.claim, { status: 'waiting', runAt: due });
      expect(await store.nextDueAt()).toBe(due);
      expect(await store.claimJobs(5, iso(t0 + 4999), iso(t0 + 9000))).toEqual([]);
      expect(await store.claimJobs(5, due, iso(t0 + 9000))).toMatchObject([{ claim: 2, job: { runAt: null } }]);
    });

    test(`${engine}: a lease that ended gives the job to the next worker and refuses the writes of the first`, async () => {
      const first = await claimOne(store, await saveRecipe(store));
      expect(await store.reclaimJobs(iso(t0 + 29_000), false)).toBe(0);
      await store.renewLease([{ id: first.job.id, claim: first.claim + 1 }], iso(t0 + 90_000));
      await store.renewLease([{ id: first.job.id, claim: first.claim }], iso(t0 + 60_000));
      expect(await store.reclaimJobs(iso(t0 + 31_000), false)).toBe(0);
      expect(await store.reclaimJobs(iso(t0 + 60_001), false)).toBe(1);
      const step = stepOf(first, { outcome: 'success' });
      const writes = async (): Promise<boolean[]> => [
        await store.recordSteps([step], first.claim),
        await store.recordSteps([step], first.claim, { status: 'succeeded' }),
        await store.changeJob(first.job.id, first.claim, { status: 'succeeded' }),
      ];
      expect(await writes()).toEqual([false, false, false]);
      const [second] = await store.claimJobs(1, iso(t0), iso(t0 + 90_000));
      expect(second!.claim).toBe(2);
      expect(await writes()).toEqual([false, false, false]);
      expect((await store.getJob(first.job.id))!).toMatchObject({ status: 'running', ledger: [] });
    });

    test(`${engine}: at start-up every running job goes back, whatever its lease`, async () => {
      await claimOne(store, await saveRecipe(store));
      expect(await store.reclaimJobs(iso(t0), true)).toBe(1);
      expect(await store.countJobs()).toMatchObject({ queued: 1, running: 0 });
    });

    test(`${engine}: intent and outcome are one attempt, and a recorded outcome stands`, async () => {
      const claimed = await claimOne(store, await saveRecipe(store));
      const intent = stepOf(claimed);
      expect(await store.recordSteps([intent], claimed.claim)).toBe(true);
      const exchange = {
        method: 'GET',
        url: '/api/users/a',
        requestBody: null,
        status: 200,
        responseBody: { ok: true },
        requestId: null,
        startedAt: iso(t0),
        durationMs: 3,
      };
      const outcome = stepOf(claimed, {
        outcome: 'success',
        output: { found: true },
        items: [{ index: 0, key: 'a', outcome: 'accepted' }],
        exchanges: [exchange],
        endedAt: iso(t0 + 3),
      });
      expect(await store.recordSteps([outcome], claimed.claim, { status: 'succeeded' })).toBe(true);
      const job = (await store.getJob(claimed.job.id))!;
      expect(job).toMatchObject({ status: 'succeeded', steps: 1 });
      expect(job.endedAt).not.toBeNull();
      expect(job.ledger).toEqual([outcome]);
    });

    test(`${engine}: neither an intent nor another outcome overwrites a recorded one`, async () => {
      const claimed = await claimOne(store, await saveRecipe(store));
      const outcome = stepOf(claimed, { outcome: 'success', output: 1 });
      expect(await store.recordSteps([outcome], claimed.claim)).toBe(true);
      expect(await store.recordSteps([stepOf(claimed)], claimed.claim)).toBe(false);
      expect(await store.recordSteps([{ ...outcome, output: 2 }], claimed.claim)).toBe(false);
      expect((await store.getJob(claimed.job.id))!.ledger).toEqual([outcome]);
    });

    test(`${engine}: a held job is released or discarded by a person, any other is not`, async () => {
      const recipe = await saveRecipe(store);
      const claimed = await claimOne(store, recipe);
      const { id } = claimed.job;
      expect(await store.releaseJob(id)).toBe(false);
      expect(await store.discardJob(id, null)).toBe(false);
      const held = stepOf(claimed, { outcome: 'unknown', effect: 'send' });
      await store.recordSteps([held], claimed.claim, { status: 'held', reason: 'lost' });
      expect(await store.releaseJob(id)).toBe(true);
      expect((await store.getJob(id))!).toMatchObject({
        status: 'queued',
        reason: null,
        ledger: [{ outcome: 'retry' }],
      });

      const [again] = await store.claimJobs(1, iso(t0), iso(t0 + 30_000));
      await store.changeJob(id, again!.claim, { status: 'held' });
      expect(await store.discardJob(id, 'sent by hand')).toBe(true);
      expect((await store.getJob(id))!).toMatchObject({ status: 'discarded', reason: 'sent by hand' });
      expect(await store.releaseJob(id)).toBe(false);
    });

    test(`${engine}: a repeated job starts from the successes of the first`, async () => {
      const recipe = await saveRecipe(store);
      const first = await claimOne(store, recipe);
      await store.recordSteps([stepOf(first, { path: 'a', outcome: 'success', output: 1 })], first.claim);
      await store.recordSteps([stepOf(first, { path: 'b', outcome: 'retry' })], first.claim);
      await store.recordSteps([stepOf(first, { path: 'b', attempt: 2, outcome: 'rejected' })], first.claim, {
        status: 'failed',
      });
      const { id } = first.job;
      const job = { ...newJob(recipe), eventId: first.event.id, rerunOf: id, copyLedgerOf: id };
      expect(await store.enqueueJob(job)).toMatchObject({
        status: 'queued',
        rerunOf: id,
        steps: 1,
        event: first.event.id,
      });
      expect((await store.listJobs({})).items.map(({ attempts }) => attempts)).toEqual([1, 2]);
      expect(await store.getJob(id)).toMatchObject({ attempts: 2 });
      const [second] = await store.claimJobs(1, iso(t0), iso(t0 + 30_000));
      expect(second!.ledger).toMatchObject([{ jobId: job.id, path: 'a', outcome: 'success', output: 1 }]);
      expect((await store.getEvent(first.event.id))!.jobs).toEqual([id, job.id]);
    });

    test(`${engine}: a job for an event that is not stored is refused`, async () => {
      const recipe = await saveRecipe(store);
      await expect(store.enqueueJob({ ...newJob(recipe), eventId: 'evt_none' })).rejects.toMatchObject({
        code: 'ITC_EVENT_UNKNOWN',
      });
    });

    test(`${engine}: jobs are listed by recipe, status and event`, async () => {
      const welcome = await saveRecipe(store);
      const other = await saveRecipe(store, 'other');
      const claimed = await claimOne(store, welcome);
      const second = newJob(other);
      const event = newEvent({ jobs: [second] });
      await store.appendEvent(event);
      const ids = async (filter: Parameters<Store['listJobs']>[0]) =>
        (await store.listJobs(filter)).items.map(({ id }) => id);
      expect(await ids({})).toEqual([second.id, claimed.job.id]);
      expect(await ids({ recipe: 'other' })).toEqual([second.id]);
      expect(await ids({ status: 'running' })).toEqual([claimed.job.id]);
      expect(await ids({ event: event.id })).toEqual([second.id]);
      expect(await store.getJob('job_none')).toBeNull();
    });
  });

  describe(`${engine} keeps what people set up`, () => {
    test(`${engine}: a connection is put, changed and removed`, async () => {
      const connection = connectionRecord();
      await store.putConnection(connection);
      await store.putConnection({ ...connection, region: 'eu' });
      await store.putConnection(connectionRecord({ name: 'second' }));
      expect(await store.getConnection('main')).toEqual({ ...connection, region: 'eu' });
      expect((await store.listConnections()).map(({ name }) => name)).toEqual(['second', 'main']);
      expect(await store.deleteConnection('main')).toBe(true);
      expect(await store.deleteConnection('main')).toBe(false);
      expect(await store.getConnection('main')).toBeNull();
    });

    test(`${engine}: changes of a connection at once all stand, and its key that was sealed anew meanwhile too`, async () => {
      const old = `itc2.${'a'.repeat(16)}.key`;
      await store.putConnection(connectionRecord({ sealedApiKey: old }));
      const keyId = 'b'.repeat(16);
      const [value] = await store.listSealedExcept(keyId, 1);
      const changes = Array.from({ length: 10 }, (_, day) =>
        store.changeConnection('main', (before) => ({
          ...before,
          maskedFields: [...(before.maskedFields ?? []), `${day}`],
        })),
      );
      const after = await Promise.all([...changes, store.replaceSealed(value!, `itc2.${keyId}.key`)]);
      expect(after.at(-1)).toBe(true);
      const kept = await store.getConnection('main');
      expect(kept?.sealedApiKey).toBe(`itc2.${keyId}.key`);
      expect([...(kept?.maskedFields ?? [])].sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
      expect(await store.changeConnection('nobody', (before) => before)).toBeNull();
    });

    test(`${engine}: a recipe keeps its versions and refuses a save on an older one`, async () => {
      const first = await saveRecipe(store);
      const { version: _, createdAt: __, updatedAt: ___, ...rest } = first;
      const changed = { ...rest, document: { ...document, title: 'New' }, enabled: false, journeyToken: 'ignored' };
      const second = await store.saveRecipe(changed, 1, iso(t0 + 1), 'per_1');
      expect(second).toMatchObject({
        version: 2,
        enabled: false,
        journeyToken: first.journeyToken,
        createdAt: iso(t0),
      });
      for (const expected of [1, null, 3]) {
        await expect(store.saveRecipe(changed, expected, iso(t0 + 2))).rejects.toMatchObject({
          code: 'ITC_RECIPE_CONFLICT',
        });
      }
      expect(await store.getRecipe('welcome')).toEqual(second);
      expect(await store.getRecipeVersion('welcome', 1)).toEqual(document);
      expect(await store.getRecipeVersion('welcome', 9)).toBeNull();
      expect(await store.listRecipeVersions('welcome')).toEqual([
        { version: 2, createdAt: iso(t0 + 1), author: 'per_1' },
        { version: 1, createdAt: iso(t0), author: null },
      ]);
      expect(await store.setRecipeEnabled('welcome', true, iso(t0 + 3))).toMatchObject({ enabled: true, version: 2 });
      expect(await store.setRecipeEnabled('none', true, iso(t0))).toBeNull();
      expect(await store.listRecipes()).toHaveLength(1);
    });

    test(`${engine}: a setting is put, replaced and read`, async () => {
      expect(await store.getSetting('a')).toBeNull();
      await store.putSetting('a', '1');
      await store.putSetting('a', '2');
      expect(await store.getSetting('a')).toBe('2');
      await store.ping();
    });

    test(`${engine}: changes of one shape at the same time all count`, async () => {
      const meta = { samples: 0, firstAt: '', lastAt: '', lastEvent: '', first: {}, lastSeen: {} };
      const addOne = (): Promise<void> =>
        store.updateShape('con_1', 'event:a', (before) => ({
          shape: { of: 'all' },
          recent: [{}, { of: 'last' }],
          meta: { ...meta, samples: (before?.meta.samples ?? 0) + 1 },
        }));
      await Promise.all(Array.from({ length: 20 }, addOne));
      expect(await store.getShape('con_1', 'event:a')).toEqual({
        connectionId: 'con_1',
        triggerKey: 'event:a',
        shape: { of: 'all' },
        recent: [{}, { of: 'last' }],
        meta: { ...meta, samples: 20 },
      });
      expect(await store.getShape('con_1', 'event:b')).toBeNull();
      expect((await store.listShapes('con_1')).map(({ triggerKey }) => triggerKey)).toEqual(['event:a']);
    });

    test(`${engine}: old rows go, but no event with a kept job and no job that has not ended`, async () => {
      const recipe = await saveRecipe(store);
      const day = 86_400_000;
      const open = await claimOne(store, recipe);
      for (let index = 0; index < 1200; index += 1) void store.appendEvent(newEvent());
      const young = newEvent({ receivedAt: iso(t0 + 2 * day), deliveryKey: 'young' });
      await store.appendEvent(young);
      // a store may keep events until the whole day is old enough
      const limits = { events: iso(t0 + day), jobs: iso(t0 + day), rejectedCalls: iso(t0 + day) };
      expect(await store.expire(limits)).toBe(1200);
      expect((await store.listEvents({})).items.map(({ id }) => id)).toEqual([young.id, open.event.id]);
      expect((await store.appendEvent(newEvent({ deliveryKey: 'young' }))).duplicateOf).toBe(young.id);
    });
  });
}

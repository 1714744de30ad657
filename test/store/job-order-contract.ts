import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { ClaimedJob, RecipeRecord, Store } from '../../connector/store/store.ts';
import type { OpenedStore } from './store-contract.ts';
import { iso, newEvent, newJob, saveRecipe, stepOf, t0 } from './store-records.ts';

/** Jobs of one order key run one after the other, whatever stands behind the store. */
export function testJobOrder(engine: string, open: () => Promise<OpenedStore>): void {
  let opened: OpenedStore;
  let store: Store;
  let recipe: RecipeRecord;
  beforeEach(async () => {
    opened = await open();
    store = opened.store;
    recipe = await saveRecipe(store);
  });
  afterEach(() => opened.dispose());

  const add = async (...keys: (string | undefined)[]): Promise<string[]> => {
    const events = keys.map((orderKey) =>
      newEvent({ jobs: [{ ...newJob(recipe), ...(orderKey === undefined ? {} : { orderKey }) }] }),
    );
    const stored = await store.appendEvents(events);
    return stored.flatMap(({ jobs }) => jobs);
  };
  const claim = (atMs = t0): Promise<ClaimedJob[]> => store.claimJobs(10, iso(atMs), iso(atMs + 60_000));
  const idsOf = (claimed: readonly ClaimedJob[]): string[] => claimed.map(({ job }) => job.id);
  const end = (claimed: readonly ClaimedJob[]): Promise<boolean> => {
    const [first] = claimed;
    return store.changeJob(first!.job.id, first!.claim, { status: 'succeeded' });
  };

  describe(`${engine} keeps the order of jobs`, () => {
    test(`${engine}: D6: of one order key one job is claimed at a time, in the order they were made; others do not wait`, async () => {
      const [a1, b1, a2, free, a3] = await add('a', 'b', 'a', undefined, 'a');
      const first = await claim();
      expect(idsOf(first)).toEqual([a1, b1, free]);
      expect(await claim()).toEqual([]);
      await end(first);
      const second = await claim();
      expect(idsOf(second)).toEqual([a2]);
      await end(second);
      expect(idsOf(await claim())).toEqual([a3]);
    });

    test(`${engine}: D6: a job that waits for its next attempt keeps its place before the others`, async () => {
      const [a1, a2] = await add('a', 'a');
      const [claimed] = await claim();
      await store.changeJob(a1!, claimed!.claim, { status: 'waiting', runAt: iso(t0 + 5_000) });
      expect(await claim()).toEqual([]);
      const again = await claim(t0 + 6_000);
      expect(idsOf(again)).toEqual([a1]);
      await end(again);
      expect(idsOf(await claim())).toEqual([a2]);
    });

    test(`${engine}: D6: what a process left running is claimed again before what came after it`, async () => {
      const [a1, a2] = await add('a', 'a');
      expect(idsOf(await claim())).toEqual([a1]);
      await store.reclaimJobs(iso(t0), true);
      const again = await claim();
      expect(idsOf(again)).toEqual([a1]);
      await end(again);
      expect(idsOf(await claim())).toEqual([a2]);
    });

    test(`${engine}: D6: a held job lets the others pass, and after its release two of a key still never run at once`, async () => {
      const [a1, a2, a3] = await add('a', 'a', 'a');
      const [held] = await claim();
      await store.recordSteps([{ ...stepOf(held!), outcome: 'unknown' }], held!.claim, { status: 'held' });
      const second = await claim();
      expect(idsOf(second)).toEqual([a2]);
      await store.releaseJob(a1!);
      expect(await claim()).toEqual([]);
      await end(second);
      const released = await claim();
      expect(idsOf(released)).toEqual([a1]);
      await end(released);
      expect(idsOf(await claim())).toEqual([a3]);
    });

    test(`${engine}: D6: events of one request are stored together, and a repeated one among them starts nothing`, async () => {
      const deliveryKey = 'ab'.repeat(32);
      const given = [newEvent({ deliveryKey, jobs: [newJob(recipe)] }), newEvent({ jobs: [newJob(recipe)] })];
      const stored = await store.appendEvents([...given, newEvent({ deliveryKey, jobs: [newJob(recipe)] })]);
      expect(stored.map(({ duplicateOf }) => duplicateOf)).toEqual([null, null, given[0]?.id]);
      expect((await store.countJobs()).queued).toBe(2);
      const jobs = [newJob(recipe)];
      await expect(store.appendEvents([newEvent({ jobs }), newEvent({ jobs })])).rejects.toThrow();
      expect(await store.countEvents({})).toBe(3);
    });
  });
}

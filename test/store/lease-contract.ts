import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { Store } from '../../connector/store/store.ts';
import type { OpenedStore } from './store-contract.ts';
import { iso, t0 } from './store-records.ts';

/** What a lease promises on every store. */
export function holdLeaseContract(engine: string, open: () => Promise<OpenedStore>): void {
  let opened: OpenedStore;
  let store: Store;
  beforeEach(async () => {
    opened = await open();
    store = opened.store;
  });
  afterEach(() => opened.dispose());
  const take = (atMs: number): Promise<number | null> => store.acquireLease('tidy', iso(atMs), iso(atMs + 1_000));

  describe(`${engine} lends out rights by name`, () => {
    test(`${engine}: of many who ask at once exactly one gets the lease`, async () => {
      const fences = await Promise.all(Array.from({ length: 10 }, () => take(t0)));
      expect(fences.filter((fence) => fence !== null)).toHaveLength(1);
      expect(await store.acquireLease('other', iso(t0), iso(t0 + 1))).not.toBeNull();
    });

    test(`${engine}: a lease that ended goes to the next, whose number is larger, and the first can do nothing with it`, async () => {
      const first = (await take(t0))!;
      expect(await take(t0 + 999)).toBeNull();
      const second = (await take(t0 + 1_000))!;
      expect(second).toBeGreaterThan(first);
      expect(await store.extendLease('tidy', first, iso(t0 + 90_000))).toBe(false);
      await store.releaseLease('tidy', first);
      expect(await take(t0 + 1_001)).toBeNull();
      expect(await store.extendLease('tidy', second, iso(t0 + 5_000))).toBe(true);
      expect(await take(t0 + 4_999)).toBeNull();
    });

    test(`${engine}: a released lease is free at once and its numbers go on rising`, async () => {
      const first = (await take(t0))!;
      await store.releaseLease('tidy', first);
      expect(await take(t0)).toBeGreaterThan(first);
    });
  });
}

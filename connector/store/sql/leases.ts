import { sql } from 'kysely';

import type { LeaseStore } from '../lease-store.ts';
import { queries } from './queries.ts';
import { first, run, type SqlStore } from './script.ts';

/** Leases by name; a row stays when its lease is released, so that the fencing numbers go on rising. */
export function createLeases({ write, put }: SqlStore): LeaseStore {
  const held = (name: string, fence: number) =>
    queries.updateTable('leases').where('name', '=', name).where('fence', '=', fence);
  return {
    acquireLease: (name, nowIso, untilIso) =>
      write(function* () {
        const lease = yield* first(
          queries.selectFrom('leases').select(['fence', 'held_until']).where('name', '=', name),
        );
        if (lease !== undefined && lease.held_until > nowIso) return null;
        const fence = (lease?.fence ?? 0) + 1;
        yield* run(
          queries
            .insertInto('leases')
            .values({ name, fence, held_until: untilIso })
            .onConflict((conflict) => conflict.column('name').doUpdateSet({ fence, held_until: untilIso })),
        );
        return fence;
      }),
    extendLease: async (name, fence, untilIso) => (await put(held(name, fence).set({ held_until: untilIso }))) > 0,
    async releaseLease(name, fence) {
      await put(held(name, fence).set({ held_until: sql.lit('') }));
    },
  };
}

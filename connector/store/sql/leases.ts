import { sql } from 'kysely';

import type { LeaseStore } from '../lease-store.ts';
import { queries } from './queries.ts';
import { first, run, type SqlStore } from './script.ts';

// by how much the clocks of two processes may differ
const skewMs = 60_000;

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
        // one that ends later than a new one would was taken before the clock was set back, and perhaps by a process that is dead
        const latest = new Date(Date.parse(untilIso) + skewMs).toISOString();
        if (lease !== undefined && lease.held_until > nowIso && lease.held_until <= latest) return null;
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

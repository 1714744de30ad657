import { bulkSenderWaitMs, createBulkSender } from '../iterable/bulk-sender.ts';
import { createIterableClient, limitScope, type IterableClient } from '../iterable/client.ts';
import { createLimiter } from '../iterable/limits.ts';
import { createPicklistLoader } from '../iterable/load-picklist.ts';
import { createPersonGate } from '../iterable/person-gate.ts';
import { createFieldLoader } from '../iterable/project-fields.ts';
import { createServerTroubles } from '../iterable/server-troubles.ts';
import { createSharedLimiter } from '../iterable/shared-limits.ts';
import { createSharedPersonGate } from '../iterable/shared-person-gate.ts';
import { createStreamClient } from '../iterable/stream-client.ts';
import type { OpenedStore } from './open-store.ts';
import type { Surroundings } from './runtime.ts';

/** Everything between a call and Iterable: limits, the order of calls about one person, and what is read ahead of calls. */
export type IterableParts = ReturnType<typeof createIterableParts>;

export function createIterableParts(
  { shared }: Pick<OpenedStore, 'shared'>,
  { now, random, sleep, log, transport, faults = {} }: Omit<Surroundings, 'declarations' | 'registry'>,
) {
  const local = createLimiter({ now, sleep });
  const limiter =
    shared === null ? local : createSharedLimiter({ limits: shared.share.limits, local, now, sleep, log });
  const troubles = createServerTroubles({ now });
  const plainClient = createIterableClient({
    now,
    random,
    sleep,
    limiter,
    troubles,
    ...(transport === undefined ? {} : { transport }),
  });
  const client: IterableClient = faults.client?.(plainClient) ?? plainClient;
  return {
    limiter,
    troubles,
    client,
    streams: createStreamClient({ now, random, sleep, limiter, troubles }),
    gate:
      shared === null ? createPersonGate() : createSharedPersonGate({ turns: shared.share.turns, sleep, random, log }),
    bulkSender: createBulkSender({
      now,
      waitForRoom: (connection, endpoint) =>
        limiter.waitForRoom(limitScope(connection, endpoint), endpoint, bulkSenderWaitMs),
    }),
    picklists: createPicklistLoader({ client, now }),
    fields: createFieldLoader({ client, now }),
  };
}

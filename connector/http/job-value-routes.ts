import { z } from 'zod';

import type { Scope } from '../../recipes/mapping/scope.ts';
import { payloadOf } from '../intake/parse-payload.ts';
import type { Store } from '../store/store.ts';
import { resolved, resolveOne } from './mapping-routes.ts';
import { defineRoute } from './route.ts';

const mostJobs = 100;
const mostPills = 10;

/** What pills can refer to in a job that ran: its event and the recorded outputs, the last round of a step in a loop. */
async function scopeOf(store: Store, id: string): Promise<Scope | null> {
  const job = await store.getJob(id);
  const event = job === null ? null : await store.getEvent(job.event);
  if (job === null || event === null) return null;
  const done = job.ledger.filter(({ outcome }) => outcome === 'success');
  return {
    trigger: payloadOf(event.payload),
    event: { id: event.id, receivedAt: event.receivedAt },
    job: { id },
    steps: new Map(done.map(({ stepId, output }) => [stepId, output])),
    loops: new Map(),
  };
}

/** Columns of one's own in a list of jobs. */
export const jobValueRoutes = [
  defineRoute({
    method: 'post',
    path: '/job-values',
    tag: 'Jobs',
    summary: 'Show what texts with pills give in jobs that ran.',
    body: z.strictObject({
      jobs: z.array(z.string().max(100)).max(mostJobs).meta({ description: 'Ids; one that is not there is left out.' }),
      mappings: z.array(z.string().max(500)).max(mostPills).meta({ description: 'Texts with pills.' }),
    }),
    response: z.object({
      items: z.array(z.object({ id: z.string(), values: z.array(resolved).meta({ description: 'As asked for.' }) })),
    }),
    handler: async ({ store }, { body: { jobs, mappings } }) => {
      const items: { id: string; values: ReturnType<typeof resolveOne>[] }[] = [];
      // one after the other: only one ledger is held
      for (const id of jobs) {
        const scope = await scopeOf(store, id);
        if (scope === null) continue;
        items.push({ id, values: mappings.map((mapping) => resolveOne(mapping, mapping, scope)) });
      }
      return { items };
    },
  }),
];

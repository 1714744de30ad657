import { json, refuse } from '../answer.ts';
import { pageOf } from '../page-of.ts';
import type { Route } from '../world.ts';

const sortable = { id: 'id', name: 'name', createdAt: 'createdAt', updatedAt: 'updatedAt' };

/** The journeys; without `state` those that are not archived, with `state=Archived` only those that are. */
export const journeyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/journeys',
    handle(world, call) {
      const states = call.query.getAll('state');
      const unknown = states.find((state) => state !== 'Archived');
      if (unknown !== undefined) return refuse(400, 'BadParams', `Invalid state: ${unknown}`);
      const rows = world.state.journeys.filter(({ isArchived }) => isArchived === states.includes('Archived'));
      const paged = pageOf(
        call,
        rows.map((journey) => ({ ...journey })),
        { itemsAs: 'journeys', totalAs: 'totalJourneysCount', usual: 10, largest: 50, sortable },
      );
      return 'refusal' in paged ? paged.refusal : json(paged.page);
    },
  },
];

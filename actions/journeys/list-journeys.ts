import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { pageAnswer, pageFields } from '../page-fields.ts';

export const listJourneys = defineAction({
  name: 'list_journeys',
  resource: 'journeys',
  title: 'List journeys',
  summary: 'Reads one page of the journeys of the project.',
  docs: 'https://api.iterable.com/api/docs#workflows_getJourneys',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/journeys' },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({
    state: z
      .enum(['Archived'])
      .optional()
      .meta(
        field({ title: 'State', help: 'Archived: only those. Left out: all that are not archived.', sticky: true }),
      ),
    ...pageFields({ maxSize: 50, sortBy: ['id', 'name', 'createdAt', 'updatedAt'] }),
  }),
  output: z.looseObject({
    journeys: z
      .array(
        z.looseObject({
          id: z.int().optional().meta({ title: 'Journey ID' }),
          name: z.string().optional().meta({ title: 'Name' }),
          description: z.string().nullish().meta({ title: 'Description' }),
          enabled: z.boolean().optional().meta({ title: 'On' }),
          isArchived: z.boolean().optional().meta({ title: 'Archived' }),
          journeyType: z.string().optional().meta({ title: 'Type' }),
          triggerEventNames: z.array(z.string()).optional().meta({ title: 'Starting events' }),
          createdAt: z.int().optional().meta({ title: 'Created at (milliseconds)' }),
          updatedAt: z.int().optional().meta({ title: 'Updated at (milliseconds)' }),
        }),
      )
      .meta({ title: 'Journeys' }),
    totalJourneysCount: z.int().optional().meta({ title: 'Number of journeys' }),
    ...pageAnswer,
  }),
  request: ({ page = 1, pageSize = 50, sort, state }) => ({
    query: { page, pageSize, sort, state: state === undefined ? undefined : [state] },
  }),
  examples: [
    {
      title: 'All journeys in use',
      input: {},
      output: {
        journeys: [
          {
            id: 612345,
            name: 'Post-purchase',
            enabled: true,
            isArchived: false,
            createdAt: 1930000000000,
            updatedAt: 1930000000000,
            triggerEventNames: ['cartAbandoned'],
          },
        ],
        totalJourneysCount: 1,
      },
    },
    { title: 'Archived ones', input: { state: 'Archived' }, output: { journeys: [], totalJourneysCount: 0 } },
  ],
  antiExamples: [
    { input: { pageSize: 51 }, reason: 'Iterable gives at most 50 journeys in one page.' },
    { input: { page: 0 }, reason: 'Pages count from 1.' },
    { input: { sort: 'enabled' }, reason: 'Iterable does not sort by this.' },
  ],
});

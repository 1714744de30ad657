import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { answerOf, api } from './client.ts';
import type { paths } from './schema.d.ts';
import type { TaskOrder } from './types.ts';

type QueryOf<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never;

const pageSize = 50;

/** One page of the received events; with a text only those that contain it. */
export const eventPageQuery = ({ text, ...filter }: QueryOf<'/events'> & { text?: string | undefined }) =>
  queryOptions({
    queryKey: ['events', 'page', filter, text],
    queryFn: async () => {
      const query = { ...filter, limit: pageSize };
      if (text === undefined) {
        return { ...(await answerOf(api.GET('/events', { params: { query } }))), searched: null, searchedTo: null };
      }
      return answerOf(api.GET('/event-search', { params: { query: { ...query, text } } }));
    },
    // the rows stay while the next ones are on their way
    placeholderData: keepPreviousData,
  });

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'one', id],
    queryFn: () => answerOf(api.GET('/events/{id}', { params: { path: { id } } })),
  });

export const schemaCheckQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'schema-check', id],
    queryFn: () => answerOf(api.GET('/events/{id}/schema-check', { params: { path: { id } } })),
  });

export const rejectedPageQuery = (filter: QueryOf<'/rejected-calls'>) =>
  queryOptions({
    queryKey: ['rejected-calls', 'page', filter],
    queryFn: () => answerOf(api.GET('/rejected-calls', { params: { query: { ...filter, limit: pageSize } } })),
    placeholderData: keepPreviousData,
  });

/** One page of the jobs. */
export const jobPageQuery = (filter: QueryOf<'/jobs'>) =>
  queryOptions({
    queryKey: ['jobs', 'page', filter],
    queryFn: () => answerOf(api.GET('/jobs', { params: { query: { limit: pageSize, ...filter } } })),
    placeholderData: keepPreviousData,
  });

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', 'one', id],
    queryFn: () => answerOf(api.GET('/jobs/{id}', { params: { path: { id } } })),
  });

export const comparisonQuery = (id: string, other: string | undefined) =>
  queryOptions({
    queryKey: ['jobs', 'comparison', id, other],
    queryFn: () =>
      answerOf(
        api.GET('/jobs/{id}/comparison', {
          params: { path: { id }, query: other === undefined ? {} : { with: other } },
        }),
      ),
  });

export const eventStatisticsQuery = (range: QueryOf<'/statistics/events'>) =>
  queryOptions({
    queryKey: ['statistics', 'events', range],
    queryFn: async () => (await answerOf(api.GET('/statistics/events', { params: { query: range } }))).buckets,
    placeholderData: keepPreviousData,
  });

export const jobStatisticsQuery = (range: QueryOf<'/statistics/jobs'>) =>
  queryOptions({
    queryKey: ['statistics', 'jobs', range],
    queryFn: () => answerOf(api.GET('/statistics/jobs', { params: { query: range } })),
    placeholderData: keepPreviousData,
  });

export const queueQuery = queryOptions({
  queryKey: ['statistics', 'queue'],
  queryFn: () => answerOf(api.GET('/statistics/queue')),
});

export const rateLimitsQuery = queryOptions({
  queryKey: ['rate-limits'],
  queryFn: async () => (await answerOf(api.GET('/rate-limits', { params: { query: { limit: 10 } } }))).items,
});

export const driftQuery = (connection: string) =>
  queryOptions({
    queryKey: ['drift', connection],
    queryFn: async () => (await answerOf(api.GET('/drift', { params: { query: { connection, limit: 500 } } }))).items,
  });

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['tasks', 'one', id],
    queryFn: () => answerOf(api.GET('/tasks/{id}', { params: { path: { id } } })),
  });

/** The newest tasks, whatever became of them. */
export const newestTasksQuery = queryOptions({
  queryKey: ['tasks', 'newest'],
  queryFn: async () => (await answerOf(api.GET('/tasks', { params: { query: { limit: 20 } } }))).items,
});

export const estimateQuery = (order: TaskOrder) =>
  queryOptions({
    queryKey: ['tasks', 'estimate', order],
    queryFn: () => answerOf(api.POST('/tasks/estimate', { body: order })),
    retry: false,
    // a number that a person confirms is never an old one
    staleTime: 0,
    gcTime: 0,
  });

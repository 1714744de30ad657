import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { answerOf, api } from './client.ts';
import type { paths } from './schema.d.ts';

type QueryOf<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } }
  ? Omit<NonNullable<Q>, 'cursor' | 'limit'>
  : never;

// these lists are short by nature; one page holds all of them
const whole = { limit: 500 };
const minuteMs = 60_000;
const pageSize = 50;

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => answerOf(api.GET('/session')),
  staleTime: minuteMs,
});

/** Key of the exchange of a one-time link. */
export const setupLinkKey = 'setup-link';

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: async () => (await answerOf(api.GET('/connections', { params: { query: whole } }))).items,
});

export const connectionHealthQuery = (name: string) =>
  queryOptions({
    queryKey: ['connections', name, 'health'],
    queryFn: () => answerOf(api.GET('/connections/{name}/health', { params: { path: { name } } })),
  });

export const actionsQuery = queryOptions({
  queryKey: ['actions'],
  queryFn: async () => (await answerOf(api.GET('/actions', { params: { query: whole } }))).items,
  staleTime: Infinity,
});

export const actionQuery = (name: string) =>
  queryOptions({
    queryKey: ['actions', name],
    queryFn: () => answerOf(api.GET('/actions/{name}', { params: { path: { name } } })),
    staleTime: Infinity,
  });

export const triggersQuery = queryOptions({
  queryKey: ['triggers'],
  queryFn: async () => (await answerOf(api.GET('/triggers', { params: { query: whole } }))).items,
  staleTime: Infinity,
});

export const triggerQuery = (name: string) =>
  queryOptions({
    queryKey: ['triggers', name],
    queryFn: () => answerOf(api.GET('/triggers/{name}', { params: { path: { name } } })),
    staleTime: Infinity,
  });

export const recipesQuery = queryOptions({
  queryKey: ['recipes'],
  queryFn: async () => (await answerOf(api.GET('/recipes', { params: { query: whole } }))).items,
});

export const recipeTemplatesQuery = queryOptions({
  queryKey: ['recipe-templates'],
  queryFn: async () => (await answerOf(api.GET('/recipe-templates', { params: { query: whole } }))).items,
  staleTime: Infinity,
});

/** Choices of a pick list; `refresh` of the query asks Iterable anew only through `refreshPicklist`. */
export const picklistQuery = (name: string, connection: string, args: Record<string, string>) =>
  queryOptions({
    queryKey: ['picklists', name, connection, args],
    queryFn: () =>
      answerOf(api.GET('/picklists/{name}', { params: { path: { name }, query: { connection, ...args } } })),
    staleTime: 5 * minuteMs,
    retry: false,
  });

/** The pages of the received events, newest first. */
export const eventsQuery = (filter: QueryOf<'/events'>) =>
  infiniteQueryOptions({
    queryKey: ['events', filter],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/events', {
          params: { query: { ...filter, limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** The pages of the refused webhook calls, newest first. */
export const rejectedCallsQuery = (filter: QueryOf<'/rejected-calls'>) =>
  infiniteQueryOptions({
    queryKey: ['rejected-calls', filter],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/rejected-calls', {
          params: { query: { ...filter, limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** The pages of the jobs, newest first. */
export const jobsQuery = (filter: QueryOf<'/jobs'>) =>
  infiniteQueryOptions({
    queryKey: ['jobs', filter],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/jobs', {
          params: { query: { ...filter, limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** The pages of the learned schemas. */
export const schemasQuery = (filter: QueryOf<'/schemas'>) =>
  infiniteQueryOptions({
    queryKey: ['schemas', filter],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/schemas', {
          params: { query: { ...filter, limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

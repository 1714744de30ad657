import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { ApiFailure } from './api-failure.ts';
import { answerOf, api } from './client.ts';
import type { paths } from './schema.d.ts';
import type { SchemaChange } from './types.ts';

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

/** Keys of what a one-time link is for, and of the return from the identity provider. */
export const linkQueryKey = 'one-time-link';
export const providerReturnKey = 'provider-return';

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: () => answerOf(api.GET('/roles')),
  staleTime: Infinity,
});

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async () => (await answerOf(api.GET('/people', { params: { query: whole } }))).items,
});

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async () => (await answerOf(api.GET('/tokens', { params: { query: whole } }))).items,
});

/** The changes of people and tokens, newest first. */
export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam }) =>
    answerOf(
      api.GET('/audit', {
        params: { query: { limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) } },
      }),
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
});

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

const loadProfileFields = (connection: string, refresh: boolean) =>
  answerOf(
    api.GET('/connections/{name}/fields', {
      params: { path: { name: connection }, query: { refresh: String(refresh) as 'true' | 'false' } },
    }),
  );

/** The profile fields of a project with Iterable's types. */
export const profileFieldsQuery = (connection: string) =>
  queryOptions({
    queryKey: ['profile-fields', connection],
    queryFn: () => loadProfileFields(connection, false),
    staleTime: minuteMs,
    retry: false,
  });

/** The same, asked of Iterable anew. */
export const freshProfileFieldsQuery = (connection: string) =>
  queryOptions({ ...profileFieldsQuery(connection), queryFn: () => loadProfileFields(connection, true), staleTime: 0 });

/** What Iterable would refuse of data fields, given as JSON text. */
export const fieldClashesQuery = (connection: string, dataFields: string) =>
  queryOptions({
    queryKey: ['profile-fields', connection, 'check', dataFields],
    queryFn: async () => {
      const body = { dataFields: JSON.parse(dataFields) as Record<string, never>, refresh: false };
      const params = { path: { name: connection } };
      return (await answerOf(api.POST('/connections/{name}/fields/check', { params, body }))).clashes;
    },
    retry: false,
    gcTime: minuteMs,
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

/** The forms a schema can be had in. */
export type CodeFormat = NonNullable<
  NonNullable<paths['/schemas/{connection}/{triggerKey}']['get']['parameters']['query']>['format']
>;

interface SchemaPlace {
  connection: string;
  triggerKey: string;
}

async function readSchema(place: SchemaPlace, format: CodeFormat) {
  const call = api.GET('/schemas/{connection}/{triggerKey}', { params: { path: place, query: { format } } });
  try {
    return await answerOf(call);
  } catch (error) {
    if (error instanceof ApiFailure && error.info.code === 'ITC_TRIGGER_UNKNOWN') return null;
    throw error;
  }
}

const previewSchema = (place: SchemaPlace, change: SchemaChange, format: CodeFormat, signal: AbortSignal) =>
  answerOf(
    api.POST('/schemas/{connection}/{triggerKey}/preview', {
      params: { path: place, query: { format } },
      body: change,
      signal,
    }),
  );

/** What is known of the schema of a trigger; null when nothing is. */
export const schemaQuery = (place: SchemaPlace) =>
  queryOptions({ queryKey: ['schemas', place], queryFn: () => readSchema(place, 'json-schema') });

/** A query for a schema in one of its forms. */
export interface CodeQuery {
  queryKey: readonly unknown[];
  queryFn: (context: { signal: AbortSignal }) => Promise<unknown>;
  gcTime?: number;
}

/** The schema of a trigger in another form. */
export const schemaCodeQuery = (place: SchemaPlace, format: CodeFormat): CodeQuery => ({
  queryKey: ['schemas', place, 'code', format],
  queryFn: async () => (await readSchema(place, format))?.output ?? null,
});

export const schemaVersionsQuery = (place: SchemaPlace) =>
  queryOptions({
    queryKey: ['schemas', place, 'versions'],
    queryFn: async () =>
      (
        await answerOf(
          api.GET('/schemas/{connection}/{triggerKey}/versions', { params: { path: place, query: whole } }),
        )
      ).items,
  });

export const schemaVersionQuery = (place: SchemaPlace, version: number) =>
  queryOptions({
    queryKey: ['schemas', place, 'versions', version],
    queryFn: () =>
      answerOf(
        api.GET('/schemas/{connection}/{triggerKey}/versions/{version}', { params: { path: { ...place, version } } }),
      ),
    staleTime: Infinity,
  });

// samples can be large and hold personal data
const previewMs = minuteMs;

/** What saving would change and break; nothing is stored. */
export const schemaPreviewQuery = (place: SchemaPlace, change: SchemaChange) =>
  queryOptions({
    queryKey: ['schemas', place, 'preview', change],
    queryFn: ({ signal }) => previewSchema(place, change, 'json-schema', signal),
    gcTime: previewMs,
  });

/** The schema that saving would make, in another form. */
export const schemaPreviewCodeQuery = (place: SchemaPlace, change: SchemaChange, format: CodeFormat): CodeQuery => ({
  queryKey: ['schemas', place, 'preview', change, format],
  queryFn: async ({ signal }) => (await previewSchema(place, change, format, signal)).output,
  gcTime: previewMs,
});

/** How the last events differ from the accepted schemas, by trigger. */
export const driftQuery = (connection: string) =>
  queryOptions({
    queryKey: ['drift', connection],
    queryFn: async () => (await answerOf(api.GET('/drift', { params: { query: { ...whole, connection } } }))).items,
  });

export const serverQuery = queryOptions({
  queryKey: ['server'],
  queryFn: () => answerOf(api.GET('/server')),
});

export const alertsQuery = queryOptions({
  queryKey: ['alerts'],
  queryFn: async () => (await answerOf(api.GET('/alerts'))).alerts,
});

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => (await answerOf(api.GET('/sessions'))).items,
});

/** The newest bulk runs, ended ones included. */
export const bulkRunsQuery = queryOptions({
  queryKey: ['bulk'],
  queryFn: async () => (await answerOf(api.GET('/bulk', { params: { query: { limit: 20 } } }))).items,
});

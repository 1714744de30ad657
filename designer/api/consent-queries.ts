import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import type { PersonName } from '../components/person-filter.tsx';
import { answerOf, api } from './client.ts';
import type { paths } from './schema.d.ts';

type AnswerOf<P extends keyof paths, M extends 'get' | 'post'> = paths[P] extends {
  [K in M]: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;

export type ConsentNotice = AnswerOf<'/connections/{name}/consent/notices', 'get'>['notices'][number];
export type KnownConsent = AnswerOf<'/consent/{name}/lookup', 'post'>;
export type ConsentEntry = KnownConsent['history'][number];
export type ConsentDriftPage = AnswerOf<'/consent/{name}/drift', 'get'>;
export type ConsentDrift = ConsentDriftPage['drift'][number];

const pageSize = 50;

export const noticesQuery = (name: string) =>
  queryOptions({
    queryKey: ['consent', 'notices', name],
    queryFn: async () =>
      (await answerOf(api.GET('/connections/{name}/consent/notices', { params: { path: { name } } }))).notices,
  });

/** Adds a notice, or changes the one of the same key. */
export const putNotice = (name: string, notice: ConsentNotice) =>
  answerOf(api.POST('/connections/{name}/consent/notices', { params: { path: { name } }, body: notice }));

export const removeNotice = (name: string, notice: string) =>
  answerOf(api.DELETE('/connections/{name}/consent/notices/{notice}', { params: { path: { name, notice } } }));

/** Preferences and history of one person, who is named in the body: an address is kept by the browser. */
export const knownConsentQuery = (name: string, person: PersonName) =>
  queryOptions({
    queryKey: ['consent', 'person', name, person],
    queryFn: () => answerOf(api.POST('/consent/{name}/lookup', { params: { path: { name } }, body: person })),
  });

/** One page of people compared with Iterable; each person costs a read there, so nothing asks again by itself. */
export const consentDriftQuery = (name: string, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['consent', 'drift', name, cursor ?? null],
    queryFn: () =>
      answerOf(
        api.GET('/consent/{name}/drift', {
          params: { path: { name }, query: { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) } },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
  });

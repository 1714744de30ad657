import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { answerOf, api } from './client.ts';
import type { paths } from './schema.d.ts';

type BodyOf<P extends keyof paths> = paths[P] extends {
  post: { requestBody?: { content: { 'application/json': infer B } } };
}
  ? B
  : never;
type AnswerOf<P extends keyof paths> = paths[P] extends {
  post: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;

export type SendFilter = BodyOf<'/sends/search'>;
export type Send = AnswerOf<'/sends/search'>['items'][number];
export type SendEvent = AnswerOf<'/send-events/search'>['items'][number];
export type SuppressionFilter = BodyOf<'/suppressions/search'>;
export type Suppression = AnswerOf<'/suppressions/search'>['items'][number];
export type SuppressionChange = BodyOf<'/suppressions'>;
export type SendSettings = AnswerOf<'/connections/{name}/send-settings'>;

const pageSize = 50;

/** One page of the messages; people are named in the body, for an address is kept by the browser. */
export const sendPageQuery = (filter: SendFilter) =>
  queryOptions({
    queryKey: ['sends', 'page', filter],
    queryFn: () => answerOf(api.POST('/sends/search', { body: { limit: pageSize, ...filter } })),
    placeholderData: keepPreviousData,
  });

export const sendQuery = (id: string) =>
  queryOptions({
    queryKey: ['sends', 'one', id],
    queryFn: () => answerOf(api.GET('/sends/{id}', { params: { path: { id } } })),
  });

/** One page of what webhooks told of messages that are not of this server. */
export const strayEventPageQuery = (filter: BodyOf<'/send-events/search'>) =>
  queryOptions({
    queryKey: ['send-events', 'page', filter],
    queryFn: () =>
      answerOf(
        api.POST('/send-events/search', {
          body: { limit: pageSize, matches: ['unknown_send', 'no_metadata', 'other_campaign'], ...filter },
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const suppressionPageQuery = (filter: SuppressionFilter) =>
  queryOptions({
    queryKey: ['suppressions', 'page', filter],
    queryFn: () => answerOf(api.POST('/suppressions/search', { body: { limit: pageSize, ...filter } })),
    placeholderData: keepPreviousData,
  });

export const changeSuppression = (body: SuppressionChange) => answerOf(api.POST('/suppressions', { body }));

export const diagnosticsQuery = (connection: string) =>
  queryOptions({
    queryKey: ['diagnostics', connection],
    queryFn: async () => (await answerOf(api.GET('/diagnostics', { params: { query: { connection } } }))).findings,
  });

export const sendSettingsQuery = (name: string) =>
  queryOptions({
    queryKey: ['send-settings', name],
    queryFn: () => answerOf(api.GET('/connections/{name}/send-settings', { params: { path: { name } } })),
  });

export const saveSendSettings = (name: string, body: SendSettings) =>
  answerOf(api.POST('/connections/{name}/send-settings', { params: { path: { name } }, body }));

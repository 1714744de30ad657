import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { answerOf, api } from './client.ts';
import type { paths } from './schema.d.ts';
import type { BulkRun } from './types.ts';

type BodyOf<P extends '/bulk' | '/bulk/sample'> = NonNullable<
  paths[P]['post']['requestBody']
>['content']['application/json'];

export type BulkOrder = BodyOf<'/bulk'>;
/** Where the rows come from; all but the connection of an order. */
export type BulkAudience = Pick<BodyOf<'/bulk/sample'>, 'file' | 'format' | 'delimiter' | 'list' | 'export'>;
type Ordered = paths['/bulk']['post']['responses'][201]['content']['application/json'];
export type BulkCheck = NonNullable<Ordered['check']>;
export type RowSample = paths['/bulk/sample']['post']['responses'][200]['content']['application/json'];
export type BulkCause =
  paths['/bulk/{id}/causes']['get']['responses'][200]['content']['application/json']['items'][number];
export type BulkOutcome = BulkCause['outcome'];
export type BulkVerb = 'pause' | 'resume' | 'cancel';

const pageSize = 50;
// parts that a slow line brings within the ten seconds that the server gives each
const partBytes = 4_000_000;

/** One page of the bulk runs, newest first. */
export const bulkPageQuery = (filter: { status?: BulkRun['status']; connection?: string; cursor?: string }) =>
  queryOptions({
    queryKey: ['bulk', 'page', filter],
    queryFn: () => answerOf(api.GET('/bulk', { params: { query: { limit: pageSize, ...filter } } })),
    placeholderData: keepPreviousData,
  });

export const bulkRunQuery = (id: string) =>
  queryOptions({
    queryKey: ['bulk', 'one', id],
    queryFn: () => answerOf(api.GET('/bulk/{id}', { params: { path: { id } } })),
  });

/** Why rows of a run did not get through. @param recorded what is recorded of it: with more of it the causes change */
export const bulkCausesQuery = (id: string, recorded: number) =>
  queryOptions({
    queryKey: ['bulk', 'causes', id, recorded],
    queryFn: async () => (await answerOf(api.GET('/bulk/{id}/causes', { params: { path: { id } } }))).items,
    placeholderData: keepPreviousData,
  });

export function changeBulkRun(id: string, verb: BulkVerb): Promise<BulkRun> {
  const at = { params: { path: { id } } };
  const calls = {
    pause: () => api.POST('/bulk/{id}/pause', at),
    resume: () => api.POST('/bulk/{id}/resume', at),
    cancel: () => api.POST('/bulk/{id}/cancel', at),
  };
  return answerOf(calls[verb]());
}

/** Runs the rows of a run that had these outcomes once more, as a new run. */
export const redriveBulkRun = (id: string, outcomes: BulkOutcome[]) =>
  answerOf(api.POST('/bulk/{id}/redrive', { params: { path: { id } }, body: { outcomes } }));

/** Address of the result file of a run, all of it or the rows of one outcome. */
export const bulkResultsUrl = (id: string, outcome?: BulkOutcome): string =>
  `/api/v1/bulk/${encodeURIComponent(id)}/results?format=csv${outcome === undefined ? '' : `&outcome=${outcome}`}`;

export const sampleAudience = (connection: string, audience: BulkAudience): Promise<RowSample> =>
  answerOf(api.POST('/bulk/sample', { body: { format: 'ndjson', connection, ...audience } }));

/** Checks an order and sends nothing. */
export async function checkBulkOrder(order: BulkOrder): Promise<BulkCheck> {
  const { check } = await answerOf(api.POST('/bulk', { body: { ...order, dryRun: true } }));
  if (check === null) throw new Error('the server answered a dry run without its check');
  return check;
}

export async function startBulkRun(order: BulkOrder): Promise<BulkRun> {
  const { run } = await answerOf(api.POST('/bulk', { body: { ...order, dryRun: false } }));
  if (run === null) throw new Error('the server answered an order without its run');
  return run;
}

/** How many people are on a list; read from Iterable. */
export const listSizeQuery = (connection: string, listId: number) =>
  queryOptions({
    queryKey: ['list-size', connection, listId],
    queryFn: async (): Promise<number | null> => {
      const body = { connection, input: { listId }, dryRun: false, ignoreUnsubscribes: false };
      const call = api.POST('/actions/{name}/run', { params: { path: { name: 'get_list_size' } }, body });
      const { output } = await answerOf(call);
      const { size } = (output ?? {}) as { size?: unknown };
      return typeof size === 'number' ? size : null;
    },
    retry: false,
    staleTime: 60_000,
  });

/** Uploads a source in parts; answers the id that an order names it by. @param onProgress told the share that is there, from 0 to 1 */
export async function uploadBulkFile(file: Blob, onProgress: (share: number) => void): Promise<string> {
  const part = (offset: number) => ({
    // a slice is read from the disk as it is sent
    body: file.slice(offset, offset + partBytes) as never,
    bodySerializer: (body: unknown) => body as Blob,
    headers: { 'content-type': 'application/octet-stream' },
  });
  const first = await answerOf(api.POST('/bulk/files', part(0)));
  for (let offset = partBytes; offset < file.size; offset += partBytes) {
    onProgress(offset / file.size);
    const params = { path: { id: first.file }, query: { offset } };
    await answerOf(api.POST('/bulk/files/{id}', { ...part(offset), params }));
  }
  return first.file;
}

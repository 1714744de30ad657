import { z } from 'zod';

import type { JsonObject } from '../../errors/json.ts';
import { readCauses } from '../bulk/result-causes.ts';
import type { BulkOutcome } from '../store/store.ts';
import { anyJson, given, idParams, page, pageQuery } from './answer-schemas.ts';
import { openResults, resultTypes } from './bulk-results.ts';
import { audienceOf, check, newRun, outcome, planOf, run, sampleBody, show, status } from './bulk-schemas.ts';
import { defineRoute, type Download } from './route.ts';

const change = (verb: 'pause' | 'resume' | 'cancel', summary: string) =>
  defineRoute({
    method: 'post',
    path: `/bulk/{id}/${verb}`,
    tag: 'Bulk',
    summary,
    params: idParams,
    response: run,
    errors: ['ITC_BULK_UNKNOWN', 'ITC_BULK_STATE'],
    handler: async ({ bulk }, { params }) => show(await bulk[verb](params.id)),
  });

const shownCauses = 20;
const uploaded = z.object({ file: z.string(), bytes: z.int() });

export const bulkRoutes = [
  defineRoute({
    method: 'post',
    path: '/bulk/files',
    tag: 'Bulk',
    summary: 'Upload a file, or its first part; a part must arrive within 10 seconds.',
    status: 201,
    upload: true,
    response: uploaded,
    errors: ['ITC_BULK_TOO_LARGE'],
    handler: async ({ bulk, newRequestId }, { stream }) => {
      const file = newRequestId().replace('req_', 'fil_');
      return { file, bytes: await bulk.files.append(file, 0, stream) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/bulk/files/{id}',
    tag: 'Bulk',
    summary: 'Append the next part of a file; a part that was not answered may be sent again.',
    upload: true,
    params: idParams,
    query: z.strictObject({ offset: z.coerce.number().int().min(0) }),
    response: uploaded,
    errors: ['ITC_BULK_UNKNOWN', 'ITC_BULK_STATE', 'ITC_BULK_TOO_LARGE'],
    handler: async ({ bulk }, { params, query, stream }) => ({
      file: params.id,
      bytes: await bulk.files.append(params.id, query.offset, stream),
    }),
  }),
  defineRoute({
    method: 'post',
    path: '/bulk',
    tag: 'Bulk',
    summary: 'Run an action over many rows, or check them with `dryRun` and send nothing.',
    status: 201,
    body: newRun,
    response: z.object({ run: run.nullable(), check: check.nullable() }),
    errors: [
      'ITC_ACTION_UNKNOWN',
      'ITC_CONNECTION_UNKNOWN',
      'ITC_INPUT_INVALID',
      'ITC_PILL_SYNTAX',
      'ITC_BULK_UNKNOWN',
    ],
    handler: async (runtime, { body }) => {
      const plan = await planOf(runtime, body);
      if (!body.dryRun) return { run: show(await runtime.bulk.create(plan)), check: null };
      const found = await runtime.bulk.check(plan);
      return { run: null, check: { ...found, sample: found.sample as { row: number; item: JsonObject }[] } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/bulk/sample',
    tag: 'Bulk',
    summary:
      'Show the columns and the first rows of a source, to map by; of a list or an export they are read from Iterable.',
    body: sampleBody,
    response: z.object({
      columns: z.array(z.string()),
      rows: z.array(z.object({ row: z.int(), value: anyJson, fault: z.string().nullable() })),
    }),
    errors: ['ITC_CONNECTION_UNKNOWN', 'ITC_INPUT_INVALID', 'ITC_BULK_UNKNOWN', 'ITC_ITERABLE_RATE_LIMIT'],
    handler: async (runtime, { body }) => runtime.bulk.sample(await audienceOf(runtime, body)),
  }),
  defineRoute({
    method: 'get',
    path: '/bulk',
    tag: 'Bulk',
    summary: 'List the bulk runs.',
    query: z.strictObject({ ...pageQuery, status: status.optional(), connection: z.string().optional() }),
    response: page(run),
    handler: async ({ store, bulk }, { query }) => {
      const { items, next } = await store.listBulkRuns(given(query));
      return { items: items.map((record) => show(bulk.show(record))), next };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/bulk/{id}',
    tag: 'Bulk',
    summary: 'Show a bulk run with its counts and its pace.',
    params: idParams,
    response: run,
    errors: ['ITC_BULK_UNKNOWN'],
    handler: async ({ bulk }, { params }) => show(await bulk.get(params.id)),
  }),
  change('pause', 'Pause a run after the calls under way.'),
  change('resume', 'Go on with a paused or failed run from its last recorded row.'),
  change('cancel', 'End a run after the calls under way; what was sent stays sent.'),
  defineRoute({
    method: 'post',
    path: '/bulk/{id}/redrive',
    tag: 'Bulk',
    summary: 'Run again over the rows of a run that failed, and no others.',
    status: 201,
    params: idParams,
    body: z.strictObject({ outcomes: z.array(outcome).min(1).default(['failed']) }).prefault({}),
    response: run,
    errors: ['ITC_BULK_UNKNOWN', 'ITC_BULK_STATE'],
    handler: async ({ bulk }, { params, body }) => show(await bulk.redrive(params.id, body.outcomes as BulkOutcome[])),
  }),
  defineRoute({
    method: 'get',
    path: '/bulk/{id}/causes',
    tag: 'Bulk',
    summary: 'Tell why rows failed, were skipped or are unknown, how many for each reason, and what to do.',
    params: idParams,
    response: z.object({
      items: z.array(z.object({ outcome, reason: z.string(), hint: z.string(), rows: z.int(), firstRow: z.int() })),
    }),
    errors: ['ITC_BULK_UNKNOWN'],
    handler: async ({ bulk }, { params }) => {
      const { progress } = await bulk.get(params.id);
      return { items: await readCauses(bulk.files.results(params.id), progress.resultBytes, shownCauses) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/bulk/{id}/results',
    tag: 'Bulk',
    summary: 'Download the result of each row that is recorded so far.',
    params: idParams,
    query: z.strictObject({ format: z.enum(['ndjson', 'csv']).default('ndjson'), outcome: outcome.optional() }),
    download: Object.values(resultTypes),
    response: z.custom<Download>(),
    errors: ['ITC_BULK_UNKNOWN'],
    handler: async ({ bulk }, { params, query }) => {
      const { progress } = await bulk.get(params.id);
      return {
        type: resultTypes[query.format],
        fileName: `${params.id}.${query.format}`,
        body: openResults(bulk.files.results(params.id), progress.resultBytes, query.format, query.outcome),
      };
    },
  }),
];

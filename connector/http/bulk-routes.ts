import { Readable } from 'node:stream';

import { z } from 'zod';

import type { JsonObject } from '../../errors/json.ts';
import { exportQuery } from '../exports/export-rows.ts';
import type { NewBulkRun, ShownRun } from '../bulk/bulk-runner.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { BulkOutcome, BulkSource } from '../store/store.ts';
import { anyJson, errorJson, given, idParams, page, pageQuery, time } from './answer-schemas.ts';
import { openResults, resultTypes } from './bulk-results.ts';
import { defineRoute, type Download } from './route.ts';

const outcome = z.enum(['accepted', 'failed', 'skipped', 'unknown']);
const status = z.enum(['queued', 'running', 'paused', 'cancelled', 'done', 'failed']);
const format = z.enum(['ndjson', 'csv', 'json']);
const counts = z.object({ accepted: z.int(), failed: z.int(), skipped: z.int(), unknown: z.int() });

const run = z.object({
  id: z.string(),
  action: z.string(),
  connection: z.string(),
  source: anyJson,
  mapping: anyJson,
  auto: z.boolean(),
  input: anyJson,
  status,
  counts: counts.meta({ description: 'Rows by result; recorded ones only.' }),
  calls: z.int().meta({ description: 'Recorded groups of results.' }),
  progress: z
    .object({
      bytes: z.int(),
      totalBytes: z.int(),
      rowsPerSecond: z.number().nullable(),
      etaMs: z.number().nullable(),
      wait: z.object({ reason: z.string(), until: time }).nullable(),
    })
    .nullable()
    .meta({ description: 'null while the run does not run.' }),
  error: errorJson.nullable(),
  redriveOf: z.string().nullable(),
  createdAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
});

const rowResult = z.object({ row: z.int(), key: z.string(), outcome, reason: z.string().optional() });
const check = z.object({
  rows: z.int(),
  ready: z.int(),
  calls: z.int(),
  leastMs: z.number().nullable().meta({ description: 'Least time at the published limit.' }),
  faulty: z.int(),
  faults: z.array(rowResult),
  sample: z.array(z.object({ row: z.int(), item: anyJson })),
  typesChecked: z.boolean(),
});

function show({ isAuto, progress, pace, ...record }: ShownRun): z.input<typeof run> {
  return {
    ...record,
    source: record.source as unknown as JsonObject,
    auto: isAuto,
    counts: progress.counts,
    calls: progress.chunks,
    progress: pace,
  };
}

const newRun = z
  .strictObject({
    action: z.string().min(1).max(200),
    connection: z.string().min(1).max(200),
    file: z.string().max(100).optional().meta({ description: 'Id of an uploaded file.' }),
    format: format.default('ndjson').meta({ description: 'Form of the uploaded file.' }),
    delimiter: z.string().length(1).optional().meta({ description: 'Between the cells of a CSV; default a comma.' }),
    rows: z.array(z.record(z.string(), anyJson)).optional().meta({ description: 'The rows themselves.' }),
    list: z.int().positive().optional().meta({ description: 'The members of this list of Iterable.' }),
    export: exportQuery.optional().meta({ description: 'The rows of this export of Iterable.' }),
    mapping: z.record(z.string(), anyJson).optional().meta({ description: 'One item, with pills of `row`.' }),
    auto: z.boolean().optional().meta({ description: 'Fields of the same name; default for CSV without a mapping.' }),
    input: z.record(z.string(), anyJson).default({}).meta({ description: 'Input of the action besides its items.' }),
    dryRun: z.boolean().default(false),
  })
  .refine(
    (body) => [body.file, body.rows, body.list, body.export].filter((source) => source !== undefined).length === 1,
    'needs exactly one of `file`, `rows`, `list` and `export`',
  );

async function planOf({ bulk, newRequestId }: Runtime, body: z.output<typeof newRun>): Promise<NewBulkRun> {
  const { action, connection, file, rows, list, input, mapping = null } = body;
  let source: BulkSource = { kind: 'file', format: body.format, ...given({ delimiter: body.delimiter }) };
  let upload = file ?? null;
  if (list !== undefined) source = { kind: 'list', format: 'ndjson', listId: list };
  if (body.export !== undefined) source = { kind: 'export', format: 'ndjson', query: textsOf(body.export) };
  if (rows !== undefined) {
    source = { kind: 'file', format: 'ndjson' };
    upload = newRequestId().replace('req_', 'fil_');
    await bulk.files.append(upload, 0, Readable.from(rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`))));
  }
  const isAuto = body.auto ?? (source.format === 'csv' && mapping === null);
  return {
    action,
    connection,
    source,
    upload,
    input: input as JsonObject,
    mapping: mapping as JsonObject | null,
    isAuto,
  };
}

const textsOf = (query: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

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

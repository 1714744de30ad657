import { Readable } from 'node:stream';

import { z } from 'zod';

import type { JsonObject } from '../../errors/json.ts';
import type { BulkAudience, NewBulkRun, ShownRun } from '../bulk/bulk-runner.ts';
import { exportQuery } from '../exports/export-rows.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { BulkSource } from '../store/store.ts';
import { anyJson, errorJson, given, time } from './answer-schemas.ts';

export const outcome = z.enum(['accepted', 'failed', 'skipped', 'unknown']);
export const status = z.enum(['queued', 'running', 'paused', 'cancelled', 'done', 'failed']);
const format = z.enum(['ndjson', 'csv', 'json']);
const counts = z.object({ accepted: z.int(), failed: z.int(), skipped: z.int(), unknown: z.int() });

export const run = z.object({
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
  redriveOf: z.string().nullable().meta({ description: 'The run whose rows it takes again.' }),
  job: z.string().nullable().meta({ description: 'The job whose step started it.' }),
  createdAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
});

const rowResult = z.object({ row: z.int(), key: z.string(), outcome, reason: z.string().optional() });
export const check = z.object({
  rows: z.int(),
  ready: z.int(),
  calls: z.int(),
  leastMs: z.number().nullable().meta({ description: 'Least time at the published limit.' }),
  faulty: z.int(),
  faults: z.array(rowResult.extend({ line: z.int().optional().meta({ description: 'Line of a CSV.' }) })),
  sample: z.array(z.object({ row: z.int(), item: anyJson })),
  request: z
    .object({
      method: z.string(),
      path: z.string(),
      items: z.int().meta({ description: 'Items of the call; the body shows the first ones.' }),
      body: anyJson,
    })
    .nullable()
    .meta({ description: 'The first call.' }),
  isComplete: z.boolean().meta({ description: 'false: only the first rows of a list or an export were read.' }),
  typesChecked: z.boolean(),
});

/** A run as the API gives it. */
export function show({ isAuto, progress, pace, ...record }: ShownRun): z.input<typeof run> {
  return {
    ...record,
    source: record.source as unknown as JsonObject,
    auto: isAuto,
    counts: progress.counts,
    calls: progress.chunks,
    progress: pace,
  };
}

const audience = {
  connection: z.string().min(1).max(200),
  file: z.string().max(100).optional().meta({ description: 'Id of an uploaded file.' }),
  format: format.default('ndjson').meta({ description: 'Form of the uploaded file.' }),
  delimiter: z.string().length(1).optional().meta({ description: 'Between the cells of a CSV; default a comma.' }),
  rows: z.array(z.record(z.string(), anyJson)).optional().meta({ description: 'The rows themselves.' }),
  list: z.int().positive().optional().meta({ description: 'The members of this list of Iterable.' }),
  export: exportQuery.optional().meta({ description: 'The rows of this export of Iterable.' }),
};
type Audience = z.output<z.ZodObject<typeof audience>>;

const isOneSource = ({ file, rows, list, export: exported }: Partial<Audience>): boolean =>
  [file, rows, list, exported].filter((source) => source !== undefined).length === 1;
const oneSource = 'needs exactly one of `file`, `rows`, `list` and `export`';

export const sampleBody = z.strictObject(audience).refine(isOneSource, oneSource);

export const newRun = z
  .strictObject({
    ...audience,
    action: z.string().min(1).max(200),
    mapping: z.record(z.string(), anyJson).optional().meta({ description: 'One item, with pills of `row`.' }),
    auto: z.boolean().optional().meta({ description: 'Fields of the same name; default for CSV without a mapping.' }),
    input: z.record(z.string(), anyJson).default({}).meta({ description: 'Input of the action besides its items.' }),
    dryRun: z.boolean().default(false),
  })
  .refine(isOneSource, oneSource);

/** Where the rows of a body are; rows in it become an upload. */
export async function audienceOf({ bulk, newRequestId }: Runtime, body: Audience): Promise<BulkAudience> {
  const { connection, file, rows, list } = body;
  let source: BulkSource = { kind: 'file', format: body.format, ...given({ delimiter: body.delimiter }) };
  let upload = file ?? null;
  if (list !== undefined) source = { kind: 'list', format: 'ndjson', listId: list };
  if (body.export !== undefined) source = { kind: 'export', format: 'ndjson', query: textsOf(body.export) };
  if (rows !== undefined) {
    source = { kind: 'file', format: 'ndjson' };
    upload = newRequestId().replace('req_', 'fil_');
    await bulk.files.append(upload, 0, Readable.from(rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`))));
  }
  return { connection, source, upload };
}

/** What a body orders. */
export async function planOf(runtime: Runtime, body: z.output<typeof newRun>): Promise<NewBulkRun> {
  const { action, input, mapping = null } = body;
  const people = await audienceOf(runtime, body);
  const isAuto = body.auto ?? (people.source.format === 'csv' && mapping === null);
  return {
    ...people,
    action,
    input: input as JsonObject,
    mapping: mapping as JsonObject | null,
    isAuto,
  };
}

const textsOf = (query: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

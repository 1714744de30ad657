import type { Readable } from 'node:stream';

import { z } from 'zod';

import type { Endpoint } from '../define.ts';
import { readCsv } from '../bulk/read-csv.ts';
import { readJsonLines } from '../bulk/read-json-rows.ts';
import type { RowStream, SourceRow } from '../bulk/source-row.ts';
import type { JsonObject } from '../../errors/json.ts';
import type { IterableConnection } from '../iterable/action-result.ts';
import type { StreamClient, StreamOptions } from '../iterable/stream-client.ts';

export type ExportFormat = 'ndjson' | 'csv';

const time = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2}( [+-]\d{2}:\d{2})?)?$/, 'must be written as 2031-03-04 05:06:07');

/** What `GET /api/export/data.*` asks for: a range, or start and end (the end is not part of it). */
export const exportQuery = z
  .strictObject({
    dataTypeName: z
      .string()
      .regex(/^[A-Za-z]{1,60}$/)
      .meta({ description: 'What to export, for example `emailSend`, `user` or `customEvent`.' }),
    range: z.enum(['Today', 'Yesterday', 'BeforeToday', 'All']).optional(),
    startDateTime: time.optional(),
    endDateTime: time.optional(),
    campaignId: z.coerce.number().int().positive().optional(),
    onlyFields: z.string().max(5000).optional().meta({ description: 'Field names, parted by commas.' }),
    omitFields: z.string().max(5000).optional(),
  })
  .refine(({ range, startDateTime, endDateTime }) => {
    const hasTimes = startDateTime !== undefined && endDateTime !== undefined;
    return range !== undefined ? startDateTime === undefined && endDateTime === undefined : hasTimes;
  }, 'needs either `range`, or `startDateTime` and `endDateTime`');

export type ExportQuery = z.output<typeof exportQuery>;

/** Iterable's export of one kind of data; four calls per minute and project. */
export const exportEndpoints = {
  ndjson: endpoint('/api/export/data.json'),
  csv: endpoint('/api/export/data.csv'),
} as const;

function endpoint(path: string): Endpoint & { method: 'GET' } {
  return { method: 'GET', path, limit: { calls: 4, perMs: 60_000, scope: 'project' } };
}

/**
 * Opens an export; rows come as Iterable sends them, in constant memory. A line that cannot be read is a row with a fault.
 * Throws the ConnectorError of a refusal; waits for the limit are told to `options.onWait`.
 */
export async function openExport(
  client: StreamClient,
  connection: IterableConnection,
  format: ExportFormat,
  query: ExportQuery,
  options: StreamOptions = {},
): Promise<RowStream> {
  const body = await openExportBody(client, connection, format, query, options);
  const start = { row: 0, offset: 0 };
  return format === 'csv' ? readCsv(body, start, null, { keepEmpty: true }) : readJsonLines(body, start);
}

/** As `openExport`, with the bytes as Iterable sends them. */
export async function openExportBody(
  client: StreamClient,
  connection: IterableConnection,
  format: ExportFormat,
  { onlyFields, ...plain }: ExportQuery,
  options: StreamOptions = {},
): Promise<Readable> {
  const fields = onlyFields?.split(',').map((name) => name.trim());
  const query = { ...plain, ...(fields === undefined ? {} : { onlyFields: fields }) };
  return (await client.open(connection, exportEndpoints[format], { query }, options)).body;
}

/** Rows in pages of `size`, for a loop over them; bad lines are told to `onBadLine` and left out. */
export async function* exportPages(
  rows: RowStream,
  size: number,
  onBadLine: (row: SourceRow) => void,
): AsyncGenerator<JsonObject[]> {
  let page: JsonObject[] = [];
  for await (const group of rows) {
    for (const row of group) {
      if (row.value === null) onBadLine(row);
      else page.push(row.value);
      if (page.length < size) continue;
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}

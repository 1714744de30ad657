import { createReadStream } from 'node:fs';

import type { BulkFormat } from '../store/store.ts';
import { readCsv, readCsvHeader, type CsvOptions } from './read-csv.ts';
import { readJsonArray, readJsonLines } from './read-json-rows.ts';
import type { RowPlace, RowStream } from './source-row.ts';

export interface SourceFile extends CsvOptions {
  path: string;
  format: BulkFormat;
}

const pieceBytes = 256 * 1024;

/** The rows of a file from a place on, in constant memory. */
export async function openSource({ path, format, ...csv }: SourceFile, from: RowPlace): Promise<RowStream> {
  const open = (start: number): AsyncIterable<Buffer> => createReadStream(path, { start, highWaterMark: pieceBytes });
  if (format === 'ndjson') return readJsonLines(open(from.offset), from);
  if (format === 'json') return readJsonArray(open(from.offset), from);
  const header = from.offset === 0 ? null : await readCsvHeader(open(0), csv);
  return readCsv(open(from.offset), from, header, csv);
}

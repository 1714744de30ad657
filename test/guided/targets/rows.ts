import assert from 'node:assert/strict';

import { readCsv, readCsvHeader } from '../../../connector/bulk/read-csv.ts';
import { readJsonArray, readJsonLines } from '../../../connector/bulk/read-json-rows.ts';
import type { RowPlace, RowStream, SourceRow } from '../../../connector/bulk/source-row.ts';
import type { ErrorCode } from '../../../errors/error-catalogue.ts';
import { refusalOf } from '../refusals.ts';

type Rows = Pick<SourceRow, 'row' | 'value' | 'fault' | 'end'>[];
interface Read {
  rows: Rows;
  code: ErrorCode | null;
}
type Reader = (input: AsyncIterable<Buffer>, from: RowPlace) => RowStream;
const start: RowPlace = { row: 0, offset: 0 };

/** Rows are the same wherever the bytes are cut, and reading goes on behind any of them. First two bytes: form, size of pieces. */
export async function fuzz(data: Buffer): Promise<void> {
  const form = (data[0] ?? 0) % 4;
  const size = ((data[1] ?? 0) % 16) + 1;
  const bytes = data.subarray(2);
  const reader = await readerOf(form, bytes);
  if (reader === null) return;
  const whole = await read(reader, bytes, start, bytes.length);
  const cut = await read(reader, bytes, start, size);
  if (whole.code === null) assert.deepEqual(cut, whole, 'the rows depend on where the bytes were cut');
  else assert.equal(cut.code, whole.code);
  for (const [index, { row, end }] of whole.rows.entries()) {
    if (index > 8) break;
    const rest = await read(reader, bytes.subarray(end), { row, offset: end }, bytes.length);
    assert.deepEqual(rest.rows, whole.rows.slice(index + 1), 'reading does not go on behind a row');
    assert.equal(rest.code, whole.code);
  }
}

/** null where the source has not even columns */
async function readerOf(form: number, bytes: Buffer): Promise<Reader | null> {
  if (form === 0) return readJsonLines;
  if (form === 1) return readJsonArray;
  const options = form === 2 ? {} : { delimiter: ';', keepEmpty: true };
  try {
    const header = await readCsvHeader(pieces(bytes, bytes.length), options);
    assert.equal(new Set(header).size, header.length, 'two columns have one name');
    return (input, from) => readCsv(input, from, from.offset === 0 ? null : header, options);
  } catch (error) {
    refusalOf(error, ['ITC_INPUT_INVALID']);
    return null;
  }
}

async function read(reader: Reader, bytes: Buffer, from: RowPlace, size: number): Promise<Read> {
  const rows: Rows = [];
  try {
    for await (const group of reader(pieces(bytes, size), from)) {
      for (const { row, value, fault, end } of group) rows.push({ row, value, fault, end });
    }
    return { rows, code: null };
  } catch (error) {
    return { rows, code: refusalOf(error, ['ITC_INPUT_INVALID']).code };
  }
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

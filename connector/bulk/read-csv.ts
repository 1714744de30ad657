import { pipeline, Readable } from 'node:stream';

import { parse, type Info } from 'csv-parse';

import { ConnectorError } from '../../errors/connector-error.ts';
import { maxRowBytes, type RowPlace, type RowStream, type SourceRow } from './source-row.ts';

export interface CsvOptions {
  /** default `,` */
  delimiter?: string;
  /** true keeps empty cells as empty text; else they count as missing, and no field is emptied by them */
  keepEmpty?: boolean;
}

const rowsAtOnce = 256;

/** Names of columns, unique: the second `x` becomes `x_2`. A column without a name is called by its place. */
export function columnNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, index) => {
    const plain = cell.trim() === '' ? `column_${String(index + 1)}` : cell.trim();
    let name = plain;
    for (let copy = 2; taken.has(name); copy++) name = `${plain}_${String(copy)}`;
    taken.add(name);
    return name;
  });
}

/**
 * Reads CSV (RFC 4180) with a header row. A row with another number of cells than the header is a row with a fault.
 * Throws ITC_INPUT_INVALID for a quote that is never closed, naming the line.
 * @param header the columns when reading goes on behind some row; null reads them from the first row
 */
export async function* readCsv(
  input: AsyncIterable<Buffer>,
  from: RowPlace,
  header: readonly string[] | null,
  { delimiter = ',', keepEmpty = false }: CsvOptions = {},
): RowStream {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // a quote within an unquoted cell is a character, and must not swallow the rows behind it
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: maxRowBytes,
  });
  // closes the input when the reader stops early
  pipeline(Readable.from(input), parser, () => undefined);
  let columns = header;
  let { row } = from;
  let rows: SourceRow[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      if (columns === null) {
        columns = columnNames(record);
        continue;
      }
      rows.push({ row: ++row, ...toRow(columns, record, keepEmpty), end: from.offset + info.bytes });
      if (rows.length < rowsAtOnce) continue;
      yield rows;
      rows = [];
    }
  } catch (error) {
    throw readable(error);
  }
  if (rows.length > 0) yield rows;
}

/** The columns of a CSV source; empty for one without any row. */
export async function readCsvHeader(input: AsyncIterable<Buffer>, { delimiter = ',' }: CsvOptions): Promise<string[]> {
  const parser = parse({
    bom: true,
    delimiter,
    to: 1,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  pipeline(Readable.from(input), parser, () => undefined);
  try {
    for await (const record of parser as AsyncIterable<string[]>) return columnNames(record);
  } catch (error) {
    throw readable(error);
  }
  return [];
}

function toRow(
  columns: readonly string[],
  record: readonly string[],
  keepEmpty: boolean,
): Pick<SourceRow, 'value' | 'fault'> {
  if (record.length !== columns.length) {
    const fault = `The row has ${String(record.length)} cells, and the header has ${String(columns.length)}.`;
    return { value: null, fault };
  }
  const entries = columns.flatMap((name, index): [string, string][] => {
    const cell = record[index] ?? '';
    return cell === '' && !keepEmpty ? [] : [[name, cell]];
  });
  // defines own properties, so that no column name sets a prototype
  return { value: Object.fromEntries(entries), fault: null };
}

function readable(error: unknown): unknown {
  const { code, lines } = error as { code?: unknown; lines?: unknown };
  if (typeof code !== 'string' || !code.startsWith('CSV_')) return error;
  const what = code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote is opened and never closed' : 'the row cannot be read';
  return new ConnectorError('ITC_INPUT_INVALID', `The CSV cannot be read near line ${String(lines)}: ${what}.`, {
    hint: 'Quote cells with commas, quotes or line breaks, and double the quotes within them.',
    details: { path: 'source', found: code },
  });
}

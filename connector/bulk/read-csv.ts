import { pipeline, Readable, type TransformCallback } from 'node:stream';

import { parse, Parser, type Options } from 'csv-parse';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import { setOwn } from './set-own.ts';
import { maxRowBytes, type RowPlace, type RowStream, type SourceRow } from './source-row.ts';

export interface CsvOptions {
  /** default `,` */
  delimiter?: string;
  /** true keeps empty cells as empty text; else they count as missing, and no field is emptied by them */
  keepEmpty?: boolean;
}

const rowsAtOnce = 256;
/** the header alone must be read as it is before its rows: a line break would else be guessed from the first one */
const csvForm: Options = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  // a quote within an unquoted cell is a character, and must not swallow the rows behind it
  relax_quotes: true,
  skip_empty_lines: true,
};

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
 * Throws ITC_INPUT_INVALID for a quote that is never closed, naming the line or row that it begins in.
 * @param header the columns when reading goes on behind some row; null reads them from the first row
 */
export async function* readCsv(
  input: AsyncIterable<Buffer> | Iterable<Buffer>,
  from: RowPlace,
  header: readonly string[] | null,
  { delimiter = ',', keepEmpty = false }: CsvOptions = {},
): RowStream {
  // behind the begin of a source the same three bytes are part of a cell
  const bom = from.offset === 0;
  const options: Options = { ...csvForm, bom, delimiter, max_record_size: maxRowBytes };
  const parser = new RowParser(options, from, header, keepEmpty);
  // closes the input when the reader stops early
  pipeline(Readable.from(input), parser, () => undefined);
  try {
    yield* parser as AsyncIterable<SourceRow[]>;
  } catch (error) {
    throw readable(error, parser.place());
  }
}

/** Gives rows in groups: a turn of the stream for each record would cost more than reading it. */
class RowParser extends Parser {
  readonly #from: RowPlace;
  readonly #keepEmpty: boolean;
  #columns: readonly string[] | null;
  #row: number;
  #rows: SourceRow[] = [];
  /** the parser counts a CR LF within quotes as two lines */
  #countedTwice = 0;
  #lastLine = 0;

  constructor(options: Options, from: RowPlace, columns: readonly string[] | null, keepEmpty: boolean) {
    super(options);
    this.#from = from;
    this.#row = from.row;
    this.#columns = columns;
    this.#keepEmpty = keepEmpty;
  }

  /** Where the row begins that comes next, for people. */
  place(): string {
    // behind some row the parser counts from there
    return this.#countsLines() ? `line ${String(this.#lastLine + 1)}` : `row ${String(this.#row + 1)}`;
  }

  #countsLines(): boolean {
    return this.#from.offset === 0;
  }

  /** Called by the parser for each record at its end, so that the bytes read so far are the place behind it. */
  override push(record: string[] | null): boolean {
    if (record === null) {
      this.#giveRows();
      return super.push(null);
    }
    if (this.#countsLines()) for (const cell of record) this.#countedTwice += breaksIn(cell);
    this.#lastLine = this.info.lines - this.#countedTwice;
    if (this.#columns === null) {
      this.#columns = columnNames(record);
      return true;
    }
    const end = this.#from.offset + this.info.bytes;
    const row = toRow(++this.#row, this.#columns, record, this.#keepEmpty, end);
    if (this.#countsLines()) row.line = this.#lastLine;
    this.#rows.push(row);
    return this.#rows.length < rowsAtOnce || this.#giveRows();
  }

  override _transform(piece: Buffer, encoding: BufferEncoding, done: TransformCallback): void {
    super._transform(piece, encoding, (error) => {
      this.#giveRows();
      done(error);
    });
  }

  #giveRows(): boolean {
    if (this.#rows.length === 0) return true;
    const rows = this.#rows;
    this.#rows = [];
    return super.push(rows);
  }
}

/** The columns of a CSV source; empty for one without any row. */
export async function readCsvHeader(input: AsyncIterable<Buffer>, { delimiter = ',' }: CsvOptions): Promise<string[]> {
  const parser = parse({ ...csvForm, bom: true, delimiter, to: 1 });
  pipeline(Readable.from(input), parser, () => undefined);
  try {
    for await (const record of parser as AsyncIterable<string[]>) return columnNames(record);
  } catch (error) {
    throw readable(error, 'line 1');
  }
  return [];
}

const breaksIn = (cell: string): number => (cell.includes('\r\n') ? cell.split('\r\n').length - 1 : 0);

function toRow(
  row: number,
  columns: readonly string[],
  record: readonly string[],
  keepEmpty: boolean,
  end: number,
): SourceRow {
  if (record.length !== columns.length) {
    const cells = record.length === 1 ? 'cell' : 'cells';
    const fault = `The row has ${String(record.length)} ${cells}, and the header has ${String(columns.length)}.`;
    return { row, value: null, fault, end };
  }
  const value: JsonObject = {};
  for (let at = 0; at < columns.length; at++) {
    const cell = record[at] ?? '';
    if (cell !== '' || keepEmpty) setOwn(value, columns[at] ?? '', cell);
  }
  return { row, value, fault: null, end };
}

/** @param from where the row begins that could not be read */
function readable(error: unknown, from: string): unknown {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string' || !code.startsWith('CSV_')) return error;
  const what = code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote is opened and never closed' : 'the row cannot be read';
  return new ConnectorError('ITC_INPUT_INVALID', `The CSV cannot be read from ${from} on: ${what}.`, {
    hint: 'Quote cells with commas, quotes or line breaks, and double the quotes within them.',
    details: { path: 'source', found: code },
  });
}

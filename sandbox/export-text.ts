import { stringify } from 'csv-stringify/sync';
import type { ExportRequest, ExportRows } from './export-job-state.ts';
import type { JsonObject } from './json-value.ts';

type Layout = Pick<ExportRequest, 'format' | 'delimiter'>;

/** Rows written as one piece: enough to be quick, few enough to weigh nothing. */
const rowsPerPiece = 200;

function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

const csv = (records: readonly (readonly string[])[], delimiter: string): string =>
  // dates come quoted (recorded), other cells where they must
  stringify([...records], { delimiter, quoted_match: /^\d{4}-\d{2}-\d{2} \d{2}:/, eof: false });

function csvPiece(rows: ExportRows, delimiter: string, first: number, end: number): string {
  const records: string[][] = [];
  for (let i = first; i < end; i += 1) {
    const row = rows.row(i);
    const cells = rows.columns.map((name) => cellText(row[name]));
    // a broken row is one that stops after its first cells
    records.push(rows.isBad(i) ? cells.slice(0, Math.ceil(cells.length / 2)) : cells);
  }
  return `\n${csv(records, delimiter)}`;
}

function jsonPiece(rows: ExportRows, first: number, end: number): string {
  const shown = [...new Set(rows.columns)];
  let piece = '';
  for (let i = first; i < end; i += 1) {
    const row = rows.row(i);
    const picked: JsonObject = {};
    for (const name of shown) if (Object.hasOwn(row, name)) picked[name] = row[name];
    const line = JSON.stringify(picked);
    // a broken line lacks the comma after createdAt, as recorded ones did
    piece += `${rows.isBad(i) ? line.replace(',', ' ') : line}\n`;
  }
  return piece;
}

const pieceOf = (rows: ExportRows, { format, delimiter }: Layout, first: number, end: number): string =>
  format === 'csv' ? csvPiece(rows, delimiter, first, end) : jsonPiece(rows, first, end);

const headOf = (rows: ExportRows, { format, delimiter }: Layout): string =>
  format === 'csv' ? csv([rows.columns], delimiter) : '';

/** An export piece by piece. CSV has a header row and no newline at its end; JSON has one object on each line. */
export function* exportText(
  rows: ExportRows,
  layout: Layout,
  first = 0,
  end: number = rows.length,
): Generator<string, void> {
  const head = headOf(rows, layout);
  if (head !== '') yield head;
  for (let i = first; i < end; i += rowsPerPiece) yield pieceOf(rows, layout, i, Math.min(end, i + rowsPerPiece));
}

/** How far a file goes that starts at a row and holds at most `maxBytes`; a row that is larger alone fills one. */
export function cutFile(
  rows: ExportRows,
  layout: Layout,
  first: number,
  maxBytes: number,
): { endRow: number; bytes: number } {
  let endRow = first;
  let bytes = Buffer.byteLength(headOf(rows, layout));
  let step = rowsPerPiece;
  while (endRow < rows.length) {
    const next = Math.min(rows.length, endRow + step);
    const more = Buffer.byteLength(pieceOf(rows, layout, endRow, next));
    if (bytes + more > maxBytes) {
      if (step > 1) {
        step = 1;
        continue;
      }
      if (endRow > first) break;
    }
    bytes += more;
    endRow = next;
  }
  return { endRow, bytes };
}

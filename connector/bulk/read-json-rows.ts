import { ConnectorError } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import { maxRowBytes, type RowPlace, type RowStream, type SourceRow } from './source-row.ts';

const code = { newline: 10, quote: 34, comma: 44, open: 91, close: 93, backslash: 92, brace: 123, braceEnd: 125 };
const tooLong = `The row is longer than ${String(maxRowBytes)} bytes.`;

/** Reads JSON lines. A line that is no JSON object is a row with a fault, and reading goes on behind it. */
export async function* readJsonLines(input: AsyncIterable<Buffer>, from: RowPlace): RowStream {
  let { row, offset } = from;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let isTooLong = false;

  /** the row that ends in these bytes, with the line break that follows or without one at the end of the source */
  const take = (chunk: Buffer, start: number, end: number, length: number): SourceRow | null => {
    offset += length;
    let text: string;
    if (held.length === 0) text = chunk.toString('utf8', start, end);
    else {
      text = Buffer.concat([...held, chunk.subarray(start, end)]).toString('utf8');
      held = [];
    }
    heldBytes = 0;
    const failed = isTooLong;
    isTooLong = false;
    if (failed) return faultyRow(++row, tooLong, offset);
    // a byte order mark is not part of the first row
    if (row === 0 && text.startsWith('\uFEFF')) text = text.slice(1);
    return isBlankText.test(text) ? null : readRow(++row, text, offset);
  };

  let pending = 0;
  for await (const chunk of input) {
    const rows: SourceRow[] = [];
    let start = 0;
    for (let at = chunk.indexOf(code.newline); at !== -1; at = chunk.indexOf(code.newline, start)) {
      const found = take(chunk, start, at, pending + at - start + 1);
      if (found !== null) rows.push(found);
      pending = 0;
      start = at + 1;
    }
    const rest = chunk.subarray(start);
    pending += rest.length;
    heldBytes += rest.length;
    if (heldBytes > maxRowBytes) {
      isTooLong = true;
      held = [];
    } else if (rest.length > 0) held.push(rest);
    if (rows.length > 0) yield rows;
  }
  const last = pending === 0 ? null : take(noBytes, 0, 0, pending);
  if (last !== null) yield [last];
}

/**
 * Reads the objects of one JSON array without holding the array. Rows are found by their brackets, so a broken row is a
 * fault of its own as long as its brackets and quotes are in order.
 * Throws ITC_INPUT_INVALID for a document that is no array, or that ends within it.
 */
export async function* readJsonArray(input: AsyncIterable<Buffer>, from: RowPlace): RowStream {
  let { row } = from;
  let position = from.offset;
  // a place behind a row lies within the array
  let depth = from.offset === 0 ? 0 : 1;
  let isInText = false;
  let isEscaped = false;
  let isEnded = false;
  let held: Buffer[] = [];
  let heldBytes = 0;

  const notArray = (what: string): ConnectorError =>
    new ConnectorError('ITC_INPUT_INVALID', `The JSON source ${what}.`, {
      hint: 'Give an array of objects, or one object per line as NDJSON.',
      details: { path: 'source', found: `byte ${String(position)}` },
    });
  const take = (end: number): SourceRow | null => {
    const isTooLong = heldBytes > maxRowBytes;
    const text = isTooLong ? '' : Buffer.concat(held).toString('utf8').trim();
    held = [];
    heldBytes = 0;
    if (isTooLong) return faultyRow(++row, tooLong, end);
    return text === '' ? null : readRow(++row, text, end);
  };

  for await (const chunk of input) {
    const rows: SourceRow[] = [];
    let start = 0;
    const keep = (to: number): void => {
      heldBytes += to - start;
      if (heldBytes > maxRowBytes) held = [];
      else if (to > start) held.push(chunk.subarray(start, to));
    };
    for (let at = 0; at < chunk.length; at++, position++) {
      const byte = chunk[at] ?? 0;
      if (isInText) {
        if (isEscaped) isEscaped = false;
        else if (byte === code.backslash) isEscaped = true;
        else if (byte === code.quote) isInText = false;
      } else if (byte === code.quote && depth > 0) isInText = true;
      else if (byte === code.open || byte === code.brace) {
        if (isEnded || (depth === 0 && byte === code.brace)) throw notArray('is no array');
        depth++;
        if (depth === 1) start = at + 1;
      } else if (byte === code.close || byte === code.braceEnd) {
        depth--;
        if (depth < 0) throw notArray('has a bracket too many');
        if (depth > 0) continue;
        keep(at);
        const last = take(position);
        if (last !== null) rows.push(last);
        isEnded = true;
      } else if (byte === code.comma && depth === 1) {
        keep(at);
        const found = take(position + 1);
        if (found !== null) rows.push(found);
        start = at + 1;
      } else if (depth === 0 && !isBlank(byte)) throw notArray('is no array');
    }
    if (depth > 0) keep(chunk.length);
    if (rows.length > 0) yield rows;
  }
  // behind a row of an array its end at least is still to come; only a source without any byte has no rows
  if (!isEnded && position > 0) throw notArray('ends before its array does');
}

const isBlankText = /^\s*$/;

// blanks of JSON, and the bytes of a byte order mark
const isBlank = (byte: number): boolean => [9, 10, 13, 32, 0xef, 0xbb, 0xbf].includes(byte);

const noBytes = Buffer.alloc(0);

const faultyRow = (row: number, fault: string, end: number): SourceRow => ({ row, value: null, fault, end });

function readRow(row: number, text: string, end: number): SourceRow {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { row, value: value as JsonObject, fault: null, end }
      : faultyRow(row, 'The row is no JSON object.', end);
  } catch {
    return faultyRow(row, 'The row is not valid JSON.', end);
  }
}

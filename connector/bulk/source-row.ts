import type { JsonObject } from '../../errors/json.ts';

/** One row of a source, in its order. */
export interface SourceRow {
  /** from 1; a header and blank lines are not counted */
  row: number;
  /** of a CSV that is read from its begin: the line of the file on which the row ends, from 1; CR LF within quotes counts as two (csv-parse) */
  line?: number;
  value: JsonObject | null;
  /** why the row cannot be read; null with a value */
  fault: string | null;
  /** byte of the source behind this row, from which reading can go on */
  end: number;
  /** set by who runs the rows, once the result of the row is on disk */
  isSettled?: boolean;
}

/** Rows in groups as they were read, for a promise per row would cost more than the row. */
export type RowStream = AsyncIterable<SourceRow[]>;

/** Where reading goes on: after `row` rows, at byte `offset`. */
export interface RowPlace {
  row: number;
  offset: number;
}

/** A row longer than this is a fault; Iterable takes 4 MB in a call. */
export const maxRowBytes = 8_000_000;

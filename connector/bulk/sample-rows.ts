import type { JsonObject } from '../../errors/json.ts';
import type { RowStream } from './source-row.ts';

/** What a source looks like: its columns, and its first rows to map by. */
export interface RowSample {
  columns: string[];
  rows: { row: number; value: JsonObject | null; fault: string | null }[];
}

const shownRows = 5;
/** columns of JSON rows differ: those of so many rows are looked at */
const seenRows = 100;

/** Reads the begin of a source. @param header of a CSV, whose empty cells are missing from the rows */
export async function sampleRows(source: RowStream, header: readonly string[] = []): Promise<RowSample> {
  const columns = new Set(header);
  const rows: RowSample['rows'] = [];
  let seen = 0;
  for await (const group of source) {
    for (const { row, value, fault } of group) {
      if (++seen > seenRows) break;
      for (const name of Object.keys(value ?? {})) columns.add(name);
      if (rows.length < shownRows) rows.push({ row, value, fault });
    }
    if (seen >= seenRows) break;
  }
  return { columns: [...columns], rows };
}

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import { isObject } from '../iterable/decode-error.ts';
import { columnKeys } from './column-pill.ts';
import { openSource, type SourceFile } from './open-source.ts';

/** Whether a row has the column, be its value null. */
export function hasColumn(row: Json, [key, ...deeper]: readonly string[]): boolean {
  if (key === undefined) return true;
  return isObject(row) && Object.hasOwn(row, key) && hasColumn(row[key] ?? null, deeper);
}

/** What a step and a run say of a column that is nowhere. Says nothing of those that are: a CSV without a header would show its first person. */
export function columnMissing({ column, path }: NeededColumn): ConnectorError {
  return new ConnectorError('ITC_INPUT_INVALID', `\`${path}\`: no row has the column \`${column}\`.`, {
    hint: 'Write it as the header of the CSV or the rows do.',
    details: { path, found: 'no such column' },
  });
}

/** A column that some row must have, and the field of the input that names it. */
export interface NeededColumn {
  column: string;
  path: string;
}

/**
 * Reads a JSON source until each column was seen, which mostly is its first row. Throws ITC_INPUT_INVALID, naming the first one that no row
 * has; a source without rows lacks none.
 */
export async function requireColumns(file: SourceFile, needed: readonly NeededColumn[]): Promise<void> {
  let missing = [...needed];
  let rows = 0;
  for await (const group of await openSource(file, { row: 0, offset: 0 })) {
    rows += group.length;
    missing = missing.filter(({ column }) => !group.some(({ value }) => hasColumn(value, columnKeys(column, false))));
    if (missing.length === 0) return;
  }
  const [first] = missing;
  if (rows > 0 && first !== undefined) throw columnMissing(first);
}

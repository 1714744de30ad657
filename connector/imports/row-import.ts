import type { JsonObject } from '../../errors/json.ts';
import type { SourceRow } from '../bulk/source-row.ts';

/** What became of a row: counted under a word of its kind of file, or refused. */
export type RowOutcome = { counted: string } | { code: string; message: string };

/** Takes the rows of one kind of file. Taking a row twice must do no harm: after a crash the last ones are taken again. */
export interface RowImport {
  /** the words that rows are counted under */
  words: readonly string[];
  /** One outcome for each value, in their order; values of one person are taken in their order. */
  take(values: readonly JsonObject[]): Promise<RowOutcome[]>;
}

export interface RowFault {
  row: number;
  code: string;
  message: string;
}

/** How far an import is: the rows by what became of them. */
export interface ImportTally {
  rows: number;
  counts: Record<string, number>;
  failed: number;
  /** the first ones */
  faults: RowFault[];
}

export const newTally = ({ words }: RowImport): ImportTally => ({
  rows: 0,
  counts: Object.fromEntries(words.map((word) => [word, 0])),
  failed: 0,
  faults: [],
});

/** Takes a group of rows; the tally afterwards, of whose faults only so many are kept, and the faults of this group. */
export async function takeRows(
  rowImport: RowImport,
  before: ImportTally,
  rows: readonly SourceRow[],
  maxFaults: number,
): Promise<{ tally: ImportTally; faults: RowFault[] }> {
  const readable = rows.flatMap(({ value }) => (value === null ? [] : [value]));
  const outcomes = (await rowImport.take(readable)).values();
  const counts = { ...before.counts };
  const faults: RowFault[] = [];
  for (const { row, value, fault } of rows) {
    const outcome: RowOutcome =
      value === null
        ? { code: 'ITC_INPUT_INVALID', message: fault ?? 'The row cannot be read.' }
        : (outcomes.next().value as RowOutcome);
    if ('counted' in outcome) counts[outcome.counted] = (counts[outcome.counted] ?? 0) + 1;
    else faults.push({ row, ...outcome });
  }
  const tally = {
    rows: before.rows + rows.length,
    counts,
    failed: before.failed + faults.length,
    faults: [...before.faults, ...faults.slice(0, Math.max(0, maxFaults - before.faults.length))],
  };
  return { tally, faults };
}

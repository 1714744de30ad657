import { Readable } from 'node:stream';

import { stringify } from 'csv-stringify';

import { readResults } from '../bulk/result-file.ts';
import type { BulkOutcome } from '../store/store.ts';

export const resultTypes = { ndjson: 'application/x-ndjson', csv: 'text/csv' } as const;

const columns = ['row', 'key', 'outcome', 'reason'];

/** The recorded results of a run as a stream, all or those of one outcome. */
export function openResults(
  path: string,
  recordedBytes: number,
  format: keyof typeof resultTypes,
  outcome: BulkOutcome | undefined,
): Readable {
  const results = async function* () {
    for await (const result of readResults(path, recordedBytes)) {
      if (outcome === undefined || result.outcome === outcome) yield result;
    }
  };
  if (format === 'ndjson') return Readable.from(lines(results()));
  // a cell that begins like a formula would run in a spreadsheet
  const writer = stringify({ header: true, columns, escape_formulas: true });
  Readable.from(results())
    .on('error', (error) => writer.destroy(error))
    .pipe(writer);
  return writer;
}

async function* lines(results: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const result of results) yield `${JSON.stringify(result)}\n`;
}

import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

import { stringify } from 'csv-stringify/sync';

import type { BulkFiles } from '../bulk/bulk-files.ts';
import type { RowFault } from './row-import.ts';

const header = 'row,code,message\n';

/**
 * Notes rows that were not taken, behind `offset` bytes of what was noted for the task. The file is kept as an upload under the id of
 * the task, and removed with the uploads. Answers its length.
 */
export async function appendFaults(
  taskId: string,
  offset: number,
  faults: readonly RowFault[],
  files: Pick<BulkFiles, 'append'>,
): Promise<number> {
  if (faults.length === 0) return offset;
  const rows = faults.map(({ row, code, message }) => [row, code, message]);
  // a cell that begins with = would be run by a spreadsheet
  const text = stringify(rows, { escape_formulas: true });
  return files.append(taskId, offset, Readable.from([Buffer.from(text)]));
}

/** All that was noted for a task, as CSV with a header. */
export async function importFaults(taskId: string, files: Pick<BulkFiles, 'upload'>): Promise<Readable> {
  const path = await files.upload(taskId).catch(() => null);
  if (path === null) return Readable.from([header]);
  return Readable.from(
    (async function* () {
      yield header;
      yield* createReadStream(path) as AsyncIterable<Buffer>;
    })(),
    { objectMode: false },
  );
}

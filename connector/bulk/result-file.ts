import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

import type { BulkOutcome } from '../store/store.ts';
import { readLines } from './read-lines.ts';

/** One line of a result file. */
export interface RowResult {
  /** from 1, as in the source */
  row: number;
  /** address or user ID of the item, or `#row` */
  key: string;
  outcome: BulkOutcome;
  reason?: string;
}

export interface ResultFile {
  /** Appends lines and brings them to the disk; answers the length of the file in bytes. */
  append: (results: readonly RowResult[]) => Promise<number>;
  close: () => Promise<void>;
}

/** Opens a result file behind what is recorded of it: lines beyond that were written by a call that was never recorded. */
export async function openResultFile(path: string, recordedBytes: number): Promise<ResultFile> {
  const file = await open(path, 'a', 0o600);
  await file.truncate(recordedBytes);
  let bytes = recordedBytes;
  return {
    async append(results) {
      const text = Buffer.from(results.map((result) => `${JSON.stringify(result)}\n`).join(''));
      await file.appendFile(text);
      await file.datasync();
      bytes += text.length;
      return bytes;
    },
    close: () => file.close(),
  };
}

/** The recorded results, line by line. */
export async function* readResults(path: string, recordedBytes: number): AsyncGenerator<RowResult> {
  if (recordedBytes === 0) return;
  const input = createReadStream(path, { end: recordedBytes - 1 });
  for await (const line of readLines(input)) yield JSON.parse(line) as RowResult;
}

/** Rows of certain outcomes, one bit each: a run of millions of rows stays small. */
export async function findRows(
  path: string,
  recordedBytes: number,
  outcomes: readonly BulkOutcome[],
): Promise<(row: number) => boolean> {
  let bits = new Uint8Array(4096);
  for await (const { row, outcome } of readResults(path, recordedBytes)) {
    if (!outcomes.includes(outcome)) continue;
    while (row >> 3 >= bits.length) {
      const wider = new Uint8Array(bits.length * 2);
      wider.set(bits);
      bits = wider;
    }
    bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  }
  return (row) => ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
}

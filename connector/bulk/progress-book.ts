import type { BulkOutcome, BulkProgress } from '../store/store.ts';
import { formatRanges, parseRanges } from './row-ranges.ts';
import type { SourceRow } from './source-row.ts';

/**
 * What is settled of a run, row by row: counts, and the place from which a crash lets it go on. Rows may settle in any
 * order; those ahead of the place are kept as ranges, which are as few as the chunks under way.
 */
export class ProgressBook {
  readonly #counts: BulkProgress['counts'];
  #chunks: number;
  #row: number;
  #offset: number;
  #resultBytes: number;
  /** read and not yet passed by the place, in order, from #first on */
  #tracked: SourceRow[] = [];
  #first = 0;
  readonly #ahead: Set<number>;
  readonly #unsure: Set<number>;

  constructor({ counts, chunks, row, offset, resultBytes, ahead, unsure }: BulkProgress) {
    this.#counts = { ...counts };
    this.#chunks = chunks;
    this.#row = row;
    this.#offset = offset;
    this.#resultBytes = resultBytes;
    this.#ahead = parseRanges(ahead);
    this.#unsure = parseRanges(unsure);
  }

  /** Takes a row that was read; false when it was settled before the crash. */
  track(source: SourceRow): boolean {
    source.isSettled = this.#ahead.delete(source.row);
    this.#tracked.push(source);
    return !source.isSettled;
  }

  /** Whether the call of a row may have been under way when the process died. */
  isUnsure(row: number): boolean {
    return this.#unsure.has(row);
  }

  /** Marks rows whose call must not be repeated; to be recorded before the call. */
  beginCall(rows: readonly SourceRow[]): void {
    for (const { row } of rows) this.#unsure.add(row);
  }

  /** Counts a row that has its result. */
  settle(source: SourceRow, outcome: BulkOutcome): void {
    this.#counts[outcome] += 1;
    this.#unsure.delete(source.row);
    source.isSettled = true;
  }

  endChunk(resultBytes: number): void {
    this.#chunks += 1;
    this.#resultBytes = resultBytes;
  }

  /** The state to record; moves the place over all settled rows. */
  snapshot(): BulkProgress {
    for (;;) {
      const next = this.#tracked[this.#first];
      if (next?.isSettled !== true) break;
      this.#row = next.row;
      this.#offset = next.end;
      this.#first += 1;
    }
    if (this.#first > 4096) {
      this.#tracked = this.#tracked.slice(this.#first);
      this.#first = 0;
    }
    return {
      counts: { ...this.#counts },
      chunks: this.#chunks,
      row: this.#row,
      offset: this.#offset,
      ahead: formatRanges(this.#settledAhead()),
      unsure: formatRanges([...this.#unsure].sort((a, b) => a - b)),
      resultBytes: this.#resultBytes,
    };
  }

  /** settled rows behind the place: those of this process, and those of an earlier one that were not read again yet */
  *#settledAhead(): Generator<number> {
    for (let at = this.#first; at < this.#tracked.length; at++) {
      const tracked = this.#tracked[at];
      if (tracked?.isSettled === true) yield tracked.row;
    }
    yield* this.#ahead;
  }
}

import type { Batch } from '../define.ts';
import { identitiesOf } from '../iterable/plan-batches.ts';
import type { PreparedItem } from '../iterable/prepare-call.ts';
import type { SourceRow } from './source-row.ts';

export interface PlannedRow {
  source: SourceRow;
  item: PreparedItem;
}

export interface Chunk {
  rows: PlannedRow[];
  bytes: number;
}

interface OpenChunk extends Chunk {
  number: number;
}

/** Chunks that are kept open at once for rows that may not share one, and the bytes they may hold together. */
const maxOpen = 16;
const maxOpenBytes = 12_000_000;

/**
 * Puts rows into chunks by count and bytes as they come. A row of a person who is in a chunk already goes to a later one:
 * Iterable names refused rows by person, so within a call they could not be told apart, and order would be lost.
 */
export class ChunkPlanner {
  readonly #batch: Batch;
  readonly #frameBytes: number;
  readonly #open: OpenChunk[] = [];
  /** the last chunk of each person, for the open ones only */
  readonly #lastOf = new Map<string, number>();
  #next = 0;
  #openBytes = 0;

  /** @param frameBytes bytes of the body without items */
  constructor(batch: Batch, frameBytes: number) {
    this.#batch = batch;
    this.#frameBytes = frameBytes;
  }

  /** Takes a row; answers the chunks that are complete now, in the order in which they must be sent, or null when the row is too large for any call. */
  add(row: PlannedRow): Chunk[] | null {
    // one more for the comma between two items
    const bytes = Buffer.byteLength(row.item.text ?? JSON.stringify(row.item.body)) + 1;
    if (this.#frameBytes + bytes > this.#batch.maxBytes) return null;
    const names = identitiesOf(row.item);
    let from = 0;
    for (const name of names) from = Math.max(from, (this.#lastOf.get(name) ?? -1) + 1);
    const { maxItems, maxBytes } = this.#batch;
    let chunk: OpenChunk | undefined;
    // no callback: this runs for every row, and nearly always ends at the first chunk
    for (const open of this.#open) {
      if (open.number < from || open.rows.length >= maxItems || open.bytes + bytes > maxBytes) continue;
      chunk = open;
      break;
    }
    if (chunk === undefined) {
      chunk = { number: this.#next++, rows: [], bytes: this.#frameBytes };
      this.#open.push(chunk);
    }
    chunk.rows.push(row);
    chunk.bytes += bytes;
    this.#openBytes += bytes;
    for (const name of names) this.#lastOf.set(name, chunk.number);
    const complete: Chunk[] = [];
    while (this.#isDue()) complete.push(this.#close());
    return complete;
  }

  /** The chunks that are still open, at the end of the rows. */
  finish(): Chunk[] {
    const rest: Chunk[] = [];
    while (this.#open.length > 0) rest.push(this.#close());
    return rest;
  }

  #isDue(): boolean {
    const [first] = this.#open;
    if (first === undefined) return false;
    const isFull = first.rows.length >= this.#batch.maxItems;
    // a later chunk means that the first one had no room for some row, or a person twice
    return isFull || this.#open.length > maxOpen || this.#openBytes > maxOpenBytes;
  }

  #close(): Chunk {
    const chunk = this.#open.shift() as OpenChunk;
    this.#openBytes -= chunk.bytes - this.#frameBytes;
    for (const { item } of chunk.rows) {
      for (const name of identitiesOf(item)) if (this.#lastOf.get(name) === chunk.number) this.#lastOf.delete(name);
    }
    return chunk;
  }
}

import type { Batch } from '../define.ts';
import type { JsonObject } from '../../errors/json.ts';
import type { PreparedItem } from './prepare-call.ts';

export interface BatchPlan {
  /** in the order in which they must be sent */
  chunks: PreparedItem[][];
  /** items that are too large for a call of their own */
  oversize: PreparedItem[];
}

/** Names under which Iterable's answer may list an item: the lower-cased address and the user ID. */
export function identitiesOf(item: Pick<PreparedItem, 'body' | 'names'>): readonly string[] {
  if (item.names !== undefined) return item.names;
  const { email, userId } = item.body;
  const found: string[] = [];
  if (typeof email === 'string') found.push(`email ${email.trim().toLowerCase()}`);
  if (typeof userId === 'string') found.push(`userId ${userId}`);
  return found;
}

/**
 * Splits items into calls by count and by bytes of the serialised body (UTF-8). Items of one person go to different calls,
 * in their order: Iterable names refused items by person and not by place, so within a call they could not be told apart.
 * A batch with `repeatsPeople` keeps them together.
 */
export function planBatches(items: readonly PreparedItem[], frame: JsonObject, batch: Batch): BatchPlan {
  const frameBytes = Buffer.byteLength(JSON.stringify({ ...frame, [batch.items]: [] }));
  const seen = new Map<string, number>();
  const waves: PreparedItem[][] = [];
  const oversize: PreparedItem[] = [];
  const sizes = new Map<PreparedItem, number>();
  for (const item of items) {
    // one more for the comma between two items
    const bytes = Buffer.byteLength(JSON.stringify(item.body)) + 1;
    if (frameBytes + bytes > batch.maxBytes) {
      oversize.push(item);
      continue;
    }
    sizes.set(item, bytes);
    const names = batch.repeatsPeople === true ? [] : identitiesOf(item);
    const wave = Math.max(0, ...names.map((name) => seen.get(name) ?? 0));
    for (const name of names) seen.set(name, wave + 1);
    (waves[wave] ??= []).push(item);
  }
  return { chunks: waves.flatMap((wave) => cut(wave, sizes, frameBytes, batch)), oversize };
}

function cut(
  wave: readonly PreparedItem[],
  sizes: Map<PreparedItem, number>,
  frameBytes: number,
  batch: Batch,
): PreparedItem[][] {
  const chunks: PreparedItem[][] = [];
  let chunk: PreparedItem[] = [];
  let bytes = frameBytes;
  for (const item of wave) {
    const size = sizes.get(item) ?? 0;
    if (chunk.length > 0 && (chunk.length >= batch.maxItems || bytes + size > batch.maxBytes)) {
      chunks.push(chunk);
      chunk = [];
      bytes = frameBytes;
    }
    chunk.push(item);
    bytes += size;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}

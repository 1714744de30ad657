import type { Page } from '../store/store.ts';

/** A page of a short list that is held in memory; the cursor is the key of the last item, which survives additions. */
export function slicePage<T>(
  items: T[],
  query: { limit?: number | undefined; cursor?: string | undefined },
  keyOf: (item: T) => string,
): Page<T> {
  const start = query.cursor === undefined ? 0 : items.findIndex((item) => keyOf(item) === query.cursor) + 1;
  const part = items.slice(start, start + (query.limit ?? 50));
  const last = part.at(-1);
  const isEnd = start + part.length >= items.length;
  return { items: part, next: last === undefined || isEnd ? null : keyOf(last) };
}

import { Interrupted, toFailure } from './cli-failure.ts';
import type { Tools } from './cli-session.ts';
import { exitCodes } from './exit-codes.ts';
import type { Page } from './output.ts';

export interface TailOptions {
  once?: boolean;
  lines: number;
}

interface Stream<T> {
  /** one page, newest first */
  load: (limit: number, cursor?: string) => Promise<Page<T>>;
  id: (row: T) => string;
  /** a row is shown again when this text changes */
  version: (row: T) => string;
  line: (row: T) => string;
  /** adds to a row that is shown what the page does not hold */
  complete?: (row: T) => Promise<T>;
}

const everyMs = 1_000;
const pageSize = 100;
// rows older than this many pages are not looked for again; a flood must not stop the tail
const maxPages = 20;

/** Rows newer than those seen, and seen ones that changed on the first page; newest first. */
async function loadNews<T>(
  { load, id, version }: Stream<T>,
  seen: Map<string, string>,
  isFirst: boolean,
): Promise<T[]> {
  const news: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const { items, next } = await load(pageSize, cursor);
    news.push(...items.filter((row) => seen.get(id(row)) !== version(row)));
    const isComplete = isFirst || items.some((row) => seen.has(id(row)));
    if (isComplete || next === null) break;
    cursor = next;
  }
  return news;
}

function forgetOldest(seen: Map<string, string>): void {
  const surplus = seen.size - pageSize * maxPages;
  for (const key of [...seen.keys()].slice(0, Math.max(0, surplus))) seen.delete(key);
}

/** Prints new rows, oldest first, until Ctrl-C; rides out a server that is away for a while. */
export async function tail<T>({ io, out, signal }: Tools, stream: Stream<T>, options: TailOptions): Promise<undefined> {
  const seen = new Map<string, string>();
  let isFirst = true;
  let isAway = false;
  for (;;) {
    try {
      const news = await loadNews(stream, seen, isFirst);
      const oldestFirst = news.reverse();
      const shown = isFirst ? oldestFirst.slice(Math.max(0, oldestFirst.length - options.lines)) : oldestFirst;
      for (const row of shown) {
        const full = (await stream.complete?.(row)) ?? row;
        out.row(full, stream.line(full));
      }
      for (const row of oldestFirst) {
        seen.delete(stream.id(row));
        seen.set(stream.id(row), stream.version(row));
      }
      forgetOldest(seen);
      isFirst = false;
      isAway = false;
    } catch (error) {
      if (isFirst || signal.aborted || toFailure(error).exitCode !== exitCodes.temporary) throw error;
      if (!isAway) out.warn(`${toFailure(error).message} Trying on.`);
      isAway = true;
    }
    if (options.once) return undefined;
    await io.sleep(everyMs, signal).catch(() => undefined);
    if (signal.aborted) throw new Interrupted();
  }
}

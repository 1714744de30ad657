import type { LogFields } from '../log.ts';

type Tell = (message: string, fields: LogFields) => void;

/** One line in so many milliseconds says that something goes on. */
const everyMs = 10_000;

/**
 * A line of the log that may come with every call: the first is told at once, then one in ten seconds of each connection and code, with
 * `count`, the calls since the line before. A store that is away for an hour must not fill the disk with what the metrics count anyway.
 * @param now epoch milliseconds
 */
export function tellSparingly(tell: Tell, now: () => number): Tell {
  const lines = new Map<string, { toldMs: number; untold: number }>();
  return (message, fields) => {
    const key = `${message} ${fields.connection ?? ''} ${fields.code ?? ''}`;
    const atMs = now();
    const before = lines.get(key);
    if (before !== undefined && atMs - before.toldMs < everyMs) {
      before.untold += 1;
      return;
    }
    const count = 1 + (before?.untold ?? 0);
    lines.set(key, { toldMs: atMs, untold: 0 });
    tell(message, count === 1 ? fields : { ...fields, count });
  };
}

import type { RateLimit } from '../define.ts';

const longestWaitMs = 24 * 3_600_000;
const periodsMs: Record<string, number> = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Wait in milliseconds named by a Retry-After header (seconds or HTTP date, RFC 9110 section 10.2.3), else null. */
export function readRetryAfter(header: string | undefined, nowMs: number): number | null {
  const value = header?.trim() ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(value)) return Math.min(Number(value) * 1000, longestWaitMs);
  // Date.parse takes bare numbers for years; a date begins with the name of a day
  const at = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? Date.parse(asGmt(value)) : Number.NaN;
  return Number.isNaN(at) ? null : Math.min(Math.max(at - nowMs, 0), longestWaitMs);
}

// the asctime form names no zone and means GMT
const asGmt = (date: string): string => (/(gmt|utc|[+-]\d{4})$/i.test(date) ? date : `${date} GMT`);

/**
 * Wait in milliseconds after a 429: what Retry-After says, else the time in which one call becomes free by the limit that
 * Iterable names in `msg` ("Exceeded rate limit of 4.0 per minute"), else by the published limit, else 5 seconds.
 * A recorded 429 has no Retry-After. Never under a second: the limit counts in whole seconds.
 */
export function waitAfterLimit(answer: {
  retryAfter: string | undefined;
  message: string;
  limit: RateLimit | undefined;
  nowMs: number;
}): number {
  const told = readRetryAfter(answer.retryAfter, answer.nowMs);
  if (told !== null) return told;
  const named = /rate limit of (\d{1,9}(?:\.\d{1,9})?) per (second|minute|hour|day)/i.exec(answer.message);
  const [calls, perMs] =
    named === null
      ? [answer.limit?.calls ?? 0, answer.limit?.perMs ?? 0]
      : [Number(named[1]), periodsMs[(named[2] ?? '').toLowerCase()] ?? 0];
  if (calls <= 0) return perMs > 0 ? Math.min(perMs, longestWaitMs) : 5000;
  return Math.min(Math.max(Math.ceil(perMs / calls), 1000), longestWaitMs);
}

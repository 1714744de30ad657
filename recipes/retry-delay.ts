const firstDelayMs = 1000;
const longestDelayMs = 15 * 60 * 1000;
const longestOrderedMs = 24 * 60 * 60 * 1000;

/**
 * How long to wait before the next attempt: from one second, doubled each time, at most 15 minutes, half of it at random.
 * @param attempt number of the attempt that failed, from 1
 * @param retryAfterMs what Iterable asked for; kept as the least wait, up to a day
 * @param random from 0 to below 1
 */
export function retryDelay(attempt: number, retryAfterMs: number | null, random: number): number {
  const exponent = Math.min(Math.max(attempt, 1) - 1, 30);
  const whole = Math.min(longestDelayMs, firstDelayMs * 2 ** exponent);
  const own = Math.round(whole / 2 + (whole / 2) * random);
  if (retryAfterMs === null || !(retryAfterMs > 0)) return own;
  // spread above the ordered time, so that waiting jobs do not all return in the same instant
  const ordered = Math.min(retryAfterMs, longestOrderedMs) + Math.round(firstDelayMs * random);
  return Math.max(own, ordered);
}

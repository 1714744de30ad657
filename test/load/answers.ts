/** What came of one webhook. */
export interface Answer {
  /** when it was due, in milliseconds since the epoch */
  at: number;
  /** from then until its answer was read: a server, or a sender, that is behind its time shows */
  ms: number;
  /** of HTTP; 0 = the connection ended without an answer, -1 = none in ten seconds, refused = no connection */
  status: number | 'refused';
  retryAfter: number | null;
  /** of the event, where it was acknowledged */
  id: string | null;
}

export const isAcked = ({ status }: Answer): boolean => status === 200;

/** Taken, or told when to come again. */
export const isClean = (answer: Answer): boolean =>
  isAcked(answer) || ((answer.status === 503 || answer.status === 429) && answer.retryAfter !== null);

/** How many there are of each status. */
export function countByStatus(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[String(status)] = (counts[String(status)] ?? 0) + 1;
  return counts;
}

/** p50, p99, p99.9 and the largest, by the nearest rank. */
export interface Spread {
  p50: number;
  p99: number;
  p999: number;
  max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) };
}

const rounded = (ms: number): string => (ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en-US'));

/** Such as `p50 2.1, p99 14, p99.9 60, longest 71 ms`. */
export const tellSpread = ({ p50, p99, p999, max }: Spread): string =>
  `p50 ${rounded(p50)}, p99 ${rounded(p99)}, p99.9 ${rounded(p999)}, longest ${rounded(max)} ms`;

/** Such as `200 1,000, 503 20`. */
export const tellStatuses = (answers: readonly Answer[]): string =>
  Object.entries(countByStatus(answers))
    .map(([status, count]) => `${status} ${count.toLocaleString('en-US')}`)
    .join(', ');

export interface AllowanceSize {
  /** how many may be taken at once */
  burst: number;
  /** how many come back in a second */
  perSecond: number;
}

/** A token bucket per key, grown when it is asked. */
export interface Allowance {
  /** takes one; 0 = taken, else the milliseconds until there is one */
  take(key: string, size: AllowanceSize, atMs: number): number;
}

/** Keys are ids of connections, so they are as many as those and need no end. */
export function createAllowance(): Allowance {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return {
    take(key, { burst, perSecond }, atMs) {
      const bucket = buckets.get(key) ?? { left: burst, atMs };
      // a clock that is set back must not empty a bucket
      const grown = (Math.max(0, atMs - bucket.atMs) / 1_000) * perSecond;
      const left = Math.min(burst, bucket.left + grown);
      buckets.set(key, { left: left < 1 ? left : left - 1, atMs });
      if (left >= 1) return 0;
      // Infinity where none ever comes back
      return Math.ceil(((1 - left) / perSecond) * 1_000);
    },
  };
}

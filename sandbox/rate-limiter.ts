import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import type { RateLimit, Settings } from './world.ts';

const periodMs: Record<RateLimit['per'], number> = { second: 1000, minute: 60_000, day: 86_400_000 };

interface Bucket {
  tokens: number;
  at: number;
}

/** The 429 as recorded, its space at the end included. */
export function rateLimited(endpoint: string, { count, per }: RateLimit, projectId: number): Answer {
  const msg = `Exceeded rate limit of ${count.toFixed(1)} per ${per} for endpoint: ${endpoint}, project: ${projectId} `;
  return refuse(429, 'RateLimitExceeded', msg, {});
}

/**
 * Token buckets, one for each endpoint and published figure (leaky-bucket behaviour is what third parties report), and
 * plain counters for daily caps.
 */
export class RateLimiter {
  #buckets = new Map<string, Bucket>();

  /**
   * The 429 for one more call of an endpoint at `now` (epoch ms), or undefined when it may pass. No Retry-After by
   * default, because the recording has none.
   */
  refuse(
    endpoint: string,
    limits: readonly RateLimit[],
    context: { now: number; projectId: number; retryAfter: Settings['retryAfter'] },
  ): Answer | undefined {
    const { now, projectId, retryAfter } = context;
    for (const limit of limits) {
      const waitMs = this.#take(`${endpoint} ${limit.per}`, limit, now);
      if (waitMs === 0) continue;
      const answer = rateLimited(endpoint, limit, projectId);
      if (retryAfter === 'seconds') answer.headers = { 'Retry-After': String(Math.ceil(waitMs / 1000)) };
      // a date has whole seconds: rounded up, for a client that trusts it must not come early
      if (retryAfter === 'date') {
        answer.headers = { 'Retry-After': new Date(Math.ceil((now + waitMs) / 1000) * 1000).toUTCString() };
      }
      return answer;
    }
    return undefined;
  }

  clear(): void {
    this.#buckets.clear();
  }

  #take(name: string, limit: RateLimit, now: number): number {
    const perMs = limit.count / periodMs[limit.per];
    const bucket = this.#buckets.get(name) ?? { tokens: limit.count, at: now };
    this.#buckets.set(name, bucket);
    const passed = Math.max(0, now - bucket.at);
    // a cap per 24 hours does not refill by the minute: its period starts with a call and ends as a whole
    const capped = limit.per === 'day';
    if (!capped || passed >= periodMs.day) {
      bucket.tokens = Math.min(limit.count, bucket.tokens + passed * perMs);
      bucket.at = now;
    }
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return 0;
    }
    return capped ? periodMs.day - passed : Math.max(1, Math.ceil((1 - bucket.tokens) / perMs));
  }
}

import { usualDedupWindowMs } from '../store/store.ts';

const minuteMs = 60_000;

/** All bounds of the webhook path, in bytes, counts and milliseconds; docs/webhooks.md shows them. */
export interface IntakeLimits {
  /** body on the wire; the largest fields Iterable documents are some ten thousand characters */
  maxBodyBytes: number;
  /** a body that was refused as too large is still read up to this many bytes, so that the sender sees the answer */
  maxDrainBytes: number;
  bodyTimeoutMs: number;
  maxHeaders: number;
  maxDepth: number;
  maxKeys: number;
  maxEventNameLength: number;
  /** calls between their first body byte and their answer */
  maxPendingCalls: number;
  /** bytes of bodies held for these calls */
  maxPendingBytes: number;
  /** how long a repeated system webhook counts as the same event */
  dedupWindowMs: number;
  /** the same for journey webhooks: short, since equal bodies may be two real passes through a journey */
  journeyDedupWindowMs: number;
  /** how long a caller waits for the `respond` step */
  respondTimeoutMs: number;
  /** calls of one connection in a second, unless the connection says otherwise; ten seconds' worth at once */
  callsPerSecond: number;
  /** rejected calls kept at once per connection, and how fast the allowance grows again */
  rejectedBurst: number;
  rejectedPerMinute: number;
}

export const defaultLimits: IntakeLimits = {
  maxBodyBytes: 1024 * 1024,
  maxDrainBytes: 8 * 1024 * 1024,
  bodyTimeoutMs: 8_000,
  maxHeaders: 100,
  maxDepth: 64,
  maxKeys: 10_000,
  maxEventNameLength: 255,
  maxPendingCalls: 2_000,
  maxPendingBytes: 64 * 1024 * 1024,
  dedupWindowMs: usualDedupWindowMs,
  journeyDedupWindowMs: 60 * minuteMs,
  respondTimeoutMs: 5_000,
  callsPerSecond: 10_000,
  rejectedBurst: 100,
  rejectedPerMinute: 30,
};

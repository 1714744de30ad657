import { defaultLimits, type IntakeLimits } from './intake-limits.ts';

/** All bounds of the tracking path; docs/tracking.md shows them. Bodies are counted on the wire and again when they are inflated. */
export interface TrackingLimits extends IntakeLimits {
  /** a call as it was sent, in bytes of JSON */
  maxCallBytes: number;
  maxCalls: number;
  maxIdLength: number;
}

/** The tracking protocol's own figures: 32 KB a call, 500 KB and 2,500 calls a batch. */
export const defaultTrackingLimits: TrackingLimits = {
  ...defaultLimits,
  maxBodyBytes: 500 * 1024,
  maxKeys: 100_000,
  maxCallBytes: 32 * 1024,
  maxCalls: 2_500,
  maxIdLength: 255,
};

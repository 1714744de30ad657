/** A right that one process holds for a time, by name: such as to run a schedule, or to remove old rows. */
export interface LeaseStore {
  /**
   * Takes the lease when nobody holds it at `nowIso`. Answers its fencing number, larger with each taking, or null when another holds it. What is written
   * under a lease should carry the number, so that a process that was paused beyond its lease changes nothing.
   */
  acquireLease(name: string, nowIso: string, untilIso: string): Promise<number | null>;
  /** false when the lease was taken by another since */
  extendLease(name: string, fence: number, untilIso: string): Promise<boolean>;
  /** lets the next one take it at once; nothing happens when another holds it */
  releaseLease(name: string, fence: number): Promise<void>;
}

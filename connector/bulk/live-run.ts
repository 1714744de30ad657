import type { BulkProgress } from '../store/store.ts';

export interface RunWait {
  reason: string;
  /** UTC, ISO 8601 */
  until: string;
}

/** How far a run is; `null` figures are not known yet. */
export interface RunPace {
  bytes: number;
  totalBytes: number;
  rowsPerSecond: number | null;
  etaMs: number | null;
  wait: RunWait | null;
}

const settled = ({ counts }: BulkProgress): number => counts.accepted + counts.failed + counts.skipped + counts.unknown;

/** Pace of a run since this process took it up. */
export class LiveRun {
  readonly #now: () => number;
  readonly #startedMs: number;
  readonly #first: BulkProgress;
  #last: BulkProgress;
  totalBytes = 0;
  #wait: { reason: string; untilMs: number } | null = null;
  readonly control = new AbortController();

  constructor(progress: BulkProgress, now: () => number) {
    this.#now = now;
    this.#startedMs = now();
    this.#first = progress;
    this.#last = progress;
  }

  advance(progress: BulkProgress): void {
    this.#last = progress;
  }

  wait(wait: { reason: string; waitMs: number } | null): void {
    this.#wait = wait === null ? null : { reason: wait.reason, untilMs: this.#now() + wait.waitMs };
  }

  pace(): RunPace {
    const elapsedMs = Math.max(1, this.#now() - this.#startedMs);
    const doneBytes = this.#last.offset - this.#first.offset;
    const rows = settled(this.#last) - settled(this.#first);
    return {
      bytes: this.#last.offset,
      totalBytes: this.totalBytes,
      rowsPerSecond: rows > 0 ? Math.round((rows * 1000) / elapsedMs) : null,
      etaMs: doneBytes > 0 ? Math.round(((this.totalBytes - this.#last.offset) * elapsedMs) / doneBytes) : null,
      wait:
        this.#wait === null || this.#wait.untilMs <= this.#now()
          ? null
          : { reason: this.#wait.reason, until: new Date(this.#wait.untilMs).toISOString() },
    };
  }
}

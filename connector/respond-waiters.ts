import type { Json } from '../errors/json.ts';

/** What a `respond` step gives to the caller of the webhook. */
export interface RespondAnswer {
  status: number;
  body: Json;
}

/** Brings the answer of a job to the webhook call that waits for it, within this process. */
export interface RespondWaiters {
  /** resolves with the answer of the event's job, or null when none came in time */
  waitForRespond(eventId: string, timeoutMs: number): Promise<RespondAnswer | null>;
  /** false when nobody waits (any more); the answer is then only in the job */
  respond(eventId: string, answer: RespondAnswer): boolean;
  /** ids of the events whose calls wait */
  waiting(): string[];
  /** lets every waiting call go, at shutdown */
  close(): void;
}

/** @param delay resolves after the given time; aborted early when an answer comes */
export function createRespondWaiters(delay: (ms: number, signal: AbortSignal) => Promise<void>): RespondWaiters {
  const waiting = new Map<string, (answer: RespondAnswer | null) => void>();
  return {
    waitForRespond(eventId, timeoutMs) {
      return new Promise((resolve) => {
        const abort = new AbortController();
        const settle = (answer: RespondAnswer | null): void => {
          waiting.delete(eventId);
          abort.abort();
          resolve(answer);
        };
        waiting.set(eventId, settle);
        delay(timeoutMs, abort.signal).then(
          () => settle(null),
          () => undefined,
        );
      });
    },
    respond(eventId, answer) {
      const settle = waiting.get(eventId);
      settle?.(answer);
      return settle !== undefined;
    },
    waiting: () => [...waiting.keys()],
    close() {
      for (const settle of [...waiting.values()]) settle(null);
    },
  };
}

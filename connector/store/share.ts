import type { RateLimiterAbstract } from 'rate-limiter-flexible';

/** How much of one limit all processes have used. */
export interface SharedLimitUse {
  /** what `take` was given */
  about: string;
  /** calls within the period now */
  used: number;
  lastMinute: number;
  /** no call before, epoch milliseconds; 0 = none was asked for */
  blockedUntil: number;
}

/** One limit, by name. */
export interface LimitBucket {
  name: string;
  /** what `use` answers of it */
  about: string;
  /** null where calls are only held back when Iterable asked to wait */
  limit: { calls: number; perMs: number } | null;
}

/** Limits that all processes count together, by the clock of the database. */
export interface CallLimits {
  /** takes the place of one call; answers 0, or the milliseconds after which to ask again */
  take(bucket: LimitBucket): Promise<number>;
  /** as `take`, without taking a place */
  room(bucket: LimitBucket): Promise<number>;
  /** lets nobody take a place for so long */
  block(bucket: LimitBucket, waitMs: number): Promise<void>;
  use(): Promise<SharedLimitUse[]>;
}

/** Rights to write a person that one process has at a time; a process that dies loses its own within seconds. */
export interface PersonTurns {
  /** takes as many as are free, in the order of the keys and up to the first that is not; answers those taken */
  take(persons: readonly string[]): Promise<string[]>;
  release(persons: readonly string[]): Promise<void>;
}

/** The answers of `respond` steps, from the process that runs the job to the one that holds the call. */
export interface SharedAnswers {
  give(eventId: string, answer: string): Promise<void>;
  /** the answer is handed out once */
  take(eventId: string): Promise<string | null>;
  /** called when an answer for the event was given; null = any may have been. Answers the removal of the listener */
  onGiven(listener: (eventId: string | null) => void): () => void;
}

/** How many tries a key has, and after how many seconds they come back. */
export interface TryLimit {
  tries: number;
  seconds: number;
}

/** Counts the tries of keys in a book of this name; what it throws without the library's answer is a fault of the store. */
export type CountTries = (book: string, limit: TryLimit) => Pick<RateLimiterAbstract, 'consume' | 'reward' | 'delete'>;

/** What the processes on one store share besides its rows. */
export interface Share {
  limits: CallLimits;
  turns: PersonTurns;
  answers: SharedAnswers;
  countTries: CountTries;
}

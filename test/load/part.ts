/** What a part of the load run found out. */
export interface Measured {
  goal: string;
  /** the same at every run with the same settings */
  title: string;
  /** what was measured besides */
  told: string;
  tried: number;
  failed: number;
}

/** For a person who looks on. */
export type Log = (line: string) => void;

export const heldOr = (isHeld: boolean): string => (isHeld ? 'held' : 'not held');

export const thousands = (count: number): string => Math.round(count).toLocaleString('en-US');

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

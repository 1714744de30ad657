import type { Load } from '../http-load.ts';

/** What all platforms do for each webhook: answer it with an id, then call Iterable once. */
export const trackedEvent = 'bench';

/** Where the platform's one HTTP call goes. */
export interface Target {
  url: string;
  key: string;
}

/** Something that keeps webhooks and works on them, as a process of its own. */
export interface Platform {
  label: string;
  /** @param folder empty, for all that it keeps. Resolves when webhooks may be sent */
  open(folder: string, target: Target): Promise<void>;
  /** where webhooks go; valid after `open` */
  hook(): Pick<Load, 'url'> & { headers: Record<string, string> };
  readonly pid: number;
  /** jobs that ended well so far; left out, the calls that reached the target count, where each job makes its own */
  done?(): Promise<number>;
  /** SIGKILL, to the process and its children */
  kill(): Promise<void>;
  /** Starts it again on what it kept. */
  restart(): Promise<void>;
  /**
   * The state of each acknowledged execution, in the platform's own words; `gone` where it knows nothing of it. `arrived` are the ids
   * that reached the target.
   */
  states(ids: readonly string[], arrived: ReadonlySet<string>): Promise<State[]>;
}

/** `isOver`: ended, or held for a person; nothing of it can be forgotten in silence. */
export interface State {
  word: string;
  isOver: boolean;
}

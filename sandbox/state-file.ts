import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { newProjectState, snapshotOf, stateFrom } from './project-state.ts';
import type { ProjectState, StateSnapshot } from './project-state.ts';

const quietMs = 100;

/** Reads a state file, or gives a new project when there is none. Throws when the file is not one of ours. */
export function loadState(path: string | undefined, at: number): ProjectState {
  if (path === undefined || !existsSync(path)) return newProjectState(at);
  return stateFrom(JSON.parse(readFileSync(path, 'utf8')) as StateSnapshot, at);
}

/**
 * Writes the state some 100 ms after a change and once at `flush`, through a rename, so that a killed sandbox leaves
 * either the old or the new file. The logs of calls and deliveries are not part of it.
 */
export class StateFile {
  readonly #path: string | undefined;
  readonly #read: () => ProjectState;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string | undefined, read: () => ProjectState) {
    this.#path = path;
    this.#read = read;
  }

  changed(): void {
    if (this.#path === undefined || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.flush();
    }, quietMs);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#path === undefined) return;
    const draft = `${this.#path}.writing`;
    writeFileSync(draft, JSON.stringify(snapshotOf(this.#read())));
    renameSync(draft, this.#path);
  }
}

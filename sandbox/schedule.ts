// the longest delay that a Node timer keeps
const longestTimerMs = 2 ** 31 - 1;

interface Task {
  time: number;
  run: () => void;
}

/** Tasks in the order of their times on the sandbox's clock (epoch ms), with one timer for the earliest of them. */
export class Schedule {
  readonly #now: () => number;
  #tasks: Task[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Runs a task at `time`, never before the caller has returned; tasks of one time run in the order of adding. */
  add(time: number, run: () => void): void {
    let low = 0;
    let high = this.#tasks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#tasks[middle]?.time ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    this.#tasks.splice(low, 0, { time, run });
    if (low === 0) this.#arm();
  }

  /** Runs everything due up to `until`, tasks added on the way included; `setClock` is told the time of each first. */
  runUntil(until: number, setClock: (time: number) => void = () => undefined): void {
    for (let next = this.#tasks[0]; next !== undefined && next.time <= until; next = this.#tasks[0]) {
      this.#tasks.shift();
      setClock(next.time);
      next.run();
    }
    this.#arm();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#tasks = [];
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = this.#tasks[0];
    if (!next) return;
    // a clock given from outside may stand still: then nothing is due yet when the timer is through, and it is set again
    const delay = Math.min(longestTimerMs, Math.max(0, next.time - this.#now()));
    this.#timer = setTimeout(() => {
      this.runUntil(this.#now());
    }, delay);
  }
}

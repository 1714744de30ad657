/** What became of a job that a person should look at. */
export interface JobTrouble {
  /** name */
  recipe: string;
  status: 'failed' | 'held';
  /** code of the error */
  code: string;
  /** id of the job */
  job: string;
}

/** Jobs of one recipe with the same trouble; `job` is the newest of them. */
export interface AlertGroup extends JobTrouble {
  jobs: number;
}

/** How long nothing more is told of a group that was just told; milliseconds. */
export const quietMs = 15 * 60_000;
/** groups that are told apart; troubles beyond them are told together, by what became of the jobs alone */
const maxGroups = 200;
// no recipe and no error is called so
const others = { recipe: 'other recipes', code: 'various causes' } as const;

/**
 * Gathers troubles, so that a thousand failures of one cause are one message: the first is told at once, those that follow as a number
 * after a quarter of an hour. Pure: the clock is given.
 */
export interface AlertGroups {
  note(trouble: JobTrouble): void;
  /** takes what is to be told now */
  take(nowMs: number): AlertGroup[];
  /** what could not be told after all is told with the next */
  giveBack(groups: readonly AlertGroup[]): void;
  /** when something is to be told; epoch milliseconds, null = nothing waits */
  nextAt(): number | null;
}

export function createAlertGroups(): AlertGroups {
  const groups = new Map<string, AlertGroup & { quietUntilMs: number }>();
  const keyOf = ({ recipe, status, code }: JobTrouble): string => JSON.stringify([recipe, status, code]);
  const add = (trouble: JobTrouble, jobs: number): AlertGroup & { quietUntilMs: number } => {
    const isApart = groups.size < maxGroups || groups.has(keyOf(trouble));
    const told = isApart ? trouble : { ...trouble, ...others };
    const key = keyOf(told);
    const group = groups.get(key) ?? { ...told, jobs: 0, quietUntilMs: 0 };
    group.jobs += jobs;
    group.job = trouble.job;
    groups.set(key, group);
    return group;
  };
  return {
    note(trouble) {
      add(trouble, 1);
    },
    take(nowMs) {
      const due: AlertGroup[] = [];
      for (const [key, group] of groups) {
        // a clock that was set back must not silence it for longer
        const isQuiet = group.quietUntilMs > nowMs && group.quietUntilMs <= nowMs + quietMs;
        if (isQuiet) continue;
        if (group.jobs === 0) {
          groups.delete(key);
          continue;
        }
        const { quietUntilMs: _, ...told } = group;
        due.push(told);
        Object.assign(group, { jobs: 0, quietUntilMs: nowMs + quietMs });
      }
      return due;
    },
    giveBack(untold) {
      for (const { jobs, ...trouble } of untold) add(trouble, jobs).quietUntilMs = 0;
    },
    nextAt() {
      const waiting = [...groups.values()].filter(({ jobs }) => jobs > 0);
      return waiting.length === 0 ? null : Math.min(...waiting.map(({ quietUntilMs }) => quietUntilMs));
    },
  };
}

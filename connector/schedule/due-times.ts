import { Cron } from 'croner';

/** a time that is found later than this counts as missed */
const onTimeMs = 60_000;

export interface ScheduleConfig {
  /** five parts */
  cron: string;
  timeZone: string;
  missed: 'run_once' | 'skip';
}

export interface DueTime {
  /** the newest due time up to now; epoch milliseconds */
  atMs: number;
  /** how many due times lie between the last one that was dealt with and this one, 100 at most */
  missed: number;
  /** false where the time was missed and the policy is to skip it */
  runs: boolean;
}

// an outage of years must not be counted minute by minute
const mostCounted = 100;

/**
 * What is due of a schedule, or null. Pure: the clock is given.
 * @param afterMs the last due time that was dealt with, or when the schedule was first seen
 */
export function dueTime({ cron, timeZone, missed }: ScheduleConfig, afterMs: number, nowMs: number): DueTime | null {
  const pattern = new Cron(cron, { timezone: timeZone, paused: true });
  // croner gives times before the reference
  const [newest] = pattern.previousRuns(1, new Date(nowMs + 1));
  if (newest === undefined || newest.getTime() <= afterMs) return null;
  const atMs = newest.getTime();
  let count = 0;
  let at = pattern.nextRun(new Date(afterMs));
  for (; at !== null && at.getTime() < atMs && count < mostCounted; at = pattern.nextRun(at)) count += 1;
  return { atMs, missed: count, runs: missed === 'run_once' || nowMs - atMs <= onTimeMs };
}

/** When the schedule is due next; epoch milliseconds, null = never. */
export function nextDue({ cron, timeZone }: Pick<ScheduleConfig, 'cron' | 'timeZone'>, nowMs: number): number | null {
  return new Cron(cron, { timezone: timeZone, paused: true }).nextRun(new Date(nowMs))?.getTime() ?? null;
}

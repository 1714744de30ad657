import type { JobStatistics, JobStatus } from '../../api/types.ts';

export type EventBuckets = { at: string; received: number; duplicates: number }[];
type Statuses = Record<JobStatus, number>;

const states: JobStatus[] = ['queued', 'running', 'waiting', 'held', 'succeeded', 'failed', 'stopped', 'discarded'];

/** The counts of all buckets together. */
export function sumStatuses(buckets: JobStatistics['buckets']): Statuses {
  const sumOf = (state: JobStatus): number => buckets.reduce((sum, { statuses }) => sum + (statuses[state] ?? 0), 0);
  return Object.fromEntries(states.map((state) => [state, sumOf(state)])) as Statuses;
}

/** Failed of all that came to an end; null while none did. Held and waiting jobs have not ended. */
export function failureShare(statuses: Partial<Statuses>): number | null {
  const { succeeded = 0, failed = 0, stopped = 0 } = statuses;
  const ended = succeeded + failed + stopped;
  return ended === 0 ? null : failed / ended;
}

interface BusiestHour {
  day: string;
  hour: number;
  received: number;
}

/** Counts per hour as days with 24 hours each, in a time zone of the reader; hours outside of the buckets are null. */
export function hoursByDay(
  buckets: EventBuckets,
  zone: 'local' | 'utc',
): { rows: { label: string; hours: (number | null)[] }[]; busiest: BusiestHour | null } {
  const timeZone = zone === 'utc' ? { timeZone: 'UTC' } : {};
  const dayOf = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', ...timeZone });
  const hourOf = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', ...timeZone });
  const days = new Map<string, (number | null)[]>();
  let busiest: BusiestHour | null = null;
  for (const { at, received } of buckets) {
    const date = new Date(at);
    const [day, hour] = [dayOf.format(date), Number(hourOf.format(date))];
    const hours = days.get(day) ?? Array.from({ length: 24 }, () => null);
    // where clocks go back, one hour of the day comes twice
    hours[hour] = (hours[hour] ?? 0) + received;
    days.set(day, hours);
    if (received > (busiest?.received ?? 0)) busiest = { day, hour, received };
  }
  return { rows: [...days].map(([label, hours]) => ({ label, hours })), busiest };
}

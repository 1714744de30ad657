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

import { describe, expect, it } from '@jest/globals';

import type { JobDetail, StepAttempt } from '../../designer/api/types.ts';
import { bucketsUntil, fromLocalInput, ranges, toLocalInput } from '../../designer/components/time-range.ts';
import { barsOf, groupSteps, spanOf } from '../../designer/screens/job-detail/step-groups.ts';
import { failureShare, hoursByDay, sumStatuses } from '../../designer/screens/overview/figures.ts';

const t0 = Date.parse('2026-11-21T10:00:00.000Z');
const iso = (ms: number): string => new Date(t0 + ms).toISOString();
const attempt = (path: string, number: number, from: number, to: number | null): StepAttempt =>
  ({
    path,
    stepId: path,
    kind: 'action',
    action: 'track_event',
    attempt: number,
    outcome: to === null ? null : 'success',
    startedAt: iso(from),
    endedAt: to === null ? null : iso(to),
  }) as StepAttempt;
const jobOf = (ledger: StepAttempt[], endedAt: string | null = null): JobDetail => ({ ledger, endedAt }) as JobDetail;

describe('the waterfall of a job', () => {
  it('groups attempts by step, in the order the steps first ran', () => {
    const groups = groupSteps([attempt('a', 1, 0, 10), attempt('b', 1, 10, 20), attempt('a', 2, 50, 60)]);
    expect(groups.map(({ path, attempts, last }) => [path, attempts.length, last.attempt])).toEqual([
      ['a', 2, 2],
      ['b', 1, 1],
    ]);
  });

  it('shows calls, the waits between them, and a call that still runs', () => {
    const ledger = [attempt('a', 1, 0, 100), attempt('a', 2, 300, 400), attempt('b', 1, 400, null)];
    const span = spanOf(jobOf(ledger), t0 + 500);
    expect(span).toEqual({ begin: t0, end: t0 + 500 });
    const [a, b] = groupSteps(ledger).map((group) => barsOf(group, span, t0 + 500));
    expect(a).toEqual([
      { kind: 'call', begin: 0, length: 0.2, ms: 100 },
      { kind: 'wait', begin: 0.2, length: 0.4, ms: 200 },
      { kind: 'call', begin: 0.6, length: 0.2, ms: 100 },
    ]);
    expect(b).toEqual([{ kind: 'call', begin: 0.8, length: 0.2, ms: 100 }]);
  });

  it('has a width for a job without steps and for one that took no time', () => {
    expect(spanOf(jobOf([]), t0)).toEqual({ begin: t0, end: t0 });
    const ledger = [attempt('a', 1, 0, 0)];
    const [group] = groupSteps(ledger);
    expect(group && barsOf(group, spanOf(jobOf(ledger, iso(0)), t0), t0)).toEqual([
      { kind: 'call', begin: 0, length: 0, ms: 0 },
    ]);
  });
});

describe('ranges of time', () => {
  it('are asked for with the same instants until the next bucket begins', () => {
    const { bucketMs, buckets } = ranges.hour;
    const early = bucketsUntil(t0 + 1, ranges.hour);
    expect(bucketsUntil(t0 + bucketMs - 1, ranges.hour)).toEqual(early);
    expect(bucketsUntil(t0 + bucketMs, ranges.hour)).not.toEqual(early);
    expect(Date.parse(early.from) + bucketMs * buckets).toBe(t0 + bucketMs);
  });

  it.each(Object.entries(ranges))('%s has no more buckets than the server answers', (_, { buckets }) => {
    expect(buckets).toBeLessThanOrEqual(300);
  });

  it('go through a field of the reader’s zone and back', () => {
    expect(fromLocalInput(toLocalInput(iso(0)))).toBe(iso(0));
    expect([toLocalInput(undefined), fromLocalInput(''), fromLocalInput('soon')]).toEqual(['', undefined, undefined]);
  });
});

describe('the failure rate', () => {
  it('counts failed among ended jobs, and is not known before one ended', () => {
    expect(failureShare({ succeeded: 2, failed: 1, stopped: 1, held: 5 })).toBe(0.25);
    expect(failureShare({ held: 3, running: 1 })).toBeNull();
  });

  it('adds up all buckets', () => {
    const bucket = (failed: number) => ({ at: iso(0), statuses: { failed }, latency: null });
    expect(sumStatuses([bucket(1), bucket(2)])).toMatchObject({ failed: 3, succeeded: 0 });
  });
});

describe('events by hour', () => {
  it('are told for each day and hour in the zone of the reader, with the busiest hour', () => {
    const at = (hour: string): string => `2026-01-05T${hour}:00:00.000Z`;
    const bucket = (hour: string, received: number) => ({ at: at(hour), received, duplicates: 0 });
    const { rows, busiest } = hoursByDay([bucket('22', 3), bucket('23', 9)], 'utc');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.hours.slice(21)).toEqual([null, 3, 9]);
    expect(busiest).toMatchObject({ hour: 23, received: 9 });
    expect(hoursByDay([bucket('22', 0)], 'utc').busiest).toBeNull();
  });
});

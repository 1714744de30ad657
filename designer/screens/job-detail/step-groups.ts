import type { JobDetail, StepAttempt } from '../../api/types.ts';

/** One run of a step with all its attempts. */
export interface StepGroup {
  path: string;
  stepId: string;
  action: string | null;
  kind: StepAttempt['kind'];
  attempts: StepAttempt[];
  last: StepAttempt;
}

/** A stretch of the waterfall, in shares of the whole from 0 to 1. */
export interface Bar {
  kind: 'call' | 'wait';
  begin: number;
  length: number;
  /** in milliseconds */
  ms: number;
}

/** The attempts of a job by step, in the order the steps first ran. */
export function groupSteps(ledger: readonly StepAttempt[]): StepGroup[] {
  const groups = new Map<string, StepAttempt[]>();
  for (const attempt of ledger) groups.set(attempt.path, [...(groups.get(attempt.path) ?? []), attempt]);
  return [...groups].flatMap(([path, attempts]) => {
    const last = attempts.at(-1);
    if (last === undefined) return [];
    const { stepId, action, kind } = last;
    return [{ path, stepId, action, kind, attempts, last }];
  });
}

const timesOf = ({ startedAt, endedAt }: StepAttempt, nowMs: number): [number, number] => [
  Date.parse(startedAt),
  endedAt === null ? nowMs : Date.parse(endedAt),
];

/** From the first to the last instant of the ledger; what a rerun copied from the first job has times before its own begin. */
export function spanOf({ ledger, endedAt }: JobDetail, nowMs: number): { begin: number; end: number } {
  const times = ledger.flatMap((attempt) => timesOf(attempt, nowMs));
  if (endedAt !== null) times.push(Date.parse(endedAt));
  const begin = Math.min(...times);
  return times.length === 0 ? { begin: nowMs, end: nowMs } : { begin, end: Math.max(...times) };
}

/** The calls of a step and the waits between them. */
export function barsOf({ attempts }: StepGroup, span: { begin: number; end: number }, nowMs: number): Bar[] {
  const whole = Math.max(span.end - span.begin, 1);
  const bar = (kind: Bar['kind'], begin: number, end: number): Bar => ({
    kind,
    begin: (begin - span.begin) / whole,
    length: Math.max(end - begin, 0) / whole,
    ms: Math.max(end - begin, 0),
  });
  return attempts.flatMap((attempt, index) => {
    const [begin, end] = timesOf(attempt, nowMs);
    const before = attempts[index - 1];
    const waitFrom = before === undefined ? null : timesOf(before, nowMs)[1];
    return [...(waitFrom === null || waitFrom >= begin ? [] : [bar('wait', waitFrom, begin)]), bar('call', begin, end)];
  });
}

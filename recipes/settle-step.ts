import type { Effect, Outcome } from '../connector/define.ts';
import { recipeLimits } from './recipe-limits.ts';
import { retryDelay } from './retry-delay.ts';

export type LostAnswerRule = 'hold' | 'retry' | 'fail';

/** What is known about the call of a step, whatever its outcome. */
export interface StepNature {
  effect: Effect;
  idempotent: boolean;
  /** the action's rule for a lost answer */
  onUnknownOutcome: LostAnswerRule;
  /** the step's own rule; a decision of the recipe's author, so it wins */
  override?: LostAnswerRule | undefined;
}

export interface AttemptResult extends StepNature {
  outcome: Outcome;
  /** from 1 */
  attempt: number;
  maxAttempts: number;
  /** those of the attempts that the end of a process cut off */
  cutOffs?: number;
  retryAfterMs: number | null;
  /** from 0 to below 1, for the jitter */
  random: number;
}

/**
 * What follows an attempt: `next` = record the outcome and hand it to the machine (which stops or goes on after a refusal),
 * `wait` = try again later, `hold` = a person decides, `fail` = record and hand the outcome to the machine, which fails the job.
 */
export type Settlement =
  | { kind: 'next' }
  | { kind: 'wait'; delayMs: number }
  | { kind: 'hold' }
  | { kind: 'fail'; cause: 'attempts_used_up' | 'outcome_unknown' };

/** Whether a second call does no harm. */
export const isRepeatable = ({ effect, idempotent }: { effect: Effect | null; idempotent: boolean }): boolean =>
  effect === 'read' || idempotent;

/** The rule for a lost answer that holds for a step. A send is never repeated unless its step says so or Iterable can tell repeats. */
export function lostAnswerRule({ effect, idempotent, onUnknownOutcome, override }: StepNature): LostAnswerRule {
  if (override !== undefined) return override;
  if (isRepeatable({ effect, idempotent })) return 'retry';
  return effect === 'send' && onUnknownOutcome === 'retry' ? 'hold' : onUnknownOutcome;
}

/** Decides what follows an attempt. Pure: randomness is given. */
export function settleStep(result: AttemptResult): Settlement {
  const { outcome, attempt, maxAttempts, retryAfterMs, random } = result;
  if (outcome === 'success' || outcome === 'rejected') return { kind: 'next' };
  const rule = outcome === 'retry' ? 'retry' : lostAnswerRule(result);
  if (rule === 'hold') return { kind: 'hold' };
  if (rule === 'fail') return { kind: 'fail', cause: 'outcome_unknown' };
  // whoever restarts the connector must not use up the tries of what does no harm twice
  const counted = isRepeatable(result) ? attempt - (result.cutOffs ?? 0) : attempt;
  if (counted < maxAttempts) return { kind: 'wait', delayMs: retryDelay(attempt, retryAfterMs, random) };
  // the last try of a send may have gone out: only a person can look
  if (outcome === 'unknown' && result.effect === 'send') return { kind: 'hold' };
  return { kind: 'fail', cause: 'attempts_used_up' };
}

/** An attempt whose intent is recorded and whose outcome is not, as the process died in between. */
export interface InterruptedAttempt extends StepNature {
  /** from 1 */
  attempt: number;
  maxAttempts: number;
  /** of the step, this one among them */
  cutOffs: number;
  /** from 0 to below 1, for the jitter */
  random: number;
}

export type InterruptedSettlement = Exclude<Settlement, { kind: 'next' }> | { kind: 'run' };

/**
 * Decides about an intent without an outcome after a crash. What may be repeated runs on at once; after a few times it waits, so that a step
 * that brings the process down each time leaves time for the others, and in the end it fails. Pure: randomness is given.
 */
export function settleInterrupted(step: InterruptedAttempt): InterruptedSettlement {
  const { attempt, maxAttempts, cutOffs, random } = step;
  const rule = lostAnswerRule(step);
  if (rule === 'hold') return { kind: 'hold' };
  if (rule === 'fail') return { kind: 'fail', cause: 'outcome_unknown' };
  const isUsedUp = isRepeatable(step) ? cutOffs >= recipeLimits.cutOffs : attempt >= maxAttempts;
  // the last try of a send may have gone out: only a person can look
  if (isUsedUp) return step.effect === 'send' ? { kind: 'hold' } : { kind: 'fail', cause: 'attempts_used_up' };
  const late = cutOffs - recipeLimits.cutOffsAtOnce;
  return late <= 0 ? { kind: 'run' } : { kind: 'wait', delayMs: retryDelay(late, null, random) };
}

import { ConnectorError, type ErrorJson } from '../../errors/connector-error.ts';
import type { StepAnswer, StepRequest } from '../../recipes/job-machine.ts';
import { settleInterrupted, settleStep, type Settlement, type StepNature } from '../../recipes/settle-step.ts';
import type { StepAction } from '../define-web-action.ts';
import type { ActionResult } from '../iterable/action-result.ts';
import type { JobChange, StepRecord } from '../store/store.ts';
import type { JobPorts } from './job-ports.ts';

type ActionRequest = Extract<StepRequest, { kind: 'action' }>;

/** What a step came to: an answer for the machine, or a pause of the job (waiting or held). */
export type StepEnd = { record: StepRecord | null; answer: StepAnswer } | { record: StepRecord; pause: JobChange };

/** An attempt that is over, and how many of its step's attempts the end of a process cut off before it or with it. */
interface Attempt {
  record: StepRecord;
  cutOffs: number;
}

/** Milliseconds as RFC 3339. */
export const iso = (ms: number): string => new Date(ms).toISOString();

/** What a recorded step tells the machine. */
export const answerOf = ({ outcome, output, error }: StepRecord): StepAnswer => ({
  outcome: outcome ?? 'unknown',
  output,
  ...(error === null ? {} : { error }),
});

/** How often a process ended while a call of the step was under way, by the path of the step. An intent that nobody ended was cut off too. */
export function countCutOffs(ledger: readonly StepRecord[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { path, outcome, error } of ledger) {
    if (outcome === null || error?.code === 'ITC_STEP_CUT_OFF') counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return counts;
}

/** Decides about an earlier attempt without a final outcome; null = run the step (again). */
export function settleBefore(
  step: ActionRequest,
  { record: before, cutOffs }: Attempt,
  ports: JobPorts,
): StepEnd | null {
  // also what a person released: the store turns the held attempt into one to repeat
  if (before.outcome === 'retry') return null;
  const action = ports.findAction(step.action);
  if (action === undefined) return null;
  if (before.outcome !== null) {
    const settlement = settle(step, { record: before, cutOffs }, { action, retryAfterMs: null }, ports);
    return settlement.kind === 'fail' ? { record: null, answer: answerOf(before) } : null;
  }
  const record = cutOff(before, ports);
  const settlement = settleInterrupted({
    ...natureOf(step, before, action),
    attempt: before.attempt,
    maxAttempts: step.maxAttempts,
    cutOffs,
    random: ports.random(),
  });
  switch (settlement.kind) {
    case 'run':
      return null;
    case 'wait':
      return { record, pause: waiting(record, settlement.delayMs, ports) };
    case 'hold':
      return { record, pause: held(record.error) };
    case 'fail':
      return { record, answer: answerOf(record) };
  }
}

/** The attempt as one whose outcome nobody knows. */
export function cutOff(before: StepRecord, ports: JobPorts): StepRecord {
  const error = new ConnectorError('ITC_STEP_CUT_OFF').toJSON();
  return { ...before, outcome: 'unknown', error, endedAt: iso(ports.now()) };
}

/** Decides what follows the answer to a call. */
export function settleResult(
  step: ActionRequest,
  { record: intent, cutOffs }: Attempt,
  result: ActionResult,
  ports: JobPorts,
): StepEnd {
  const { outcome, output, items, error, exchanges, retryAfterMs } = result;
  const endedAt = iso(ports.now());
  const record: StepRecord = { ...intent, outcome, output, items, error, exchanges, endedAt };
  const action = ports.findAction(step.action);
  const settlement = settle(step, { record, cutOffs }, { action, retryAfterMs }, ports);
  switch (settlement.kind) {
    case 'wait':
      return { record, pause: waiting(record, settlement.delayMs, ports) };
    case 'hold':
      return { record, pause: held(error) };
    default:
      return { record, answer: answerOf(record) };
  }
}

function waiting({ attempt, path, error }: StepRecord, delayMs: number, ports: JobPorts): JobChange {
  const reason = `Attempt ${String(attempt)} of step ${path} is to be repeated.`;
  return { status: 'waiting', runAt: iso(ports.now() + delayMs), error, reason };
}

function held(cause: ErrorJson | null): JobChange {
  const { code, message, hint } = new ConnectorError('ITC_SEND_HELD');
  const because = cause === null || cause.code === code ? '' : ` ${cause.message}`;
  return { status: 'held', error: { code, message: `${message}${because}`, hint } };
}

function natureOf(step: ActionRequest, record: StepRecord, action: StepAction): StepNature {
  return {
    effect: record.effect ?? 'read',
    idempotent: record.idempotent,
    onUnknownOutcome: action.onUnknownOutcome,
    override: step.onUnknownOutcome,
  };
}

function settle(
  step: ActionRequest,
  { record, cutOffs }: Attempt,
  { action, retryAfterMs }: { action: StepAction | undefined; retryAfterMs: number | null },
  ports: JobPorts,
): Settlement {
  if (action === undefined || record.outcome === null) return { kind: 'next' };
  return settleStep({
    ...natureOf(step, record, action),
    outcome: record.outcome,
    attempt: record.attempt,
    maxAttempts: step.maxAttempts,
    cutOffs,
    retryAfterMs,
    random: ports.random(),
  });
}

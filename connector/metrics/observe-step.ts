import { isWebAction, type StepAction } from '../define-web-action.ts';
import type { ActionResult } from '../iterable/action-result.ts';
import { describeCall } from '../iterable/check-input.ts';
import type { Metrics } from './metrics.ts';
import { traced } from './traced.ts';

/** Counts and traces one call of a step, whatever becomes of it. */
export async function observeStep(
  { action, input }: { action: StepAction; input: unknown },
  { metrics, now }: { metrics: Pick<Metrics, 'step'>; now: () => number },
  call: () => Promise<ActionResult>,
): Promise<ActionResult> {
  const startedMs = now();
  const { effect } = describeCall(action, input);
  const to = isWebAction(action) ? 'web' : 'iterable';
  const result = await traced(`step ${action.name}`, { effect, to }, call, ({ outcome }) => ({ outcome }));
  metrics.step({ effect, to, outcome: result.outcome }, (now() - startedMs) / 1_000);
  return result;
}

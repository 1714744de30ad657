import type { JsonObject } from '../../errors/json.ts';
import type { ActionResult } from '../iterable/action-result.ts';
import type { PersonNames } from '../security/person-keys.ts';
import { idsByField } from './consent-map.ts';
import { retryAfter, type PushEnd, type PushPlan } from './push-plan.ts';

/** Runs one action on the connection of the person. */
export type RunNamedAction = (action: string, input: JsonObject) => Promise<ActionResult>;

/** a day of tries; what is refused for longer is shown by the history and the drift report */
const maxRefusals = 28;

const isMissing = ({ output }: ActionResult): boolean =>
  typeof output === 'object' && output !== null && !Array.isArray(output) && output['found'] === false;
const hasChanged = ({ output }: ActionResult): boolean =>
  typeof output === 'object' && output !== null && !Array.isArray(output) && output['changed'] === true;

/**
 * Brings a user's subscriptions to the plan with the safe actions, which leave all others as they are. A user who is not
 * there is made first if the plan says so: made, then read back, then changed.
 */
export async function pushPerson(
  plan: PushPlan,
  names: PersonNames,
  attempts: number,
  run: RunNamedAction,
): Promise<PushEnd> {
  const person = { ...names } as JsonObject;
  const faultOf = (result: ActionResult, created: boolean): PushEnd | null => {
    if (result.outcome === 'success') return null;
    const code = result.error?.code ?? 'ITC_ITERABLE_NO_ANSWER';
    if (result.outcome === 'rejected' && attempts >= maxRefusals) return { kind: 'failed', code };
    return { kind: 'retry', code, afterMs: result.retryAfterMs ?? retryAfter(attempts), created };
  };
  const change = async (created: boolean): Promise<PushEnd> => {
    let changed = false;
    // an opt-out first: if the second call fails, too much was ended and not too little
    const calls = [
      ['unsubscribe_user', plan.unsubscribe],
      ['subscribe_user', plan.subscribe],
    ] as const;
    for (const [action, subscriptions] of calls) {
      if (subscriptions.length === 0) continue;
      const result = await run(action, { ...person, ...idsByField(subscriptions), ifNotFound: 'continue' });
      const fault = faultOf(result, created);
      if (fault !== null) return fault;
      if (isMissing(result)) return { kind: 'missing' };
      changed ||= hasChanged(result);
    }
    return { kind: 'done', changed, created };
  };

  const first = await change(false);
  if (first.kind !== 'missing' || !plan.createUser) return first;
  const unread = (created: boolean): PushEnd => ({
    kind: 'retry',
    code: 'ITC_ITERABLE_NOT_FOUND',
    afterMs: retryAfter(attempts),
    created,
  });
  // made by an earlier attempt, and not readable yet
  if (plan.hasCreated) return unread(false);
  const made = await run('upsert_user', person);
  const fault = faultOf(made, false);
  if (fault !== null) return fault;
  const { email, userId } = names;
  const read =
    email !== undefined
      ? await run('get_user_by_email', { email })
      : await run('get_user_by_user_id', { userId: userId ?? '' });
  if (read.outcome !== 'success' || isMissing(read)) return unread(true);
  const second = await change(true);
  return second.kind === 'missing' ? unread(true) : second;
}

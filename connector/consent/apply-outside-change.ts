import {
  boundedTime,
  secondOf,
  standing,
  type ConsentChange,
  type Preference,
  type Subscription,
} from './consent-change.ts';
import { noted, withPush, type ConsentDocument } from './consent-document.ts';

/** A decision that another system tells. */
export interface OutsideChange {
  notice: string;
  subscriptions: readonly Subscription[];
  preference: Preference;
  atMs: number;
  sequence: string;
  createUser: boolean;
}

/** `late`: a later decision, or an opt-out of the same second, is known already. */
export type OutsideResult = 'applied' | 'late' | 'repeated';

/** Merges a decision from outside into the registers; what it changes is asked to be pushed to Iterable. Pure. */
export function applyOutsideChange(
  document: ConsentDocument,
  change: OutsideChange,
  receivedMs: number,
): { document: ConsentDocument; result: OutsideResult } {
  const { notice, subscriptions, preference, sequence } = change;
  const given: ConsentChange = {
    preference,
    atMs: boundedTime(change.atMs, receivedMs),
    source: 'outside',
    sequence,
  };
  const registers = { ...document.registers };
  const won: Subscription[] = [];
  let repeated = 0;
  for (const subscription of subscriptions) {
    const before = registers[subscription];
    const stands = before === undefined ? given : standing(before, given);
    if (before !== undefined && isSame(before, given)) repeated += 1;
    else if (stands === given) won.push(subscription);
    registers[subscription] = stands;
  }
  const result: OutsideResult = won.length > 0 ? 'applied' : repeated === subscriptions.length ? 'repeated' : 'late';
  const entry = {
    event: result,
    source: 'outside',
    notice,
    preference,
    subscriptions: result === 'applied' ? won : [...subscriptions],
    decidedMs: given.atMs,
    sequence,
  } as const;
  return {
    document: withPush(noted({ ...document, registers }, receivedMs, entry), won, receivedMs, change.createUser),
    result,
  };
}

/** Also where it came by another way, as with an export that is imported again. */
const isSame = (a: ConsentChange, b: ConsentChange): boolean =>
  a.preference === b.preference && secondOf(a.atMs) === secondOf(b.atMs);

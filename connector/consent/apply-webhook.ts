import {
  boundedTime,
  secondOf,
  standing,
  type ConsentChange,
  type Preference,
  type Subscription,
} from './consent-change.ts';
import { noted, preferencesOf, withPush, type ConsentDocument, type ConsentIntent } from './consent-document.ts';
import type { ConsentMap } from './consent-map.ts';

/** What one subscribe or unsubscribe event of Iterable says. */
export interface ConsentWebhook {
  preference: Preference;
  subscriptions: readonly Subscription[];
  atMs: number;
  sequence: string;
}

/** Seconds by which the clocks of Iterable and of this machine may differ. */
const skewSeconds = 5;
/** how long a call without a known answer may still have an effect */
const unansweredMs = 5 * 60_000;

const lastSecond = ({ startedMs, endedMs }: ConsentIntent): number =>
  secondOf(endedMs ?? startedMs + unansweredMs) + skewSeconds;
const firstSecond = ({ startedMs }: ConsentIntent): number => secondOf(startedMs) - skewSeconds;

interface Verdict {
  result: 'applied' | 'late' | 'repeated' | 'echo';
  change: ConsentChange;
  /** the call whose effect this webhook is */
  echoOf: ConsentIntent | null;
  /** Iterable may hold something else than the register */
  isUnsure: boolean;
}

/**
 * Judges what a webhook says about one subscription.
 *
 * An opt-in within the time of one of our calls is that call's effect: a call overwrites whole arrays, so it may subscribe
 * to what it does not name. An opt-out is taken for an effect only where nothing is lost by it: once per call, while no
 * later call said otherwise, and while the register is out or later than the webhook.
 */
function judge(
  { registers, intents }: ConsentDocument,
  subscription: Subscription,
  webhook: ConsentWebhook,
  receivedMs: number,
): Verdict {
  const { preference, sequence } = webhook;
  const register = registers[subscription];
  const given: ConsentChange = {
    preference,
    atMs: boundedTime(webhook.atMs, receivedMs),
    source: 'iterable',
    sequence,
  };
  const second = secondOf(given.atMs);
  const ours = intents.filter((intent) => second >= firstSecond(intent) && second <= lastSecond(intent));

  if (preference === 'opt_in' && ours.length > 0) {
    const isUnsure = register !== undefined && register.preference !== 'opt_in';
    return { result: 'echo', change: given, echoOf: ours.at(-1) ?? null, isUnsure };
  }
  const latest = intents.findLast(
    (intent) => intent.values[subscription] !== undefined && firstSecond(intent) <= second,
  );
  const mine = latest !== undefined && ours.includes(latest) && latest.values[subscription] === preference;
  const mark = mine ? latest.echoes[subscription] : undefined;
  const losesNothing = register === undefined || register.preference === 'opt_out' || second < secondOf(register.atMs);
  if (mine && losesNothing && (mark === undefined || mark.sequence === sequence)) {
    return { result: 'echo', change: given, echoOf: latest, isUnsure: register?.preference !== preference };
  }

  // the webhook that was taken for the effect may have been the decision: the later of the two times counts
  const change = mark === undefined ? given : { ...given, atMs: Math.max(given.atMs, mark.atMs) };
  if (register !== undefined && register.source === 'iterable' && register.sequence === sequence) {
    return { result: 'repeated', change: register, echoOf: null, isUnsure: false };
  }
  const stands = register === undefined ? change : standing(register, change);
  if (stands !== change) {
    return { result: 'late', change: stands, echoOf: null, isUnsure: stands.preference !== preference };
  }
  // of two decisions of one second nobody knows which one Iterable took last
  const isTie = register !== undefined && secondOf(register.atMs) >= second && register.preference !== preference;
  const isUnsure = isTie || intents.some((intent) => lastSecond(intent) >= second);
  return { result: 'applied', change, echoOf: null, isUnsure };
}

/**
 * Merges what Iterable tells into the registers. Only where a call of ours may have crossed the decision is Iterable asked
 * to be brought to the register again; the privacy system is told of every notice whose preference became another. Pure.
 */
export function applyWebhook(
  document: ConsentDocument,
  webhook: ConsentWebhook,
  { map, receivedMs, newId }: { map: ConsentMap; receivedMs: number; newId: () => string },
): { document: ConsentDocument; results: Verdict['result'][] } {
  const isKnown = document.history.some(
    ({ source, sequence }) => source === 'iterable' && sequence === webhook.sequence,
  );
  if (isKnown) return { document, results: webhook.subscriptions.map(() => 'repeated') };
  const registers = { ...document.registers };
  let { intents } = document;
  const unsure: Subscription[] = [];
  const bySubscription = webhook.subscriptions.map((subscription) => {
    const verdict = judge({ ...document, registers, intents }, subscription, webhook, receivedMs);
    const { echoOf, change } = verdict;
    if (verdict.isUnsure) unsure.push(subscription);
    if (verdict.result === 'applied') registers[subscription] = change;
    if (echoOf !== null && echoOf.values[subscription] === webhook.preference) {
      const mark = { sequence: webhook.sequence, atMs: change.atMs };
      intents = intents.map((intent) =>
        intent.id === echoOf.id ? { ...intent, echoes: { ...intent.echoes, [subscription]: mark } } : intent,
      );
    }
    return { subscription, verdict };
  });

  const merged = { ...document, registers, intents };
  const before = new Map(preferencesOf(map, document).map(({ notice, preference }) => [notice, preference]));
  const told =
    map.callback === null
      ? []
      : preferencesOf(map, merged).filter(({ notice, preference }) => before.get(notice) !== preference);
  const callbacks = told.map(({ notice, preference, change }) => ({
    id: newId(),
    notice,
    preference,
    atMs: change.atMs,
    dueMs: receivedMs,
    attempts: 0,
  }));
  const results = [...new Set(bySubscription.map(({ verdict }) => verdict.result))];
  const entries = results.map((result) => ({
    event: result,
    source: 'iterable' as const,
    notice: null,
    preference: webhook.preference,
    subscriptions: bySubscription.filter((one) => one.verdict.result === result).map((one) => one.subscription),
    decidedMs: webhook.atMs,
    sequence: webhook.sequence,
  }));
  const withCallbacks = { ...merged, callbacks: [...document.callbacks, ...callbacks] };
  return {
    document: withPush(noted(withCallbacks, receivedMs, ...entries), unsure, receivedMs),
    results: bySubscription.map(({ verdict }) => verdict.result),
  };
}

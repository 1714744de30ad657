export type Preference = 'opt_in' | 'opt_out';

/** What Iterable can subscribe a person to; `optInMessageType` is a message type that needs an explicit yes. */
export const subscriptionKinds = ['channel', 'messageType', 'optInMessageType', 'list'] as const;
export type SubscriptionKind = (typeof subscriptionKinds)[number];

/** One thing to be subscribed to, such as `channel:12`. */
export type Subscription = `${SubscriptionKind}:${number}`;

/** One decision of a person about one subscription. */
export interface ConsentChange {
  preference: Preference;
  /** when the person decided; milliseconds since 1970 */
  atMs: number;
  source: 'outside' | 'iterable';
  /** the same for every delivery of the same change */
  sequence: string;
}

/** Iterable tells whole seconds only, so all changes are compared by the second. */
export const secondOf = (atMs: number): number => Math.floor(atMs / 1000);

/**
 * Which of two changes stands: the later one, and within one second the opt-out; then an order without a meaning that makes
 * every order of arrival come to the same end.
 */
export function standing(a: ConsentChange, b: ConsentChange): ConsentChange {
  const rank = (change: ConsentChange): (number | string)[] => [
    secondOf(change.atMs),
    change.preference === 'opt_out' ? 1 : 0,
    change.atMs,
    change.source,
    change.sequence,
  ];
  const left = rank(a);
  const right = rank(b);
  const place = left.findIndex((value, index) => value !== right[index]);
  if (place === -1) return a;
  return (left[place] as number) > (right[place] as number) ? a : b;
}

/** A decision cannot be later than its arrival: a clock that runs ahead must not outlast every opt-out to come. */
export const boundedTime = (atMs: number, receivedMs: number): number => Math.min(atMs, receivedMs);

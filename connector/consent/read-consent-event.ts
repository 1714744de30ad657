import type { Json, JsonObject } from '../../errors/json.ts';
import type { SubscriptionKind, Subscription } from './consent-change.ts';
import type { ConsentWebhook } from './apply-webhook.ts';

/** The events that change what a person is subscribed to; the second spelling is Iterable's own. */
const preferences: Record<string, ConsentWebhook['preference']> = {
  emailsubscribe: 'opt_in',
  emailunsubscribe: 'opt_out',
};

/** Whether an event of this name tells of consent. */
export const tellsConsent = (eventName: string | null): boolean =>
  eventName !== null && Object.hasOwn(preferences, eventName.toLowerCase());

// `channelId` is no part of it: it is the channel of the message that the link stood in
const arrays: readonly [field: string, kinds: readonly SubscriptionKind[]][] = [
  ['channelIds', ['channel']],
  ['messageTypeIds', ['messageType', 'optInMessageType']],
  ['emailListIds', ['list']],
  ['userListIds', ['list']],
];

const objectOf = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

/** `2026-01-05 12:00:00 +00:00` and ISO 8601; null for everything else. */
export function readIterableTime(value: Json | undefined): number | null {
  if (typeof value !== 'string') return null;
  const time = Date.parse(value.replace(/^(\S+) (\S+) ([+-]\d\d):?(\d\d)$/, '$1T$2$3:$4'));
  return Number.isNaN(time) ? null : time;
}

export interface ConsentEventContent {
  email: string | undefined;
  userId: string | undefined;
  webhook: ConsentWebhook;
}

/**
 * Reads a subscribe or unsubscribe event; null for an event that names no person or nothing of the map.
 * @param mapped the subscriptions that belong to a notice
 */
export function readConsentEvent(
  event: { id: string; eventName: string | null; payload: Json; receivedAt: string },
  mapped: ReadonlySet<Subscription>,
): ConsentEventContent | null {
  const preference = preferences[event.eventName?.toLowerCase() ?? ''];
  const payload = objectOf(event.payload);
  const fields = objectOf(payload['dataFields']);
  const email = textOf(payload['email']) ?? textOf(fields['email']);
  const userId = textOf(payload['userId']) ?? textOf(fields['userId']);
  if (preference === undefined || (email === undefined && userId === undefined)) return null;
  const subscriptions = new Set<Subscription>();
  for (const [field, kinds] of arrays) {
    const ids = fields[field];
    for (const id of Array.isArray(ids) ? ids.map(Number) : []) {
      for (const kind of kinds) if (mapped.has(`${kind}:${id}`)) subscriptions.add(`${kind}:${id}`);
    }
  }
  if (subscriptions.size === 0) return null;
  const atMs = readIterableTime(fields['createdAt']) ?? Date.parse(event.receivedAt);
  return {
    email,
    userId,
    webhook: { preference, subscriptions: [...subscriptions], atMs, sequence: event.id },
  };
}

import type { JsonObject } from '../../errors/json.ts';
import type { PersonNames } from '../security/person-keys.ts';
import type { ConsentBook } from './consent-book.ts';
import type { Preference, Subscription, SubscriptionKind } from './consent-change.ts';
import { subscriptionsOf } from './consent-map.ts';
import type { RunNamedAction } from './push-person.ts';

/** One subscription that is not in Iterable what is stored here. */
export interface ConsentDrift extends PersonNames {
  notice: string;
  subscription: Subscription;
  stored: Preference;
  /** null = Iterable does not know the person */
  iterable: Preference | null;
}

export interface DriftPage {
  checked: number;
  /** people whom Iterable did not tell about */
  unread: number;
  drift: ConsentDrift[];
  next: string | null;
}

const readsAtOnce = 5;

const idsIn = (value: unknown): Set<number> => new Set(Array.isArray(value) ? value.map(Number) : []);

/** What the profile says of a subscription; an array that is missing is an empty one. */
export function preferenceInProfile(fields: JsonObject, subscription: Subscription): Preference {
  const [kind, text] = subscription.split(':') as [SubscriptionKind, string];
  const id = Number(text);
  switch (kind) {
    case 'channel':
      return idsIn(fields['unsubscribedChannelIds']).has(id) ? 'opt_out' : 'opt_in';
    case 'messageType':
      return idsIn(fields['unsubscribedMessageTypeIds']).has(id) ? 'opt_out' : 'opt_in';
    case 'optInMessageType':
      return idsIn(fields['subscribedMessageTypeIds']).has(id) ? 'opt_in' : 'opt_out';
    case 'list':
      return idsIn(fields['emailListIds']).has(id) || idsIn(fields['userListIds']).has(id) ? 'opt_in' : 'opt_out';
  }
}

/** Compares a page of stored preferences with the profiles in Iterable; one read per person, changes nothing. */
export async function findConsentDrift(
  book: ConsentBook,
  run: RunNamedAction,
  name: string,
  query: { limit: number; cursor?: string },
): Promise<DriftPage> {
  const { notices } = await book.notices(name);
  const { items, next } = await book.list(name, { ...query, oldestFirst: true });
  const found: DriftPage = { checked: 0, unread: 0, drift: [], next };
  const compare = async ({ names, row }: (typeof items)[number]): Promise<void> => {
    const { email, userId } = names;
    const { outcome, output } =
      email === undefined
        ? await run('get_user_by_user_id', { userId: userId ?? '' })
        : await run('get_user_by_email', { email });
    if (outcome !== 'success') {
      found.unread += 1;
      return;
    }
    found.checked += 1;
    const profile = (output as { user?: { dataFields?: JsonObject } } | null)?.user;
    for (const notice of notices) {
      for (const subscription of subscriptionsOf(notice)) {
        const stored = row.document.registers[subscription]?.preference;
        const iterable = profile === undefined ? null : preferenceInProfile(profile.dataFields ?? {}, subscription);
        if (stored !== undefined && stored !== iterable) {
          found.drift.push({ ...names, notice: notice.key, subscription, stored, iterable });
        }
      }
    }
  };
  for (let at = 0; at < items.length; at += readsAtOnce) {
    await Promise.all(items.slice(at, at + readsAtOnce).map(compare));
  }
  return found;
}

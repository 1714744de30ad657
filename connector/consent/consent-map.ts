import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { ConsentChange, Preference, Subscription, SubscriptionKind } from './consent-change.ts';

const ids = z.array(z.int().positive()).max(200).default([]);

/** One privacy notice and the subscriptions that it stands for. */
export const consentNotice = z
  .strictObject({
    key: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/, 'must be letters, digits, and _ . : - inside')
      .meta({ description: 'Name of the notice in the privacy system.' }),
    title: z.string().max(200).default(''),
    channelIds: ids,
    messageTypeIds: ids,
    optInMessageTypeIds: ids.meta({ description: 'Message types whose policy is opt-in.' }),
    listIds: ids,
  })
  .refine((notice) => subscriptionsOf(notice).length > 0, {
    path: ['channelIds'],
    message: 'must name at least one channel, message type or list',
  });

export type ConsentNotice = z.output<typeof consentNotice>;

/** Which notices a connection has, and where changes that Iterable tells are passed on. */
export interface ConsentMap {
  notices: ConsentNotice[];
  callback: { url: string; sealedSecret: string } | null;
}

export const emptyConsentMap: ConsentMap = { notices: [], callback: null };

/** The field of a notice, and of the safe subscription actions, for each kind of subscription. */
export const fieldOfKind = {
  channel: 'channelIds',
  messageType: 'messageTypeIds',
  optInMessageType: 'optInMessageTypeIds',
  list: 'listIds',
} as const satisfies Record<SubscriptionKind, string>;

type NoticeIds = Record<(typeof fieldOfKind)[SubscriptionKind], number[]>;

export function subscriptionsOf(notice: NoticeIds): Subscription[] {
  return Object.entries(fieldOfKind).flatMap(([kind, field]) =>
    [...new Set(notice[field])].map((id) => `${kind as SubscriptionKind}:${id}` as const),
  );
}

/** The ids of some subscriptions, by the field that takes them. */
export function idsByField(subscriptions: readonly Subscription[]): Partial<Record<keyof NoticeIds, number[]>> {
  const found: Partial<Record<keyof NoticeIds, number[]>> = {};
  for (const subscription of subscriptions) {
    const [kind, id] = subscription.split(':') as [SubscriptionKind, string];
    (found[fieldOfKind[kind]] ??= []).push(Number(id));
  }
  return found;
}

/** Throws ITC_CONSENT_MAP where two notices name the same subscription: a yes to one would undo the no to the other. */
export function checkNotices(notices: readonly ConsentNotice[]): void {
  const owners = new Map<string, string>();
  for (const notice of notices) {
    for (const subscription of subscriptionsOf(notice)) {
      // one message type has one policy, so both kinds of it are one thing
      const thing = subscription.replace('optInMessageType', 'messageType');
      const owner = owners.get(thing);
      if (owner !== undefined) {
        throw new ConnectorError(
          'ITC_CONSENT_MAP',
          `${thing.replace(':', ' ')} belongs to the notices "${owner}" and "${notice.key}".`,
          { details: { path: notice.key, found: thing } },
        );
      }
      owners.set(thing, notice.key);
    }
  }
}

/** What a person prefers by one notice: out as soon as one subscription is out; null while nothing is known. */
export function preferenceOf(
  notice: NoticeIds,
  registers: Readonly<Record<string, ConsentChange>>,
): { preference: Preference; change: ConsentChange } | null {
  const changes = subscriptionsOf(notice).flatMap((subscription) => registers[subscription] ?? []);
  const out = changes.filter(({ preference }) => preference === 'opt_out');
  const telling = (out.length > 0 ? out : changes).reduce<ConsentChange | null>(
    (latest, change) => (latest === null || change.atMs > latest.atMs ? change : latest),
    null,
  );
  return telling === null ? null : { preference: telling.preference, change: telling };
}

import type { FollowedEvent, SendEvent, SendRecord, Store } from '../store/store.ts';
import type { MessageEvent } from './message-event.ts';
import { hasName } from './person-names.ts';

type Finder = Pick<Store, 'findSend' | 'hasSendsOf'>;

/** What the events of one group share. */
export interface GroupKnowledge {
  /** message ids of sends that events of the group told */
  learned: Map<string, string>;
  /** by connection: whether it ever sent anything; most webhooks are about messages that somebody else sent */
  isSender: Map<string, boolean>;
}

/** Nothing known yet. */
export const emptyKnowledge = (): GroupKnowledge => ({ learned: new Map(), isSender: new Map() });

async function isSender(store: Finder, connectionId: string, group: GroupKnowledge): Promise<boolean> {
  const known = group.isSender.get(connectionId);
  if (known !== undefined) return known;
  const found = await store.hasSendsOf(connectionId);
  group.isSender.set(connectionId, found);
  return found;
}

/** The clock of Iterable may be ahead of ours, and a send is kept before its call leaves. */
const slackMs = 60_000;

/**
 * The message that a webhook is about: by the id in its metadata, else by Iterable's message id, else the newest one of the
 * campaign to the person. Types that concern no single message (a subscription) are of none.
 */
async function findSend(
  store: Finder,
  { connectionId, receivedAt }: Pick<FollowedEvent, 'connectionId' | 'receivedAt'>,
  event: MessageEvent,
  group: GroupKnowledge,
): Promise<Pick<SendEvent, 'sendId' | 'match'> & { send: SendRecord | null }> {
  const { sendId, messageId, campaignId, person } = event;
  if (!(await isSender(store, connectionId, group))) {
    return { sendId: null, match: sendId === null ? 'other_campaign' : 'unknown_send', send: null };
  }
  if (sendId !== null) {
    const send = await store.findSend({ connectionId, id: sendId });
    return { sendId: send?.id ?? null, match: send === null ? 'unknown_send' : 'send_id', send };
  }
  if (messageId !== null) {
    const id = group.learned.get(messageId);
    const send = await store.findSend({ connectionId, messageId, ...(id === undefined ? {} : { id }) });
    if (send !== null) return { sendId: send.id, match: 'message_id', send };
  }
  if (campaignId !== null && hasName(person)) {
    const before = new Date(Date.parse(receivedAt) + slackMs).toISOString();
    const send = await store.findSend({ connectionId, campaignId, person, before });
    // a message whose id is known otherwise is another one
    const isOther = send?.messageId !== null && messageId !== null && send?.messageId !== messageId;
    if (send !== null && !isOther) return { sendId: send.id, match: 'campaign_and_person', send };
  }
  const isOurs = campaignId !== null && (await store.hasSendsOf(connectionId, campaignId));
  return { sendId: null, match: isOurs ? 'no_metadata' : 'other_campaign', send: null };
}

/** What is kept of a webhook about a message, with the send it belongs to. */
export async function matchSend(
  store: Finder,
  stored: FollowedEvent,
  event: MessageEvent,
  group: GroupKnowledge,
): Promise<SendEvent> {
  const { send, sendId, match } = await findSend(store, stored, event, group);
  const { eventName, type, channel, campaignId, messageId, happenedAt, detail, person } = event;
  return {
    id: stored.id,
    connectionId: stored.connectionId,
    sendId,
    match,
    type,
    eventName,
    channel,
    campaignId,
    messageId,
    happenedAt,
    detail: detail?.slice(0, 200) ?? null,
    // the timeline of a person holds what is known of the message, whichever name the webhook uses
    email: person.email ?? send?.email ?? null,
    userId: person.userId ?? send?.userId ?? null,
    receivedAt: stored.receivedAt,
  };
}

import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import { listIdsOf } from './profile-view.ts';
import type { Profile } from './profile.ts';
import type { World } from './world.ts';

/** New values of a profile's subscription arrays; one that is absent or null stays as it is. */
export interface SubscriptionChange {
  emailListIds?: readonly number[] | null | undefined;
  unsubscribedChannelIds?: readonly number[] | null | undefined;
  unsubscribedMessageTypeIds?: readonly number[] | null | undefined;
  subscribedMessageTypeIds?: readonly number[] | null | undefined;
}

const missingFrom = (ids: readonly number[], known: readonly number[]): number[] =>
  ids.filter((id) => !known.includes(id));

/** The first reason to refuse the ids of a change; the texts are this sandbox's own, none has been recorded. */
export function subscriptionIdFault({ settings, state }: World, change: SubscriptionChange): Answer | undefined {
  const { lists, channels, messageTypes } = state;
  if (change.subscribedMessageTypeIds && !settings.features.includes('optInMessageTypes')) {
    return refuse(400, 'BadParams', 'subscribedMessageTypeIds needs opt-in message types, which are not enabled');
  }
  const known: Record<keyof SubscriptionChange, number[]> = {
    emailListIds: [...lists.keys()],
    unsubscribedChannelIds: channels.map(({ id }) => id),
    unsubscribedMessageTypeIds: messageTypes.map(({ id }) => id),
    subscribedMessageTypeIds: messageTypes
      .filter(({ subscriptionPolicy }) => subscriptionPolicy === 'OptIn')
      .map(({ id }) => id),
  };
  for (const [name, ids] of Object.entries(known)) {
    const unknown = missingFrom(change[name as keyof SubscriptionChange] ?? [], ids);
    if (unknown.length > 0) return refuse(400, 'BadParams', `Invalid ${name}: ${unknown.join(', ')}`);
  }
  return undefined;
}

/** Documented: message types may be subscribed only in channels that are, unless validateChannelAlignment is false. */
export function alignmentFault(
  { state }: World,
  profile: Profile | undefined,
  change: SubscriptionChange,
): Answer | undefined {
  const closed = change.unsubscribedChannelIds ?? profile?.unsubscribedChannelIds ?? [];
  const subscribed = change.subscribedMessageTypeIds ?? [];
  const misaligned = state.messageTypes.find(
    ({ id, channelId }) => subscribed.includes(id) && closed.includes(channelId),
  );
  return (
    misaligned &&
    refuse(400, 'BadParams', `Message type ${misaligned.id} belongs to unsubscribed channel ${misaligned.channelId}`)
  );
}

/**
 * Writes a checked change to a profile and its lists. What the user lost is told by one emailUnSubscribe, attributed to the
 * campaign if there is one, what the user gained by one emailSubscribe.
 */
export function changeSubscriptions(
  world: World,
  profile: Profile,
  change: SubscriptionChange,
  { source, campaignId }: { source: string; campaignId?: number | null | undefined },
): void {
  const { lists, campaigns } = world.state;
  const before = {
    lists: listIdsOf(world, profile),
    channels: profile.unsubscribedChannelIds,
    types: profile.unsubscribedMessageTypeIds,
    optIns: profile.subscribedMessageTypeIds,
  };
  const after = {
    lists: change.emailListIds ?? before.lists,
    channels: change.unsubscribedChannelIds ?? before.channels,
    types: change.unsubscribedMessageTypeIds ?? before.types,
    optIns: change.subscribedMessageTypeIds ?? before.optIns,
  };
  const joined = missingFrom(after.lists, before.lists);
  const left = missingFrom(before.lists, after.lists);
  for (const id of joined) lists.get(id)?.members.add(profile.key);
  for (const id of left) lists.get(id)?.members.delete(profile.key);
  profile.unsubscribedChannelIds = [...after.channels];
  profile.unsubscribedMessageTypeIds = [...after.types];
  profile.subscribedMessageTypeIds = [...after.optIns];
  profile.updatedAt = world.now();

  const lost = {
    emailListIds: left,
    channelIds: missingFrom(after.channels, before.channels),
    messageTypeIds: [...missingFrom(after.types, before.types), ...missingFrom(before.optIns, after.optIns)],
  };
  const gained = {
    emailListIds: joined,
    channelIds: missingFrom(before.channels, after.channels),
    messageTypeIds: [...missingFrom(before.types, after.types), ...missingFrom(after.optIns, before.optIns)],
  };
  const any = (ids: Record<string, number[]>): boolean => Object.values(ids).some(({ length }) => length > 0);
  const campaign = campaigns.find(({ id }) => id === campaignId);
  if (any(lost)) {
    world.happened({ event: 'emailUnSubscribe', profile, campaign, dataFields: { unsubSource: source, ...lost } });
  }
  if (any(gained)) {
    world.happened({ event: 'emailSubscribe', profile, dataFields: { signupSource: source, ...gained } });
  }
}

import type { Profile } from './profile.ts';
import type { World } from './world.ts';
import { changeSubscriptions } from './write-subscriptions.ts';

/**
 * The user's reply to a confirmation message: subscribes to all message types that were asked about and fires smsReceived
 * and emailSubscribe. Gives the message types, none when nothing was pending.
 */
export function confirmDoubleOptIn(world: World, profile: Profile): number[] {
  const { state } = world;
  const messageTypeIds = state.doubleOptIns
    .filter(({ userKey }) => userKey === profile.key)
    .flatMap((pending) => pending.messageTypeIds);
  if (messageTypeIds.length === 0) return [];
  state.doubleOptIns = state.doubleOptIns.filter(({ userKey }) => userKey !== profile.key);
  world.happened({ event: 'smsReceived', profile, dataFields: { smsMessage: 'YES' } });
  const subscribedMessageTypeIds = [...new Set([...profile.subscribedMessageTypeIds, ...messageTypeIds])];
  changeSubscriptions(world, profile, { subscribedMessageTypeIds }, { source: 'DoubleOptIn' });
  return messageTypeIds;
}

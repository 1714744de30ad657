import type { Device, Profile } from './profile.ts';
import { iterableTime } from './iterable-time.ts';
import type { JsonObject } from './json-value.ts';
import type { World } from './world.ts';

/** The ids of the lists that a profile is on, in order. */
export function listIdsOf(world: World, profile: Profile): number[] {
  return [...world.state.lists.values()].filter((list) => list.members.has(profile.key)).map((list) => list.id);
}

// a device's own data fields lie flat beside what Iterable keeps of it
const deviceView = ({ dataFields, ...device }: Device): JsonObject => ({ ...dataFields, ...device });

/**
 * A profile as the user reads give it: identifiers both beside and inside dataFields, dates in Iterable's layout, and
 * the subscription arrays only when they hold something.
 */
export function profileView(world: World, profile: Profile): JsonObject {
  const { email, userId } = profile;
  const created = iterableTime(profile.createdAt);
  const arrays: [string, number[]][] = [
    [world.settings.projectType === 'email' ? 'emailListIds' : 'userListIds', listIdsOf(world, profile)],
    ['unsubscribedChannelIds', profile.unsubscribedChannelIds],
    ['unsubscribedMessageTypeIds', profile.unsubscribedMessageTypeIds],
    ['subscribedMessageTypeIds', profile.subscribedMessageTypeIds],
  ];
  const dataFields = {
    ...profile.dataFields,
    ...(email === undefined ? {} : { email }),
    signupDate: profile.dataFields.signupDate ?? created,
    profileUpdatedAt: iterableTime(profile.updatedAt),
    signupSource: profile.dataFields.signupSource ?? profile.signupSource,
    ...(userId === undefined ? {} : { userId }),
    ...(profile.devices?.length ? { devices: profile.devices.map(deviceView) } : {}),
    ...(profile.browserTokens?.length ? { browserTokens: profile.browserTokens } : {}),
    ...Object.fromEntries(arrays.filter(([, ids]) => ids.length > 0)),
    itblInternal: {
      documentCreatedAt: created,
      documentUpdatedAt: iterableTime(profile.updatedAt),
      ...(email === undefined ? {} : { emailDomain: email.slice(email.indexOf('@') + 1) }),
    },
  };
  return { ...(email === undefined ? {} : { email }), dataFields, ...(userId === undefined ? {} : { userId }) };
}

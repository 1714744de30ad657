import { refuse, success, text } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { BodyFault } from '../body-shape.ts';
import { adoptUser, findUser, identityRefusal, whoOf } from '../identity.ts';
import type { Who } from '../identity.ts';
import { listIdsOf } from '../profile-view.ts';
import type { Profile } from '../profile.ts';
import type { ApiCall, Route, World } from '../world.ts';
import { changeSubscriptions } from '../write-subscriptions.ts';
import type { SubscriptionChange } from '../write-subscriptions.ts';

type Action = 'subscribe' | 'unsubscribe';

const source = 'SubscriptionsAPI';
const accepted: Answer = { ...success(), status: 202 };

const notEnabled = (): Answer => refuse(404, 'NotFound', 'Endpoint not found');

const including = (ids: readonly number[], id: number): number[] => [...new Set([...ids, id])];
const without = (ids: readonly number[], id: number): number[] => ids.filter((other) => other !== id);

/** What subscribing to or leaving each sort of group means for a profile, or undefined when there is no such group. */
const groups: Record<
  string,
  (world: World, id: number, action: Action) => ((profile: Profile) => SubscriptionChange) | undefined
> = {
  emaillist: (world, id, action) => {
    // the members of a dynamic list follow from its query
    if (world.state.lists.get(id)?.listType !== 'Standard') return undefined;
    const change = action === 'subscribe' ? including : without;
    return (profile) => ({ emailListIds: change(listIdsOf(world, profile), id) });
  },
  messagechannel: ({ state }, id, action) => {
    if (!state.channels.some((channel) => channel.id === id)) return undefined;
    const change = action === 'subscribe' ? without : including;
    return ({ unsubscribedChannelIds }) => ({ unsubscribedChannelIds: change(unsubscribedChannelIds, id) });
  },
  messagetype: ({ state }, id, action) => {
    const type = state.messageTypes.find((messageType) => messageType.id === id);
    if (!type) return undefined;
    if (type.subscriptionPolicy === 'OptIn') {
      const change = action === 'subscribe' ? including : without;
      return ({ subscribedMessageTypeIds }) => ({ subscribedMessageTypeIds: change(subscribedMessageTypeIds, id) });
    }
    const change = action === 'subscribe' ? without : including;
    return ({ unsubscribedMessageTypeIds }) => ({ unsubscribedMessageTypeIds: change(unsubscribedMessageTypeIds, id) });
  },
};

/** The change that a call asks for, or its refusal. Group names are case-insensitive. */
function changeOf(
  world: World,
  { params }: ApiCall,
  action: Action,
): ((profile: Profile) => SubscriptionChange) | Answer {
  if (!world.settings.features.includes('subscriptions')) return notEnabled();
  const { subscriptionGroup = '', subscriptionGroupId = '' } = params;
  const name = subscriptionGroup.toLowerCase();
  const group = Object.hasOwn(groups, name) ? groups[name] : undefined;
  if (!group) return refuse(400, 'BadParams', `Invalid subscriptionGroup: ${subscriptionGroup}`);
  const change = /^\d+$/.test(subscriptionGroupId) ? group(world, Number(subscriptionGroupId), action) : undefined;
  return change ?? refuse(400, 'BadParams', `Invalid subscriptionGroupId: ${subscriptionGroupId}`);
}

function single(world: World, call: ApiCall, action: Action): Answer {
  const change = changeOf(world, call, action);
  if (typeof change !== 'function') return change;
  const { userEmail: email, userId } = call.params;
  const found = findUser(world, { email, userId }, true);
  if ('fault' in found) return identityRefusal(found.fault);
  const profile = adoptUser(world, found);
  changeSubscriptions(world, profile, change(profile), { source });
  return accepted;
}

/** Accepted as a whole: what becomes of single users is not answered. */
function bulk(world: World, call: ApiCall): Answer {
  const action = call.query.get('action') ?? '';
  if (action !== 'subscribe' && action !== 'unsubscribe') {
    return world.settings.features.includes('subscriptions')
      ? refuse(400, 'BadParams', 'action must be subscribe or unsubscribe')
      : notEnabled();
  }
  const change = changeOf(world, call, action);
  if (typeof change !== 'function') return change;
  const body = call.body as { users?: string[] | null; usersByUserId?: string[] | null };
  const named: Who[] = [
    ...(body.users ?? []).map((email) => ({ email })),
    ...(body.usersByUserId ?? []).map((userId) => ({ userId })),
  ];
  if (named.length === 0) return refuse(400, 'BadParams', 'Either users or usersByUserId must be specified');
  for (const who of named) {
    const found = findUser(world, who, true);
    if ('fault' in found) continue;
    const profile = adoptUser(world, found);
    changeSubscriptions(world, profile, change(profile), { source });
  }
  return accepted;
}

function doubleOptIn(world: World, call: ApiCall): Answer {
  if (!world.settings.features.includes('doubleOptIn')) return notEnabled();
  const { email, userId, phoneNumber, brandName, messageTypeIds } = call.body as {
    email?: string | null;
    userId?: string | null;
    phoneNumber?: string | null;
    brandName?: string | null;
    messageTypeIds: number[];
  };
  const found = findUser(world, whoOf({ email, userId }), false);
  const profile = 'fault' in found ? undefined : found.profile;
  if (!profile) return text(`User not found for userId: ${userId ?? ''} or email: ${email ?? ''}`, 400);
  const smsOptIns = world.state.messageTypes.filter(
    ({ channelId, subscriptionPolicy }) =>
      subscriptionPolicy === 'OptIn' &&
      world.state.channels.some(({ id, messageMedium }) => id === channelId && messageMedium === 'SMS'),
  );
  const wrong = messageTypeIds.filter((given) => !smsOptIns.some(({ id }) => id === given));
  if (messageTypeIds.length === 0 || wrong.length > 0) {
    return text(`Not SMS double opt-in message types: ${wrong.join(', ')}`, 400);
  }
  if (phoneNumber) profile.dataFields.phoneNumber = phoneNumber;
  if (!profile.dataFields.phoneNumber) return text('The user has no phoneNumber', 400);
  const { key: userKey } = profile;
  world.state.doubleOptIns.push({ userKey, messageTypeIds, brandName: brandName ?? undefined, at: world.now() });
  return text('Request for double opt-in subscription accepted', 202);
}

/** The second error form, which Iterable documents for this endpoint's parse errors. */
function badOptInBody(_: ApiCall, faults: readonly BodyFault[]): Answer {
  const data = Object.fromEntries(faults.map(({ path, short }) => [path, short]));
  const message = 'Invalid JSON body';
  return { status: 400, body: { error: 'BadRequest', message, code: 'error.badRequest', data } };
}

const group = '/api/subscriptions/{subscriptionGroup}/{subscriptionGroupId}';

/** The subscription endpoints that Iterable enables on request: 404 until then, 202 when done. */
export const subscriptionGroupRoutes: readonly Route[] = [
  ...[`${group}/user/{userEmail}`, `${group}/byUserId/{userId}`].flatMap((path): Route[] => [
    { method: 'PATCH', path, handle: (world, call) => single(world, call, 'subscribe') },
    { method: 'DELETE', path, handle: (world, call) => single(world, call, 'unsubscribe') },
  ]),
  {
    method: 'PUT',
    path: group,
    body: { users: { each: 'string', optional: true }, usersByUserId: { each: 'string', optional: true } },
    handle: bulk,
  },
  {
    method: 'POST',
    path: '/api/subscriptions/subscribeToDoubleOptIn',
    body: {
      messageTypeIds: { each: 'integer' },
      email: 'string?',
      userId: 'string?',
      phoneNumber: 'string?',
      brandName: 'string?',
    },
    badBody: badOptInBody,
    handle: doubleOptIn,
  },
];

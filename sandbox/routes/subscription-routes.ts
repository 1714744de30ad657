import { refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { adoptUser, findUser, identityRefusal } from '../identity.ts';
import type { JsonObject } from '../json-value.ts';
import { listIdsOf } from '../profile-view.ts';
import type { Route, World } from '../world.ts';

interface SubscriptionBody {
  email?: string | null;
  userId?: string | null;
  emailListIds?: number[] | null;
  unsubscribedChannelIds?: number[] | null;
  unsubscribedMessageTypeIds?: number[] | null;
  subscribedMessageTypeIds?: number[] | null;
  campaignId?: number | null;
}

const source = 'UpdateSubscriptionsAPI';

const missingFrom = (ids: readonly number[], known: readonly number[]): number[] =>
  ids.filter((id) => !known.includes(id));

/** The first reason to refuse the ids of a call; the texts are this sandbox's own, none has been recorded. */
function idFault(world: World, body: SubscriptionBody): Answer | undefined {
  const { lists, channels, messageTypes } = world.state;
  const optIn = messageTypes.filter(({ subscriptionPolicy }) => subscriptionPolicy === 'OptIn').map(({ id }) => id);
  const checks: [string, number[]][] = [
    ['emailListIds', missingFrom(body.emailListIds ?? [], [...lists.keys()])],
    [
      'unsubscribedChannelIds',
      missingFrom(
        body.unsubscribedChannelIds ?? [],
        channels.map(({ id }) => id),
      ),
    ],
    [
      'unsubscribedMessageTypeIds',
      missingFrom(
        body.unsubscribedMessageTypeIds ?? [],
        messageTypes.map(({ id }) => id),
      ),
    ],
    ['subscribedMessageTypeIds', missingFrom(body.subscribedMessageTypeIds ?? [], optIn)],
  ];
  const [first] = checks.filter(([, ids]) => ids.length > 0);
  return first && refuse(400, 'BadParams', `Invalid ${first[0]}: ${first[1].join(', ')}`);
}

/** Every array that is given (null counts as not given) overwrites the stored one. */
function updateSubscriptions(world: World, given: JsonObject): Answer {
  const body = given as SubscriptionBody;
  const found = findUser(world, { email: body.email ?? undefined, userId: body.userId ?? undefined }, true);
  if ('fault' in found) return identityRefusal(found.fault);
  const fault = idFault(world, body);
  if (fault) return fault;
  const profile = adoptUser(world, found);
  const { lists, campaigns } = world.state;

  const listsBefore = listIdsOf(world, profile);
  const listsAfter = body.emailListIds ?? listsBefore;
  const joined = missingFrom(listsAfter, listsBefore);
  const left = missingFrom(listsBefore, listsAfter);
  for (const id of joined) lists.get(id)?.members.add(profile.key);
  for (const id of left) lists.get(id)?.members.delete(profile.key);

  const channelIds = missingFrom(body.unsubscribedChannelIds ?? [], profile.unsubscribedChannelIds);
  const messageTypeIds = missingFrom(body.unsubscribedMessageTypeIds ?? [], profile.unsubscribedMessageTypeIds);
  profile.unsubscribedChannelIds = body.unsubscribedChannelIds ?? profile.unsubscribedChannelIds;
  profile.unsubscribedMessageTypeIds = body.unsubscribedMessageTypeIds ?? profile.unsubscribedMessageTypeIds;
  profile.subscribedMessageTypeIds = body.subscribedMessageTypeIds ?? profile.subscribedMessageTypeIds;
  profile.updatedAt = world.now();

  const campaign = campaigns.find(({ id }) => id === body.campaignId);
  if (left.length + channelIds.length + messageTypeIds.length > 0) {
    const dataFields = { unsubSource: source, emailListIds: left, channelIds, messageTypeIds };
    world.happened({ event: 'emailUnSubscribe', profile, campaign, dataFields });
  }
  if (joined.length > 0) {
    world.happened({ event: 'emailSubscribe', profile, dataFields: { signupSource: source, emailListIds: joined } });
  }
  return success();
}

/** updateSubscriptions. */
export const subscriptionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/users/updateSubscriptions',
    body: {
      email: 'string?',
      userId: 'string?',
      emailListIds: { each: 'number', optional: true },
      unsubscribedChannelIds: { each: 'number', optional: true },
      unsubscribedMessageTypeIds: { each: 'number', optional: true },
      subscribedMessageTypeIds: { each: 'number', optional: true },
      campaignId: 'number?',
      templateId: 'number?',
      validateChannelAlignment: 'boolean?',
    },
    clientKeys: true,
    handle: (world, call) => updateSubscriptions(world, call.body),
  },
];
